"""How much of a screen a page takes at 1280 by 800, at 100% text: in Comfortable, and in Compact.

A line of SIZES names a page, what is measured on it, and the most it may be. Add a line for a page.
"""

from dataclasses import dataclass

import pytest

from probation.demonstration import named_people as named
from tests.journeys.conftest import page_at

#: the height of the tallest, and the bottom edge of the last, of what a selector finds
TALLEST = "all => Math.max(...all.map(one => one.getBoundingClientRect().height))"
BOTTOM = "all => Math.max(...all.map(one => one.getBoundingClientRect().bottom))"


@dataclass(frozen=True)
class Size:
    who: str
    address: str
    selector: str
    measure: str
    comfortable: float
    compact: float


SIZES = {
    "a case of the caseload": Size("practitioner", "/cases", ".app-cases tbody tr", TALLEST, 46, 30),
    "a case of a team": Size("senior", "/cases?officer=team", ".app-cases tbody tr", TALLEST, 46, 30),
    "an officer of a team": Size("senior", "/team/workload", ".app-dense tbody tr", TALLEST, 46, 30),
    "an alert of My day": Size("practitioner", "/", ".app-work__table--alerts tbody tr", TALLEST, 40, 30),
    "a failure in the contacts": Size(
        "practitioner",
        f"/case/{named.BREACH.crn}/contacts",
        ".app-log__row:has(.app-log__action)",
        TALLEST,
        58,
        50,
    ),
}


@pytest.mark.parametrize("density", ["comfortable", "compact"])
@pytest.mark.parametrize("name", SIZES)
def test_a_page_keeps_to_its_size(walk, name, density):
    size = SIZES[name]
    page = page_at(walk.chromium, walk.server, walk.sessions[size.who], width=1280, height=800)

    page.visit(size.address)
    page.evaluate("density => { document.documentElement.dataset.density = density }", density)
    measured = page.eval_on_selector_all(size.selector, size.measure)
    wide = page.evaluate("document.documentElement.scrollWidth")
    page.context.close()

    assert measured <= getattr(size, density) + 0.5, measured
    assert wide <= 1280


def test_my_day_takes_a_quarter_less_in_compact(walk):
    page = page_at(walk.chromium, walk.server, walk.sessions["practitioner"], width=1280, height=800)

    page.visit("/")
    comfortable = page.evaluate("document.documentElement.scrollHeight")
    page.evaluate("document.documentElement.dataset.density = 'compact'")
    compact = page.evaluate("document.documentElement.scrollHeight")
    page.context.close()

    assert compact <= comfortable * 0.75


def test_the_values_of_a_list_without_links_have_all_the_room_beside_their_names(walk):
    page = page_at(walk.chromium, walk.server, walk.sessions["practitioner"], width=1280, height=800)

    page.visit(f"/case/{named.HIGH_RISK.crn}/risk")
    unused = page.eval_on_selector_all(
        ".govuk-summary-list__row--no-actions",
        "rows => rows.map(row => row.getBoundingClientRect().right"
        " - row.querySelector('.govuk-summary-list__value').getBoundingClientRect().right)",
    )
    page.context.close()

    assert unused
    assert max(unused) <= 1


@pytest.mark.parametrize(
    "address",
    ["/", "/alerts", f"/case/{named.HIGH_RISK.crn}/contacts", f"/case/{named.LONG_RECORD.crn}/contacts"],
)
def test_targets_keep_their_room_in_compact(walk, check_axe, address):
    page = page_at(walk.chromium, walk.server, walk.sessions["practitioner"], width=1280, height=800)

    page.visit(address)
    page.evaluate("document.documentElement.dataset.density = 'compact'")
    check_axe(page)
    page.context.close()
