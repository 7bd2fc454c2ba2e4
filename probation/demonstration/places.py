"""Where people live: the share of each region, towns, streets. No street has these postcode districts."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Area:
    """A region: its `share` of the people, in thousandths, and its towns with one postcode district each."""

    share: int
    towns: tuple[str, ...]
    postcodes: tuple[str, ...]


def _words(listed: str) -> tuple[str, ...]:
    return tuple(listed.split())


AREAS = {
    "N03": Area(60, ("Cardiff", "Swansea", "Newport", "Wrexham"), _words("CF99 SA99 NP99 LL99")),
    "N07": Area(
        150, ("Croydon", "Hackney", "Ealing", "Lewisham", "Barnet"), ("CR99", "E99", "W99", "SE99", "N99")
    ),
    "N50": Area(75, ("Manchester", "Bolton", "Oldham", "Stockport"), _words("M99 BL99 OL99 SK99")),
    "N51": Area(110, ("Liverpool", "Preston", "Carlisle", "Chester"), _words("L99 PR99 CA99 CH99")),
    "N52": Area(120, ("Birmingham", "Coventry", "Dudley", "Stoke-on-Trent"), _words("B99 CV99 DY99 ST99")),
    "N53": Area(80, ("Nottingham", "Leicester", "Derby", "Lincoln"), _words("NG99 LE99 DE99 LN99")),
    "N54": Area(
        75, ("Newcastle upon Tyne", "Sunderland", "Middlesbrough", "Durham"), ("NE99", "SR99", "TS99", "DH99")
    ),
    "N55": Area(110, ("Leeds", "Sheffield", "Hull", "Bradford"), _words("LS99 S99 HU99 BD99")),
    "N56": Area(80, ("Norwich", "Ipswich", "Luton", "Peterborough"), _words("NR99 IP99 LU99 PE99")),
    "N57": Area(60, ("Brighton", "Maidstone", "Guildford"), _words("BN99 ME99 GU99")),
    "N58": Area(50, ("Bristol", "Plymouth", "Exeter", "Swindon"), _words("BS99 PL99 EX99 SN99")),
    "N59": Area(30, ("Southampton", "Reading", "Oxford"), _words("SO99 RG99 OX99")),
}
STREET_NAMES = _words(
    "Albert Alma Ash Bath Beech Birch Bridge Brook Canal Castle Cedar Chapel Cherry Church Clarence Duke "
    "Elm Field Garden George Grange Green Grove Hawthorn Heath High Hill Hope Kings Lime London Manor Maple "
    "Market Meadow Mill Mount Nelson New North Oak Orchard Park Priory Queens Railway River Rose Salisbury "
    "School South Spring Station Stone Sycamore Vicarage Victoria Water Wellington West William Willow "
    "Windsor York"
)
STREET_KINDS = ("Road", "Street", "Lane", "Avenue", "Close", "Drive", "Terrace", "Crescent", "Way", "Gardens")
POSTCODE_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"
