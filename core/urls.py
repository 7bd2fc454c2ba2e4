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
    second_step,
    sessions,
    sign_in,
)

app_name = "core"
urlpatterns = [
    path("", my_day.MyDay.as_view(), name="my-day"),
    path("work", my_day.Work.as_view(), name="work"),
    path("sign-in", sign_in.SignIn.as_view(), name="sign-in"),
    path("sign-in/code", sign_in.EnterCode.as_view(), name="sign-in-code"),
    path("sign-in/recovery-code", sign_in.EnterRecoveryCode.as_view(), name="sign-in-recovery"),
    path("sign-out", sign_in.SignOut.as_view(), name="sign-out"),
    path("signed-out", sign_in.SignedOut.as_view(), name="signed-out"),
    path("stay-signed-in", sign_in.StaySignedIn.as_view(), name="stay-signed-in"),
    path("sessions", sessions.Sessions.as_view(), name="sessions"),
    path("drafts", drafts.Drafts.as_view(), name="drafts"),
    path("drafts/<int:pk>/discard", drafts.DiscardDraft.as_view(), name="draft-discard"),
    path("preferences", preferences.PreferencesPage.as_view(), name="preferences"),
    path("preferences/shortcuts-off", preferences.ShortcutsOff.as_view(), name="shortcuts-off"),
    path("preferences/whole-notes", preferences.WholeNotes.as_view(), name="whole-notes"),
    path("preferences/second-step", second_step.SecondStep.as_view(), name="second-step"),
    path("preferences/second-step/set-up", second_step.SetUpSecondStep.as_view(), name="second-step-set-up"),
    path("preferences/second-step/codes", second_step.RecoveryCodes.as_view(), name="recovery-codes"),
    path(
        "preferences/second-step/new-codes", second_step.NewRecoveryCodes.as_view(), name="recovery-codes-new"
    ),
    path("preferences/second-step/turn-off", second_step.TurnOffSecondStep.as_view(), name="second-step-off"),
    path("accounts/<int:pk>/second-step", second_step.RemoveSecondStep.as_view(), name="second-step-remove"),
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
