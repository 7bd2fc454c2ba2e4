"""Addresses of the ground floor."""

from django.urls import path

from core.views import (
    components,
    drafts,
    health,
    help,
    my_day,
    passwords,
    preferences,
    searches,
    sessions,
    sign_in,
)

app_name = "core"
urlpatterns = [
    path("", my_day.MyDay.as_view(), name="my-day"),
    path("work", my_day.Work.as_view(), name="work"),
    path("sign-in", sign_in.SignIn.as_view(), name="sign-in"),
    path("sign-out", sign_in.SignOut.as_view(), name="sign-out"),
    path("signed-out", sign_in.SignedOut.as_view(), name="signed-out"),
    path("stay-signed-in", sign_in.StaySignedIn.as_view(), name="stay-signed-in"),
    path("sessions", sessions.Sessions.as_view(), name="sessions"),
    path("drafts", drafts.Drafts.as_view(), name="drafts"),
    path("drafts/<int:pk>/discard", drafts.DiscardDraft.as_view(), name="draft-discard"),
    path("preferences", preferences.PreferencesPage.as_view(), name="preferences"),
    path("preferences/shortcuts-off", preferences.ShortcutsOff.as_view(), name="shortcuts-off"),
    path("preferences/whole-notes", preferences.WholeNotes.as_view(), name="whole-notes"),
    path("password", passwords.ChangePassword.as_view(), name="password"),
    path("searches-made", searches.Searches.as_view(), name="searches"),
    path("help", help.Help.as_view(), name="help"),
    path("help/shortcuts", help.Shortcuts.as_view(), name="shortcuts"),
    path("help/components", components.Components.as_view(), name="components"),
    path("whats-new", help.WhatsNew.as_view(), name="whats-new"),
    path("accessibility", help.Accessibility.as_view(), name="accessibility"),
    path("privacy", help.Privacy.as_view(), name="privacy"),
    path("cookies", help.Cookies.as_view(), name="cookies"),
    path("health", health.health, name="health"),
    path("health/liveness", health.liveness, name="liveness"),
    path("health/readiness", health.readiness, name="readiness"),
    path("health/ping", health.liveness, name="ping"),
    path("info", health.info, name="info"),
    path("metrics", health.metrics, name="metrics"),
]
