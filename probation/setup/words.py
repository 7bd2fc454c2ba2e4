"""make words: collects every string that a user reads, for translators, and updates the catalogues.

locale/django.pot lists all strings and is not committed. A language's django.po holds what is translated, and
marks as obsolete the strings that the service no longer uses.
"""

from collections.abc import Collection, Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from babel.messages import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir, extract_python
from babel.messages.pofile import read_po, write_po

from probation.setup.places import ROOT
from probation.setup.progress import say

#: Rules do not import gettext. Their strings are a Reason's first argument and a RuleBroken's second.
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    **dict.fromkeys(("gettext_lazy", "gettext_noop", "Reason")),
    **dict.fromkeys(("ngettext_lazy",), (1, 2)),
    **dict.fromkeys(("pgettext_lazy",), ((1, "c"), 2)),
    "RuleBroken": (2,),
}
APPS = ("core", "cases", "risk", "referrals", "training", "probation")
METHODS = [
    *((f"{app}/tests/**.py", "ignore") for app in APPS),
    *((f"{app}/**.py", "python") for app in APPS),
    ("templates/**.html", "probation.setup.words:words_of_template"),
]


def words_of_template(
    file: BinaryIO, keywords: Mapping[str, Any], comment_tags: Collection[str], options: Any
) -> Iterator[tuple[Any, ...]]:
    """The strings of a template, in the form that Babel expects.

    Django turns the tags into calls of gettext. Their indentation is removed, as Python would refuse it.
    """
    from django.utils.translation.template import templatize

    calls = templatize(file.read().decode())
    flat = "\n".join(line.lstrip() for line in calls.split("\n"))
    yield from extract_python(BytesIO(flat.encode()), keywords, comment_tags, options)


def collect(root: Path = ROOT) -> Catalog:
    found = Catalog(project="probation", charset="utf-8")
    folders = [root / name for name in (*APPS, "templates")]
    for name, line, words, comments, context in extract_from_dir(
        root,
        METHODS,
        keywords=KEYWORDS,
        directory_filter=lambda folder: any(
            Path(folder) == root or Path(folder).is_relative_to(one) for one in folders
        ),
    ):
        found.add(words, locations=[(name, line)], auto_comments=comments, context=context)
    return found


def update_catalogues(root: Path = ROOT) -> int:
    """Writes the list of all strings and updates each language's file; returns the number of strings."""
    everything = collect(root)
    with (root / "locale" / "django.pot").open("wb") as listed:
        write_po(listed, everything, width=110)
    for path in sorted(root.glob("locale/*/LC_MESSAGES/django.po")):
        with path.open("rb") as source:
            catalogue = read_po(source, locale=path.parts[-3])
        catalogue.update(everything, no_fuzzy_matching=True)
        for message in [message for message in catalogue if message.id and not is_translated(message)]:
            catalogue.delete(message.id, message.context)
        with path.open("wb") as written:
            write_po(written, catalogue, width=110, no_location=True, sort_output=True)
        say(f"{path.parts[-3]}: {sum(map(is_translated, catalogue))} of {len(everything)} strings")
    return len(everything)


def is_translated(message: Message) -> bool:
    strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return bool(message.id) and any(strings)
