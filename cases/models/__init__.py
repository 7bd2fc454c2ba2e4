"""The case record's tables."""

from cases.models.addresses import Address, AddressNote, AddressStatus, AddressType
from cases.models.allocations import Allocation, AllocationReason, Holder
from cases.models.circumstances import Circumstance, CircumstanceNote, CircumstanceSubtype, CircumstanceType
from cases.models.code_lists import (
    Court,
    Ethnicity,
    GenderIdentity,
    ImmigrationStatus,
    Institution,
    Language,
    Nationality,
    Religion,
    Sex,
    SexualOrientation,
    Title,
)
from cases.models.contacts import (
    Contact,
    ContactAlert,
    ContactCategory,
    ContactNote,
    ContactOutcome,
    ContactType,
    EnforcementAction,
)
from cases.models.custody import Custody, CustodyStatus, KeyDate, KeyDateType
from cases.models.deadlines import Deadline
from cases.models.disabilities import (
    Adjustment,
    AdjustmentNote,
    AdjustmentType,
    Disability,
    DisabilityNote,
    DisabilityType,
)
from cases.models.events import Disposal, DisposalType, Event, EventNote
from cases.models.identifiers import AdditionalIdentifier, IdentifierType
from cases.models.licences import LicenceCondition, LicenceConditionType
from cases.models.limited_access import LimitedAccess, LimitedAccessReason
from cases.models.management_tiers import ManagementTier, TierChangeReason
from cases.models.nsis import Nsi, NsiNote, NsiOutcome, NsiStatus, NsiStatusChange, NsiType
from cases.models.offences import EventOffence, Offence, Sanction
from cases.models.people import Alias, Person, PersonNote
from cases.models.personal_contacts import PersonalContact, PersonalContactNote, RelationshipType
from cases.models.recently_viewed import RecentlyViewed
from cases.models.registrations import (
    Registration,
    RegistrationFlag,
    RegistrationLevel,
    RegistrationNote,
    RegistrationReview,
    RegistrationType,
)
from cases.models.requirements import Requirement, RequirementNote, RequirementSubtype, RequirementType
from cases.models.search import (
    FirstNameDelete,
    FirstNameEntry,
    NameVariant,
    PersonName,
    SavedSearch,
    SurnameDelete,
    SurnameEntry,
)
from cases.models.transfers import Transfer, TransferReason, TransferRejectionReason

__all__ = [
    "AdditionalIdentifier",
    "Address",
    "AddressNote",
    "AddressStatus",
    "AddressType",
    "Adjustment",
    "AdjustmentNote",
    "AdjustmentType",
    "Alias",
    "Allocation",
    "AllocationReason",
    "Circumstance",
    "CircumstanceNote",
    "CircumstanceSubtype",
    "CircumstanceType",
    "Contact",
    "ContactAlert",
    "ContactCategory",
    "ContactNote",
    "ContactOutcome",
    "ContactType",
    "Court",
    "Custody",
    "CustodyStatus",
    "Deadline",
    "Disability",
    "DisabilityNote",
    "DisabilityType",
    "Disposal",
    "DisposalType",
    "EnforcementAction",
    "Ethnicity",
    "Event",
    "EventNote",
    "EventOffence",
    "FirstNameDelete",
    "FirstNameEntry",
    "GenderIdentity",
    "Holder",
    "IdentifierType",
    "ImmigrationStatus",
    "Institution",
    "KeyDate",
    "KeyDateType",
    "Language",
    "LicenceCondition",
    "LicenceConditionType",
    "LimitedAccess",
    "LimitedAccessReason",
    "ManagementTier",
    "NameVariant",
    "Nationality",
    "Nsi",
    "NsiNote",
    "NsiOutcome",
    "NsiStatus",
    "NsiStatusChange",
    "NsiType",
    "Offence",
    "Person",
    "PersonName",
    "PersonNote",
    "PersonalContact",
    "PersonalContactNote",
    "RecentlyViewed",
    "Registration",
    "RegistrationFlag",
    "RegistrationLevel",
    "RegistrationNote",
    "RegistrationReview",
    "RegistrationType",
    "RelationshipType",
    "Religion",
    "Requirement",
    "RequirementNote",
    "RequirementSubtype",
    "RequirementType",
    "Sanction",
    "SavedSearch",
    "Sex",
    "SexualOrientation",
    "SurnameDelete",
    "SurnameEntry",
    "TierChangeReason",
    "Title",
    "Transfer",
    "TransferReason",
    "TransferRejectionReason",
]
