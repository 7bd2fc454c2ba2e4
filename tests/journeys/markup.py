"""Reads a rendered page: its elements, its links, and the faults of its structure."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

from core.govuk.fields import SHORT_TEXT_CHARACTERS

VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
UNTYPED = frozenset({"hidden", "submit", "button", "reset", "image"})
REFERENCES = ("aria-labelledby", "aria-describedby", "aria-controls", "aria-owns")


@dataclass(eq=False)
class Element:
    name: str
    attributes: dict[str, str]
    parents: tuple["Element", ...]
    words: list[str] = field(default_factory=list)
    children: list["Element"] = field(default_factory=list)

    def __getitem__(self, attribute: str) -> str:
        return self.attributes.get(attribute, "")

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())

    def inside(self, name: str) -> bool:
        return any(parent.name == name for parent in self.parents)


class Markup(HTMLParser):
    """The elements of a page in order. `faults()` lists what is wrong with them, in words."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self._open: list[Element] = []
        self.unclosed: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, Any]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, tuple(self._open))
        self.elements.append(element)
        if self._open:
            self._open[-1].children.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if not any(element.name == tag for element in self._open):
            self.unclosed.append(f"</{tag}> closes nothing")
            return
        while (element := self._open.pop()).name != tag:
            if element.name not in ("p", "li", "option", "path", "rect", "line", "circle"):
                self.unclosed.append(f"<{element.name}> is not closed before </{tag}>")

    def handle_data(self, data: str) -> None:
        if any(element.name in ("script", "style") for element in self._open):
            return
        for element in self._open:
            element.words.append(data)

    # --- what it shows --------------------------------------------------------------------------------
    def every(self, *names: str) -> list[Element]:
        return [element for element in self.elements if element.name in names]

    def one(self, name: str) -> Element | None:
        return next(iter(self.every(name)), None)

    @property
    def title(self) -> str:
        found = self.one("title")
        return found.text if found else ""

    @property
    def ids(self) -> list[str]:
        return [element["id"] for element in self.elements if element["id"]]

    def links(self) -> list[str]:
        """The addresses the page leads to: those of links, and of forms and buttons that send by GET."""
        found = [element["href"] for element in self.every("a")]
        for form in self.every("form"):
            sends = any(form in button.parents for button in self.every("button"))
            if sends and form["method"].lower() in ("", "get"):
                found.append(form["action"])
        for button in self.every("button", "input"):
            if button["formmethod"].lower() == "get":
                found.append(button["formaction"])
        return [address for address in found if address]

    # --- what is wrong --------------------------------------------------------------------------------
    def faults(self) -> list[str]:
        return [
            *self.unclosed,
            *self._head(),
            *self._headings(),
            *self._ids(),
            *self._fields(),
            *self._drafts(),
            *self._tables(),
            *self._links(),
            *self._names(),
        ]

    def _head(self):
        root, main = self.one("html"), self.every("main")
        if root is None or not root["lang"]:
            yield "no lang"
        if len(main) != 1:
            yield f"{len(main)} main elements"
        if self.title.count(" – ") < 1 or not self.title.split(" – ")[0].strip():
            yield f"title {self.title!r}"
        if any("{{" in text or "{%" in text for text in (main[0].text if main else "", self.title)):
            yield "a template's own marks are shown"

    def _headings(self):
        headings = self.every("h1", "h2", "h3", "h4", "h5", "h6")
        if [heading.name for heading in headings].count("h1") != 1:
            yield f"{[heading.name for heading in headings].count('h1')} h1 elements"
        yield from (f"an empty {heading.name}" for heading in headings if not heading.text)
        inside = [int(heading.name[1]) for heading in headings if heading.inside("main")]
        if inside and inside[0] != 1:
            yield f"main begins with h{inside[0]}"
        for before, after in pairwise(inside):
            if after > before + 1:
                yield f"h{before} is followed by h{after}"

    def _ids(self):
        yield from (
            f"id {name} stands {count} times" for name, count in Counter(self.ids).items() if count > 1
        )
        known = set(self.ids)
        for element in self.elements:
            for attribute in REFERENCES:
                for name in element[attribute].split():
                    if name not in known:
                        yield f"<{element.name}> {attribute} names {name}, which is not there"

    def _fields(self):
        labelled = {label["for"] for label in self.every("label") if label.text}
        for element in self.every("input", "select", "textarea"):
            if element["type"] in UNTYPED:
                continue
            named = element["aria-label"] or element["aria-labelledby"] or element.inside("label")
            if not named and element["id"] not in labelled:
                yield f"<{element.name} name={element['name']}> has no label"
        known = set(self.ids)
        for label in self.every("label"):
            if label["for"] and label["for"] not in known:
                yield f"a label is for {label['for']}, which is not there"
        for fieldset in self.every("fieldset"):
            if not any(child.name == "legend" and child.text for child in fieldset.children):
                yield f"a fieldset without a legend: {fieldset.text[:40]}"

    def _drafts(self):
        """A form with a long text must keep a draft."""
        for text in self.every("textarea"):
            longest = max((int(around["data-maxlength"] or 0) for around in text.parents), default=0)
            form = next((around for around in text.parents if around.name == "form"), None)
            if form is None or longest <= SHORT_TEXT_CHARACTERS:
                continue
            later = [button for button in self.every("button") if button["value"] == "save-draft"]
            if "data-keeps-draft" not in form.attributes or not any(form in one.parents for one in later):
                yield f"<textarea name={text['name']}> is long and its form keeps no draft"

    def _tables(self):
        for table in self.every("table"):
            captioned = any(child.name == "caption" and child.text for child in table.children)
            if not captioned and not table["aria-label"] and not table["aria-labelledby"]:
                yield f"a table without a caption: {table.text[:40]}"
        for cell in self.every("th"):
            if cell["scope"] not in ("col", "row", "colgroup", "rowgroup"):
                yield f"th without scope: {cell.text}"
            if cell["aria-sort"] not in ("", "ascending", "descending", "none"):
                yield f"aria-sort {cell['aria-sort']}"

    def _links(self):
        known = {*self.ids, "top"}
        leads_to = defaultdict(set)
        for link in self.every("a"):
            if "href" not in link.attributes:
                continue
            address = link["href"]
            if address in ("", "#"):
                yield f"link {link.text!r} leads nowhere"
            elif address.startswith("#") and address[1:] not in known:
                yield f"link {link.text!r} leads to {address}, which is not on the page"
            words = link["aria-label"] or link.text
            if link.inside("main") and words:
                leads_to[words].add(address)
        for words, targets in leads_to.items():
            if len(targets) > 1:
                yield f"link {words!r} leads to {len(targets)} places: {sorted(targets)[:3]}"

    def _names(self):
        for element in self.every("a", "button"):
            if element["aria-hidden"] == "true":
                continue
            named = element.text or element["aria-label"] or element["aria-labelledby"] or element["title"]
            if not named and any(child["alt"] or child["aria-label"] for child in element.children):
                continue
            if not named and (element.name == "button" or element["href"]):
                yield f"<{element.name}> without words: {element.attributes}"
        yield from (
            f"an image without alt: {image['src']}"
            for image in self.every("img")
            if "alt" not in image.attributes
        )
