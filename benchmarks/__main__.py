"""python -m benchmarks [AREA ...]: measures, and prints one table for each area. ./run --bench calls it."""

import os
import warnings
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator
from pathlib import Path

AREAS = ("search", "found", "crowd", "growth", "pages", "acts", "api", "recalculate", "writes", "batch")


def main() -> None:
    asked = arguments()
    os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"
    from benchmarks import worlds

    if asked.smaller:
        worlds.enter(asked.smaller, on=asked.on)
    worlds.enter(asked.people, on=asked.on)
    warnings.simplefilter("ignore")
    import django

    django.setup()
    show(asked)


def arguments() -> Namespace:
    parser = ArgumentParser(
        prog="python -m benchmarks", description="Ratios of the real thing to its reference."
    )
    parser.add_argument(
        "areas", nargs="*", metavar="AREA", help=f"one of {', '.join(AREAS)}; all without any"
    )
    parser.add_argument("--people", type=int, default=20_000, help="in the world that is measured")
    parser.add_argument(
        "--smaller", type=int, default=0, help="people in a second world: what does growth cost?"
    )
    parser.add_argument("--rounds", type=int, default=5, help="besides the one that warms")
    parser.add_argument("--sample", type=int, default=200, help="how many people are looked for")
    parser.add_argument("--on", help="the day it is in a world that is made; today if not said")
    parser.add_argument("--output", type=Path, help="a file the tables are written to as well")
    asked = parser.parse_args()
    if unknown := set(asked.areas) - set(AREAS):
        parser.error(f"no such area: {', '.join(sorted(unknown))}")
    return asked


def show(asked: Namespace) -> None:
    from benchmarks import report

    lines = [
        f"{asked.people:,} people, {asked.rounds} rounds. {report.machine()}.",
        f"Rows: {report.counts()}.",
    ]
    print("\n".join(lines), flush=True)
    for area, run in runs(asked):
        lines += ["", f"## {area}", "", report.table(run())]
        print("\n".join(lines[-4:]), flush=True)
    if asked.output:
        asked.output.write_text("\n".join(lines) + "\n")


def runs(asked: Namespace) -> Iterator[tuple[str, Callable]]:
    from benchmarks import acts, api, batch, crowd, found, growth, pages, recalculate, search, writes

    how = {"rounds": asked.rounds, "sample": asked.sample}
    listed = (search, found, crowd, pages, acts, api, recalculate, writes, batch)
    plain = {area.__name__.rpartition(".")[2]: area for area in listed}
    for area in AREAS:
        if asked.areas and area not in asked.areas:
            continue
        if area != "growth":
            yield area, lambda area=area: plain[area].run(**how)
        elif asked.smaller:
            yield area, lambda: growth.run(people=asked.people, smaller=asked.smaller, **how)


if __name__ == "__main__":
    main()
