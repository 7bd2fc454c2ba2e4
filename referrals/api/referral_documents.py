"""A sent referral, and a row of the list of referrals, under the names of the published service."""

from rest_framework import serializers

from referrals.api.inputs import CodeOfList, Line, Text
from referrals.api.outputs import (
    MAY,
    AuthUserOut,
    Output,
    PageOut,
    ServiceProviderOut,
    ServiceUserOut,
    choice,
)
from referrals.api.paging import PageIn, Sort
from referrals.codes import ContactPlace, ReferralKind, WithdrawalState
from referrals.queries import api_referrals
from referrals.rules.withdrawals import LONGEST_COMMENTS

S = serializers


class ComplexityLevelOut(Output):
    serviceCategoryId = S.UUIDField(source="category")
    complexityLevelId = S.UUIDField(source="complexity")


class DesiredOutcomesOut(Output):
    serviceCategoryId = S.UUIDField(source="category")
    desiredOutcomesIds = S.ListField(child=S.UUIDField(), source="outcomes")


class CategoryIds(S.ListField):
    """The ids of the categories a referral is for."""

    child = S.UUIDField()

    def get_attribute(self, instance):
        return [need.category for need in instance.needs]


class Nested(Output):
    """`referral`: what was asked for. It once was a draft, so it may be as incomplete as one."""

    id = S.UUIDField(source="referral.uuid")
    createdAt = S.DateTimeField(source="referral.created_at")
    completionDeadline = S.DateField(source="referral.deadline_on", **MAY)
    serviceCategoryIds = CategoryIds()
    complexityLevels = ComplexityLevelOut(many=True, source="complexities")
    desiredOutcomes = DesiredOutcomesOut(many=True, source="needs")
    furtherInformation = S.CharField(source="referral.further_information", **MAY)
    additionalNeedsInformation = S.CharField(source="referral.other_needs", **MAY)
    accessibilityNeeds = S.CharField(source="referral.accessibility_needs", **MAY)
    needsInterpreter = S.BooleanField(source="referral.interpreter_needed", **MAY)
    interpreterLanguage = S.CharField(source="referral.interpreter_language", **MAY)
    hasAdditionalResponsibilities = S.BooleanField(source="referral.has_responsibilities", **MAY)
    whenUnavailable = S.CharField(source="referral.when_unavailable", **MAY)
    maximumEnforceableDays = S.IntegerField(source="referral.enforceable_days", **MAY)
    serviceUser = ServiceUserOut(source="service_user")
    serviceProvider = ServiceProviderOut(source="supplier")
    relevantSentenceId = S.IntegerField(
        source="referral.event_id", help_text="The id of the sentence in the record.", **MAY
    )
    interventionId = S.UUIDField(source="referral.contract.uuid")
    contractTypeName = S.CharField(source="referral.contract.type.words")
    dynamicFrameworkContractReference = S.CharField(source="referral.contract.reference")
    personCurrentLocationType = choice(ReferralKind, source="referral.kind", **MAY)
    personCustodyPrisonId = S.CharField(source="referral.prison.code", **MAY)
    alreadyKnowPrisonName = S.BooleanField(source="referral.recorded_prison_right", **MAY)
    hasExpectedReleaseDate = S.BooleanField(source="has_release_date", **MAY)
    expectedReleaseDate = S.DateField(source="referral.release_on", **MAY)
    expectedReleaseDateMissingReason = S.CharField(source="referral.release_unknown_reason", **MAY)
    isReferralReleasingIn12Weeks = S.BooleanField(source="referral.to_be_released", **MAY)
    expectedProbationOffice = S.CharField(source="referral.release_office.name", **MAY)
    expectedProbationOfficeUnKnownReason = S.CharField(
        source="referral.release_office_unknown_reason", help_text="Spelt so in the published service.", **MAY
    )
    reasonForReferral = S.CharField(source="referral.reason", **MAY)
    reasonForReferralFurtherInformation = S.CharField(source="referral.further_information", **MAY)
    reasonForReferralCreationBeforeAllocation = S.CharField(source="referral.before_allocation_reason", **MAY)
    allocatedCommunityPP = S.BooleanField(source="referral.has_practitioner", **MAY)
    ppName = S.CharField(source="referral.practitioner_name", **MAY)
    ppEmailAddress = S.CharField(source="referral.practitioner_email", **MAY)
    ppPhoneNumber = S.CharField(source="referral.practitioner_phone", **MAY)
    ppTeamPhoneNumber = S.CharField(source="referral.practitioner_team_phone", **MAY)
    ppPdu = S.CharField(source="referral.practitioner_pdu.name", **MAY)
    ppProbationOffice = S.CharField(source="referral.practitioner_office.name", **MAY)
    ndeliusPPName = S.CharField(source="recorded_practitioner.name", **MAY)
    ndeliusPPEmailAddress = S.CharField(source="recorded_practitioner.email", **MAY)
    ndeliusPhoneNumber = S.CharField(source="recorded_practitioner.telephone", **MAY)
    ndeliusTeamPhoneNumber = S.CharField(help_text="The record keeps none; always null.", **MAY)
    ndeliusPDU = S.CharField(source="referral.practitioner_pdu.name", **MAY)
    hasValidDeliusPPDetails = S.BooleanField(source="has_recorded_practitioner", **MAY)
    ppEstablishment = S.CharField(source="referral.contact_establishment.code", **MAY)
    ppLocationType = choice(ContactPlace, source="referral.contact_place", **MAY)
    roleOrJobTitle = S.CharField(source="referral.contact_role", **MAY)
    hasMainPointOfContactDetails = S.BooleanField(source="has_main_contact")

    class Meta:
        ref_name = "DraftReferral"


class SentReferralOut(Output):
    id = S.UUIDField(source="referral.uuid")
    sentAt = S.DateTimeField(source="referral.sent_at")
    sentBy = AuthUserOut(source="referral.sent_by")
    referenceNumber = S.CharField(source="referral.reference")
    interventionId = S.UUIDField(source="referral.contract.uuid")
    serviceUserCRN = S.CharField(source="referral.person.crn")
    relevantSentenceId = S.IntegerField(source="referral.event_id", **MAY)
    assignedTo = AuthUserOut(source="assigned_to", **MAY)
    referral = Nested(source="*")
    endRequestedAt = S.DateTimeField(source="referral.end_requested_at", **MAY)
    endRequestedReason = S.CharField(source="end_reason", **MAY)
    endRequestedComments = S.CharField(source="referral.end_comments", **MAY)
    concludedAt = S.DateTimeField(source="referral.concluded_at", **MAY)
    withdrawalComments = S.CharField(source="referral.end_comments", **MAY)
    supplementaryRiskId = S.UUIDField(source="shared_risk", **MAY)
    actionPlanId = S.UUIDField(help_text="Not kept by this service yet; null.", **MAY)
    currentActionPlanId = S.UUIDField(help_text="Not kept by this service yet; null.", **MAY)
    approvedActionPlanIds = S.ListField(child=S.UUIDField(), source="approved_plans")
    endOfServiceReport = S.DictField(help_text="Not kept by this service yet; null.", **MAY)
    endOfServiceReportCreationRequired = S.BooleanField(source="report_due")
    createdBy = AuthUserOut(source="referral.created_by", **MAY)
    personCurrentLocationType = choice(ReferralKind, source="referral.kind", **MAY)
    personCustodyPrisonId = S.CharField(source="referral.prison.code", **MAY)
    expectedReleaseDate = S.DateField(source="referral.release_on", **MAY)
    expectedReleaseDateMissingReason = S.CharField(source="referral.release_unknown_reason", **MAY)
    isReferralReleasingIn12Weeks = S.BooleanField(source="referral.to_be_released", **MAY)
    withdrawalState = choice(WithdrawalState, source="withdrawal_state", **MAY)
    withdrawalCode = S.CharField(source="referral.end_reason_code", **MAY)


class SummaryOut(Output):
    id = S.UUIDField(source="referral.uuid")
    sentAt = S.DateTimeField(source="referral.sent_at")
    sentBy = AuthUserOut(source="referral.sent_by")
    referenceNumber = S.CharField(source="referral.reference")
    assignedTo = AuthUserOut(source="assigned_to", **MAY)
    serviceUser = ServiceUserOut(source="service_user")
    serviceProvider = ServiceProviderOut(source="supplier")
    interventionTitle = S.CharField(source="referral.contract.title")
    supplementaryRiskId = S.UUIDField(source="shared_risk", **MAY)
    concludedAt = S.DateTimeField(source="referral.concluded_at", **MAY)
    expectedReleaseDate = S.DateField(source="referral.release_on", **MAY)
    location = S.CharField(**MAY)
    locationType = choice(ReferralKind, source="referral.kind", **MAY)
    isReferralReleasingIn12Weeks = S.BooleanField(source="referral.to_be_released", **MAY)


class SummaryPageOut(PageOut):
    content = SummaryOut(many=True)


class AssigneeIn(S.Serializer):
    username = Line(max_length=254, help_text="Name or e-mail address of the caseworker's account.")
    authSource = choice(["auth", "delius"], required=False)
    userId = Line(required=False, allow_blank=True, allow_null=True, max_length=100)


class AssignIn(S.Serializer):
    assignedTo = AssigneeIn()


class WithdrawIn(S.Serializer):
    code = CodeOfList(max_length=10, help_text="Of /referral-withdrawal-reasons.")
    comments = Text(max_length=LONGEST_COMMENTS)
    withdrawalState = choice(
        WithdrawalState,
        required=False,
        allow_null=True,
        help_text="Not believed: worked out from what was delivered.",
    )


class SummariesIn(PageIn):
    """The query of the list."""

    completed = S.BooleanField(required=False, allow_null=True, help_text="Ended with something delivered.")
    concluded = S.BooleanField(required=False, allow_null=True, help_text="The older name of completed.")
    cancelled = S.BooleanField(
        required=False, allow_null=True, help_text="Ended before anything was delivered."
    )
    unassigned = S.BooleanField(required=False, allow_null=True)
    assignedTo = S.UUIDField(required=False, help_text="userId of the caseworker.")
    search = Line(
        required=False,
        allow_blank=True,
        max_length=200,
        help_text="Words of the person's name, a CRN or a reference; all must match. Case, accents and the "
        "punctuation around a word do not count.",
    )
    sort = Sort(api_referrals.SORTS)
