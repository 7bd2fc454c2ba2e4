"""A filter that is removed leads to the first page of what is left."""

from django import forms
from django.http import QueryDict

from core.govuk import filters


class Kinds(forms.Form):
    kind = forms.MultipleChoiceField(choices=[("a", "Apples"), ("b", "Pears")], required=False)


QUERY = QueryDict("kind=a&kind=b&sort=on&page=4&after=mark&before=other")


def test_removing_one_value_leaves_the_others_the_sort_and_no_page():
    [group] = filters.chosen(Kinds(QUERY), QUERY, "/list")

    assert [item["words"] for item in group["chosen"]] == ["Apples", "Pears"]
    assert group["chosen"][0]["href"] == "/list?kind=b&sort=on"


def test_clearing_leaves_the_sort_alone():
    assert filters.cleared(QUERY, {"kind"}) == "?sort=on"
    assert filters.cleared(QueryDict("kind=a&after=mark"), {"kind"}) == "?"


def test_the_form_sends_along_what_is_not_its_own_but_no_page():
    assert filters.kept(QUERY, {"kind"}) == [("sort", "on")]
