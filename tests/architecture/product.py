"""The modules of the product, for the tests that read its code."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
PRODUCT = ("core", "cases", "risk", "referrals", "training", "probation", "benchmarks")


def modules(*, tests: bool = False, migrations: bool = False) -> Iterator[Path]:
    """Every module of the product, with its tests and its migrations if they are asked for."""
    for folder in (*PRODUCT, "tests"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            parts = path.relative_to(ROOT).parts
            if (migrations or "migrations" not in parts) and (tests or "tests" not in parts):
                yield path


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    yield from (node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.FunctionDef))
