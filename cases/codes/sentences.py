"""Sentences, requirements and custody."""

from core.codes import Code


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
