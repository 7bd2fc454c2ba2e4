"""Names as people mistype them: one letter left out, doubled, swapped with its neighbour, or another."""

from random import Random

LETTERS = "abcdefghijklmnopqrstuvwxyz"
#: letter -> letters of a similar sound that are typed for it; without an entry, any letter
SOUNDS = {"c": "ks", "k": "c", "s": "cz", "i": "ye", "y": "i", "e": "ai", "a": "e", "f": "v", "o": "u"}


def misspelt(name: str, rng: Random) -> str:
    """One slip, never in the first letter; names of fewer than three letters stay as they are."""
    if len(name) < 3:
        return name
    place = rng.randrange(1, len(name))
    kind = rng.choice(("left out", "doubled", "swapped", "another", "another"))
    if kind == "left out":
        return name[:place] + name[place + 1 :]
    if kind == "doubled":
        return name[:place] + name[place] + name[place:]
    if kind == "swapped" and place + 1 < len(name):
        return name[:place] + name[place + 1] + name[place] + name[place + 2 :]
    letter = rng.choice(SOUNDS.get(name[place], LETTERS))
    return name[:place] + letter + name[place + 1 :]
