"""python -m probation.setup run | test | check | assets | words: what ./run, ./test and ./check call."""

import os
import signal
import sys

from probation.setup import checking, hook, serving, testing, words
from probation.setup.assets import make_assets
from probation.setup.problems import SetupProblem
from probation.setup.progress import console

USAGE = """Usage:
    ./run                            serve the demonstration
    ./run --prepare                  all of that but the serving
    ./run --command NAME [ARGUMENT]  one manage.py command against the demonstration's database
    ./run --bench [ARGUMENT]         the benchmarks, in a database of their own
    ./test [ARGUMENT of pytest]      the tests
    ./check [--quick]                lint, contracts, types, templates, migrations, deployment"""


def main(arguments: list[str]) -> int:
    if os.name != "posix":
        raise SetupProblem("This runs on Linux and macOS. On Windows, use WSL or the container image.")
    match arguments:
        case ["run"]:
            return serving.run_demonstration()
        case ["run", "--prepare"]:
            return serving.prepare_only()
        case ["run", "--command", *command] if command:
            return serving.run_command(command)
        case ["test", *rest]:
            return testing.run_tests(rest)
        case ["check", *rest] if set(rest) <= {"--quick"}:
            return checking.run_checks(rest)
        case ["run", "--bench", *rest]:
            return serving.run_benchmarks(rest)
        case ["words"]:
            words.update_catalogues()
            return 0
        case ["assets"]:
            make_assets()
            return 0
        case ["hook"]:
            return hook.install_hook()
    raise SetupProblem(USAGE)


def stop_as_if_interrupted(*_: object) -> None:
    """Makes SIGTERM end the program as Ctrl-C does, so that every `finally` runs."""
    raise KeyboardInterrupt


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, stop_as_if_interrupted)
    try:
        sys.exit(main(sys.argv[1:]))
    except SetupProblem as problem:
        console.print(f"\n{problem}", style="bold red", markup=False, soft_wrap=True)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
