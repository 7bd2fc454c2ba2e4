"""Code lists: entries are added, changed, closed, never removed; what the files of the case record hold."""

from datetime import date

import pytest

from cases import models
from cases.code_lists import DISPOSAL_RULES
from cases.models import (
    ContactOutcome,
    ContactType,
    Court,
    DisposalType,
    NsiStatus,
    NsiType,
    Offence,
    RequirementType,
)
from core import reference_data
from core.reference_data import CodeFile, ReferenceProblem

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)


@pytest.fixture
def courts(tmp_path):
    """`courts("HOVE,Hove")`: a file of courts that holds these lines and no others."""
    Court.objects.all().delete()

    def write(*lines, header="code,words"):
        path = tmp_path / "courts.csv"
        path.write_text("\n".join([header, *lines]) + "\n")
        return CodeFile(Court, path)

    return write


def test_rows_are_added_once(courts):
    first = courts("HOVE,Hove", "YORK,York").load(DAY)
    second = courts("HOVE,Hove", "YORK,York").load(DAY)

    assert (first.added, second.added, second.same) == (2, 0, 2)


def test_new_words_keep_the_row(courts):
    courts("HOVE,Hove").load(DAY)
    hove = Court.objects.get()

    counts = courts("HOVE,Hove Crown Court").load(DAY)

    assert counts.changed == 1
    assert (Court.objects.get().pk, Court.objects.get().words) == (hove.pk, "Hove Crown Court")


def test_a_row_that_left_its_file_is_closed_and_opens_when_it_returns(courts):
    courts("HOVE,Hove", "YORK,York").load(DAY)

    courts("YORK,York").load(DAY)
    assert Court.objects.get(code="HOVE").valid_to == DAY

    courts("HOVE,Hove", "YORK,York").load(DAY)
    assert Court.objects.get(code="HOVE").valid_to is None


def test_what_an_administrator_wrote_stays(courts):
    courts("HOVE,Hove").load(DAY)
    Court.objects.update(words="The court at Hove", is_edited=True)
    Court.objects.create(code="OWN", words="Added by hand", is_edited=True)

    counts = courts("HOVE,Hove").load(DAY)

    assert counts.differ == 0
    assert set(Court.objects.values_list("words", "valid_to")) == {
        ("The court at Hove", None),
        ("Added by hand", None),
    }


def test_a_row_without_a_code_gets_a_local_one(courts):
    courts(",St Albans Crown Court").load(DAY)

    court = Court.objects.get()
    assert (court.code, court.is_local) == ("X-st-albans-crown-court", True)


@pytest.mark.parametrize(
    ("lines", "error"),
    [
        pytest.param(["A,One", "A,Two"], "line 3: ('A',) is already on line 2", id="a code twice"),
        pytest.param(["A,One,Two"], "line 2: more or fewer cells", id="too many cells"),
        pytest.param(["A"], "line 2: more or fewer cells", id="too few cells"),
        pytest.param([f"{'A' * 65},One"], "line 2: code: Ensure this value has at most 64", id="too long"),
        pytest.param([","], "line 2: neither a code nor words", id="nothing at all"),
    ],
)
def test_a_bad_line_names_its_file_and_number_and_changes_nothing(courts, lines, error):
    with pytest.raises(ReferenceProblem, match=r"courts\.csv") as problem:
        courts(*lines).load(DAY)

    assert error in str(problem.value)
    assert not Court.objects.exists()


def test_an_unknown_code_of_another_list_is_refused(tmp_path):
    path = tmp_path / "contact_types.csv"
    path.write_text("code,words,category\nNEW,New,NOWHERE\n")

    with pytest.raises(ReferenceProblem, match='line 2: category: there is no "NOWHERE"'):
        CodeFile(ContactType, path).load(DAY)

    assert not ContactType.objects.filter(code="NEW").exists()
    assert ContactType.objects.filter(code="COAP", valid_to=None).exists()


def test_notes_above_the_header_count_as_lines(courts, tmp_path):
    file = courts("A,One", "A,Two", header="# a note\n# another\ncode,words")

    with pytest.raises(ReferenceProblem, match="line 5"):
        file.load(DAY)

    assert not Court.objects.exists()


# --- the files themselves -----------------------------------------------------------------------------------
def test_every_code_the_program_names_is_loaded():
    assert list(reference_data.missing_codes()) == []


def test_a_code_the_program_names_and_no_file_holds_is_reported():
    ContactType.objects.filter(code="ERGN").update(code="GONE")

    assert list(reference_data.missing_codes()) == [(ContactType, ["ERGN"])]


def test_loading_again_changes_nothing():
    counts = [loaded for _, loaded in reference_data.load_all(DAY)]

    assert sum(loaded.same for loaded in counts) > Offence.objects.count()
    assert sum(loaded.differ for loaded in counts) == 0


def test_every_offence_code_has_words_and_a_group():
    assert Offence.objects.count() == 3039
    assert Offence.objects.get(code="04600").words == "Theft from a shop"
    assert Offence.objects.get(code="00101").words == "Violence against the person, ABH or more (00101)"
    assert not Offence.objects.filter(group="").exists()


def test_an_office_visit_is_an_enforceable_appointment_with_a_place_and_an_outcome():
    visit = ContactType.objects.get(code="COAP")

    assert (visit.is_attendance, visit.is_national_standards) == (True, True)
    assert (visit.location_flag, visit.outcome_flag) == ("Y", "Y")


def test_a_status_serves_a_family_of_types_or_all():
    assert NsiStatus.objects.get(code="REFER").family == "CRS"
    assert NsiStatus.objects.get(code="COMP").family == ""


def test_every_type_of_sentence_has_a_limit_of_failures_or_a_line_that_says_why_none():
    lines = [line for line in DISPOSAL_RULES.lines if line["fact"] == "ftc_limit"]
    answered = {code: line for line in lines for code in line["types"].split()}

    for type in DisposalType.objects.all():
        line = answered.pop(type.code)
        assert line["because"]
        assert str(type.ftc_limit or "") == line["value"], type.words
    assert answered == {}


@pytest.mark.parametrize(
    ("code", "limits"),
    [
        pytest.param("340", (2, 12, None), id="community order"),
        pytest.param("341", (2, 12, None), id="suspended sentence order"),
        pytest.param("301", (3, None, None), id="custody, then licence"),
        pytest.param("325", (3, None, 2), id="licence, then post-sentence supervision"),
        pytest.param("233", (2, None, None), id="supervision default order"),
        pytest.param("342", (3, 12, None), id="youth rehabilitation order"),
        pytest.param("202", (None, None, None), id="deferred sentence"),
    ],
)
def test_failures_are_reviewed_at_the_limit_of_the_type_of_sentence(code, limits):
    type = DisposalType.objects.get(code=code)

    assert (type.ftc_limit, type.ftc_months, type.pss_ftc_limit) == limits


def test_the_initial_assessment_with_a_supplier_is_enforceable_and_no_activity_day():
    assessment = ContactType.objects.get(code="CRSSAA")

    assert (assessment.is_national_standards, assessment.is_attendance) == (True, True)
    assert not assessment.rar_default


def test_every_code_list_of_the_case_record_has_rows():
    from core.models.bases import CodeRow

    lists = [model for name in models.__all__ if issubclass(model := getattr(models, name), CodeRow)]

    assert {ContactType, Court, Offence} <= set(lists)
    assert [model.__name__ for model in lists if not model.objects.exists()] == []


def test_what_types_of_contact_may_be_names_codes_that_there_are():
    known = {
        "outcomes": set(ContactOutcome.objects.values_list("code", flat=True)),
        "nsi_types": set(NsiType.objects.values_list("code", flat=True)),
        "requirement_types": set(RequirementType.objects.values_list("code", flat=True)),
    }
    types = list(ContactType.objects.all())

    for fact, codes in known.items():
        named = {code for type in types for code in getattr(type, fact) or ()}
        assert named, fact
        assert named <= codes, fact


@pytest.mark.parametrize(
    ("code", "facts"),
    [
        ("COAP", {"future_allowed": True, "alert_allowed": True, "nsi_types": None}),
        ("CTOA", {"future_allowed": False, "alert_allowed": None, "outcomes": ["ATFI", "CO10"]}),
        ("AAM10", {"outcomes": ["AAM11", "ATFI", "CO10"], "requirement_types": ["T"]}),
        ("KRAR01", {"pre_cja_allowed": False, "cja_allowed": None, "requirement_types": ["F"]}),
        ("CITA", {"pre_cja_allowed": None, "cja_allowed": False, "future_allowed": True}),
        ("ABSD", {"pre_cja_allowed": False, "cja_allowed": None}),
        ("ERGN", {"future_allowed": None, "alert_allowed": None, "outcomes": None}),
    ],
)
def test_a_type_has_the_facts_of_the_last_line_about_it_and_leaves_the_others_open(code, facts):
    type = ContactType.objects.get(code=code)

    assert {name: getattr(type, name) for name in facts} == facts


@pytest.mark.parametrize(
    ("code", "facts"),
    [
        ("CRS01", {"active_duplicates": True, "inactive_duplicates": True}),
        ("BRE", {"active_duplicates": False, "inactive_duplicates": True, "requirement_types": None}),
        ("X-rar-activity", {"active_duplicates": True, "requirement_types": ["F"]}),
        ("X-resettlement-plan", {"active_duplicates": False, "inactive_duplicates": False}),
    ],
)
def test_a_type_of_nsi_has_the_facts_of_the_last_line_about_it(code, facts):
    type = NsiType.objects.get(code=code)

    assert {name: getattr(type, name) for name in facts} == facts


def test_types_of_nsi_name_types_of_requirement_that_there_are():
    known = set(RequirementType.objects.values_list("code", flat=True))
    named = {code for type in NsiType.objects.all() for code in type.requirement_types or ()}

    assert named
    assert named <= known
