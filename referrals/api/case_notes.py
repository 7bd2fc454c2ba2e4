"""Case notes of a referral, and the risk texts that were shared with it."""

from typing import Any, ClassVar
from uuid import UUID

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from core.access import Decision, Refused
from referrals.api.base import ApiView, etag_of
from referrals.api.inputs import Id, Line, Text, YesNo
from referrals.api.outputs import MAY, AuthUserOut, Output, PageOut
from referrals.api.paging import PageIn, Sort, page_of, size_field
from referrals.api.schema import route
from referrals.api.sent_referrals import document_of
from referrals.codes import Side
from referrals.queries import api_referrals, case_notes
from referrals.rules.case_notes import PAGE_SIZE
from referrals.services.case_notes import add_case_note, side_of
from referrals.services.locking import lock_referral

S = serializers
TAG = "Case notes"


class CaseNoteOut(Output):
    id = S.UUIDField(source="uuid")
    referralId = S.UUIDField(source="referral.uuid")
    subject = S.CharField()
    body = S.CharField()
    sentBy = AuthUserOut(source="sent_by")
    sentAt = S.DateTimeField(source="sent_at")

    class Meta:
        ref_name = "CaseNote"


class CaseNotePageOut(PageOut):
    content = CaseNoteOut(many=True)


class CaseNoteIn(S.Serializer):
    referralId = Id()
    subject = Line(max_length=200)
    body = Text(max_length=100_000)
    sendEmail = YesNo(
        required=False, allow_null=True, help_text="Tell the practitioner by e-mail; left out is no."
    )


class CaseNotesIn(PageIn):
    size = size_field(PAGE_SIZE)
    sort = Sort(["sentAt"])


class WriteCaseNote(ApiView):
    permission = "referrals.supplier-write-case-note"
    probation_permission = "referrals.write-case-note"
    names: ClassVar = {"email_practitioner": "sendEmail"}

    @route(
        "addCaseNote",
        "Add a case note to a referral",
        {200: CaseNoteOut},
        tag=TAG,
        request=CaseNoteIn,
        writes=True,
        example={
            "referralId": "1a4a4d4e-7a1b-4f4e-9d55-0d2b3f9d7f11",
            "subject": "New address",
            "body": "Moves to a hostel on Monday.",
            "sendEmail": True,
        },
        answer_example={
            "id": "0c3e0e0b-7d6f-4a55-8f7e-2b1a7a1d5e11",
            "referralId": "1a4a4d4e-7a1b-4f4e-9d55-0d2b3f9d7f11",
            "subject": "New address",
            "body": "Moves to a hostel on Monday.",
            "sentBy": {
                "username": "supplier.caseworker",
                "authSource": "auth",
                "userId": "6c4036b7-e87d-44fb-864f-5a06c1c492f3",
            },
            "sentAt": "2026-03-02T12:00:00Z",
        },
        about="A note is never changed or removed. It shows in the contact log of the case record too. "
        "If-Match takes the ETag of the referral.",
    )
    def post(self, request: Request) -> Response:
        body = self.read_body(CaseNoteIn)
        referral = self.referral(body["referralId"]).referral
        return self.once(lambda: self.add(referral.pk, body))

    def add(self, pk: int, body: dict[str, Any]) -> Response:
        lock_referral(pk)
        self.check_match(lambda: etag_of(document_of(self.referral(body["referralId"]))))
        side = side_of(self.request.user)
        send_email = body.get("sendEmail")
        note = add_case_note(
            pk,
            subject=body["subject"],
            body=body["body"],
            side=side,
            email_practitioner=bool(send_email) if side == Side.SUPPLIER else send_email,
            by=self.request.user,
            at=self.at,
        )
        return self.answer(CaseNoteOut(note).data)


class OneCaseNote(ApiView):
    @route("getCaseNote", "One case note", {200: CaseNoteOut}, tag=TAG, tagged=True)
    def get(self, request: Request, id: UUID) -> Response:
        uuid = api_referrals.referral_of_case_note(id)
        if uuid is None:
            raise Refused(Decision(False, "out-of-scope"), record_key=str(id))
        found = self.referral(uuid)
        self.viewed("api-case-note", found)
        document = CaseNoteOut(case_notes.notes_of(found.referral).get(uuid=id)).data
        return self.answer(document, etag=etag_of(document))


class CaseNotes(ApiView):
    @route(
        "listCaseNotes",
        "The case notes of a referral, newest first unless sort says otherwise",
        {200: CaseNotePageOut},
        tag=TAG,
        query=CaseNotesIn,
        refuses=(400, 404),
    )
    def get(self, request: Request, id: UUID) -> Response:
        found = self.referral(id)
        query = self.read_query(CaseNotesIn)
        self.viewed("api-case-notes", found)
        [_, newest_first] = query.pop("sort", [("sentAt", True)])[0]
        rows = case_notes.notes_of(found.referral, oldest_first=not newest_first)
        return self.answer(page_of(rows, request, **query, document=CaseNoteOut))


class RedactedRiskOut(Output):
    """The texts as the practitioner confirmed them for sharing. No scores, levels or registers."""

    riskWho = S.CharField(source="who_is_at_risk", **MAY)
    riskWhen = S.CharField(source="greatest_risk", **MAY)
    riskNature = S.CharField(source="nature_of_risk", **MAY)
    concernsSelfHarm = S.CharField(source="self_harm", **MAY)
    concernsSuicide = S.CharField(source="suicide", **MAY)
    concernsHostel = S.CharField(source="hostel", **MAY)
    concernsVulnerability = S.CharField(source="vulnerability", **MAY)


class SharedRiskOut(Output):
    supplementaryRiskId = S.UUIDField(source="uuid")
    source = S.CharField(help_text="INTERVENTION_REFERRAL")
    sourceId = S.UUIDField(source="referral.uuid", help_text="The referral.")
    crn = S.CharField(source="referral.person.crn")
    createdByUser = S.CharField(source="confirmed_by.username")
    createdDate = S.DateTimeField(source="shared_at")
    riskSummaryComments = S.CharField(source="additional", **MAY)
    redactedRisk = RedactedRiskOut(source="*")

    class Meta:
        ref_name = "SupplementaryRisk"


class SharedRisk(ApiView):
    """The risk texts of a supplementaryRiskId. Route and names are as in the published assessment service."""

    @route(
        "getSupplementaryRisk",
        "What was shared about risk with the referral",
        {200: SharedRiskOut},
        tag="Risk",
        tagged=True,
        about="Frozen when it was shared; another version has another id.",
    )
    def get(self, request: Request, id: UUID) -> Response:
        uuid = api_referrals.referral_of_shared_risk(id)
        if uuid is None:
            raise Refused(Decision(False, "out-of-scope"), record_key=str(id))
        found = self.referral(uuid)
        self.viewed("api-supplementary-risk", found)
        shared = api_referrals.shared_risk(id)
        shared.source = "INTERVENTION_REFERRAL"
        document = SharedRiskOut(shared).data
        return self.answer(document, etag=etag_of(document))
