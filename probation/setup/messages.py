"""Compiles the catalogues of translations with a library, so that no system tool is needed."""

from pathlib import Path

from probation.setup.places import ROOT


def compile_messages(root: Path = ROOT) -> list[Path]:
    """Writes each .mo beside its .po if the .po is newer; returns the files written."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    written = []
    for source in sorted(root.glob("locale/*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as words:
            catalogue = read_po(words, locale=source.parts[-3])
        with target.open("wb") as compiled:
            write_mo(compiled, catalogue)
        written.append(target)
    return written
