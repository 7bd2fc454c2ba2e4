"""Identifiers of a person: shapes, check letters, how they are stored and how they are searched for."""

import re
from dataclasses import dataclass

from cases.codes import IdentifierKind
from core.errors import RuleBroken
from core.typed import tidying

# --- CRN -------------------------------------------------------------------------------------------

#: A new letter every million. X comes first; I, O and S are left out, as in the check letters below.
CRN_LETTERS = "XABCDEFGHJKLMNPQRTUVWYZ"
CRNS_PER_LETTER = 1_000_000

_CRN = re.compile(r"[A-Z][0-9]{6}", re.ASCII)


def crn_from_sequence(n: int) -> str:
    """The nth CRN: X000000 is 0, A000000 is 1,000,000. ValueError when the letters run out."""
    letter, serial = divmod(n, CRNS_PER_LETTER)
    if not 0 <= letter < len(CRN_LETTERS):
        raise ValueError(f"no CRN for {n}")
    return f"{CRN_LETTERS[letter]}{serial:06d}"


def read_crn(text: str, *, field: str | None = "crn") -> str:
    """The CRN in upper case, without its label.

    Letters never issued here are accepted: records come from elsewhere.

    raises   RuleBroken CRN_SHAPE
    """
    crn = _tidy(text)
    if not _CRN.fullmatch(crn):
        raise RuleBroken("CRN_SHAPE", "CRN must be a letter and 6 numbers, like X123456", field)
    return crn


# --- PNC -------------------------------------------------------------------------------------------

#: Check letters of PNC and CRO: the number modulo 23 is the place in this row (no I, O or S).
CHECK_LETTERS = "ZABCDEFGHJKLMNPQRTUVWXY"

_PNC = re.compile(r"(?P<year>(?:19|20)?\d{2})(?P<slash>[/-]?)(?P<serial>\d{1,7})(?P<letter>[A-Z])", re.ASCII)
FIRST_TWO = 100


@dataclass(frozen=True)
class Pnc:
    year: int
    serial: int
    letter: str

    def __str__(self) -> str:
        """As stored, 13 characters: 1979/0163001B."""
        return f"{self.year:04d}/{self.serial:07d}{self.letter}"

    @property
    def letter_is_right(self) -> bool:
        return self.letter == pnc_letter(self.year, self.serial)

    @property
    def search_keys(self) -> tuple[str, str]:
        """The two keys that find it: with a year of four digits and of two; the serial is not padded."""
        tail = f"{self.serial}{self.letter}".lower()
        return f"{self.year}/{tail}", f"{self.year % FIRST_TWO:02d}/{tail}"


def pnc_letter(year: int, serial: int) -> str:
    """The check letter: 1979, 163001 gives B. Source: docs/sources/cases.md#identifiers"""
    return CHECK_LETTERS[int(f"{year % FIRST_TWO:02d}{serial:07d}") % len(CHECK_LETTERS)]


def read_pnc(text: str, *, this_year: int, field: str | None = "pnc") -> Pnc:
    """Reads a PNC number as typed: two or four digits of year, with or without a slash, in any case.

    this_year   two-digit years up to it are 20YY, all others 19YY
    raises      RuleBroken PNC_SHAPE or PNC_LETTER
    """
    readings = _pnc_readings(text, this_year)
    if not readings:
        raise RuleBroken("PNC_SHAPE", "PNC number must be like 2002/0073319Z", field)
    right = [pnc for pnc in readings if pnc.letter_is_right]
    if not right:
        raise RuleBroken(
            "PNC_LETTER",
            "PNC number must end in the letter that goes with its numbers: check what was typed",
            field,
        )
    return right[0]


def pnc_search_keys(text: str) -> tuple[str, ...]:
    """Keys by which to look up a PNC as typed: year as typed, serial without leading zeros, lower case.

    Empty when the text does not have the shape of a PNC. With a slash only the shape is tested. Without one
    the letter must be right too, so that other numbers that end in a letter are not taken for a PNC.
    """
    found = _PNC.fullmatch(_tidy(text))
    if found and found["slash"]:
        return (f"{found['year']}/{int(found['serial'])}{found['letter'].lower()}",)
    keys = []
    for year, serial, letter in _splits(_tidy(text)):
        if letter == pnc_letter(int(year), int(serial)):
            keys.append(f"{year}/{int(serial)}{letter.lower()}")
    return tuple(keys)


def _pnc_readings(text: str, this_year: int) -> list[Pnc]:
    """Every way to read it, long years first: without a slash, 2002... may be the year 2002 or 20."""
    tidy = _tidy(text)
    found = _PNC.fullmatch(tidy)
    parts = _splits(tidy)
    if found and found["slash"]:
        parts = [(found["year"], found["serial"], found["letter"])]
    readings = (Pnc(_full_year(year, this_year), int(serial), letter) for year, serial, letter in parts)
    return [pnc for pnc in readings if pnc.year <= this_year]


def _splits(tidy: str) -> list[tuple[str, str, str]]:
    found = re.fullmatch(r"(?P<digits>\d{3,11})(?P<letter>[A-Z])", tidy, re.ASCII)
    if not found:
        return []
    digits, letter = found["digits"], found["letter"]
    widths = (4, 2) if digits.startswith(("19", "20")) else (2,)
    return [(digits[:w], digits[w:], letter) for w in widths if 1 <= len(digits) - w <= 7]


def _full_year(year: str, this_year: int) -> int:
    if len(year) > 2:
        return int(year)
    return int(year) + (2000 if int(year) <= this_year % FIRST_TWO else 1900)


# --- CRO -------------------------------------------------------------------------------------------

_CRO_STANDARD = re.compile(r"(?P<serial>\d{1,6})[/-](?P<year>\d{2})(?P<letter>[A-Z])", re.ASCII)
_CRO_SF = re.compile(r"SF(?P<year>\d{2})[/-](?P<serial>\d{1,6})(?P<letter>[A-Z])", re.ASCII)


def cro_letter(year: str, serial: str) -> str:
    """The check letter of YY and the serial as written: six digits, or unpadded in the SF form."""
    return CHECK_LETTERS[int(f"{year}{serial}") % len(CHECK_LETTERS)]


def read_cro(text: str, *, field: str | None = "cro") -> str:
    """The CRO number as it is stored: 065656/91H, or SF83/50058Z from a short file.

    raises   RuleBroken CRO_SHAPE or CRO_LETTER
    """
    parts = _cro_parts(text)
    if parts is None:
        raise RuleBroken("CRO_SHAPE", "CRO number must be like 065656/91H or SF83/50058Z", field)
    stored, right = parts
    if not right:
        raise RuleBroken(
            "CRO_LETTER",
            "CRO number must end in the letter that goes with its numbers: check what was typed",
            field,
        )
    return stored


def cro_search_key(text: str) -> str | None:
    """The stored form in lower case; None without the shape of a CRO. The letter is not tested."""
    parts = _cro_parts(text)
    return parts[0].lower() if parts else None


def _cro_parts(text: str) -> tuple[str, bool] | None:
    """The stored form, and whether its letter is right."""
    tidy = _tidy(text)
    if found := _CRO_STANDARD.fullmatch(tidy):
        serial = f"{int(found['serial']):06d}"
        return f"{serial}/{found['year']}{found['letter']}", found["letter"] == cro_letter(
            found["year"], serial
        )
    if found := _CRO_SF.fullmatch(tidy):
        serial = str(int(found["serial"]))
        return f"SF{found['year']}/{serial}{found['letter']}", found["letter"] == cro_letter(
            found["year"], serial
        )
    return None


# --- NOMS and National Insurance ---------------------------------------------------------------------

_NOMS = re.compile(r"[A-Z]\d{4}[A-Z]{2}", re.ASCII)
_NI = re.compile(r"(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\d{6}[A-D]", re.ASCII)


def read_noms(text: str, *, field: str | None = "noms") -> str:
    noms = _tidy(text)
    if not _NOMS.fullmatch(noms):
        raise RuleBroken("NOMS_SHAPE", "Prison number must be like A1234BC", field)
    return noms


def read_ni(text: str, *, field: str | None = "ni_number") -> str:
    ni = _tidy(text)
    if not _NI.fullmatch(ni):
        raise RuleBroken(
            "NI_SHAPE",
            "National Insurance number must be 2 letters, 6 numbers and A, B, C or D, like JG 10 37 59 A",
            field,
        )
    return ni


@dataclass(frozen=True, kw_only=True)
class NomsChange:
    """What giving a person a NOMS number does to the identifiers around it.

    former   this person's old number, kept as "former NOMS" (XNOMS); None if there was none
    moved    whether another record had the number: that record keeps it as a former one too
    """

    noms: str
    former: str | None
    moved: bool


def change_noms(
    noms: str, *, current: str | None, held_by_another: bool, may_move: bool
) -> NomsChange | None:
    """What giving a person a NOMS number does; None when they have that number already.

    may_move   whether the user may take a number from another record
    raises     RuleBroken NOMS_IN_USE for a number held by another where they may not
    source     docs/sources/cases.md#identifiers
    """
    if noms == current:
        return None
    if held_by_another and not may_move:
        words = "Another record already has this prison number: ask data quality to move it"
        raise RuleBroken("NOMS_IN_USE", words, "noms")
    return NomsChange(noms=noms, former=current or None, moved=held_by_another)


# --- any of them -------------------------------------------------------------------------------------


_PLAIN_SHAPES: dict[str, re.Pattern[str]] = {
    IdentifierKind.CRN: _CRN,
    IdentifierKind.NOMS: _NOMS,
    IdentifierKind.NI: _NI,
}


def search_keys(kind: IdentifierKind | str, text: str) -> tuple[str, ...]:
    """Lower-case keys by which to look up an identifier as typed; empty without the shape of the kind.

    A kind without a shape (prison number, immigration number ...) is looked up as typed.
    """
    if kind == IdentifierKind.PNC:
        return pnc_search_keys(text)
    if kind == IdentifierKind.CRO:
        key = cro_search_key(text)
        return (key,) if key else ()
    shape = _PLAIN_SHAPES.get(kind)
    tidy = _tidy(text) if shape else tidying.plain(text).upper()
    if shape is not None and not shape.fullmatch(tidy):
        return ()
    return (tidy.lower(),) if tidy else ()


#: What people and our own pages write before a number.
_LABEL = re.compile(
    r"(?:CRN|PNC|CRO|NOMS|NINO|NI|NATIONAL INSURANCE|PRISON)(?:\s*(?:ID|NUMBER|NO\b))?"
    r"(?:\s*\(NOMS\))?(?:\s+|\s*[:.#=]\s*)(?=\S)"
)


def _tidy(text: str) -> str:
    """A number as typed or pasted, in capitals: without its label, spaces, and punctuation around it."""
    return re.sub(r"\s+", "", _LABEL.sub("", tidying.bare(text).upper(), count=1))
