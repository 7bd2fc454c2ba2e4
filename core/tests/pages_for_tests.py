"""Screens that only tests have: forms that edit a dict with a version, and pages that fail."""

from django.db import OperationalError
from django.http import Http404
from django.urls import include, path

from core import access, clock
from core.errors import NeedsConfirming, RuleBroken, StaleVersion
from core.govuk import GovForm, RadiosField, TextareaField, TextField
from core.govuk.fields import SHORT_TEXT_CHARACTERS
from core.models import User
from core.screens.forms import FormPage
from core.screens.page import Page
from core.views import errors

#: The dict that stands for a record: name, colour, note, version, and every act done to it.
record: dict = {}
access.grant({"tests.data-quality-only": {"DQ"}})


def begin() -> None:
    record.clear()
    record.update(name="Alex", colour="red", note="First note", version=1, acts=[])


class Form(GovForm):
    name = TextField(label="Name")
    colour = RadiosField(label="Colour", choices=[("red", "Red"), ("blue", "Blue")])
    note = TextareaField(label="Note")


class Edit(FormPage):
    permission = "core.signed-in"
    template_name = "core/preferences/preferences.html"
    title = "Edit the record"
    form_class = Form
    versioned = True

    def prepare(self):
        super().prepare()
        if record.get("gone"):
            raise Http404

    def get_initial(self):
        return {name: record[name] for name in ("name", "colour", "note")}

    def current_version(self):
        return record["version"]

    def last_changed(self):
        return record.get("by") or User(first_name="Jo", last_name="Smith"), clock.now()

    def save(self, form):
        if self.posted_version() != record["version"]:
            raise StaleVersion(record["version"])
        if form.cleaned_data["name"] == "Nobody":
            raise RuleBroken("NAME_TAKEN", "That name is taken", field="name")
        if form.cleaned_data["name"] == "Odd" and "ODD_NAME" not in self.confirmed():
            raise NeedsConfirming([RuleBroken("ODD_NAME", "That is an odd name")])
        record.update(form.cleaned_data, version=record["version"] + 1)
        record["acts"].append(form.cleaned_data["name"])
        return f"/saved/{len(record['acts'])}"


class Add(FormPage):
    """Adds an act to the record each time it is sent. An odd name is asked about."""

    permission = "core.signed-in"
    template_name = "core/preferences/preferences.html"
    title = "Add to the record"
    form_class = Form

    def save(self, form):
        if form.cleaned_data["name"] == "Odd" and "ODD_NAME" not in self.confirmed():
            raise NeedsConfirming([RuleBroken("ODD_NAME", "That is an odd name")])
        record["acts"].append(form.cleaned_data["name"])
        return f"/saved/{len(record['acts'])}"


class Twice(Add):
    """Adds a name once. `first` in the record sends the same form while this one is under way."""

    title = "Add a name"

    def prepare(self):
        if first := record.pop("first", None):
            first()

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        if form.is_bound and form.data["name"] in record["acts"]:
            form.add_error("name", "That name is there already")
        return form


class ShortForm(GovForm):
    reason = TextareaField(label="Reason", max_length=SHORT_TEXT_CHARACTERS)


class Short(Edit):
    title = "Say it in short"
    form_class = ShortForm


class NameForm(GovForm):
    name = TextField(label="Name")


class EditName(Edit):
    """Edits a part of the record, which is read once. `meanwhile` holds what another user changes before."""

    form_class = NameForm
    goes_on_beside = True

    def prepare(self):
        super().prepare()
        self.read = dict(record)

    def get_initial(self):
        return {"name": self.read["name"]}

    def current_version(self):
        return self.read["version"]

    def save(self, form):
        if meanwhile := record.pop("meanwhile", None):
            record.update(meanwhile, version=record["version"] + 1)
        return super().save(form)


class DataQualityOnly(Page):
    permission = "tests.data-quality-only"
    template_name = "core/help/cookies.html"
    title = "Only for data quality"


class Broken(Page):
    permission = access.PUBLIC

    def prepare(self):
        raise RuntimeError("broken on purpose")


class Unreachable(Page):
    permission = access.PUBLIC

    def prepare(self):
        raise OperationalError("could not connect to server")


#: template -> status of each error page
ERRORS = {
    "400": 400,
    "403": 403,
    "404": 404,
    "413": 413,
    "csrf": 403,
    "limited_access": 403,
    "read_only": 503,
}


class AnyError(Page):
    permission = access.PUBLIC

    def get(self, request, name):
        return errors.page(request, f"errors/{name}.html", ERRORS[name])


urlpatterns = [
    path("errors/<str:name>", AnyError.as_view(), name="any-error"),
    path("edit", Edit.as_view(), name="edit"),
    path("add", Add.as_view(), name="add"),
    path("twice", Twice.as_view(), name="twice"),
    path("edit/name", EditName.as_view(), name="edit-name"),
    path("short", Short.as_view(), name="short"),
    path("data-quality", DataQualityOnly.as_view(), name="data-quality"),
    path("broken", Broken.as_view(), name="broken"),
    path("unreachable", Unreachable.as_view(), name="unreachable"),
    path("", include("probation.urls")),
]
handler400 = "core.views.errors.bad_request"
handler403 = "core.views.errors.no_permission"
handler404 = "core.views.errors.not_found"
handler500 = "core.views.errors.server_error"
