"""Does what docs/api.md says against a running demonstration, and says what it did.

    python docs/examples/api.py                        # the demonstration at http://localhost:8000
    python docs/examples/api.py http://localhost:8080

Needs Python 3.11 and nothing else. Each run takes a referral that waits for a caseworker and withdraws it at
the end; when none is left, it says how to send another and stops.
"""

import base64
import json
import sys
import urllib.error
import urllib.request
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode

#: of the demonstration alone: ./run --command demo_sign_ins prints it
SECRET = "demonstration-client-secret-47"  # noqa: S105
SUPPLIER, CASE_SYSTEM = "harbour-gate", "case-system"
CASEWORKER, PRACTITIONER = "supplier.caseworker", "practitioner"
LIST = "/sent-referrals/summaries"
HAPPENED = {"didSessionHappen": True, "attended": "yes"}
WENT_WELL = {
    "late": False,
    "sessionSummary": "Talked through the needs.",
    "sessionResponse": "Took part.",
    "notifyProbationPractitionerOfBehaviour": False,
    "notifyProbationPractitionerOfConcerns": False,
}


@dataclass
class Answer:
    status: int
    body: Any
    etag: str


class Client:
    """A registered client with a token of its own, or one for the user it acts for."""

    def __init__(self, service: str, client_id: str, *, username: str = "") -> None:
        self.service = service
        asked = {"grant_type": "client_credentials"} | ({"username": username} if username else {})
        pair = base64.b64encode(f"{client_id}:{SECRET}".encode()).decode()
        answer = send(
            f"{service}/auth/oauth/token",
            "POST",
            urlencode(asked).encode(),
            {"Authorization": f"Basic {pair}", "Content-Type": "application/x-www-form-urlencoded"},
        )
        self.token = expect(answer, 200)["access_token"]

    def ask(self, path: str, method: str = "GET", body: Any = None, **headers: str) -> Answer:
        """Sends a request below /api/v1, or to the whole address that `links` gave.

        headers   If_Match="..." for If-Match, and so on
        """
        address = path if path.startswith("http") else f"{self.service}/api/v1{path}"
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        standing = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        return send(address, method, json.dumps(body).encode() if body else None, standing | named)

    def get(self, path: str, **query: str) -> Any:
        return expect(self.ask(f"{path}?{urlencode(query)}" if query else path), 200)

    def every(self, path: str, **query: str) -> list[Any]:
        """The rows of every page."""
        page = self.get(path, **query)
        rows = page["content"]
        while page["links"]["next"]:
            page = self.get(page["links"]["next"])
            rows += page["content"]
        return rows


def send(address: str, method: str, body: bytes | None, headers: dict[str, str]) -> Answer:
    request = urllib.request.Request(address, body, headers, method=method)  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
            return read(answer)
    except urllib.error.HTTPError as refused:
        with refused:
            return read(refused)
    except urllib.error.URLError as unreachable:
        sys.exit(f"Nothing answers at {address}: {unreachable.reason}. Start ./run, or name its address.")


def read(answer: Any) -> Answer:
    body = answer.read()
    return Answer(answer.status, json.loads(body) if body else None, answer.headers.get("ETag", ""))


def expect(answer: Answer, status: int) -> Any:
    """The body of an answer that has this status; the script ends with any other."""
    if answer.status != status:
        sys.exit(f"Expected {status}, got {answer.status}: {answer.body}")
    return answer.body


# --- the road of a referral ---------------------------------------------------------------------------------
def choose(api: Client) -> dict[str, Any]:
    """The referral that has waited longest for a caseworker."""
    waiting = api.get(LIST, unassigned="true", completed="false", cancelled="false", sort="sentat,ASC")
    if waiting["empty"]:
        sys.exit(
            "No referral waits for a caseworker: all have one, or have ended. Sign in as practitioner, open "
            "a case and send a referral to a service of Harbour Gate Housing; then run this again."
        )
    found = api.get(f"/sent-referral/{waiting['content'][0]['id']}")
    person = found["referral"]["serviceUser"]
    print(f"Took {found['referenceNumber']}: {person['firstName']} {person['lastName']}, {person['crn']}")
    shared = api.get(f"/risks/supplementary/{found['supplementaryRiskId']}")
    print(f"  who is at risk: {shared['redactedRisk']['riskWho']}")
    return found


def assign(api: Client, referral: str) -> None:
    """Assigns it, and sends the same again: the key makes the second do nothing."""
    body = {"assignedTo": {"username": CASEWORKER, "authSource": "auth", "userId": ""}}
    path, key = f"/sent-referral/{referral}/assign", f"assign-{referral}"
    first = expect(api.ask(path, "POST", body, Idempotency_Key=key), 200)
    again = expect(api.ask(path, "POST", body, Idempotency_Key=key), 200)
    assert first == again
    mine = api.every(LIST, assignedTo=first["assignedTo"]["userId"])
    assert referral in [row["id"] for row in mine]
    print(f"Assigned to {first['assignedTo']['username']}, who has {len(mine)} now")


def book(api: Client, referral: str) -> None:
    """Books the initial assessment in a week, and moves it by a day, if nobody else has changed it."""
    day = datetime.now(UTC).date() + timedelta(days=7)
    booking = {
        "appointmentTime": datetime.combine(day, time(10, 15), tzinfo=UTC).isoformat(),
        "durationInMinutes": 60,
        "appointmentDeliveryType": "PHONE_CALL",
        "sessionType": "ONE_TO_ONE",
    }
    booked = api.ask(f"/referral/{referral}/supplier-assessment", "POST", booking)
    appointment = expect(booked, 201)["id"]
    move = booking | {
        "appointmentTime": datetime.combine(day + timedelta(days=1), time(10, 15), tzinfo=UTC).isoformat(),
        "rescheduleRequestedBy": "Service Provider",
        "rescheduledReason": "The caseworker is ill.",
    }
    path = f"/referral/{referral}/supplier-assessment/{appointment}"
    moved = expect(api.ask(path, "PUT", move, If_Match=booked.etag), 200)
    expect(api.ask(path, "PUT", move, If_Match=booked.etag), 412)
    print(f"Booked, and moved to {moved['appointmentTime']}")


def give_feedback(api: Client) -> None:
    """Gives feedback on the first assessment that has been and waits for it."""
    now = datetime.now(UTC)
    for row in api.every(LIST, unassigned="false", completed="false", cancelled="false", sort="sentat,ASC"):
        assessment = api.get(f"/sent-referral/{row['id']}/supplier-assessment")
        for one in assessment["appointments"]:
            is_current = one["id"] == assessment["currentAppointmentId"]
            has_been = datetime.fromisoformat(one["appointmentTime"]) < now
            if is_current and has_been and not one["appointmentFeedback"]["submitted"]:
                path = f"/referral/{row['id']}/supplier-assessment"
                expect(api.ask(f"{path}/record-attendance", "PUT", HAPPENED), 200)
                expect(api.ask(f"{path}/record-session-feedback", "PUT", WENT_WELL), 200)
                told = expect(api.ask(f"{path}/submit-feedback", "POST"), 200)["appointmentFeedback"]
                print(f"Gave feedback on {row['referenceNumber']}: {told['attendanceFeedback']['attended']}")
                return
    print("No assessment waits for feedback: earlier runs gave it")


def write_note(api: Client, referral: str) -> None:
    note = {"referralId": referral, "subject": "New address", "body": "Moves on Monday.", "sendEmail": True}
    written = expect(api.ask("/case-note", "POST", note), 200)
    notes = api.get(f"/sent-referral/{referral}/case-notes", sort="sentAt,DESC")
    assert notes["content"][0] == written
    print(f"Wrote a case note, one of {notes['totalElements']}")


def withdraw(service: str, referral: str) -> None:
    """Withdraws it as the practitioner, for whom another client acts."""
    api = Client(service, CASE_SYSTEM, username=PRACTITIONER)
    body = {"code": "MOV", "comments": "Moved to Leeds.", "withdrawalState": "PRE_ICA_WITHDRAWAL"}
    ended = expect(api.ask(f"/sent-referral/{referral}/withdraw-referral", "POST", body), 200)
    print(f"Withdrawn by {PRACTITIONER}: {ended['endRequestedReason']}")


def main(service: str) -> None:
    supplier = Client(service, SUPPLIER)
    referral = choose(supplier)["id"]
    assign(supplier, referral)
    book(supplier, referral)
    write_note(supplier, referral)
    give_feedback(supplier)
    withdraw(service, referral)
    cancelled = supplier.every(LIST, cancelled="true")
    assert referral in [row["id"] for row in cancelled]
    read_again = supplier.ask(f"/sent-referral/{referral}")
    unchanged = supplier.ask(f"/sent-referral/{referral}", If_None_Match=read_again.etag)
    assert unchanged.status == 304
    print("Done")


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/") if len(sys.argv) > 1 else "http://localhost:8000")
