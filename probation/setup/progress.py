"""Shows a step while it lasts: with a spinner on a terminal, in plain lines elsewhere."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console

console = Console(highlight=False)


@contextmanager
def step(words: str) -> Iterator[None]:
    """Shows `words` until the block ends, then how long it took."""
    began = time.monotonic()
    if console.is_terminal:
        with console.status(words):
            yield
    else:
        console.print(f"{words} ...")
        yield
    console.print(f"  [green]done[/green] {words} ({time.monotonic() - began:.1f} s)")


def say(words: str) -> None:
    console.print(words)
