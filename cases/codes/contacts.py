"""Contacts: what their types need, and the types, outcomes and actions the program names."""

from core.codes import Code


class OutcomeFlag(Code):
    """Whether contacts of a type need an outcome. Source: docs/sources/cases.md#contact-rules"""

    REQUIRED = "Y", "Required once the date has passed"
    OPTIONAL = "N", "Optional"
    NOT_ALLOWED = "B", "Not allowed"


class LocationFlag(Code):
    """Whether contacts of a type need a place.

    N and B mean the reverse of what they mean in `OutcomeFlag`; the letters are the source's.
    """

    REQUIRED = "Y", "Required"
    NOT_ALLOWED = "N", "Not allowed"
    OPTIONAL = "B", "Optional"


class ComponentKind(Code):
    """What a contact relates to, and what a transfer moves."""

    PERSON = "PERSON", "Person"
    EVENT = "EVENT", "Sentence"
    REQUIREMENT = "REQUIREMENT", "Requirement"
    LICENCE_CONDITION = "LICENCE", "Licence condition"
    PSS_REQUIREMENT = "PSS", "Post-sentence supervision requirement"
    NSI = "NSI", "Non-statutory intervention"


class ContactTypeCode(Code):
    """Contact types that the program writes or looks for by itself."""

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
    """Outcomes that the program sets by itself."""

    COMPLIED = "ATTC", "Attended - complied"
    FAILED_TO_COMPLY = "AFTC", "Attended - failed to comply"
    UNACCEPTABLE_ABSENCE = "UAAB", "Unacceptable absence"
    FAILED_INSTRUCTION = "ATFI", "Failed to comply with another instruction"
    ACCEPTABLE_FAILURE = "CO10", "Acceptable failure"
    SUSPENDED = "CO40", "Suspended"
    RESCHEDULED_BY_PERSON = "RSOF", "Rescheduled at the person's request"
    RESCHEDULED_BY_SERVICE = "RSSR", "Rescheduled at the service's request"
    CALLED_OFF_BY_PERSON = "X-called-off-pop-request", "Called off at the person's request"
    CALLED_OFF_BY_SERVICE = "X-called-off-service-request", "Called off at the service's request"


class EnforcementActionCode(Code):
    """Actions that the program branches on; the others are rows only."""

    BREACH_INITIATED = "IBR", "Breach or recall initiated"
    BREACH_REQUESTED = "BRE01", "Breach requested"
    RECALL_REQUESTED = "EA11", "Recall requested"
    AWAIT_RESPONSE = "EA12", "Decision pending the person's response"
    LETTER_REQUESTED = "WLS", "Enforcement letter requested"
    FIRST_WARNING = "EA02", "First warning letter sent"
    FINAL_WARNING = "EA04", "Final warning letter sent"
    REFER_TO_PRACTITIONER = "ROM", "Refer to the probation practitioner"
    NO_FURTHER_ACTION = "NFA", "No further action"
    RECALLED = "REC", "Person recalled"
