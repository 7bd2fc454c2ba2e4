"""Sent referrals: the list, one of them, assigning and withdrawing."""

from typing import Any, ClassVar
from uuid import UUID

from rest_framework.request import Request
from rest_framework.response import Response

from core import audit
from core.errors import RuleBroken
from core.screens.paging import by_keys
from referrals.access import listed_to_client
from referrals.api.base import ApiView, etag_of
from referrals.api.paging import page_of
from referrals.api.referral_documents import (
    AssignIn,
    SentReferralOut,
    SummariesIn,
    SummaryOut,
    SummaryPageOut,
    WithdrawIn,
)
from referrals.api.schema import route
from referrals.queries import api_referrals
from referrals.queries.api_clients import PROBATION, PROVIDER, READ_ALL, caseworker_named
from referrals.queries.api_referrals import ListFilters, SentReferral, Summary
from referrals.services.assignment import assign_referral
from referrals.services.locking import lock_referral
from referrals.services.withdrawals import withdraw_referral

TAG = "Sent referrals"


def document_of(found: SentReferral) -> dict[str, Any]:
    return SentReferralOut(found).data


class Summaries(ApiView):
    @route(
        "listSentReferrals",
        "Sent referrals in sight, a page at a time",
        {200: SummaryPageOut},
        tag=TAG,
        query=SummariesIn,
        refuses=(400,),
    )
    def get(self, request: Request) -> Response:
        query = self.read_query(SummariesIn)
        own = listed_to_client(self.caller.client, named=self.caller.named, at=self.at)
        rows = api_referrals.found(own, _filters_of(query))
        page = page_of(
            rows,
            request,
            page=query["page"],
            size=query["size"],
            document=SummaryOut,
            read=lambda rows: [Summary(row) for row in by_keys(rows, api_referrals.shown)],
        )
        criteria = {
            name: str(value) if isinstance(value, UUID) else value
            for name, value in query.items()
            if value not in (None, "")
        }
        crns = [row["serviceUser"]["crn"] for row in page["content"]]
        audit.record(
            "api-sent-referrals-listed",
            by=request.user,
            at=self.at,
            outcome="viewed",
            criteria=criteria,
            crns=crns,
        )
        return self.answer(page)


def _filters_of(query: dict[str, Any]) -> ListFilters:
    completed = query.get("completed")
    chosen = {"sort": query["sort"]} if query.get("sort") else {}
    return ListFilters(
        completed=query.get("concluded") if completed is None else completed,
        cancelled=query.get("cancelled"),
        unassigned=query.get("unassigned"),
        assigned_to=query.get("assignedTo"),
        search=query.get("search", ""),
        **chosen,
    )


class OneSentReferral(ApiView):
    roles = (PROVIDER, PROBATION, READ_ALL)

    @route("getSentReferral", "One sent referral", {200: SentReferralOut}, tag=TAG, tagged=True)
    def get(self, request: Request, id: UUID) -> Response:
        found = self.referral(id)
        self.viewed("api-sent-referral", found)
        document = document_of(found)
        return self.answer(document, etag=etag_of(document))


class Assign(ApiView):
    roles = (PROVIDER,)
    permission = "referrals.supplier-assign"
    names: ClassVar = {"assigned_to": "assignedTo"}

    @route(
        "assignSentReferral",
        "Make somebody the caseworker, in place of whoever was",
        {200: SentReferralOut},
        tag=TAG,
        request=AssignIn,
        writes=True,
        tagged=True,
        example={
            "assignedTo": {
                "username": "supplier.caseworker",
                "authSource": "auth",
                "userId": "6c4036b7-e87d-44fb-864f-5a06c1c492f3",
            }
        },
        about="The caseworker is an account of a supplier on the contract, and holds the contract.",
    )
    def post(self, request: Request, id: UUID) -> Response:
        found = self.referral(id)
        assignee = self.read_body(AssignIn)["assignedTo"]
        return self.once(lambda: self.assign(found, assignee))

    def assign(self, found: SentReferral, assignee: dict[str, Any]) -> Response:
        pk = found.referral.pk
        lock_referral(pk)
        self.check_match(lambda: etag_of(document_of(self.referral(found.referral.uuid))))
        caseworker = caseworker_named(assignee["username"], found.referral.contract)
        if caseworker is None or assignee.get("authSource", "auth") != "auth":
            raise RuleBroken("INVALID_VALUE", "No supplier's account has this name", "assigned_to")
        assign_referral(pk, caseworker_id=caseworker, by=self.request.user, at=self.at)
        document = document_of(self.referral(found.referral.uuid))
        return self.answer(document, etag=etag_of(document))


class Withdraw(ApiView):
    roles = (PROBATION,)
    probation_permission = "referrals.withdraw"
    names: ClassVar = {"reason": "code"}

    @route(
        "withdrawSentReferral",
        "Withdraw a referral, or close it early",
        {200: SentReferralOut},
        tag=TAG,
        request=WithdrawIn,
        writes=True,
        tagged=True,
        example={
            "code": "MOV",
            "comments": "Moved to Leeds on Friday.",
            "withdrawalState": "PRE_ICA_WITHDRAWAL",
        },
        about="How it ends follows from what was delivered, not from the reason.",
    )
    def post(self, request: Request, id: UUID) -> Response:
        found = self.referral(id)
        body = self.read_body(WithdrawIn)
        return self.once(lambda: self.withdraw(found, body))

    def withdraw(self, found: SentReferral, body: dict[str, Any]) -> Response:
        pk = found.referral.pk
        lock_referral(pk)
        self.check_match(lambda: etag_of(document_of(self.referral(found.referral.uuid))))
        withdraw_referral(
            pk, reason=body["code"], comments=body["comments"], by=self.request.user, at=self.at
        )
        document = document_of(self.referral(found.referral.uuid))
        return self.answer(document, etag=etag_of(document))
