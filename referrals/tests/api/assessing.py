"""Addresses, bodies and calls of the initial assessment."""

from datetime import timedelta

from core import clock


def shown(referral):
    return f"/api/v1/sent-referral/{referral.uuid}/supplier-assessment"


def acts(referral, rest=""):
    return f"/api/v1/referral/{referral.uuid}/supplier-assessment{rest}"


def noon_in(days):
    at = (clock.now() + timedelta(days=days)).astimezone(clock.LONDON)
    return at.replace(hour=12, minute=0, second=0, microsecond=0)


def booking(days=3, **more):
    return {
        "appointmentTime": noon_in(days).isoformat(),
        "durationInMinutes": 45,
        "appointmentDeliveryType": "PHONE_CALL",
        "sessionType": "ONE_TO_ONE",
        **more,
    }


HAPPENED = {"didSessionHappen": True, "attended": "yes"}
WENT_WELL = {
    "late": False,
    "sessionSummary": "Talked through the needs.",
    "sessionResponse": "Took part.",
    "notifyProbationPractitionerOfBehaviour": False,
    "notifyProbationPractitionerOfConcerns": False,
}


def put(api, address, body=None, **headers):
    return api.put(address, body, format="json", **headers)


def post(api, address, body=None, **headers):
    return api.post(address, body, format="json", **headers)
