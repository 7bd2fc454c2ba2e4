"""Referrals of a case: its interventions, and the draft from beginning to sending."""

from django.urls import path

from referrals.views import catalogue, drafts, referrals, risk_screens, sending

DRAFT = "referrals/<id:uuid>/draft"

urlpatterns = [
    path("interventions", referrals.CaseInterventions.as_view(), name="case-interventions"),
    path("referrals/new", catalogue.NewReferral.as_view(), name="new"),
    path(DRAFT, drafts.DraftTasks.as_view(), name="draft"),
    path(f"{DRAFT}/person", drafts.DraftPerson.as_view(), name="draft-person"),
    path(f"{DRAFT}/risk", risk_screens.DraftRisk.as_view(), name="draft-risk"),
    path(f"{DRAFT}/risk/edit", risk_screens.DraftRiskEdit.as_view(), name="draft-risk-edit"),
    path(f"{DRAFT}/needs", drafts.DraftNeeds.as_view(), name="draft-needs"),
    path(f"{DRAFT}/service/<int:n>", drafts.DraftService.as_view(), name="draft-service"),
    path(f"{DRAFT}/delivery", drafts.DraftDelivery.as_view(), name="draft-delivery"),
    path(f"{DRAFT}/check", sending.CheckAnswers.as_view(), name="draft-check"),
    path(f"{DRAFT}/sent", sending.Sent.as_view(), name="draft-sent"),
    path(f"{DRAFT}/discard", drafts.DiscardDraft.as_view(), name="draft-discard"),
]
