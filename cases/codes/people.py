"""People: addresses, identifiers, limited access."""

from core.codes import Code


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
    """Identifiers that have a shape or a rule of their own; the other kinds are rows only."""

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


#: The entry of the list of titles that says nobody knows: it is no title to call somebody by.
UNKNOWN_TITLE = "UN"


class LimitedAccessKind(Code):
    EXCLUSION = "EXCLUSION", "Exclusion"
    RESTRICTION = "RESTRICTION", "Restriction"


class RecordPolicy(Code):
    """Switches about the record that the service owner may change (core/policy.py)."""

    ROSH_CURRENT_WEEKS = "risk.rosh-current-weeks", "Weeks for which a RoSH summary counts as current"


#: a RoSH summary completed this many weeks ago or less is current; the service owner may set another limit
ROSH_CURRENT_FOR_WEEKS = 55
