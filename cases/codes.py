"""Code lists the case record branches on; stored codes are those of the national record where public.

Codes marked "ours" have no public code. Lists the service owner may add to are rows, in `reference/`.
"""

from core.codes import Code


class OutcomeFlag(Code):
    """Source: docs/sources/cases.md#contact-rules"""

    REQUIRED = "Y", "Required once the date has passed"
    OPTIONAL = "N", "Optional"
    NOT_ALLOWED = "B", "Not allowed"


class LocationFlag(Code):
    """N and B mean the reverse of what they mean in `OutcomeFlag`; the letters are the source's."""

    REQUIRED = "Y", "Required"
    NOT_ALLOWED = "N", "Not allowed"
    OPTIONAL = "B", "Optional"


class ComponentKind(Code):
    """What a contact relates to and what a transfer moves."""

    PERSON = "PERSON", "Person"
    EVENT = "EVENT", "Sentence"
    REQUIREMENT = "REQUIREMENT", "Requirement"
    LICENCE_CONDITION = "LICENCE", "Licence condition"
    PSS_REQUIREMENT = "PSS", "Post-sentence supervision requirement"
    NSI = "NSI", "Non-statutory intervention"


class ContactTypeCode(Code):
    """Contact types the program writes or looks for by itself."""

    REGISTERED = "ERGN", "New registration"
    REGISTRATION_REVIEW = "ERGR", "Registration review"
    DEREGISTERED = "ERGD", "De-registration"
    REGISTRATION_DELETED = "ERGX", "Registration deleted"
    TIER_CALCULATED = "ETCH20", "Tier change, calculated"
    TIER_AT_SENTENCE = "ETCH01", "Tier change, assessment at sentence"
    TIER_CHANGED = "ETCH", "Tier change"
    REVIEW_ENFORCEMENT = "ARWS", "Review enforcement status"
    BREACH_INITIATED = "AIBR", "Breach or recall initiated"
    NSI_REFERRED = "NREF", "NSI referral"
    NSI_COMMENCED = "NCOM", "NSI commenced"
    NSI_TERMINATED = "NTER", "NSI terminated"
    NSI_TRANSFERRED = "NTRS", "NSI transfer"
    ORDER_TRANSFERRED = "ETOS", "Order supervisor transfer"
    TRANSFER_REQUESTED = "ETTR", "Transfer requested"
    TRANSFER_ACCEPTED = "ETTA", "Transfer accepted"
    TRANSFER_REJECTED = "ETCX", "Transfer rejected"
    RESPONSIBLE_OFFICER_CHANGED = "ROC", "Responsible officer change"
    TERMINATED = "ETER", "Order or component terminated"
    RELEASED = "EREL", "Release from custody"
    RECALLED = "ERCL", "Breach or prison recall"
    INSTITUTION_CHANGED = "ETCP", "Change of institution"
    CUSTODY_UPDATED = "EDSS", "Custody auto update"
    PSS_STARTED = "CPSS", "Start of post sentence supervision"
    DIED = "DUS01", "Death under supervision"
    DIED_IN_CUSTODY = "DUS3", "Died in custody"
    TEXT_MESSAGE = "CTXT", "Text message"
    UNPAID_WORK = "CUPA", "Unpaid work appointment"
    CRS_APPOINTMENT = "CRSAPT", "Appointment with CRS provider"
    INITIAL_APPOINTMENT = "COAI", "Initial appointment"
    COURT_APPEARANCE = "EAPP", "Court appearance"


#: A contact of these types ends a breach. Source: docs/sources/cases.md#failure-to-comply-and-breach
BREACH_END_TYPES = frozenset({"ABPC", "ABCC", "ABCF", "ABNA", "ABSD", "ABWD", "ABNP", "ABPP", "ERCL", "CPSS"})


class OutcomeCode(Code):
    """Outcomes the program sets by itself."""

    COMPLIED = "ATTC", "Attended - complied"
    FAILED_TO_COMPLY = "AFTC", "Attended - failed to comply"
    UNACCEPTABLE_ABSENCE = "UAAB", "Unacceptable absence"
    SUSPENDED = "CO40", "Suspended"
    RESCHEDULED_BY_PERSON = "RSOF", "Rescheduled at the person's request"
    RESCHEDULED_BY_SERVICE = "RSSR", "Rescheduled at the service's request"


class EnforcementActionCode(Code):
    """Actions the program branches on; the rest are rows."""

    BREACH_INITIATED = "IBR", "Breach or recall initiated"
    REFER_TO_PRACTITIONER = "ROM", "Refer to the probation practitioner"
    NO_FURTHER_ACTION = "NFA", "No further action"
    RECALLED = "REC", "Person recalled"


class NsiTypeCode(Code):
    BREACH = "BRE", "Breach request"
    RECALL = "REC", "Recall"
    APPROVED_PREMISES = "APR01", "Approved premises residence"
    CRS_ACCOMMODATION = "CRS01", "Accommodation"
    CRS_ETE = "CRS02", "Education, training and employment"
    CRS_FINANCE = "CRS03", "Finance, benefits and debt"
    CRS_DEPENDENCY = "CRS04", "Dependency and recovery"
    CRS_WELLBEING = "CRS05", "Personal wellbeing"
    CRS_WOMEN = "CRS06", "Women's services"
    CRS_YOUNG_ADULTS = "CRS07", "Young adults"


CRS_NSI_TYPES = frozenset(code for code in NsiTypeCode if code.value.startswith("CRS"))


class CrsNsiStatus(Code):
    REFERRED = "REFER", "Referral"
    IN_PROGRESS = "INPROG", "In progress"
    COMPLETED = "COMP", "Completed"


class CrsNsiOutcome(Code):
    CANCELLED = "CRS01", "CRS referral cancelled"
    ENDED = "CRS02", "CRS service ended"
    COMPLETED = "CRS03", "CRS service completed"


class RecallStatus(Code):
    INITIATED = "REC01", "Recall initiated"
    PART_A_DONE = "REC02", "Part A completed by the practitioner"
    COUNTERSIGNED = "REC03", "Part A countersigned by the manager"
    ENDORSED = "REC04", "Recall endorsed by senior manager"
    REJECTED = "REC05", "Recall rejected by senior manager"
    DECIDED = "REC07", "Recall decision received"
    SUBMITTED = "REC08", "Recall submitted"
    OUT_OF_HOURS = "REC09", "Out-of-hours recall"
    WITHDRAWN = "REC10", "Request withdrawn"


class SentenceType(Code):
    STATUTORY_CUSTODY = "SC", "Statutory custody"
    NON_STATUTORY_CUSTODY = "NC", "Non-statutory custody"
    STATUTORY_COMMUNITY = "SP", "Statutory community"
    NON_STATUTORY_COMMUNITY = "NP", "Non-statutory community"
    NOT_APPLICABLE = "NA", "Not applicable"

    @property
    def custodial(self) -> bool:
        return self in (SentenceType.STATUTORY_CUSTODY, SentenceType.NON_STATUTORY_CUSTODY)


class RequirementCategory(Code):
    RAR = "F", "Rehabilitation activity requirement"
    UNPAID_WORK = "W", "Unpaid work"


class CustodyStatus(Code):
    SENTENCED = "A", "Sentenced - in custody"
    IN_CUSTODY = "D", "In custody"
    ON_LICENCE = "B", "Released - on licence"
    RECALLED = "C", "Recalled"
    ROTL = "R", "Released on temporary licence"
    IRC = "I", "In custody - immigration removal centre"
    PSS = "P", "Post sentence supervision"
    TERMINATED = "T", "Terminated"
    AUTO_TERMINATED = "AT", "Auto terminated"


class KeyDate(Code):
    LICENCE_EXPIRY = "LED", "Licence expiry date"
    AUTOMATIC_RELEASE = "ACR", "Automatic conditional release date"
    PAROLE_ELIGIBILITY = "PED", "Parole eligibility date"
    SENTENCE_EXPIRY = "SED", "Sentence expiry date"
    EXPECTED_RELEASE = "EXP", "Expected release date"
    HDC_ELIGIBILITY = "HDE", "Home detention curfew eligibility date"
    PSS_END = "PSSED", "Post sentence supervision end date"
    HANDOVER_START = "POM1", "Handover start date"
    HANDOVER = "POM2", "Handover date"


class AddressStatus(Code):
    MAIN = "M", "Main"
    POSTAL = "MA", "Postal"
    SECONDARY = "S", "Secondary"
    PREVIOUS = "P", "Previous"
    BAIL = "B", "Bail"
    PROPOSED = "PR", "Proposed"
    PROPOSED_FOR_RESETTLEMENT = "PR1", "Proposed for resettlement"
    REJECTED = "RJ", "Rejected"
    ROTL = "RT", "Release on temporary licence"
    UNKNOWN = "UNKNOWN", "Unknown"


class IdentifierKind(Code):
    """Identifiers with a shape or a rule of their own; the other kinds are rows."""

    CRN = "CRN", "CRN"
    PNC = "PNC", "PNC number"
    CRO = "CRO", "CRO number"
    NOMS = "NOMS", "Prison number (NOMS)"
    NI = "NINO", "National Insurance number"
    PRISON = "PRISON", "Prison (booking) number"
    FORMER_NOMS = "XNOMS", "Former NOMS number"
    DUPLICATE_NOMS = "DNOMS", "Duplicate NOMS number"
    MERGED_FROM_CRN = "MFCRN", "Merged from CRN"
    MERGED_TO_CRN = "MTCRN", "Merged to CRN"
    PREVIOUS_CRN = "PCRN", "Previous CRN"


class MatchedOn(Code):
    """What a person was found by; ours."""

    IDENTIFIER = "IDENTIFIER", "Identifier"
    DATE_OF_BIRTH = "DOB", "Date of birth"
    SURNAME = "SURNAME", "Last name"
    FIRST_NAME = "FIRST", "First name"
    MIDDLE_NAME = "MIDDLE", "Middle name"
    ALIAS = "ALIAS", "Alias"
    POSTCODE = "POSTCODE", "Postcode"
    STREET = "STREET", "Street"


class TransferStatus(Code):
    """PN and TR are the national codes; TA and TW are ours."""

    PENDING = "PN", "Pending"
    ACCEPTED = "TA", "Accepted"
    REJECTED = "TR", "Rejected"
    WITHDRAWN = "TW", "Withdrawn"


class LimitedAccessKind(Code):
    EXCLUSION = "EXCLUSION", "Exclusion"
    RESTRICTION = "RESTRICTION", "Restriction"


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


class DeadlineState(Code):
    """What somebody decided. Overdue is worked out: see rules/deadlines.py."""

    OPEN = "OPEN", "Open"
    MET = "MET", "Met"
    CANCELLED = "CANCELLED", "Cancelled"


class DeadlineRule(Code):
    """How a deadline known to the case record was worked out; ours. Other apps add rules of their own."""

    REGISTRATION_REVIEW = "REG-REVIEW", "Registration review"
    ENFORCEMENT_RESPONSE = "ENF-RESPONSE", "Response to an enforcement action"
    INITIAL_APPOINTMENT = "INIT-APPT", "Initial appointment"
    VICTIM_REFERRAL = "VCS-REFER", "Victim referred to the unit"
    VICTIM_OFFER = "VCS-OFFER", "Victim offered contact"
    INCIDENT_REPORT = "INCIDENT", "Information security incident reported"
    UNPAID_WORK_COMPLETED = "UPW-12M", "Unpaid work completed"
    COURT_REPORT = "COURT-REPORT", "Court report"
