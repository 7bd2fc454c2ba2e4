"""One sign-in for each role, suppliers' users with contracts, and machine clients. All are fictional."""

from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.hashers import make_password

from core.models import Role, RoleHolding, Staff, Supplier, Team, TeamMembership, User
from core.roles import RoleCode
from referrals.models import Contract, ContractGrant
from referrals.services.api_clients import ClientDetails, register_client

#: public: ./run and docs/demonstration.md print them, and seed_demo runs only in a demonstration
PASSWORD = "Lantern-Meadow-27"  # noqa: S105
CLIENT_SECRET = "demonstration-client-secret-47"  # noqa: S105

HOME_REGION = "N52"
HOME_TEAM, SECOND_TEAM = "N52010", "N52011"
SUPPLIER = "HARBOUR_GATE"
#: domains that receive no email. The referral forms accept only a government address for a practitioner
STAFF_MAIL, SUPPLIERS_MAIL = "probation.example.gov.uk", "example.org"

R = RoleCode


@dataclass(frozen=True, kw_only=True)
class SignIn:
    """An account to make. `team` gives it a staff record there; `supplier` makes it a supplier's user."""

    username: str
    first_name: str
    last_name: str
    role: RoleCode
    team: str = ""
    staff_code: str = ""
    grade: str = ""
    supplier: str = ""
    note: str = ""


def _staff(
    username: str, first: str, last: str, role: RoleCode, code: str, grade: str, note: str = ""
) -> SignIn:
    return SignIn(
        username=username,
        first_name=first,
        last_name=last,
        role=role,
        team=code[:6],
        staff_code=code,
        grade=grade,
        note=note,
    )


PRACTITIONER = _staff(
    "practitioner", "Priya", "Nair", R.PRACTITIONER, f"{HOME_TEAM}Z", "PO", "holds some 60 cases"
)
EXCLUDED = _staff(
    "excluded",
    "Morgan",
    "Excluder",
    R.PRACTITIONER,
    f"{SECOND_TEAM}Z",
    "PO",
    "holds five cases, is shut out of X000010",
)
SENIOR = _staff("senior", "Helen", "Marsh", R.SENIOR, f"{HOME_TEAM}Y", "SPO")

SIGN_INS = (
    PRACTITIONER,
    EXCLUDED,
    SENIOR,
    _staff("case.admin", "Callum", "Reid", R.CASE_ADMIN, f"{HOME_TEAM}X", "CA"),
    _staff("reception", "Rosie", "Dale", R.RECEPTION, f"{HOME_TEAM}W", "REC"),
    _staff("unpaid.work.admin", "Uma", "Patel", R.UNPAID_WORK_ADMIN, "N52900Z", "UPA"),
    _staff("unpaid.work.supervisor", "Victor", "Stone", R.UNPAID_WORK_SUPERVISOR, "N52900Y", "UPS"),
    _staff("approved.premises", "Amara", "Osei", R.APPROVED_PREMISES, f"{HOME_TEAM}V", "APO"),
    _staff("programmes", "Peter", "Lang", R.PROGRAMMES, f"{HOME_TEAM}T", "PSO"),
    _staff("partnerships", "Nadia", "Rahman", R.PARTNERSHIPS, f"{SECOND_TEAM}Y", "PAR"),
    _staff("corporate", "Colin", "Webb", R.CORPORATE, f"{SECOND_TEAM}X", "COR"),
    _staff("data.quality", "Dinah", "Quill", R.DATA_QUALITY, f"{SECOND_TEAM}W", "DQ"),
    _staff("data.protection", "Oliver", "Shield", R.DATA_PROTECTION, f"{SECOND_TEAM}V", "DP"),
    SignIn(
        username="supplier.caseworker",
        first_name="Leila",
        last_name="Haddad",
        role=R.SUPPLIER_CASEWORKER,
        supplier=SUPPLIER,
        note="Harbour Gate Housing",
    ),
    SignIn(
        username="supplier.manager",
        first_name="Stefan",
        last_name="Novak",
        role=R.SUPPLIER_MANAGER,
        supplier=SUPPLIER,
        note="Harbour Gate Housing",
    ),
    SignIn(username="administrator", first_name="Ada", last_name="Keys", role=R.ADMINISTRATOR),
)


@dataclass(frozen=True, kw_only=True)
class MachineClient:
    client_id: str
    name: str
    role: str
    supplier: str = ""
    may_act_for_users: bool = False


CLIENTS = (
    MachineClient(
        client_id="harbour-gate",
        name="Harbour Gate Housing",
        role="ROLE_CRS_PROVIDER",
        supplier=SUPPLIER,
        may_act_for_users=True,
    ),
    MachineClient(client_id="case-system", name="Case system", role="ROLE_PROBATION", may_act_for_users=True),
    MachineClient(
        client_id="referral-reader", name="Referral reader", role="ROLE_INTERVENTIONS_API_READ_ALL"
    ),
)


def make_accounts(*, on: date, at: datetime) -> dict[str, User]:
    """Makes the sign-ins, each with its role, post and contracts, and the machine clients.

    Returns user name -> user.
    """
    roles = {row.code: row for row in Role.objects.all()}
    suppliers = {row.code: row for row in Supplier.objects.all()}
    hashed = make_password(PASSWORD)
    users = {}
    for sign_in in SIGN_INS:
        user = _user(
            sign_in.username,
            sign_in.first_name,
            sign_in.last_name,
            hashed,
            at,
            outside=bool(sign_in.supplier),
        )
        if sign_in.supplier:
            user.supplier = suppliers[sign_in.supplier]
        user.save()
        RoleHolding.objects.create(user=user, role=roles[sign_in.role.value])
        if sign_in.team:
            _make_post(sign_in, user, on)
        if sign_in.supplier:
            _grant_contracts(user, suppliers[sign_in.supplier])
        users[sign_in.username] = user
    for client in CLIENTS:
        _make_client(client, suppliers.get(client.supplier), at)
    return users


def _user(username: str, first: str, last: str, password: str, at: datetime, *, outside: bool) -> User:
    return User(
        username=username,
        first_name=first,
        last_name=last,
        email=f"{username}@{SUPPLIERS_MAIL if outside else STAFF_MAIL}",
        password=password,
        date_joined=at,
    )


def _make_post(sign_in: SignIn, user: User, on: date) -> None:
    staff = Staff.objects.create(
        code=sign_in.staff_code,
        first_name=sign_in.first_name,
        surname=sign_in.last_name,
        grade=sign_in.grade,
        telephone="01632 960123",
        email=user.email,
        user=user,
    )
    began = date(on.year - 4, 4, 1)
    TeamMembership.objects.create(staff=staff, team=Team.objects.get(code=sign_in.team), valid_from=began)


def _contracts_of(supplier: Supplier) -> list[Contract]:
    return list(Contract.objects.filter(prime=supplier).order_by("reference"))


def _grant_contracts(user: User, supplier: Supplier) -> None:
    ContractGrant.objects.bulk_create(
        ContractGrant(user=user, contract=contract) for contract in _contracts_of(supplier)
    )


def _make_client(client: MachineClient, supplier: Supplier | None, at: datetime) -> None:
    register_client(
        client.name,
        ClientDetails(
            role=client.role,
            supplier=supplier,
            contracts=_contracts_of(supplier) if supplier else (),
            may_act_for_users=client.may_act_for_users,
            client_id=client.client_id,
            secret=CLIENT_SECRET,
        ),
        by=None,
        at=at,
    )
