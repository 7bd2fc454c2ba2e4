"""Code lists risk branches on: levels, bands, groups, needs and the registers that tiering reads."""

from core.codes import Code


class OrderedCode(Code):
    """A code list whose members compare in the order they are declared in, lowest first, not by spelling.

    Comparing a member with anything else raises TypeError.
    """

    rank: int

    def __init__(self, *_: str) -> None:
        self.rank = len(type(self).__members__)

    def _rank_of(self, other: object) -> int:
        if type(other) is not type(self):
            raise TypeError(f"{type(self).__name__} does not compare with {other!r}")
        return other.rank

    def __lt__(self, other: object) -> bool:
        return self.rank < self._rank_of(other)

    def __le__(self, other: object) -> bool:
        return self.rank <= self._rank_of(other)

    def __gt__(self, other: object) -> bool:
        return self.rank > self._rank_of(other)

    def __ge__(self, other: object) -> bool:
        return self.rank >= self._rank_of(other)


class Gender(Code):
    """Gender as the predictors read it."""

    MALE = "M", "Male"
    FEMALE = "F", "Female"


class Predictor(Code):
    OGRS3 = "OGRS3", "OGRS3"


class ScoreType(Code):
    STATIC = "STATIC", "Static"
    DYNAMIC = "DYNAMIC", "Dynamic"


class Band(OrderedCode):
    LOW = "LOW", "Low"
    MEDIUM = "MEDIUM", "Medium"
    HIGH = "HIGH", "High"
    VERY_HIGH = "VERY_HIGH", "Very high"


class RoshLevel(OrderedCode):
    """Risk of serious harm."""

    LOW = "LOW", "Low"
    MEDIUM = "MEDIUM", "Medium"
    HIGH = "HIGH", "High"
    VERY_HIGH = "VERY_HIGH", "Very high"


class RoshGroup(OrderedCode):
    """Who may be harmed, in the order that breaks ties in the widget."""

    CHILDREN = "CHILDREN", "Children"
    PUBLIC = "PUBLIC", "Public"
    KNOWN_ADULT = "KNOWN_ADULT", "Known adult"
    STAFF = "STAFF", "Staff"
    PRISONERS = "PRISONERS", "Prisoners"


class RoshSetting(Code):
    COMMUNITY = "COMMUNITY", "Risk in community"
    CUSTODY = "CUSTODY", "Risk in custody"


class RoshStanding(Code):
    """How far a RoSH summary can still be relied on."""

    CURRENT = "CURRENT", "Current"
    REVIEW_DUE = "REVIEW_DUE", "Review due"
    OUT_OF_DATE = "OUT_OF_DATE", "Out of date"
    UNDATED = "UNDATED", "Assessment date not found"


class Need(Code):
    """The ten OASys need areas, in section order."""

    ACCOMMODATION = "accommodation", "Accommodation"
    EDUCATION_TRAINING_EMPLOYABILITY = (
        "education_training_employability",
        "Education, training and employability",
    )
    FINANCIAL_MANAGEMENT = "financial_management", "Financial management and income"
    RELATIONSHIPS = "relationships", "Relationships"
    LIFESTYLE_AND_ASSOCIATES = "lifestyle_and_associates", "Lifestyle and associates"
    DRUG_MISUSE = "drug_misuse", "Drug misuse"
    ALCOHOL_MISUSE = "alcohol_misuse", "Alcohol misuse"
    EMOTIONAL_WELLBEING = "emotional_wellbeing", "Emotional wellbeing"
    THINKING_AND_BEHAVIOUR = "thinking_and_behaviour", "Thinking and behaviour"
    ATTITUDES = "attitudes", "Attitudes"


class NeedSeverity(OrderedCode):
    """How severe a need is for the tier. The weight of the need is multiplied by `rank`."""

    NONE = "0", "No need"
    STANDARD = "1", "Standard need"
    SEVERE = "2", "Severe need"


class ProtectLevel(Code):
    A = "A", "Protect level A"
    B = "B", "Protect level B"
    C = "C", "Protect level C"
    D = "D", "Protect level D"


class ChangeLevel(Code):
    NO_MANDATE = "0", "Change level 0"
    ONE = "1", "Change level 1"
    TWO = "2", "Change level 2"
    THREE = "3", "Change level 3"


class TierAxis(Code):
    PROTECT = "PROTECT", "Protect"
    CHANGE = "CHANGE", "Change"


class MappaLevel(Code):
    """The level of a MAPP registration. M0 means that no level is set."""

    M0 = "M0", "MAPPA level not set"
    M1 = "M1", "MAPPA level 1"
    M2 = "M2", "MAPPA level 2"
    M3 = "M3", "MAPPA level 3"


class Register(Code):
    """Register types that scores and tiers read."""

    RMDO = "RMDO", "Mental health"
    ALSH = "ALSH", "Suicide or self-harm"
    RVLN = "RVLN", "Vulnerability"
    RCCO = "RCCO", "Child concerns"
    RCPR = "RCPR", "Child protection"
    RCHD = "RCHD", "Risk to children"
    RPIR = "RPIR", "Public interest case"
    RVAD = "RVAD", "Adult at risk"
    STRG = "STRG", "Street gangs"
    RTAO = "RTAO", "Terrorism Act"
    IIOM = "IIOM", "Integrated Offender Management"
    MAPP = "MAPP", "MAPPA"
    RVHR = "RVHR", "Very high RoSH"
    RHRH = "RHRH", "High RoSH"
    RMRH = "RMRH", "Medium RoSH"
    RLRH = "RLRH", "Low RoSH"
    INLL = "INLL", "Life or indeterminate sentence"
    ADVP = "ADVP", "Domestic abuse perpetrator"
    REG30 = "REG30", "Domestic abuse history"
    SPO = "SPO", "Stalking protection order"
    HREG = "HREG", "Historic registration"
    PRC = "PRC", "Unsupervised final third of the sentence"


class TargetingLevel(Code):
    """What a person in custody is offered."""

    CORE = "CORE", "Core"
    CORE_MAY_EXTEND = "CORE_MAY_EXTEND", "Core, may be extended"
    ADDITIONAL = "ADDITIONAL", "Additional"


class FurtherGroup(Code):
    """Groups that may be given extra time if resources allow; none of them is an entitlement."""

    PROGRAMME_REFUSED = "PROGRAMME_REFUSED", "Refused a programme or is not ready for one"
    PROGRAMME_NOT_COMPLETED = "PROGRAMME_NOT_COMPLETED", "Started a programme and did not complete it"
    NO_SUITABLE_PROGRAMME = "NO_SUITABLE_PROGRAMME", "Medium on both scales with no suitable programme"
    LEARNING_DIFFICULTY = "LEARNING_DIFFICULTY", "Learning difficulty"
    LANGUAGE = "LANGUAGE", "Language"
    MENTAL_HEALTH = "MENTAL_HEALTH", "Mental health"
    PHYSICAL_HEALTH = "PHYSICAL_HEALTH", "Physical health"
    POOR_BEHAVIOUR = "POOR_BEHAVIOUR", "Poor behaviour"
    OTHER = "OTHER", "Another group named by the prison"


#: RoSH register code -> level
ROSH_REGISTERS = {
    Register.RVHR: RoshLevel.VERY_HIGH,
    Register.RHRH: RoshLevel.HIGH,
    Register.RMRH: RoshLevel.MEDIUM,
    Register.RLRH: RoshLevel.LOW,
}

#: each of these registers that has an active registration adds protect points, once
COMPLEXITY_REGISTERS = (
    Register.RMDO,
    Register.ALSH,
    Register.RVLN,
    Register.RCCO,
    Register.RCPR,
    Register.RCHD,
    Register.RPIR,
    Register.RVAD,
    Register.STRG,
    Register.RTAO,
)

#: outcomes of a breach or recall NSI that count towards a woman's protect points
ENFORCEMENT_OUTCOMES = frozenset(
    [f"BRE{n:02}" for n in (1, 2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 16)] + ["REC01", "REC02"]
)


class Layer(Code):
    """How much an assessment covers. A stand-alone one holds scores only and counts as no assessment."""

    LAYER3 = "LAYER3", "Full assessment (Layer 3)"
    LAYER1 = "LAYER1", "Risk of serious harm only (Layer 1)"
    STANDALONE = "STANDALONE", "Stand-alone scores"


class AssessmentStatus(Code):
    OPEN = "OPEN", "In progress"
    COMPLETE = "COMPLETE", "Complete"
    LOCKED_INCOMPLETE = "LOCKED_INCOMPLETE", "Locked incomplete"


class ConcernKind(Code):
    """Kinds of risk to the person themselves, in the order of the summary."""

    SELF_HARM = "SELF_HARM", "Self-harm"
    SUICIDE = "SUICIDE", "Suicide"
    HOSTEL = "HOSTEL", "Coping in a hostel setting"
    VULNERABILITY = "VULNERABILITY", "Vulnerability"


class Answer(Code):
    YES = "YES", "Yes"
    NO = "NO", "No"
    DONT_KNOW = "DK", "Don't know"


class RiskPolicy(Code):
    """Switches the service owner may change (core/policy.py)."""

    TIER_ASSESSMENT_WEEKS = (
        "risk.tier-assessment-weeks",
        "Weeks after which an assessment no longer counts for the tier; empty for no limit",
    )
