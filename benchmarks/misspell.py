"""Names as people mistype them: one slip or two, in any letter, of the six kinds that are made most.

The kinds are those of Damerau (1964): over 80% of misspelt words have one letter left out, put in or wrong,
or two neighbours swapped. Two of them are split here by their cause: a letter put in is often one that was
typed twice, a wrong letter often one of the same sound or of the next key.
"""

from collections.abc import Callable, Mapping
from random import Random

LETTERS = "abcdefghijklmnopqrstuvwxyz"
#: letter -> letters that are written for the same sound
SOUNDS: Mapping[str, str] = {
    "a": "eou", "b": "p", "c": "ks", "d": "t", "e": "aiy", "f": "v", "g": "jk", "h": "", "i": "eyj",
    "j": "giy", "k": "cq", "l": "r", "m": "n", "n": "m", "o": "aue", "p": "b", "q": "kc", "r": "l",
    "s": "czx", "t": "d", "u": "ow", "v": "fw", "w": "vu", "x": "zs", "y": "iej", "z": "sx",
}  # fmt: skip
#: letter -> letters of the keys beside, above and below it on a British keyboard
KEYS: Mapping[str, str] = {
    "q": "wa", "w": "qeas", "e": "wrsd", "r": "etdf", "t": "ryfg", "y": "tugh", "u": "yihj", "i": "uojk",
    "o": "ipkl", "p": "ol", "a": "qwsz", "s": "awedzx", "d": "serfxc", "f": "drtgcv", "g": "ftyhvb",
    "h": "gyujbn", "j": "huiknm", "k": "jiolm", "l": "kop", "z": "asx", "x": "zsdc", "c": "xdfv",
    "v": "cfgb", "b": "vghn", "n": "bhjm", "m": "njk",
}  # fmt: skip
#: Names of up to so many letters have one slip at most: a second would leave too little of them.
LETTERS_OF_ONE_SLIP = 3
#: A slip leaves so many letters, since the search box asks for them.
LEAST_LEFT = 2


def left_out(name: str) -> list[str]:
    if len(name) <= LEAST_LEFT:
        return []
    return [name[:n] + name[n + 1 :] for n in range(len(name))]


def doubled(name: str) -> list[str]:
    return [name[: n + 1] + name[n:] for n in range(len(name))]


def put_in(name: str) -> list[str]:
    return [name[:n] + letter + name[n:] for n in range(len(name) + 1) for letter in LETTERS]


def swapped(name: str) -> list[str]:
    return [name[:n] + name[n + 1] + name[n] + name[n + 2 :] for n in range(len(name) - 1)]


def by_sound(name: str) -> list[str]:
    return _replaced(name, SOUNDS)


def by_key(name: str) -> list[str]:
    return _replaced(name, KEYS)


def _replaced(name: str, others: Mapping[str, str]) -> list[str]:
    return [name[:n] + other + name[n + 1 :] for n in range(len(name)) for other in others.get(name[n], "")]


#: kind of slip -> its share of slips, in hundredths. The order is from the literature: letters left out are
#: the most frequent slip, doubled ones the most frequent of those put in (Pollock and Zamora 1983), and most
#: slips follow the sound of the word or the order of its letters (Yannakoudakis and Fawthrop 1983). The
#: shares themselves are the authors' estimate. The sources in full: benchmarks/variations/README.md
SHARES: Mapping[Callable[[str], list[str]], int] = {
    left_out: 30,
    by_sound: 20,
    doubled: 15,
    swapped: 15,
    by_key: 12,
    put_in: 8,
}


def misspelt(name: str, rng: Random, *, slips: int = 1) -> str:
    """The name with so many slips in different places. Every letter is as likely, the first as well.

    In life few slips are in the first letter (Yannakoudakis and Fawthrop 1983), so these are harder to find.
    A name of up to LETTERS_OF_ONE_SLIP letters gets one slip whatever is asked; a name of one letter none.

    slips   1 or 2: how many edits the result is away from the name, a swap of neighbours being one
    """
    if len(name) < LEAST_LEFT:
        return name
    if slips == 1 or len(name) <= LETTERS_OF_ONE_SLIP:
        return _slipped(name, rng)
    while True:
        twice = _slipped(_slipped(name, rng), rng)
        if edits(name, twice) == slips:
            return twice


def _slipped(name: str, rng: Random) -> str:
    while True:
        kind = rng.choices(list(SHARES), list(SHARES.values()))[0]
        others = [other for other in kind(name) if other != name]
        if others:
            return rng.choice(others)


def edits(one: str, other: str) -> int:
    """How many letters must be put in, left out, replaced or swapped with their neighbour.

    Damerau's distance in its restricted form: a letter that was swapped is not changed again.
    """
    before: list[int] = []
    last = list(range(len(other) + 1))
    for n, letter in enumerate(one, 1):
        row = [n]
        for m, second in enumerate(other, 1):
            row.append(min(last[m] + 1, row[m - 1] + 1, last[m - 1] + (letter != second)))
            if n > 1 and m > 1 and letter == other[m - 2] and one[n - 2] == second:
                row[m] = min(row[m], before[m - 2] + 1)
        before, last = last, row
    return last[-1]
