"""A multiplied world is a true one: its keys lead somewhere, its numbers are its own, its pages open."""

from datetime import date

import pytest
from django.db import connection, models

from benchmarks.copies import ANEW
from benchmarks.multiplying import kept_of, multiplied, multiply, undecided
from benchmarks.search import Finder
from benchmarks.shifts import days_either_way
from cases.models import Contact, Deadline, Person
from cases.people.rules import identifiers
from conftest import signed_in
from core import clock
from core.calendar.ages import age_on
from core.models import Staff, Team, User
from core.subjects import address_of
from probation.demonstration import names
from probation.demonstration.time import Days
from probation.tests.demonstration.worlds import ON, small_world
from referrals.models import AssessmentAppointment, Referral
from risk.models import Score

pytestmark = pytest.mark.django_db
PEOPLE, TIMES = 45, 3
KEYS = """
    SELECT c.conname, c.conrelid::regclass::text, c.confrelid::regclass::text, a.attname, f.attname
    FROM pg_constraint c
    JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
    JOIN pg_attribute f ON f.attrelid = c.confrelid AND f.attnum = c.confkey[1]
    WHERE c.contype = 'f'
"""


@pytest.fixture(scope="module")
def multiplied_world(django_db_setup, django_db_blocker):
    """Yields how many rows each multiplied model had before."""
    with django_db_blocker.unblock(), small_world(people=PEOPLE):
        before = {model: model._default_manager.count() for model in multiplied()}
        multiply(TIMES)
        yield before


@pytest.fixture
def last_copies(multiplied_world, monkeypatch):
    """The world on its own day; gives the people of its last copy."""
    monkeypatch.setattr(clock, "now", lambda: Days(ON).at)
    keys = Person.objects.order_by("-pk").values_list("pk", flat=True)[:PEOPLE]
    return Person.objects.filter(pk__in=list(keys))


def test_every_model_is_either_multiplied_or_named_as_one_that_is_not():
    assert undecided() == []


def test_what_must_be_unique_goes_with_a_key_or_is_made_anew():
    def differs(model, name):
        field = model._meta.get_field(name)
        anew = ANEW.get(kept_of(model)._meta.label)
        own = field.primary_key or isinstance(field, models.UUIDField) or field.related_model in multiplied()
        return own or (anew is not None and field.column in anew.columns)

    for model in multiplied():
        columns = [[field.name] for field in model._meta.concrete_fields if field.unique]
        columns += [list(names) for names in model._meta.unique_together]
        columns += [
            list(one.fields or ["username"])  # the one expression there is: the user name in any case
            for one in model._meta.constraints
            if isinstance(one, models.UniqueConstraint)
        ]
        for names_ in columns:
            assert any(differs(model, name) for name in names_), (model, names_)


def test_there_are_three_times_as_many_of_everything(multiplied_world):
    partly = {User, Staff, Team}
    for model, before in multiplied_world.items():
        now = model._default_manager.count()
        assert now == before * TIMES or before <= now <= before * TIMES, model
        if model in (Person, Contact, Deadline, Referral, Score):
            assert now == before * TIMES > 0, model
        if model in partly:
            assert now > before, model


def test_every_foreign_key_leads_to_a_row(multiplied_world):
    with connection.cursor() as cursor:
        cursor.execute(KEYS)
        for name, table, other, column, key in cursor.fetchall():
            cursor.execute(
                f'SELECT count(*) FROM {table} t LEFT JOIN {other} o ON o."{key}" = t."{column}"'
                f' WHERE t."{column}" IS NOT NULL AND o."{key}" IS NULL'
            )
            assert cursor.fetchone()[0] == 0, name


def test_what_belongs_to_a_person_stays_within_one_copy(multiplied_world):
    assert not Contact.objects.exclude(event=None).exclude(person=models.F("event__person")).exists()
    assert not Referral.objects.exclude(nsi=None).exclude(person=models.F("nsi__person")).exists()
    appointments = AssessmentAppointment.objects.exclude(contact=None)
    assert appointments
    for one in appointments.select_related("contact", "assessment__referral"):
        assert one.contact.origin == f"referrals.assessment-appointment:{one.uuid}"
        assert one.assessment.referral.reference in one.contact.description


def test_what_is_due_is_about_something_of_the_same_person(multiplied_world):
    for due in Deadline.objects.select_related("person"):
        kind, _, key = due.about.partition(":")
        assert address_of(due.about, due.person.crn), due.about
        if kind == "cases.contact":
            assert Contact.objects.get(pk=key).person_id == due.person_id
        if kind == "referrals.referral":
            assert Referral.objects.get(reference=key).person_id == due.person_id


def test_the_numbers_of_a_copy_are_its_own_and_of_the_right_form(last_copies):
    read = {
        "crn": identifiers.read_crn,
        "cro": identifiers.read_cro,
        "noms_number": identifiers.read_noms,
        "ni_number": identifiers.read_ni,
        "pnc": lambda number: str(identifiers.read_pnc(number, this_year=ON.year)),
    }
    for person in last_copies:
        for column, reader in read.items():
            number = getattr(person, column)
            assert not number or reader(number) == number
            assert not number or Person.objects.filter(**{column: number}).count() == 1, number


def test_the_scores_of_a_copy_follow_from_its_birth_date(last_copies):
    scores = Score.objects.filter(person__in=last_copies).select_related("person")

    assert scores
    for score in scores:
        inputs = score.inputs
        assert inputs["born_on"] == score.person.born_on.isoformat()
        for day, age in (("convicted_on", "age_at_conviction"), ("followup_on", "age_at_followup")):
            assert age_on(score.person.born_on, date.fromisoformat(inputs[day])) == inputs[age]


def test_the_copies_are_called_otherwise(multiplied_world):
    with_name = Person.objects.exclude(surname="")

    assert with_name.values("surname", "first_name").distinct().count() > PEOPLE * TIMES * 0.9
    assert User.objects.filter(username="practitioner.2").get().get_full_name() != "Priya Nair"


def test_a_search_finds_a_copy_by_name_and_number(last_copies):
    finder = Finder()

    for person in last_copies.filter(removed_at=None, merged_into=None, practice_learner=None)[:4]:
        for typed in (person.crn, f"{person.first_name} {person.surname}"):
            assert person.pk in {hit.person_id for hit in finder.find(typed)}, typed


def test_pages_of_copied_people_open_for_the_copied_staff_who_hold_them(last_copies):
    client = signed_in(User.objects.get(username="practitioner.2"))
    held = last_copies.filter(allocations__staff__user__username="practitioner.2", removed_at=None)
    referral = Referral.objects.filter(sent_by__username="practitioner.2").first()

    assert held.count() > 10
    for address in ("/", "/cases", "/diary/day", "/referrals", f"/referrals/{referral.reference}"):
        assert client.get(address, follow=True).status_code == 200, address
    for crn in held.values_list("crn", flat=True)[:3]:
        for page in ("", "contacts", "personal"):
            assert client.get(f"/case/{crn}/{page}", follow=True).status_code == 200, page
    supplier = signed_in(User.objects.get(username="supplier.caseworker.2"))
    for reference in Referral.objects.filter(
        assignments__caseworker__username="supplier.caseworker.2"
    ).values_list("reference", flat=True):
        assert supplier.get(f"/supplier/referrals/{reference}", follow=True).status_code == 200


@pytest.mark.parametrize(
    ("born_on", "day", "either_way"),
    [
        pytest.param(date(1990, 6, 15), date(2020, 6, 25), (150, 7), id="ten days after the birthday"),
        pytest.param(date(1990, 6, 15), date(2020, 6, 5), (7, 150), id="ten days before it"),
        pytest.param(date(1990, 6, 15), date(2020, 6, 15), (150, 0), id="on the birthday"),
    ],
)
def test_a_birth_moves_as_far_as_the_age_stays_the_same(born_on, day, either_way):
    assert days_either_way(born_on, [day]) == either_way


def test_a_copy_has_a_name_of_the_background_that_its_codes_tell():
    origins, weights = names.backgrounds_of("W9", "POLE")

    assert origins == (names.EAST_EUROPEAN,)
    assert len(weights) == 1
    assert names.backgrounds_of("", "")[0] == (names.BRITISH,)
