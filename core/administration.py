"""The Django admin as we use it: its site, and the bases of every app's admin.py.

The permission `core.administer` decides who may use it, not Django's own permissions or superuser mark.
Nothing is deleted: rows are closed by date. Every change is in Django's own log, our audit and the history.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from http import HTTPStatus
from types import ModuleType
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.core.paginator import Paginator
from django.db import DatabaseError
from django.db.models import DateTimeField, EmailField, Model, Q, QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from core import access, audit, clock
from core.administration_fields import READERS, TypedChoice, TypedDate, TypedEmail
from core.administration_search import narrowed
from core.calendar import holidays
from core.errors import RuleBroken, SentBefore
from core.models.bases import CodeRow
from core.screens.once import Once
from core.screens.paging import capped_count
from core.screens.requests import tidy
from core.views import errors
from core.words import say, shown

PERMISSION = "core.administer"
#: Our apps in the order in which the front page lists them.
APPS = ("core", "cases", "risk", "referrals", "training")
#: The rows of a long table are counted up to this number.
COUNT_CAP = 10_000


class Site(admin.AdminSite):
    """The site at /admin/. Users sign in to it on our own sign-in page."""

    site_header = _("System administration")
    site_title = _("System administration")
    index_title = _("Accounts, organisation and reference data")
    enable_nav_sidebar = False

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        return {**super().each_context(request), "service_name": settings.SERVICE_NAME}

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """The lists under the names of our apps, lowest app first; Django's own log stands with the audit."""
        found = {app["app_label"]: app for app in super().get_app_list(request, app_label)}
        ground, log = found.get("core"), found.get("admin")
        if ground and log:
            ground["models"] = sorted([*ground["models"], *found.pop("admin")["models"]], key=_list_name)
        return sorted(
            found.values(),
            key=lambda app: APPS.index(app["app_label"]) if app["app_label"] in APPS else len(APPS),
        )

    @property
    def site_url(self) -> str:
        return reverse("core:my-day")

    def has_permission(self, request: HttpRequest) -> bool:
        return access.may(request.user, PERMISSION)

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Sends a user who is not signed in to our sign-in page; refuses one who may not administer."""
        if request.user.is_authenticated:
            if self.has_permission(request):
                return redirect("admin:index")
            audit.refused("admin", by=request.user, kind="permission")
            return errors.no_permission(request)
        asked = request.GET.get("next") or reverse("admin:index")
        return redirect(f"{reverse(settings.LOGIN_URL)}?{urlencode({'next': asked})}")

    def admin_view(self, view: Callable[..., Any], cacheable: bool = False) -> Callable[..., Any]:
        """Every page of the site: what was typed into it is tidied first, as on our own screens."""

        @wraps(view)
        def tidied(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            tidy(request)
            return view(request, *args, **kwargs)

        return super().admin_view(tidied, cacheable)

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        if holidays.run_out_within_a_year(clock.today()):
            words = _("The bank holidays known end within a year. Load more, or deadlines will be wrong.")
            messages.warning(request, words)
        return super().index(request, extra_context)

    def logout(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        from core.views.sign_in import SignOut

        return SignOut.as_view()(request)


def _list_name(model: dict[str, Any]) -> str:
    return str(model["name"]).lower()


class CappedPaginator(Paginator):
    """Counts no further than COUNT_CAP, because the audit holds millions of rows."""

    @cached_property
    def count(self) -> int:
        return capped_count(self.object_list, COUNT_CAP)[0]


if TYPE_CHECKING:
    from django.contrib.admin.options import BaseModelAdmin as _Base
else:
    _Base = object


class ByRole(_Base):
    """Asks for PERMISSION where Django would ask for its own permissions, and allows no deletion.

    typed   foreign key -> the field of the related row that is typed, where a list would be too long
    """

    typed: ClassVar[Mapping[str, str]] = {}

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Leaves out Django's icons for adding and changing a related row, except beside a select."""
        if db_field.name in self.typed:
            return self.typed_choice(db_field)
        if db_field.get_internal_type() == "DateField":
            kwargs["form_class"] = TypedDate
        if isinstance(db_field, EmailField):
            kwargs["form_class"] = TypedEmail
        if reader := READERS.get(db_field.name):
            kwargs["form_class"] = reader
        if db_field.many_to_many:
            return super().formfield_for_manytomany(
                db_field, request, widget=forms.CheckboxSelectMultiple, **kwargs
            )
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def typed_choice(self, db_field: Any) -> TypedChoice:
        name = self.typed[db_field.name]
        named = db_field.related_model._meta.get_field(name).verbose_name
        rows = db_field.related_model._default_manager.all()
        words = {"invalid_choice": _("Nothing has this: %(value)s")}
        options = {"to_field_name": name, "error_messages": words, "required": not db_field.blank}
        label = f"{db_field.verbose_name} ({named})".capitalize()
        return TypedChoice(rows, label=label, **options)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return access.may(request.user, PERMISSION)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return access.may(request.user, PERMISSION)

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return access.may(request.user, PERMISSION)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return access.may(request.user, PERMISSION)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class NotSaved(Exception):
    """A page of the administration came back with errors, and nothing was done under its token."""

    def __init__(self, response: HttpResponse):
        self.response = response


class Administered(ByRole, admin.ModelAdmin):
    """Base of every admin page: paged, searched, logged, and saved once however often it is sent."""

    search_hint: ClassVar[Any] = ""
    list_per_page = 50
    show_full_result_count = False
    save_on_top = True

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """As Django's. A page that was sent before, and a row that was added before, are not saved again."""
        once = Once(request)
        context = {**(extra_context or {}), "form_token": once.token}

        def save() -> HttpResponse:
            response = super(Administered, self).changeform_view(request, object_id, form_url, context)
            if response.status_code != HTTPStatus.FOUND:
                raise NotSaved(response)
            return response

        if request.method != "POST":
            return super().changeform_view(request, object_id, form_url, context)
        listed = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")
        try:
            return once.act(save, otherwise=listed, adds=object_id is None, confirmed=())
        except NotSaved as not_saved:
            return not_saved.response
        except SentBefore as sent:
            messages.warning(request, say(sent.warnings[0].reason))
            return redirect(sent.address or listed)
        except RuleBroken as broken:
            rules = [rule.code for rule in broken.all]
            audit.refused("admin", by=request.user, kind=broken.code, rules=rules, record=request.path)
            messages.error(request, say(broken.reason))
            return redirect(request.path)
        except DatabaseError as error:
            audit.failed("admin", by=request.user, error=error, record=request.path)
            raise

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        """What the search box finds. No column is across a link to many rows, so that no row comes twice."""
        return narrowed(queryset, self.get_search_fields(request), search_term), False

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        return [self.as_shown(name) for name in super().get_list_display(request)]

    def as_shown(self, name: Any) -> Any:
        """The name of a column; for an instant, a column that shows it as our own screens do."""
        field = next((one for one in self.opts.concrete_fields if one.name == name), None)
        if not isinstance(field, DateTimeField):
            return name

        @admin.display(description=field.verbose_name, ordering=name, empty_value="–")
        def instant(row: Model) -> str | None:
            return shown(getattr(row, name)) or None

        return instant

    def log_addition(self, request: HttpRequest, obj: Model, message: Any) -> Any:
        self.audit("admin-added", request, obj, message)
        return super().log_addition(request, obj, message)

    def log_change(self, request: HttpRequest, obj: Model, message: Any) -> Any:
        self.audit("admin-changed", request, obj, message)
        return super().log_change(request, obj, message)

    @staticmethod
    def audit(act: str, request: HttpRequest, obj: Model, message: Any) -> None:
        """Audits the names of the changed fields. Their old values are in the history."""
        fields = [name for part in message if isinstance(part, dict) for name in _fields_of(part)]
        audit.record(act, by=request.user, at=clock.now(), on=obj, fields=sorted(set(fields)))


def _fields_of(part: dict[str, Any]) -> list[str]:
    what = next(iter(part.values()), None) or {}
    prefix = f"{what['name']}: " if "name" in what else ""
    return [f"{prefix}{field}" for field in what.get("fields", [])] or (
        [prefix + next(iter(part))] if what else []
    )


class Part(ByRole, admin.StackedInline):
    """Rows that belong to the row being edited. They are stacked, as inputs in a table would have no labels.

    There is always one empty row, because a user without JavaScript cannot add another.
    """

    extra = 1


class ReadOnly(Administered):
    """Rows that can be viewed and not changed. They are counted up to COUNT_CAP."""

    paginator = CappedPaginator

    def get_fieldsets(self, request: HttpRequest, obj: Model | None = None) -> list[tuple[Any, Any]]:
        return [
            (title, {**options, "fields": [self.as_shown(name) for name in options["fields"]]})
            for title, options in super().get_fieldsets(request, obj)
        ]

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class ValuesFilter(admin.AllValuesFieldListFilter):
    """Filters by the values that are stored; the empty value is shown as "None"."""

    def choices(self, changelist: Any) -> Any:
        for choice in super().choices(changelist):
            yield {**choice, "display": choice["display"] or _("None")}


class OpenFilter(admin.SimpleListFilter):
    """Filters open entries, or entries that are closed by date."""

    title = _("open or closed")
    parameter_name = "open"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("Open")), ("no", _("Closed"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        closed = Q(valid_to__lt=clock.today())
        if self.value() == "yes":
            return queryset.exclude(closed)
        return queryset.filter(closed) if self.value() == "no" else queryset


SHARED_FIELDS = frozenset(field.name for field in CodeRow._meta.fields)


class CodeRows(Administered):
    """A code list. A row that an administrator saves is marked as edited, so load_reference skips it."""

    list_display = ("code", "words", "valid_from", "valid_to", "selectable", "is_local", "is_edited")
    list_display_links = ("code", "words")
    list_filter = (OpenFilter, "selectable", "is_local", "is_edited")
    search_fields = ("code", "words")
    ordering = ("code", "pk")
    actions = ("close_today", "follow_the_file")

    def get_list_filter(self, request: HttpRequest) -> list[Any]:
        own = [
            field.name
            for field in self.model._meta.concrete_fields
            if field.name not in SHARED_FIELDS
            and (field.related_model or field.get_internal_type() == "BooleanField")
        ]
        return [*self.list_filter, *own]

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> tuple[str, ...]:
        return ("code", "is_local", "is_edited", "source") if obj else ("is_local", "is_edited")

    def save_model(self, request: HttpRequest, obj: Any, form: Form, change: bool) -> None:
        obj.is_edited = True
        if not change:
            obj.is_local = True
        super().save_model(request, obj, form, change)

    @admin.action(description=_("Close: not offered from tomorrow"))
    def close_today(self, request: HttpRequest, queryset: QuerySet) -> None:
        for row in queryset.filter(valid_to__isnull=True):
            row.valid_to, row.is_edited = clock.today(), True
            row.save(update_fields=["valid_to", "is_edited"])
            self.log_change(request, row, [{"changed": {"fields": ["valid_to"]}}])

    @admin.action(description=_("Use the published list again"))
    def follow_the_file(self, request: HttpRequest, queryset: QuerySet) -> None:
        for row in queryset.filter(is_edited=True):
            row.is_edited = False
            row.save(update_fields=["is_edited"])
            self.log_change(request, row, [{"changed": {"fields": ["is_edited"]}}])


def register_code_lists(
    models: ModuleType,
    more_columns: Mapping[type[CodeRow], Sequence[str]],
    pages: Mapping[type[CodeRow], type[CodeRows]] | None = None,
) -> None:
    """Registers a page for every code list that an app's models package names.

    more_columns   list -> its columns besides the shared ones
    pages          list -> its page, where CodeRows does not do
    """
    for name in models.__all__:
        model = getattr(models, name)
        if not (isinstance(model, type) and issubclass(model, CodeRow)):
            continue
        more = tuple(more_columns.get(model, ()))
        links = [column for column in more if model._meta.get_field(column).many_to_one]
        columns = (*CodeRows.list_display[:2], *more, *CodeRows.list_display[2:])
        members = {"list_display": columns, "list_select_related": links or False}
        base = (pages or {}).get(model, CodeRows)
        admin.site.register(model, type(f"{model.__name__}Admin", (base,), members))
