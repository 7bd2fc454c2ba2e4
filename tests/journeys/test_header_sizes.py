"""How much of a window the case header takes; pages fit in Compact, with large text, when narrow, printed."""

import re

import pytest
from django.urls import reverse

from probation.demonstration.named_people import HIGH_RISK, LONG_RECORD
from tests.journeys.conftest import page_at
from tests.journeys.walking import TOO_WIDE

pytestmark = pytest.mark.django_db
#: width of the window -> the most pixels before the heading of a page
HEADER_ENDS = {1280: 280, 320: 350}
ROSH_ENDS = 800
#: Compact takes a quarter less.
COMPACT = 0.75
CASE_PAGES = (
    "cases:overview",
    "cases:contacts",
    "cases:contact-add",
    "cases:appointments",
    "cases:appointment-add",
    "cases:personal",
    "cases:addresses",
    "cases:sentences",
    "cases:officers",
    "cases:print",
    "risk:risk",
    "risk:assessments",
    "referrals:case-interventions",
)
MAIN_PAGES = (
    "core:my-day",
    "cases:caseload",
    "referrals:referrals",
    "training:index",
    "core:preferences",
    "cases:alerts",
    "cases:diary-day",
    "cases:diary-outcomes",
    "cases:search-advanced",
)
#: pairs of pieces of text in the page's main part that lie over one another
OVERLAPS = """() => {
  const hidden = part => part.querySelector(".govuk-visually-hidden")?.innerText.trim();
  const pieces = ":is(h1, h2, h3, h4, p, li, dt, dd, td, th, label, legend, summary)";
  const parts = [...document.querySelectorAll(`main ${pieces}`)].filter(
    part => part.checkVisibility() && part.innerText.trim() && part.getBoundingClientRect().width > 2
      && !part.closest(".govuk-visually-hidden") && part.innerText.trim() !== hidden(part)
      && !(part.closest("thead")?.offsetWidth <= 1)
      && !part.querySelector("p, li, dt, dd, td, label, summary"));
  const boxes = parts.map(part => part.getBoundingClientRect());
  const found = [];
  for (let a = 0; a < parts.length; a++) for (let b = a + 1; b < parts.length; b++) {
    const x = Math.min(boxes[a].right, boxes[b].right) - Math.max(boxes[a].left, boxes[b].left);
    const y = Math.min(boxes[a].bottom, boxes[b].bottom) - Math.max(boxes[a].top, boxes[b].top);
    if (x > 3 && y > 3 && !parts[a].contains(parts[b])) {
      found.push(parts[a].innerText.slice(0, 40) + " / " + parts[b].innerText.slice(0, 40));
    }
  }
  return found.slice(0, 5);
}"""
TOP_OF_HEADING = "document.querySelector('h1').getBoundingClientRect().top + scrollY"
END_OF_ROSH = """Math.max(...[...document.querySelectorAll('.app-rosh tbody tr')].map(
  row => row.getBoundingClientRect().bottom + scrollY))"""


@pytest.fixture
def opened(walk):
    """`opened("cases:overview", width=320, density="compact")`: the page as the practitioner sees it."""
    pages = {}

    def open_page(screen, *, crn="", width=1280, script=True, media="screen", **look):
        if script not in pages:
            session = walk.sessions["practitioner"]
            pages[script] = page_at(walk.chromium, walk.server, session, height=800, script=script)
        page = pages[script]
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(media=media)
        address = reverse(screen, args=[crn]) if crn else reverse(screen)
        assert page.visit(address).status == 200
        page.evaluate("look => Object.assign(document.documentElement.dataset, look)", look)
        return page

    yield open_page
    for page in pages.values():
        page.context.close()


@pytest.mark.parametrize("density", ["comfortable", "compact"])
@pytest.mark.parametrize("width", sorted(HEADER_ENDS))
def test_the_case_header_leaves_the_window_to_the_page(opened, width, density):
    most = HEADER_ENDS[width] * (COMPACT if density == "compact" else 1)
    found = {}
    for screen in CASE_PAGES:
        page = opened(screen, crn=HIGH_RISK.crn, width=width, density=density)
        found[screen] = page.evaluate(TOP_OF_HEADING)

    assert {screen: top for screen, top in found.items() if top >= most} == {}


@pytest.mark.parametrize(("density", "ends"), [("comfortable", ROSH_ENDS), ("compact", ROSH_ENDS * COMPACT)])
def test_all_groups_at_risk_are_in_sight_on_the_overview(opened, density, ends):
    page = opened("cases:overview", crn=HIGH_RISK.crn, density=density)

    assert page.locator(".app-rosh tbody tr").count() == 5
    assert page.evaluate(END_OF_ROSH) < ends


@pytest.mark.parametrize(
    ("width", "text_size", "density"),
    [
        pytest.param(1280, "150", "comfortable", id="large text on a desk"),
        pytest.param(1280, "150", "compact", id="large text in Compact"),
        pytest.param(320, "100", "comfortable", id="a narrow phone"),
    ],
)
def test_nothing_scrolls_sideways_or_lies_over_something_else(opened, width, text_size, density):
    found = {}
    for screen in (*CASE_PAGES, *MAIN_PAGES):
        crn = HIGH_RISK.crn if screen in CASE_PAGES else ""
        page = opened(screen, crn=crn, width=width, textSize=text_size, density=density)
        found[screen] = [*page.evaluate(TOO_WIDE), *page.evaluate(OVERLAPS)]

    assert {screen: faults for screen, faults in found.items() if faults} == {}


def test_in_compact_every_size_follows_and_a_row_has_thirty_pixels(opened):
    page = opened("cases:overview", crn=HIGH_RISK.crn, density="compact")

    names = ["body", "hint", "list", "tag", "details", "summary-list", "inset-text"]
    sizes = page.evaluate(
        """names => names.map(name => {
        const part = document.createElement("p");
        part.className = `govuk-${name}`;
        document.querySelector("main").append(part);
        return parseFloat(getComputedStyle(part).fontSize);
        })""",
        names,
    )
    rows = page.evaluate(
        "[...document.querySelectorAll('.app-rosh tbody tr')].map(row => row.getBoundingClientRect().height)"
    )
    targets = page.evaluate(
        """[...document.querySelectorAll('.govuk-table a, .app-identity a, .app-identity button')].filter(
        part => part.checkVisibility()).map(part => part.getBoundingClientRect().height)"""
    )
    assert max(sizes) <= 16.1
    assert max(rows) <= 30.5
    assert min(targets) >= 24


@pytest.mark.parametrize("script", [True, False])
def test_one_menu_holds_tabs_and_actions_on_a_narrow_screen(opened, script):
    page = opened("cases:contacts", crn=HIGH_RISK.crn, width=320, script=script)
    menu = page.locator(".app-case-menu")

    menu.locator("summary").click()

    assert menu.get_by_role("link", name="Overview").is_visible()
    assert menu.get_by_role("link", name="Add contact").is_visible()
    assert menu.locator("[aria-current=page]").inner_text().strip() == "Contacts"
    assert not page.locator(".app-identity + .moj-sub-navigation").is_visible()
    if script:
        page.keyboard.press("Escape")
        assert menu.get_attribute("open") is None
        assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_tags_keep_their_difference_in_high_contrast(opened):
    page = opened("core:components", theme="contrast")

    looks = page.evaluate(
        """() => Object.fromEntries(["red", "grey", "green", "yellow", "purple"].map(colour => {
        const look = getComputedStyle(document.querySelector(`main .govuk-tag--${colour}`));
        return [colour, `${look.backgroundColor} ${look.outlineStyle}`]; }))"""
    )

    assert len(set(looks.values())) == len(looks)


@pytest.mark.parametrize(
    ("screen", "crn", "pages"),
    [
        pytest.param("cases:contacts", LONG_RECORD.crn, 3, id="25 contacts"),
        pytest.param("cases:overview", HIGH_RISK.crn, 3, id="overview"),
        pytest.param("cases:diary-office", "", 2, id="office diary"),
    ],
)
def test_a_printed_page_has_no_controls_and_is_short(opened, screen, crn, pages):
    page = opened(screen, crn=crn, media="print")

    shown = page.locator(
        "main :is(input, select, textarea, button, .govuk-button, .app-log__summary):visible"
    )
    printed = page.pdf(format="A4", prefer_css_page_size=True)

    assert shown.count() == 0
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) <= pages
