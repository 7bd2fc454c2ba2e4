"""What is new in a copied row, as SQL: `base` is the original, `copy.k` the number of the copy.

Keys and UUIDs are not named here: multiplying.py gives every copy its own.
"""

from dataclasses import dataclass, field

REFERENCE = "[A-Z]{2}[0-9]{4}[A-Z]{2}"


@dataclass(frozen=True)
class Anew:
    """What is new in the copies of a table's rows.

    columns   column -> its value
    join      where the values come from
    """

    columns: dict[str, str] = field(default_factory=dict)
    join: str = ""


def drawn(table: str, key: str, *columns: str, **more: str) -> Anew:
    """The columns as they were drawn for the row whose key is in the column `key`."""
    return Anew(
        {name: f"d.{name}" for name in columns} | more,
        f"JOIN {table} d ON d.k = copy.k AND d.id = base.{key}",
    )


def with_reference(*columns: str, only_if: str = "true") -> Anew:
    """Texts in which the number of a referral stands: the first of the columns tells which."""
    return Anew(
        {name: f"coalesce(replace(base.{name}, r.old, r.new), base.{name})" for name in columns},
        f"LEFT JOIN drawn_reference r ON {only_if} AND r.k = copy.k"
        f" AND r.old = substring(base.{columns[0]} FROM '{REFERENCE}')",
    )


def mailed(column: str) -> str:
    """An address for mail of the copy's own."""
    return f"replace(base.{column}, '@', '.' || copy.k || '@')"


def own_uuid(value: str) -> str:
    """A UUID of the copy's own, the same wherever the original's stands. Those of one copy lie together."""
    return f"(lpad(to_hex(copy.k), 4, '0') || substr(md5({value} || copy.k), 5))::uuid"


OWN_NAME = (
    "coalesce((SELECT d.{drawn} FROM drawn_staff d WHERE d.k = copy.k AND d.user_id = base.id), base.{named})"
)
FAMILY = (
    "CASE WHEN base.surname = (SELECT p.surname FROM cases_person p WHERE p.id = base.person_id)"
    " THEN d.surname ELSE base.surname END"
)
#: "referrals.case-note:" and the UUID of what happened outside; "" for nothing
ORIGIN = (
    "CASE WHEN base.origin = '' THEN '' ELSE split_part(base.origin, ':', 1) || ':' || "
    + own_uuid("split_part(base.origin, ':', 2)")
    + " END"
)
#: "cases.contact:17", with the key of the copy
SUBJECT = (
    "split_part(base.about, ':', 1) || ':' || "
    "pg_temp.moved_key(split_part(base.about, ':', 1), split_part(base.about, ':', 2), copy.k)"
)
#: the PDU of the first of the offices that the copy of a team has
PDU_OF_OFFICE = (
    "(SELECT office.pdu_id FROM core_team_offices t"
    " JOIN drawn_office o ON o.k = copy.k AND o.id = t.office_id"
    " JOIN core_office office ON office.id = o.new WHERE t.team_id = base.id ORDER BY t.id LIMIT 1)"
)
ABOUT = with_reference("about")
OF_REFERRAL = with_reference("description", only_if="base.nsi_id IS NOT NULL")

#: label of the model -> what is new in its copies
ANEW = {
    "core.Team": Anew(
        {"code": "d.new", "pdu_id": f"coalesce({PDU_OF_OFFICE}, base.pdu_id)"},
        "JOIN drawn_prefix d ON d.k = copy.k AND d.old = base.code",
    ),
    "core.Staff": Anew(
        {
            "code": "c.new || substr(base.code, 7)",
            "first_name": "d.first_name",
            "surname": "d.surname",
            "email": mailed("email"),
        },
        "JOIN drawn_staff d ON d.k = copy.k AND d.id = base.id"
        " JOIN drawn_prefix c ON c.k = copy.k AND c.old = left(base.code, 6)",
    ),
    "core.User": Anew(
        {
            "username": "base.username || '.' || copy.k",
            "first_name": OWN_NAME.format(drawn="first_name", named="first_name"),
            "last_name": OWN_NAME.format(drawn="surname", named="last_name"),
            "email": mailed("email"),
        }
    ),
    "core.AuditEntry": Anew(
        {
            "by_id": "CASE WHEN u.id IS NULL THEN base.by_id"
            " ELSE pg_temp.moved_key('core.user', base.by_id::text, copy.k)::bigint END",
            "by_name": "base.by_name || CASE WHEN u.id IS NULL THEN '' ELSE '.' || copy.k END",
            "record_key": "pg_temp.moved_key(base.record_kind, base.record_key, copy.k)",
            "crn": "coalesce(d.crn, base.crn)",
            "crns": "(SELECT array_agg(o.crn) FROM cases_person p JOIN drawn_person o ON o.id = p.id"
            " WHERE o.k = copy.k AND p.crn = ANY(base.crns))",
            "details": "coalesce(replace(base.details::text, r.old, r.new)::jsonb, base.details)",
        },
        "LEFT JOIN multiplied_core_user u ON u.id = base.by_id"
        " LEFT JOIN cases_person p ON p.crn = base.crn"
        " LEFT JOIN drawn_person d ON d.k = copy.k AND d.id = p.id"
        " LEFT JOIN drawn_reference r ON r.k = copy.k AND r.old = base.details ->> 'reference'",
    ),
    "cases.Person": drawn(
        "drawn_person",
        "id",
        *("crn", "first_name", "second_name", "surname", "previous_surname", "preferred_name"),
        *("pnc", "cro", "noms_number", "ni_number"),
        born_on="base.born_on + d.days",
        email="replace(base.email, lower(base.crn), lower(d.crn))",
    ),
    "cases.Alias": Anew(
        {"first_name": "d.first_name", "surname": "d.surname", "born_on": "base.born_on + p.days"},
        "JOIN drawn_alias d ON d.k = copy.k AND d.id = base.id"
        " JOIN drawn_person p ON p.k = copy.k AND p.id = base.person_id",
    ),
    "cases.Address": drawn(
        "drawn_address",
        "id",
        *("number", "street", "postcode"),
        postcode_key="replace(d.postcode, ' ', '')",
    ),
    "cases.PersonalContact": drawn("drawn_person", "person_id", surname=FAMILY),
    "cases.Contact": Anew(OF_REFERRAL.columns | {"origin": ORIGIN}, OF_REFERRAL.join),
    "cases.ContactNote": with_reference("text"),
    "cases.NsiNote": with_reference("text"),
    "cases.Nsi": with_reference("reference"),
    "cases.Deadline": Anew({"about": f"coalesce(replace(base.about, r.old, r.new), {SUBJECT})"}, ABOUT.join),
    "risk.Score": Anew(
        {
            "inputs": "CASE WHEN base.inputs ? 'born_on' THEN jsonb_set(base.inputs, '{born_on}', to_jsonb("
            "(base.inputs ->> 'born_on')::date + d.days)) ELSE base.inputs END"
        },
        "JOIN drawn_person d ON d.k = copy.k AND d.id = base.person_id",
    ),
    "referrals.Referral": Anew(
        {
            "reference": "r.new",
            "practitioner_name": "CASE WHEN base.practitioner_id IS NULL THEN base.practitioner_name"
            " ELSE coalesce(d.first_name || ' ' || d.surname, base.practitioner_name) END",
            "practitioner_email": mailed("practitioner_email"),
        },
        "LEFT JOIN drawn_reference r ON r.k = copy.k AND r.old = base.reference"
        " LEFT JOIN drawn_staff d ON d.k = copy.k AND d.id = base.practitioner_id",
    ),
}
