"""What can be referred to, and the lists clients choose from. Nothing here is about a person."""

from typing import Any
from uuid import UUID

from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from core import clock
from core.errors import RuleBroken
from referrals.api.base import ApiView, etag_of
from referrals.api.outputs import MAY, IdAndName, Output, ServiceProviderOut
from referrals.api.schema import route
from referrals.queries import api_catalogue as catalogue
from referrals.queries.api_clients import PROBATION, PROVIDER, READ_ALL

S = serializers
TAG = "Catalogue"


class RegionOut(Output):
    id = S.CharField(source="code")
    name = S.CharField(source="region.name")


class AreaOut(IdAndName):
    npsRegion = RegionOut(source="region")


class EligibilityOut(Output):
    minimumAge = S.IntegerField(source="minimum_age")
    maximumAge = S.IntegerField(source="maximum_age", **MAY)
    allowsFemale = S.BooleanField(source="allows_female")
    allowsMale = S.BooleanField(source="allows_male")


class ContractTypeOut(Output):
    code = S.CharField()
    name = S.CharField(source="words")


class LevelOut(Output):
    id = S.UUIDField(source="uuid")
    title = S.CharField()
    description = S.CharField(source="words")


class OutcomeOut(Output):
    id = S.UUIDField(source="uuid")
    description = S.CharField(source="words")


class CategoryOut(Output):
    id = S.UUIDField(source="category.uuid")
    name = S.CharField(source="category.words")
    complexityLevels = LevelOut(many=True, source="levels")
    desiredOutcomes = OutcomeOut(many=True, source="outcomes")

    class Meta:
        ref_name = "ServiceCategory"


class InterventionOut(Output):
    id = S.UUIDField(source="contract.uuid")
    title = S.CharField(source="contract.title")
    description = S.CharField(source="contract.description")
    npsRegion = RegionOut(source="contract.region", **MAY)
    pccRegions = AreaOut(many=True, source="areas")
    serviceCategories = CategoryOut(many=True, source="categories")
    serviceProvider = ServiceProviderOut(source="contract.prime")
    eligibility = EligibilityOut(source="contract")
    contractType = ContractTypeOut(source="contract.type")
    contractReference = S.CharField(source="contract.reference")
    incomingReferralDistributionEmail = S.CharField(source="contract.mailbox")


class ReasonOut(Output):
    code = S.CharField()
    description = S.CharField(source="words")
    grouping = S.CharField(**MAY)


class CommaList(S.CharField):
    """Words between commas. The whole text is checked before it is split."""

    def run_validation(self, data: Any = S.empty) -> tuple[str, ...]:
        return tuple(filter(None, (part.strip() for part in super().run_validation(data).split(","))))


class InterventionsIn(S.Serializer):
    pccRegionIds = CommaList(
        required=False, allow_blank=True, max_length=2000, help_text="Ids, separated by commas."
    )
    allowsFemale = S.BooleanField(required=False, allow_null=True)
    allowsMale = S.BooleanField(required=False, allow_null=True)
    minimumAge = S.IntegerField(required=False, min_value=0, max_value=150)
    maximumAge = S.IntegerField(required=False, min_value=0, max_value=150)


class InterventionIn(S.Serializer):
    checkEndDate = S.BooleanField(
        default=False, help_text="Refuse with 410 when the entry takes no referrals any more."
    )


class CatalogueView(ApiView):
    roles = (PROVIDER, PROBATION, READ_ALL)
    probation_permission = "referrals.view-catalogue"
    personless = True


class Interventions(CatalogueView):
    @route(
        "listInterventions",
        "Entries that take referrals today",
        {200: InterventionOut(many=True)},
        tag=TAG,
        query=InterventionsIn,
        refuses=(400,),
    )
    def get(self, request: Request) -> Response:
        query = self.read_query(InterventionsIn)
        today = clock.day_of(self.at)
        rows = catalogue.open_entries(
            on=today,
            areas=query.get("pccRegionIds", ()),
            for_women=query.get("allowsFemale"),
            for_men=query.get("allowsMale"),
            minimum_age=query.get("minimumAge"),
            maximum_age=query.get("maximumAge"),
        )
        return self.answer(InterventionOut(catalogue.entries(rows, on=today), many=True).data)


class MyInterventions(CatalogueView):
    roles = (PROVIDER,)

    @route(
        "listMyInterventions",
        "Entries of the contracts the caller holds, open or not",
        {200: InterventionOut(many=True)},
        tag=TAG,
        refuses=(),
    )
    def get(self, request: Request) -> Response:
        rows = catalogue.held_by(self.caller.client, self.caller.named)
        found = catalogue.entries(rows, on=clock.day_of(self.at))
        return self.answer(InterventionOut(found, many=True).data)


class OneIntervention(CatalogueView):
    @route(
        "getIntervention",
        "One catalogue entry",
        {200: InterventionOut},
        tag=TAG,
        query=InterventionIn,
        refuses=(400, 404, 410),
        tagged=True,
    )
    def get(self, request: Request, id: UUID) -> Response:
        query = self.read_query(InterventionIn)
        today = clock.day_of(self.at)
        found = catalogue.entry(id, on=today)
        if found is None:
            raise NotFound
        last_day = found.contract.hidden_after
        if query["checkEndDate"] and last_day is not None and last_day < today:
            raise RuleBroken("CONTRACT_CLOSED", "This intervention takes no referrals any more")
        document = InterventionOut(found).data
        return self.answer(document, etag=etag_of(document))


class PccRegions(CatalogueView):
    @route("listPccRegions", "Police areas", {200: AreaOut(many=True)}, tag=TAG, refuses=())
    def get(self, request: Request) -> Response:
        return self.answer(AreaOut(catalogue.police_areas(), many=True).data)


class OneCategory(CatalogueView):
    @route(
        "getServiceCategory",
        "A service category with its levels, low to high, and its outcomes",
        {200: CategoryOut},
        tag=TAG,
        tagged=True,
    )
    def get(self, request: Request, id: UUID) -> Response:
        return self.category(id)

    def category(self, uuid: UUID, reference: str | None = None) -> Response:
        found = catalogue.category(uuid, reference=reference, on=clock.day_of(self.at))
        if found is None:
            raise NotFound
        document = CategoryOut(found).data
        return self.answer(document, etag=etag_of(document))


class CategoryOfContract(OneCategory):
    @route(
        "getServiceCategoryOfContract",
        "The same with the outcomes one contract offers",
        {200: CategoryOut},
        tag=TAG,
        tagged=True,
    )
    def get(self, request: Request, id: UUID, reference: str) -> Response:
        return self.category(id, reference)


class WithdrawalReasons(CatalogueView):
    @route(
        "listWithdrawalReasons",
        "Why referrals are withdrawn",
        {200: ReasonOut(many=True)},
        answer_example=[{"code": "MOV", "description": "The person has moved out of the area"}],
        tag=TAG,
        refuses=(),
    )
    def get(self, request: Request) -> Response:
        return self.answer(ReasonOut(catalogue.withdrawal_reasons(), many=True).data)


class CancellationReasons(CatalogueView):
    @route(
        "listCancellationReasons",
        "Why referrals were cancelled until 2024",
        {200: ReasonOut(many=True)},
        tag=TAG,
        refuses=(),
    )
    def get(self, request: Request) -> Response:
        return self.answer(ReasonOut(catalogue.cancellation_reasons(), many=True).data)
