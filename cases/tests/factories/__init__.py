"""Makes one valid thing of the case record; variations are traits: PersonFactory(on_licence=True).

Code lists come from the reference files, which every test database holds: their entries have no factories.
"""

from cases.tests.factories.contacts import ContactAlertFactory, ContactFactory, ContactNoteFactory
from cases.tests.factories.holders import AllocationFactory, DeadlineFactory, TransferFactory
from cases.tests.factories.people import (
    AdditionalIdentifierFactory,
    AddressFactory,
    AddressNoteFactory,
    AdjustmentFactory,
    AdjustmentNoteFactory,
    AliasFactory,
    CircumstanceFactory,
    CircumstanceNoteFactory,
    DisabilityFactory,
    DisabilityNoteFactory,
    LimitedAccessFactory,
    PersonalContactFactory,
    PersonalContactNoteFactory,
    PersonFactory,
    PersonNoteFactory,
    RecentlyViewedFactory,
    SavedSearchFactory,
)
from cases.tests.factories.registers import (
    ManagementTierFactory,
    RegistrationFactory,
    RegistrationNoteFactory,
    RegistrationReviewFactory,
)
from cases.tests.factories.sentences import (
    CustodyFactory,
    DisposalFactory,
    EventFactory,
    EventOffenceFactory,
    KeyDateFactory,
    LicenceConditionFactory,
    NsiFactory,
    NsiStatusChangeFactory,
    RequirementFactory,
    SanctionFactory,
)

__all__ = [
    "AdditionalIdentifierFactory",
    "AddressFactory",
    "AddressNoteFactory",
    "AdjustmentFactory",
    "AdjustmentNoteFactory",
    "AliasFactory",
    "AllocationFactory",
    "CircumstanceFactory",
    "CircumstanceNoteFactory",
    "ContactAlertFactory",
    "ContactFactory",
    "ContactNoteFactory",
    "CustodyFactory",
    "DeadlineFactory",
    "DisabilityFactory",
    "DisabilityNoteFactory",
    "DisposalFactory",
    "EventFactory",
    "EventOffenceFactory",
    "KeyDateFactory",
    "LicenceConditionFactory",
    "LimitedAccessFactory",
    "ManagementTierFactory",
    "NsiFactory",
    "NsiStatusChangeFactory",
    "PersonFactory",
    "PersonNoteFactory",
    "PersonalContactFactory",
    "PersonalContactNoteFactory",
    "RecentlyViewedFactory",
    "RegistrationFactory",
    "RegistrationNoteFactory",
    "RegistrationReviewFactory",
    "RequirementFactory",
    "SanctionFactory",
    "SavedSearchFactory",
    "TransferFactory",
]
