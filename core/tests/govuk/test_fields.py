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
    NameField,
    PhoneField,
    PostcodeField,
    PoundsField,
    RadiosField,
    SelectField,
    TextareaField,
    TextField,
    WholeNumberField,
    YesNoField,
)

NOT_A_PHONE = "Enter a phone number, like 01632 960 001, 07700 900 982 or +353 1 555 0123"


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
        (PhoneField(label="Phone"), "ring me", NOT_A_PHONE),
        (PhoneField(label="Phone"), "07700 900 98", NOT_A_PHONE),
        (
            PhoneField(label="Mobile number"),
            "07700 900982 (mum)",
            "Mobile number must be a number alone: leave out “mum”",
        ),
        (
            PhoneField(label="Mobile number", note_goes="put “%(note)s” under “Add a note”"),
            "mum 07700 900982",
            "Mobile number must be a number alone: put “mum” under “Add a note”",
        ),
        (
            PostcodeField(label="Postcode"),
            "not a pc",
            "Postcode must be a full UK postcode, like LS1 4AP. Leave it out for an address abroad",
        ),
        (
            NameField(label="Last name"),
            "Ashd0wn",
            "Last name must only include letters, spaces, hyphens, apostrophes and full stops",
        ),
        (NameField(label="Last name"), "\u200b\u00a0", "Enter the last name"),
        (TextareaField(label="Note"), "\u200b\ufeff\r\n\u3164", "Enter the note"),
        (TextField(label="Town"), "x" * 201, "Town must be 200 characters or less"),
        (WholeNumberField(label="Days"), "٣٠", "Days must be a whole number, like 30"),
        (WholeNumberField(label="Days"), "3²", "Days must be a whole number, like 30"),
        (WholeNumberField(label="Days"), "9" * 5000, "Days must be a whole number, like 30"),
        (WholeNumberField(label="Days"), "32,768,000", "Days must be 999,999 or less"),
        (PoundsField(label="Amount paid"), "1e5", "Amount paid must be an amount of money, like 75.50"),
        (
            SelectField(label="Town", autocomplete=True, choices=[("a", "A")]),
            "?B",
            "Select the town from the list",
        ),
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


@pytest.mark.parametrize(
    ("field", "typed", "read"),
    [
        (TextField(), " Mill\u00a0\u202f Lane\u200b\x00 ", "Mill Lane"),
        (NameField(), "O’Brien\ufeff", "O'Brien"),
        (PhoneField(), "+44\u00a0(0)7700.900.982", "07700 900982"),
        (PostcodeField(), "sw1a\u2009\u00a01aa.", "SW1A 1AA"),
        (PostcodeField(), "bfpo 57", "BFPO 57"),
        (EmailField(), "<jo@example.org>,", "jo@example.org"),
        (TextareaField(), "\u200bRang\u00a0mum –\r\nno\x00 answer\u2028", "Rang mum –\nno answer"),
        (WholeNumberField(), "１,２00\u00a0", 1200),
        (WholeNumberField(), "30.0", 30),
        (WholeNumberField(), "-5", -5),
        (PoundsField(), "£\u00a01 075.50", Decimal("1075.50")),
    ],
)
def test_what_is_pasted_is_tidied_before_it_is_read(field, typed, read):
    form = form_of(answer=field)(posted(answer=typed))

    assert form.is_valid(), form.errors
    assert form.cleaned_data["answer"] == read


def test_emoji_are_counted_by_one():
    form_class = form_of(note=TextareaField(label="Note", max_length=500))

    assert form_class(posted(note="😀" * 260)).is_valid()
    assert form_class(posted(note="😀" * 501)).errors["note"] == ["Note must be 500 characters or less"]


def test_words_that_are_no_option_are_shown_again_as_they_were_typed():
    form = form_of(town=SelectField(label="Town", autocomplete=True, choices=[("a", "A")]))(
        posted(town="?Leedz")
    )

    assert 'data-typed="Leedz"' in str(form["town"])
