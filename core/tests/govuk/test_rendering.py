"""The markup of a form: ids, labels, errors and the targets of their links."""

import re

import pytest
from crispy_forms.utils import render_crispy_form
from django.http import QueryDict
from django.template import engines

from core.forms.components import EveryField
from core.govuk import DateField, GovForm


def rendered(form):
    return (
        engines["django"].from_string("{% load crispy_forms_tags %}{{ form|crispy }}").render({"form": form})
    )


def summary(form):
    source = '{% include "components/error_summary.html" with form=form only %}'
    return engines["django"].from_string(source).render({"form": form})


@pytest.fixture(scope="module")
def empty_post():
    form = EveryField(QueryDict(""))
    form.is_valid()
    return form


def ids(html):
    return re.findall(r'\bid="([^"]+)"', html)


def test_every_error_links_to_a_control_that_is_there(empty_post):
    html = rendered(empty_post)
    linked = re.findall(r'href="#([^"]+)"', summary(empty_post))
    controls = set(re.findall(r'<(?:input|select|textarea)[^>]*\bid="([^"]+)"', html))

    assert len(linked) == len(empty_post.errors)
    assert set(linked) <= controls


def test_choices_and_dates_have_a_first_control_that_ends_in_0(empty_post):
    linked = re.findall(r'href="#([^"]+)"', summary(empty_post))

    assert {"id_born_on_0", "id_complied_0", "id_reason_0", "id_needs_0"} <= set(linked)


def test_the_link_of_a_date_leads_to_the_box_that_is_wrong():
    class Form(GovForm):
        on = DateField(label="Date")

    form = Form(QueryDict("on_day=1&on_month=&on_year=2026"))

    assert 'href="#id_on_1"' in summary(form)
    assert len(re.findall("govuk-input--error", rendered(form))) == 1


def test_no_id_is_given_twice(empty_post):
    found = ids(rendered(empty_post))

    assert len(found) == len(set(found))


def test_every_control_has_a_label(empty_post):
    html = rendered(empty_post)
    controls = re.findall(r'<(?:input(?![^>]*type="hidden")|select|textarea)[^>]*\bid="([^"]+)"', html)
    labelled = set(re.findall(r'<label[^>]*\bfor="([^"]+)"', html))

    assert set(controls) <= labelled


def test_every_description_named_is_there(empty_post):
    html = rendered(empty_post)
    named = {one for value in re.findall(r'aria-describedby="([^"]+)"', html) for one in value.split()}

    assert named
    assert named <= set(ids(html))


def test_the_count_of_characters_has_an_id_that_ends_in_info(empty_post):
    assert 'id="id_notes-info"' in rendered(empty_post)


def test_a_layout_renders_its_fieldsets_and_words():
    html = render_crispy_form(EveryField())

    assert "The appointment</legend>" in html
    assert '<div class="govuk-inset-text">Words that stand apart.</div>' in html


def test_a_revealed_field_stands_inside_its_option_and_only_there():
    html = render_crispy_form(EveryField())

    assert html.count('name="reason_words"') == 1
    conditional = html.index('id="conditional-id_reason_2"')
    assert conditional < html.index('name="reason_words"')


def test_optional_fields_say_so_and_required_ones_do_not(empty_post):
    html = rendered(empty_post)

    assert "Email address (optional)" in html
    assert "First name (optional)" not in html


def test_what_was_typed_is_escaped():
    html = rendered(EveryField(QueryDict("name=<script>&notes=<b>")))

    assert "&lt;script&gt;" in html
    assert "&lt;b&gt;" in html
    assert "<script>" not in html
    assert "<b>" not in html


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("jo@example.org", '<span class="app-email">jo<wbr>@example.org</span>'),
        ("<jo>@example.org", '<span class="app-email">&lt;jo&gt;<wbr>@example.org</span>'),
        ("call jo@example.org", "call jo@example.org"),
        ("07700 900123", "07700 900123"),
        ("", "Not provided"),
    ],
)
def test_an_email_address_breaks_before_its_at_sign_only(value, shown):
    source = "{{ value|or_not_provided }}"

    assert engines["django"].from_string(source).render({"value": value}) == shown
