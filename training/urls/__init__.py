"""The table of addresses of training."""

from django.urls import path

from training.views import index

app_name = "training"
urlpatterns = [
    path("", index.Index.as_view(), name="index"),
    path("<int:job>", index.JobTitleIndex.as_view(), name="job-title"),
    path("activities/<slug:code>", index.ActivityPage.as_view(), name="activity"),
    path("activities/<slug:code>/open", index.OpenActivity.as_view(), name="activity-open"),
]
