"""The policy switches: each with its words, its default, and a control for its kind of value."""

from django import forms
from django.contrib import admin
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core import models, policy
from core.administration import Administered


class SwitchForm(forms.ModelForm):
    """An empty value, or the choice "as the default", stores the default."""

    class Meta:
        model = models.PolicySetting
        fields = ("value",)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        switch = policy.find(self.instance.code)
        self.fields["value"] = control_of(switch)
        self.fields["value"].help_text = default_words(switch)

    def clean_value(self):
        value = self.cleaned_data["value"]
        return None if value in ("", []) else value


def control_of(switch: policy.Policy) -> forms.Field:
    """The form field for the switch's kind of value."""
    as_default = ("", _("As the default"))
    if switch.value_kind is bool:
        choices = [as_default, (True, _("On")), (False, _("Off"))]
        return forms.TypedChoiceField(
            choices=choices, coerce=lambda value: value == "True", empty_value=None, required=False
        )
    if switch.value_kind is list:
        return forms.MultipleChoiceField(
            choices=switch.choices, widget=forms.CheckboxSelectMultiple, required=False
        )
    if switch.choices:
        return forms.ChoiceField(choices=[as_default, *switch.choices], required=False)
    if switch.value_kind is int:
        return forms.IntegerField(min_value=0, max_value=switch.most, required=False)
    return forms.CharField(required=False)


def shown(switch: policy.Policy, value) -> str:
    """A value as people read it."""
    if value is None:
        return gettext("None")
    if isinstance(value, bool):
        return gettext("On") if value else gettext("Off")
    words = dict(switch.choices)
    listed = value if isinstance(value, list) else [value]
    return ", ".join(str(words.get(one, one)) for one in listed) or gettext("None")


def default_words(switch: policy.Policy) -> str:
    return gettext("Default: %(value)s") % {"value": shown(switch, switch.default)}


@admin.register(models.PolicySetting)
class Policies(Administered):
    """The switches that the apps declare. load_reference makes the rows; only the value is edited."""

    form = SwitchForm
    list_display = ("code", "meaning", "now", "changed_at")
    list_filter = (("value", admin.EmptyFieldListFilter),)
    search_fields = ("code",)
    ordering = ("code",)
    readonly_fields = ("code", "meaning", "changed_at")
    fields = ("code", "meaning", "value", "changed_at")

    def get_queryset(self, request):
        return super().get_queryset(request).filter(code__in=[switch.code for switch in policy.declared()])

    def has_add_permission(self, request, obj=None):
        return False

    @admin.display(description=_("meaning"))
    def meaning(self, row):
        return policy.find(row.code).words

    @admin.display(description=_("value"))
    def now(self, row):
        switch = policy.find(row.code)
        return default_words(switch) if row.value is None else shown(switch, row.value)
