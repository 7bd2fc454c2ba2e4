"""Two processes that work out tiers at the same time, as two workers of the night do."""

import multiprocessing
import time
from collections.abc import Sequence
from contextlib import suppress
from multiprocessing.connection import Connection

WORKERS = 2


class Workers:
    """The processes, each with its own share of the chunks. They end with the process that made them.

    chunks   keys of the people of each chunk
    """

    def __init__(self, chunks: Sequence[list[int]]) -> None:
        spawned = multiprocessing.get_context("spawn")
        self.pipes: list[Connection] = []
        for number in range(WORKERS):
            ours, theirs = spawned.Pipe()
            spawned.Process(target=_serve, args=(theirs, chunks[number::WORKERS]), daemon=True).start()
            self.pipes.append(ours)

    def all_changed(self) -> tuple[float, int]:
        """Seconds until both have worked out their chunks, all of whose tiers differ; and how many people."""
        self._both("change all")
        began = time.perf_counter()
        people = self._both("work out")
        took = time.perf_counter() - began
        self._both("undo")
        return took, sum(people)

    def _both(self, asked: str) -> list[int]:
        for pipe in self.pipes:
            pipe.send(asked)
        return [pipe.recv() for pipe in self.pipes]


def _serve(pipe: Connection, chunks: list[list[int]]) -> None:
    """One of the processes. It imports the service here, since a new process has to set Django up first."""
    import django

    django.setup()
    from django.db import transaction

    from benchmarks.batch import change_all, work_out

    with suppress(EOFError):  # the process that made this one has ended
        while True:
            with transaction.atomic():
                while (asked := pipe.recv()) != "undo":
                    pipe.send(change_all(chunks) if asked == "change all" else work_out(chunks))
                transaction.set_rollback(True)
            pipe.send(0)
