"""The referrals' code lists and, in a demonstration, invented suppliers with their contracts.

How a line of a file is read: core.reference_data.
"""

from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import models as db

from core.models import Supplier
from core.reference_data import CodeFile, Counts, ReferenceProblem, Row, Step, lines_of, register
from referrals import models

FOLDER = Path(__file__).parent.parent / "reference"
CONTRACTS = FOLDER / "demonstration_contracts.csv"
ACTIVITIES = FOLDER / "demonstration_activities.csv"


def link_rows(
    owners: type[db.Model], name: str, known_by: str, wanted: dict[str, set[str]], path: Path
) -> Counts:
    """Sets a many-to-many relation to what a file lists.

    name       of the relation
    known_by   field by which the file names an owner
    wanted     owner -> codes of the rows to link
    raises     ReferenceProblem for a code that does not exist
    """
    field: Any = owners._meta.get_field(name)
    others = dict(field.related_model._default_manager.values_list("code", "pk"))
    counts = Counts()
    for owner in owners._default_manager.filter(**{f"{known_by}__in": wanted}).prefetch_related(name):
        codes = wanted[getattr(owner, known_by)]
        if unknown := codes - others.keys():
            raise ReferenceProblem(path, 0, f"{name}: there is no {sorted(unknown)}")
        linked = getattr(owner, name)
        if {row.pk for row in linked.all()} == {others[code] for code in codes}:
            counts.same += 1
        else:
            linked.set([others[code] for code in codes])
            counts.changed += 1
    return counts


def load_categories_of_types(on: date) -> Counts:
    path = FOLDER / "contract_type_categories.csv"
    wanted: dict[str, set[str]] = {}
    for _, row in lines_of(path):
        wanted.setdefault(row["contract_type"], set()).add(row["category"])
    return link_rows(models.ContractType, "categories", "code", wanted, path)


def load_subcontractors(on: date) -> Counts:
    wanted = {row["reference"]: set(row["subcontractors"].split()) for _, row in lines_of(CONTRACTS)}
    return link_rows(models.Contract, "subcontractors", "reference", wanted, CONTRACTS)


def load_activities(on: date) -> Counts:
    contracts = {row.reference: row for row in models.Contract.objects.all()}
    names = ("need_area", "activity", "delivery_method", "delivery_location")
    there = set(models.ContractActivity.objects.values_list("contract__reference", *names))
    wanted = {(row["contract"], *(row[name] for name in names)) for _, row in lines_of(ACTIVITIES)}
    new = sorted(wanted - there)
    models.ContractActivity.objects.bulk_create(
        models.ContractActivity(contract=contracts[reference], **dict(zip(names, rest, strict=True)))
        for reference, *rest in new
    )
    return Counts(added=len(new), same=len(wanted) - len(new))


def listed_contracts(row: Row) -> list[str]:
    return row["contracts"].split()


register(
    CodeFile(models.ServiceCategory, FOLDER / "service_categories.csv"),
    CodeFile(models.ContractType, FOLDER / "contract_types.csv", {"nsi_type_code": "nsi_type"}),
    Step("referrals", "categories of contract types", load_categories_of_types),
    CodeFile(
        models.DesiredOutcome,
        FOLDER / "desired_outcomes.csv",
        {"contract_references": listed_contracts},
        key=("category", "code"),
    ),
    CodeFile(models.Complexity, FOLDER / "complexity_levels.csv", key=("category", "level")),
    CodeFile(models.WithdrawalReason, FOLDER / "withdrawal_reasons.csv"),
    CodeFile(models.CancellationReason, FOLDER / "cancellation_reasons.csv"),
    CodeFile(models.CrsRegion, FOLDER / "crs_regions.csv", {"region": "provider_code"}),
    CodeFile(models.PccArea, FOLDER / "pcc_areas.csv"),
)
if settings.DEMONSTRATION:
    register(
        CodeFile(Supplier, FOLDER / "demonstration_suppliers.csv", only_adds=True),
        CodeFile(models.Contract, CONTRACTS, {"type": "contract_type"}, key=("reference",), only_adds=True),
        Step("referrals", "subcontractors of demonstration contracts", load_subcontractors),
        Step("referrals", "activities of demonstration contracts", load_activities),
    )
