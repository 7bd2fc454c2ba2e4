"""How typed and chosen values are cleaned, and fields that an option reveals."""

from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from core.govuk import (
    CheckboxesField,
    EmailField,
    FilesField,
    GovForm,
    PhoneField,
    PoundsField,
    RadiosField,
    SelectField,
    TextareaField,
    TextField,
    WholeNumberField,
    YesNoField,
)


def posted(**values):
    data = QueryDict(mutable=True)
    for name, value in values.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return data


def form_of(**fields):
    return type("OneForm", (GovForm,), fields)


def test_a_line_break_counts_as_one_character_and_is_kept_as_one():
    form_class = form_of(note=TextareaField(label="Note", max_length=5))

    fits, too_long = form_class(posted(note="ab\r\ncd")), form_class(posted(note="ab\r\ncde"))

    assert fits.is_valid()
    assert fits.cleaned_data["note"] == "ab\ncd"
    assert too_long.errors["note"] == ["Note must be 5 characters or less"]


def test_a_group_without_words_is_not_the_empty_option_of_a_select():
    grouped = [("RoSH", [("RHRH", "High RoSH")]), ("", [("OTHR", "Another register")])]

    field = SelectField(label="Register", choices=grouped)

    assert field.choices == [("", ""), *grouped]


def test_a_contact_note_holds_12000_characters():
    form_class = form_of(note=TextareaField(label="Note"))

    assert form_class(posted(note="x" * 12_000)).is_valid()
    assert form_class(posted(note="x" * 12_001)).errors["note"] == ["Note must be 12,000 characters or less"]


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        (TextField(label="First name"), "", "Enter the first name"),
        (
            EmailField(label="Email"),
            "jo at",
            "Enter an email address in the correct format, like name@example.com",
        ),
        (PhoneField(label="Phone"), "ring me", "Enter a phone number, like 01632 960 001 or 07700 900 982"),
        (WholeNumberField(label="Hours worked"), "two", "Hours worked must be a whole number, like 30"),
        (WholeNumberField(label="Hours worked", max_value=24), "25", "Hours worked must be 24 or less"),
        (PoundsField(label="Amount paid"), "lots", "Amount paid must be an amount of money, like 75.50"),
        (RadiosField(label="Reason", choices=[("a", "A")]), "", "Select the reason"),
        (RadiosField(label="Reason", choices=[("a", "A")]), "z", "Select the reason"),
        (SelectField(label="CRN", choices=[("a", "A")]), "", "Select the CRN"),
        (
            YesNoField(label="Sent?", required_words="Select yes if it was sent"),
            "",
            "Select yes if it was sent",
        ),
    ],
)
def test_each_field_says_what_to_do(field, typed, words):
    assert form_of(answer=field)(posted(answer=typed)).errors["answer"] == [words]


def test_amounts_are_read_with_their_signs_and_commas():
    form = form_of(paid=PoundsField(label="Paid"), hours=WholeNumberField(label="Hours"))(
        posted(paid="£1,075.50", hours="1,200")
    )

    assert form.is_valid(), form.errors
    assert form.cleaned_data == {"paid": Decimal("1075.50"), "hours": 1200}


@pytest.mark.parametrize(("posted_as", "value"), [("yes", True), ("no", False)])
def test_yes_and_no_become_true_and_false(posted_as, value):
    form = form_of(sent=YesNoField(label="Sent?"))(posted(sent=posted_as))

    assert form.is_valid()
    assert form.cleaned_data["sent"] is value


def test_none_of_these_stands_alone():
    field = CheckboxesField(label="Needs", choices=[("a", "A"), ("none", "None of these")], exclusive="none")
    form_class = form_of(needs=field)

    assert form_class(posted(needs=["none"])).is_valid()
    assert form_class(posted(needs=["a", "none"])).errors["needs"] == [
        "Select what applies, or “None of these” alone"
    ]


class Absence(GovForm):
    reason = RadiosField(
        label="Reason", choices=[("ill", "Ill"), ("other", "Other")], reveals={"other": ["words", "days"]}
    )
    words = TextField(label="What was it?", called="other reason")
    days = WholeNumberField(label="Days")


def test_a_revealed_field_is_asked_for_only_when_its_option_is_chosen():
    closed, opened = Absence(posted(reason="ill")), Absence(posted(reason="other"))

    assert closed.is_valid()
    assert opened.errors == {"words": ["Enter the other reason"], "days": ["Enter the days"]}


def test_what_was_typed_in_a_closed_field_is_dropped():
    form = Absence(posted(reason="ill", words="at a funeral", days="x"))

    assert form.is_valid()
    assert form.cleaned_data == {"reason": "ill", "words": "", "days": None}


def test_several_files_come_as_a_list():
    files = MultiValueDict(
        {"letters": [SimpleUploadedFile("a.txt", b"a"), SimpleUploadedFile("b.txt", b"b")]}
    )
    form_class = form_of(letters=FilesField(label="Letters"))

    assert [file.name for file in form_class(posted(), files).files.getlist("letters")] == ["a.txt", "b.txt"]
    form = form_class(posted(), files)
    assert form.is_valid(), form.errors
    assert [file.name for file in form.cleaned_data["letters"]] == ["a.txt", "b.txt"]
    assert form_class(posted(), MultiValueDict()).errors["letters"] == ["Select the letters"]


def test_a_function_gives_the_options_each_time():
    offered = [("1", "Leeds")]
    form_class = form_of(office=SelectField(label="Office", choices=lambda: offered))
    offered.append(("2", "Derby"))

    assert [value for value, _ in form_class().fields["office"].choices] == ["", "1", "2"]
