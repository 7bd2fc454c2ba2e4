"""The risk registers."""

from core.codes import Code


class RegisterFlag(Code):
    ROSH = "1", "RoSH"
    ALERTS = "2", "Alerts"
    SAFEGUARDING = "3", "Safeguarding"
    INFORMATION = "4", "Information"
    PUBLIC_PROTECTION = "5", "Public protection"


class RegisterColour(Code):
    RED = "RED", "Red"
    AMBER = "AMBER", "Amber"
    GREEN = "GREEN", "Green"
    WHITE = "WHITE", "White"


class RegisterCode(Code):
    """Registers whose rules or screens differ from the rest."""

    ROSH_LOW = "RLRH", "Low RoSH"
    ROSH_MEDIUM = "RMRH", "Medium RoSH"
    ROSH_HIGH = "RHRH", "High RoSH"
    ROSH_VERY_HIGH = "RVHR", "Very high RoSH"
    MAPPA = "MAPP", "MAPPA"
    NOT_MAPPA = "NOTMAPPA", "Not MAPPA eligible"
    IOM = "IIOM", "Integrated offender management"
    LIFER = "INLL", "Lifer"
    RISK_TO_CHILDREN = "RCHD", "Risk to children"
    RISK_TO_KNOWN_ADULT = "REG15", "Risk to known adult"
    RISK_TO_PRISONER = "REG16", "Risk to prisoner"
    RISK_TO_PUBLIC = "REG17", "Risk to public"
    RISK_TO_STAFF = "AV2S", "Risk to staff"
    RISK_REVIEW = "RRR", "Required risk review"
    UNPAID_WORK_SUSPENDED = "UPWS", "Unpaid work suspended"
    VICTIM_CONTACT = "INVI", "Victim contact"


ROSH_REGISTERS = (
    RegisterCode.ROSH_VERY_HIGH,
    RegisterCode.ROSH_HIGH,
    RegisterCode.ROSH_MEDIUM,
    RegisterCode.ROSH_LOW,
)
RISK_TO_REGISTERS = (
    RegisterCode.RISK_TO_CHILDREN,
    RegisterCode.RISK_TO_KNOWN_ADULT,
    RegisterCode.RISK_TO_PRISONER,
    RegisterCode.RISK_TO_PUBLIC,
    RegisterCode.RISK_TO_STAFF,
)


class RegisterLevel(Code):
    """Levels of the risk-to registers."""

    LOW = "RSKL", "Low"
    MEDIUM = "RSKM", "Medium"
    HIGH = "RSKH", "High"
    VERY_HIGH = "RSKV", "Very high"
