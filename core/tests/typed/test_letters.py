"""Letters as compared and put in order, in Python and in the database."""

import random

import pytest
from django.db import connection

from core.models import Supplier
from core.tests.factories import SupplierFactory
from core.typed.letters import alphabetical, letters_alone, plain_letters

#: Latin with its accents, Greek, Cyrillic, Hebrew, Arabic, Devanagari, Thai, kana, Chinese, Korean, signs.
SCRIPTS = [(0x20, 0x250), (0x1E00, 0x1F00), (0x370, 0x530), (0x5D0, 0x6F0), (0x904, 0x970), (0xE01, 0xE5B)]
SCRIPTS += [(0x3041, 0x30FF), (0x4E00, 0x4F00), (0xAC00, 0xAD00), (0x2010, 0x2030), (0x300, 0x370)]


def names(number=300):
    letters = [chr(n) for first, last in SCRIPTS for n in range(first, last)]
    pick = random.Random(7)
    return ["".join(pick.choices(letters, k=12)) for _ in range(number)] + ["O’Neil-Smith", "ΟΔΟΣ", "ẞ", ""]


@pytest.mark.django_db
@pytest.mark.parametrize("reader", [plain_letters, alphabetical])
def test_the_database_reads_letters_as_we_do(reader):
    function = reader.__name__
    with connection.cursor() as cursor:
        for name in names():
            cursor.execute(f"SELECT {function}(%s)", [name])
            assert cursor.fetchone()[0] == reader(name), ascii(name)


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("O'Neil-Smith", "oneilsmith"),
        ("O\u2019Neil", "oneil"),
        ("Strauß", "strauss"),
        ("Øster", "oster"),
        ("Иван Петрович", "иванпетрович"),
        ("ΟΔΥΣΣΕΥΣ", "οδυσσευσ"),
        ("李 伟", "李伟"),
        ("مُحَمَّد", "محمد"),
        ("12 – 3", ""),
    ],
)
def test_a_name_is_compared_by_its_letters_whatever_their_script(name, letters):
    assert letters_alone(name) == letters


@pytest.mark.django_db
def test_lists_are_in_the_order_of_the_alphabet_case_accents_and_apostrophes_aside():
    right = [
        "Abbott",
        "éclair",
        "Ecole",
        "Obote",
        "O’Brien",
        "o'casey",
        "Ocean",
        "Øster",
        "smith jones",
        "Smith-Young",
    ]
    for name in random.Random(3).sample(right, len(right)):
        SupplierFactory(name=name)

    rows = Supplier.objects.filter(name__in=right)

    assert list(rows.order_by("name__alphabetical").values_list("name", flat=True)) == right
    assert list(rows.order_by("-name__alphabetical").values_list("name", flat=True)) == right[::-1]
    assert sorted(right, key=alphabetical) == right
