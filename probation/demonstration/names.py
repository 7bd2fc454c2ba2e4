"""Fictional names: Faker's British lists, further ones, and surnames made of parts for a national index.

With a million people about 75,000 surnames occur, as in a real index, and a few hundred are very common.
"""

from dataclasses import dataclass
from functools import cache
from random import Random


def _words(listed: str) -> tuple[str, ...]:
    return tuple(listed.split())


#: first parts, links and endings: 250 x 5 x 60 surnames
_FIRST = _words(
    "Abb Ack Ad Aig Ald Alder All Alm Amb And Ap Ar Arl Arn As Ash Ask Att Aud Ax Ayl Bab Bag Bain Bald Bam "
    "Ban Bar Bark Barn Bas Bat Bax Bay Beck Bed Bel Ben Ber Bick Big Bil Bing Birch Bir Black Blen Blyth "
    "Bol Bos Box Brad Brack Bram Bran Bray Bren Brid Brig Bris Broad Brock Brom Broom Bruns Buck Bur Burn "
    "But Cal Cam Can Car Carl Cas Cat Chad Chal Cher Chil Chip Chor Clap Clay Cliff Clif Clo Cob Cock Col "
    "Com Con Cop Cor Cot Cow Cran Craw Cres Crof Crom Cud Cul Dal Dan Dar Daw Den Der Dev Dil Din Dod Dor "
    "Dow Drax Dray Dud Dun Dur Ec Ed Eg El Elm Em En Es Eve Ex Fair Fal Far Fen Fern Fin Flax Flet Ford Fos "
    "Fox Free Frod Ful Gar Gas Gil Glad Glen God Gold Gor Grant Gray Green Grim Gros Had Hag Hal Ham Han "
    "Har Hart Has Hat Haw Hay Hazel Heath Hel Hen Her Hex Hib Hick Hil Hin Hol Holm Hop Horn Hos Hul Hun "
    "Hux Il In Ir Kel Kem Ken Ket Kil King Kir Knap Lam Lan Lang Lav Law Lea Led Lei Lin Lock Lod Lon Lud "
    "Lyn Mal Man Mar Mat May Med Mel Mer Mid Mil Mor Mos Nant Net New Nor Oak Ol Or Os Ox Pem Pen Pick Pil "
    "Pol Por Pres Rad Ram Raven Red Rich Rip Rock Rom Ros Roth Row Rush Sal San Sax Scar Sel Shap Shel Ship "
    "Sil Skel Slad Som Staf Stan Stock Stour Strat Sut Swin Tal Tam Tan Tem Thax Thorn Til Tor Trow Ul Up "
    "Wad Wal War Wat Wel Wen Wes Whit Wick Wil Win Wood Yar"
)
_LINKS = ("", "en", "er", "ing", "s")
_ENDINGS = _words(
    "acre bank barrow beck bourne bridge brook brough burn bury by cliffe combe cote cott croft dale dean "
    "den don down fell field ford garth gate gill grave ham hampton haven hay head holme holt house hurst "
    "ington lake land ley low marsh mead mere minster mond more moor ness over port ridge rigg shaw stead "
    "stone stow thorpe ton tree vale wade wall ward water way well wick wood worth yard"
)


@dataclass(frozen=True, kw_only=True)
class Background:
    """An origin: its names, and the codes of the record that go with them.

    weight       share of all people, in thousandths
    languages    codes of languages besides English; the first is one that needs an interpreter
    """

    weight: int
    ethnicities: tuple[str, ...]
    nationalities: tuple[str, ...]
    religions: tuple[str, ...]
    men: tuple[str, ...] = ()
    women: tuple[str, ...] = ()
    surnames: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()


BRITISH = Background(
    weight=800,
    ethnicities=("W1", "W1", "W1", "W1", "W9", "M1", "M9"),
    nationalities=("BRIT",),
    religions=("NIL", "NIL", "CHRST", "COFE", "RC"),
)
WELSH = Background(
    weight=30,
    ethnicities=("W1",),
    nationalities=("BRIT",),
    religions=("NIL", "CHRST"),
    men=_words("Dafydd Emyr Gethin Gruffydd Iolo Owain Rhodri Siôn Tomos Wyn"),
    women=_words("Angharad Bethan Carys Eleri Ffion Lowri Mair Nerys Rhiannon Siân"),
    surnames=_words("Bevan Bowen Cadwallader Eynon Gwilym Howells Llewellyn Maddocks Parry Prosser Vaughan"),
    languages=("cy",),
)
SOUTH_ASIAN = Background(
    weight=70,
    ethnicities=("A1", "A2", "A3", "A9"),
    nationalities=("BRIT", "BRIT", "BRIT", "PAKN", "INDI"),
    religions=("MOS", "SIKH", "HIND"),
    men=_words(
        "Adeel Amir Bilal Danyal Farhan Harpreet Imran Jaspal Kamran Naveed Rajesh Sanjay Tariq Usman Zahid"
    ),
    women=_words("Aisha Amina Farzana Gurpreet Meera Nasreen Parveen Priya Rukhsana Sunita Yasmin Zara"),
    surnames=_words(
        "Ahmed Akhtar Begum Bhatti Chaudhry Hussain Iqbal Kaur Khan Mahmood Malik Patel "
        "Rahman Sandhu Singh Uddin"
    ),
    languages=("ur", "pa", "bn"),
)
BLACK_BRITISH = Background(
    weight=60,
    ethnicities=("B1", "B2", "B9", "M1"),
    nationalities=("BRIT", "BRIT", "BRIT", "JAM", "NIGERIA"),
    religions=("CHRST", "NIL"),
    men=_words("Chidi Curtis Delroy Emeka Femi Jermaine Kwame Leroy Nathaniel Obinna Tunde Winston"),
    women=_words("Abena Adaeze Chantelle Efua Folake Marcia Ngozi Shanice Yvonne"),
    surnames=_words(
        "Adeyemi Afolabi Agyeman Asante Boateng Campbell Danso Eze Francis Mensah Nwosu Okafor Owusu Samuels"
    ),
    languages=("yo",),
)
EAST_EUROPEAN = Background(
    weight=40,
    ethnicities=("W9",),
    nationalities=("POLE", "ROMA", "LITHU"),
    religions=("RC", "CHRODX", "NIL"),
    men=_words(
        "Andrei Bogdan Cezary Dariusz Florin Jakub Krzysztof Marek Mihai Paweł Tomasz Vytautas Zbigniew"
    ),
    women=_words("Agnieszka Danuta Elena Ioana Katarzyna Magdalena Oksana Rasa Zofia"),
    surnames=_words(
        "Baranowski Dumitru Ionescu Kaminski Kowalczyk Lewandowski Nowak Petrauskas Popescu Wójcik Zieliński"
    ),
    languages=("pl", "ro", "lt"),
)
BACKGROUNDS = (BRITISH, WELSH, SOUTH_ASIAN, BLACK_BRITISH, EAST_EUROPEAN)
_WEIGHTS = tuple(background.weight for background in BACKGROUNDS)
COMMON_SURNAMES = 0.62
DOUBLE_BARRELLED = 0.012


@cache
def common() -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Men's, women's and family names of Faker's British lists."""
    from faker.providers.person.en_GB import Provider

    return tuple(Provider.first_names_male), tuple(Provider.first_names_female), tuple(Provider.last_names)


@cache
def composed_parts() -> tuple[tuple[str, ...], tuple[str, ...]]:
    return tuple(dict.fromkeys(_FIRST)), tuple(dict.fromkeys(_ENDINGS))


def background(rng: Random) -> Background:
    return rng.choices(BACKGROUNDS, _WEIGHTS)[0]


@cache
def backgrounds_of(ethnicity: str, nationality: str) -> tuple[tuple[Background, ...], tuple[int, ...]]:
    """The backgrounds that go with two codes of the record, and their weights; BRITISH if none does."""
    fitting = tuple(
        one for one in BACKGROUNDS if ethnicity in one.ethnicities and nationality in one.nationalities
    )
    return fitting or (BRITISH,), tuple(one.weight for one in fitting or (BRITISH,))


def first_name(rng: Random, origin: Background, *, woman: bool) -> str:
    men, women, _ = common()
    own = origin.women if woman else origin.men
    return _one(rng, own if own and rng.random() < 0.8 else women if woman else men)


def surname(rng: Random, origin: Background) -> str:
    if origin.surnames and rng.random() < 0.85:
        return _one(rng, origin.surnames)
    if rng.random() < DOUBLE_BARRELLED:
        return f"{_british_surname(rng)}-{_british_surname(rng)}"
    return _british_surname(rng)


def _british_surname(rng: Random) -> str:
    if rng.random() < COMMON_SURNAMES:
        names = common()[2]
        # a name is drawn the more often the earlier it is in the list, so a few surnames are very common
        return names[int(len(names) * rng.random() ** 2)]
    first, endings = composed_parts()
    return _one(rng, first) + _one(rng, _LINKS) + _one(rng, endings)


def _one(rng: Random, listed: tuple[str, ...]) -> str:
    return listed[int(rng.random() * len(listed))]
