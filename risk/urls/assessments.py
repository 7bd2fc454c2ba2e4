"""Addresses of a person's assessments and scores."""

from django.urls import path

from risk.views.assessments import Assessments, AssessmentView, RecordAssessment, StartAssessment
from risk.views.predictors import ScoreOgrs3, ScoreView

urlpatterns = [
    path("", Assessments.as_view(), name="assessments"),
    path("/new", StartAssessment.as_view(), name="assessment-start"),
    path("/ogrs3", ScoreOgrs3.as_view(), name="ogrs3"),
    path("/scores/<int:id>", ScoreView.as_view(), name="score"),
    path("/<int:id>", AssessmentView.as_view(), name="assessment"),
    path("/<int:id>/answers", RecordAssessment.as_view(), name="assessment-answers"),
]
