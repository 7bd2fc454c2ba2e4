"""Code lists that the referral rules branch on."""

from core.codes import Code


class ReferralState(Code):
    """The stored state of a referral: what somebody decided. The status is worked out (rules/statuses.py)."""

    DRAFT = "DRAFT", "Draft"
    SENT = "SENT", "Sent"
    ASSIGNED = "ASSIGNED", "Assigned"
    ENDING = "ENDING", "Ended, end of service report due"
    CONCLUDED = "CONCLUDED", "Concluded"


class Act(Code):
    """What can be done to a referral."""

    SEND = "SEND", "Send"
    ASSIGN = "ASSIGN", "Assign"
    BOOK_ASSESSMENT = "BOOK_ASSESSMENT", "Book the initial assessment"
    RECORD_ASSESSMENT = "RECORD_ASSESSMENT", "Give feedback on the initial assessment"
    WRITE_PLAN = "WRITE_PLAN", "Write an action plan"
    SUBMIT_PLAN = "SUBMIT_PLAN", "Submit an action plan"
    APPROVE_PLAN = "APPROVE_PLAN", "Approve an action plan"
    RETURN_PLAN = "RETURN_PLAN", "Return an action plan with comments"
    BOOK_SESSION = "BOOK_SESSION", "Book a session"
    RECORD_SESSION = "RECORD_SESSION", "Give feedback on a session"
    STOP_ATTEMPTS = "STOP_ATTEMPTS", "Ask for no further attempts"
    WRITE_REPORT = "WRITE_REPORT", "Write an end of service report"
    SUBMIT_REPORT = "SUBMIT_REPORT", "Submit an end of service report"
    WITHDRAW = "WITHDRAW", "Withdraw"
    CLOSE_EARLY = "CLOSE_EARLY", "Withdraw or close early, with a report to come"
    AMEND = "AMEND", "Amend"
    UPDATE_RISK = "UPDATE_RISK", "Update risk information"
    HOLD = "HOLD", "Put on hold"
    RESUME = "RESUME", "Take off hold"
    MOVE_CONTRACT = "MOVE_CONTRACT", "Move to another contract"
    ADD_CASE_NOTE = "ADD_CASE_NOTE", "Add a case note"


class ReferralStatus(Code):
    """The stage a referral has reached, worked out from its rows. Members are in the order of the work."""

    DRAFT = "DRAFT", "Draft"
    UNASSIGNED = "UNASSIGNED", "Unassigned"
    ASSIGNED = "ASSIGNED", "Assigned"
    ASSESSMENT_BOOKED = "ASSESSMENT_BOOKED", "Initial assessment booked"
    ASSESSMENT_NEEDS_FEEDBACK = "ASSESSMENT_NEEDS_FEEDBACK", "Initial assessment needs feedback"
    ASSESSMENT_NOT_ATTENDED = "ASSESSMENT_NOT_ATTENDED", "Initial assessment not attended"
    ASSESSMENT_DID_NOT_HAPPEN = "ASSESSMENT_DID_NOT_HAPPEN", "Initial assessment did not happen"
    ASSESSMENT_DONE = "ASSESSMENT_DONE", "Initial assessment done"
    PLAN_DRAFT = "PLAN_DRAFT", "Action plan being written"
    PLAN_SUBMITTED = "PLAN_SUBMITTED", "Action plan awaiting approval"
    PLAN_APPROVED = "PLAN_APPROVED", "Action plan approved"
    DELIVERING = "DELIVERING", "Delivering sessions"
    AWAITING_REPORT = "AWAITING_REPORT", "End of service report due"
    CANCELLED = "CANCELLED", "Cancelled"
    ENDED_EARLY = "ENDED_EARLY", "Ended early"
    COMPLETED = "COMPLETED", "Completed"


class ProviderAct(Code):
    """What a service provider does next about a referral."""

    ASSIGN = "ASSIGN", "Assign"
    BOOK = "BOOK", "Book assessment"
    GIVE_FEEDBACK = "GIVE_FEEDBACK", "Give feedback"


class ReferralStep(Code):
    """A step that both sides see of every referral, in the order of the work."""

    SENT = "SENT", "Sent"
    ASSIGNED = "ASSIGNED", "Assigned"
    BOOKED = "BOOKED", "Assessment booked"
    ASSESSED = "ASSESSED", "Assessed"
    ENDED = "ENDED", "Ended"


class EndState(Code):
    """How a referral ended. It follows from what was delivered, never from the reason for withdrawing."""

    CANCELLED = "CANCELLED", "Cancelled"
    PREMATURELY_ENDED = "PREMATURELY_ENDED", "Ended early"
    COMPLETED = "COMPLETED", "Completed"


class WithdrawalState(Code):
    """What a withdrawal is called in the suppliers' API; ICA is the first attended session."""

    PRE_ICA_WITHDRAWAL = "PRE_ICA_WITHDRAWAL", "Withdrawn before a session was attended"
    POST_ICA_WITHDRAWAL = "POST_ICA_WITHDRAWAL", "Withdrawn after a session was attended"
    POST_ICA_CLOSE_REFERRAL_EARLY = "POST_ICA_CLOSE_REFERRAL_EARLY", "Closed early"


class WithdrawalGroup(Code):
    PROBLEM_WITH_REFERRAL = "PROBLEM", "Problem with the referral"
    PERSON = "PERSON", "Related to the person"
    SENTENCE = "SENTENCE", "Sentence or custody"
    EARLY_CLOSURE = "EARLY", "Early closure"
    OTHER = "OTHER", "Other"


class ReferralKind(Code):
    CUSTODY = "CUSTODY", "In custody"
    COMMUNITY = "COMMUNITY", "In the community"


class SentenceKind(Code):
    """The kinds of sentence that referral rules distinguish."""

    COMMUNITY_ORDER = "COMMUNITY_ORDER", "Community order"
    SUSPENDED_SENTENCE = "SUSPENDED_SENTENCE", "Suspended sentence order"
    CUSTODY = "CUSTODY", "Custody and licence"
    OTHER = "OTHER", "Other sentence"


class Category(Code):
    """The service categories that rules name. The whole list is reference data."""

    ACCOMMODATION = "accommodation", "Accommodation"
    ETE = "ete", "Education, training and employment"
    SOCIAL_INCLUSION = "social-inclusion", "Social inclusion"


class ComplexityLevel(Code):
    LOW = "LOW", "Low complexity"
    MEDIUM = "MEDIUM", "Medium complexity"
    HIGH = "HIGH", "High complexity"


class OutcomeFilter(Code):
    INCLUDE = "INCLUDE", "Offered on the listed contracts only"
    EXCLUDE = "EXCLUDE", "Not offered on the listed contracts"


class PlanApproval(Code):
    AUTOMATIC = "AUTOMATIC", "Approved as soon as it is submitted"
    PRACTITIONER = "PRACTITIONER", "Approved by the practitioner"


class EntryOpening(Code):
    """Whether a catalogue entry takes new referrals on a day."""

    NOT_YET = "NOT_YET", "Not open yet"
    OPEN = "OPEN", "Open"
    CLOSED = "CLOSED", "Closed"


class DraftSection(Code):
    """The tasks of a draft referral, in the order they unlock."""

    START = "START", "Where the person is now"
    CONTACT = "CONTACT", "Confirm contact details"
    LOCATION = "LOCATION", "Current location and release"
    PERSON = "PERSON", "Check the person's details"
    RISK = "RISK", "Risk information"
    NEEDS = "NEEDS", "Needs and requirements"
    CATEGORIES = "CATEGORIES", "Choose service types"
    SENTENCE = "SENTENCE", "Confirm the relevant sentence"
    SERVICE = "SERVICE", "Desired outcomes and complexity"
    DELIVERY = "DELIVERY", "Days, deadline and reason"
    CHECK = "CHECK", "Check answers and send"


class TaskStatus(Code):
    CANNOT_START = "CANNOT_START", "Cannot start yet"
    NOT_STARTED = "NOT_STARTED", "Not started"
    INCOMPLETE = "INCOMPLETE", "Incomplete"
    COMPLETED = "COMPLETED", "Completed"


class ContactPlace(Code):
    """Where the main contact of a person without a practitioner works."""

    ESTABLISHMENT = "ESTABLISHMENT", "Establishment"
    PROBATION_OFFICE = "PROBATION_OFFICE", "Probation office"


class RiskSection(Code):
    """The eight texts of the risk screen, in order."""

    WHO_IS_AT_RISK = "WHO_IS_AT_RISK", "Who is at risk"
    NATURE_OF_RISK = "NATURE_OF_RISK", "What is the nature of the risk"
    GREATEST_RISK = "GREATEST_RISK", "When is the risk likely to be greatest"
    SELF_HARM = "SELF_HARM", "Concerns in relation to self-harm"
    SUICIDE = "SUICIDE", "Concerns in relation to suicide"
    HOSTEL = "HOSTEL", "Concerns in relation to coping in a hostel setting"
    VULNERABILITY = "VULNERABILITY", "Concerns in relation to vulnerability"
    ADDITIONAL = "ADDITIONAL", "Additional information"


class RiskAnswer(Code):
    YES = "YES", "Yes"
    NO = "NO", "No"
    DK = "DK", "Don't know"


class AppointmentKind(Code):
    ASSESSMENT = "SUPPLIER_ASSESSMENT", "Initial assessment"
    SESSION = "SERVICE_DELIVERY", "Session"


class AppointmentMethod(Code):
    PHONE_CALL = "PHONE_CALL", "Phone call"
    VIDEO_CALL = "VIDEO_CALL", "Video call"
    PROBATION_OFFICE = "IN_PERSON_MEETING_PROBATION_OFFICE", "In person at a probation office"
    OTHER_PLACE = "IN_PERSON_MEETING_OTHER", "In person somewhere else"


class SessionType(Code):
    ONE_TO_ONE = "ONE_TO_ONE", "One to one"
    GROUP = "GROUP", "Group"


class AppointmentStatus(Code):
    NOT_SCHEDULED = "NOT_SCHEDULED", "Not scheduled"
    SCHEDULED = "SCHEDULED", "Scheduled"
    NEEDS_FEEDBACK = "NEEDS_FEEDBACK", "Needs feedback"
    COMPLETED = "COMPLETED", "Completed"
    DID_NOT_ATTEND = "DID_NOT_ATTEND", "Did not attend"
    DID_NOT_HAPPEN = "DID_NOT_HAPPEN", "Did not happen"
    RESCHEDULED = "RESCHEDULED", "Rescheduled"
    CALLED_OFF = "CALLED_OFF", "Called off"


class ChangeAskedBy(Code):
    """Who asked for an appointment to be moved."""

    SUPPLIER = "SUPPLIER", "The service provider"
    PERSON = "PERSON", "The person on probation"
    PRACTITIONER = "PRACTITIONER", "The probation practitioner"


class Attendance(Code):
    """Whether the person came to an appointment. LATE counts as attended."""

    YES = "YES", "Attended"
    LATE = "LATE", "Attended late"
    NO = "NO", "Did not attend"


class FeedbackCase(Code):
    """The three ways an appointment can go. Each asks for its own details."""

    HAPPENED = "HAPPENED", "The assessment took place"
    ATTENDED_ONLY = "ATTENDED_ONLY", "The person came but the assessment did not take place"
    NOT_ATTENDED = "NOT_ATTENDED", "The person did not attend"


class NoSessionReason(Code):
    POP_ACCEPTABLE = "POP_ACCEPTABLE", "The person came but could not take part"
    POP_UNACCEPTABLE = "POP_UNACCEPTABLE", "The person came but did not behave acceptably"
    LOGISTICS = "LOGISTICS", "The service provider could not hold the assessment"


class FeedbackMail(Code):
    """The e-mails that submitted feedback may send to the practitioner."""

    DID_NOT_ATTEND = "DID_NOT_ATTEND", "Did not attend"
    BEHAVIOUR = "BEHAVIOUR", "Poor behaviour"
    CONCERNS = "CONCERNS", "Concerns"


class Rebooking(Code):
    """What booking again does to the current attempt."""

    FIRST = "FIRST", "First attempt"
    REPLACE = "REPLACE", "Replaces the attempt that has no feedback"
    ANOTHER = "ANOTHER", "Adds another attempt"


class DeadlineKind(Code):
    FIRST_RESPONSE = "FIRST_RESPONSE", "First response to an urgent referral"
    INITIAL_ASSESSMENT = "INITIAL_ASSESSMENT", "Initial assessment"
    FEEDBACK = "FEEDBACK", "Appointment feedback"
    ACTION_PLAN = "ACTION_PLAN", "First action plan"
    PLAN_APPROVAL = "PLAN_APPROVAL", "Practitioner's answer to the action plan"
    END_OF_SERVICE_REPORT = "END_OF_SERVICE_REPORT", "End of service report"


class Side(Code):
    """On which side of the contract a user works."""

    PROBATION = "PROBATION", "Probation"
    SUPPLIER = "SUPPLIER", "Supplier"


class AccessProblem(Code):
    """Why a supplier's account sees nothing at all."""

    NOT_A_SUPPLIER = "NOT_A_SUPPLIER", "This account does not belong to a service provider"
    NO_SUPPLIER_GROUP = (
        "NO_SUPPLIER_GROUP",
        "This account belongs to no service provider that is still in use",
    )
    NO_CONTRACT_GROUP = "NO_CONTRACT_GROUP", "This account has no contract that is still in use"
    CONTRACT_NOT_THEIRS = (
        "CONTRACT_NOT_THEIRS",
        "This account has a contract its service provider has no part in",
    )


#: Disposal types that referral rules distinguish. Custodial types need no list: their row says that they are
#: custodial (cases.codes.SentenceType).
COMMUNITY_ORDER_TYPES = frozenset({"201", "340", "329", "234", "235"})
SUSPENDED_SENTENCE_TYPES = frozenset({"203", "216", "341", "408", "330"})


class ReferralPolicy(Code):
    """Switches that the service owner may change (core/policy.py)."""

    SHARE_ROSH_LEVELS = (
        "referrals.share-rosh-levels",
        "Show service providers the risk of serious harm in the community, by group",
    )
