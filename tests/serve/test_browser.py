"""The whole page in a real browser: drafters and reviewers at work, and what the page asks of whom."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.serve.live_server import Server
from treatygrade.tables import read_rows, write_rows

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def server(serve: Callable[..., Server], tmp_path: Path) -> Server:
    return serve("--db", f"sqlite:///{tmp_path / 'reviews.sqlite'}")


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    opened = chromium.new_context(viewport={"width": 1200, "height": 900})
    opened.set_default_timeout(120_000)  # milliseconds, for a busy machine
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext, server: Server) -> Iterator[Page]:
    """A page that fails its test when it asks another host for anything, or when a script or the policy complains."""
    opened = context.new_page()
    asked: list[str] = []
    faults: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    opened.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.goto(server.url)
    yield opened
    assert [url for url in asked if not url.startswith(server.url + "/")] == []
    assert [fault for fault in faults if "409" not in fault] == []


@pytest.fixture
def ten(specimens: Path, tmp_path: Path) -> Path:
    """Ten FICTIONAL units as a table."""
    rows = [row for row in read_rows(specimens / "units" / "ccpr_en.jsonl") if row["scheme"] == "ccpr-2017"]
    write_rows(rows[:10], tmp_path / "ten.jsonl")
    return tmp_path / "ten.jsonl"


def serious(page: Page) -> list[str]:
    """The faults that axe-core calls serious or critical."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-core is not installed")
    found: dict[str, Any] = axe.Axe().run(page).response
    return [
        f"{fault['id']}: {fault['nodes'][0]['html']}"
        for fault in found["violations"]
        if fault["impact"] in ("serious", "critical")
    ]


def test_a_pasted_draft_is_answered(page: Page) -> None:
    page.fill("#text", "The Committee welcomes the Act. However, it regrets that the Act is not applied.")
    page.select_option("#scheme", "cmw")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("article.unit")
    assert "Reads like" in page.inner_text(".verdict")
    assert page.locator("meter").count() == 6


def test_an_uploaded_word_draft_is_answered_and_looked_at(
    page: Page, qalvera: Path, as_docx: Callable[[Path], Path]
) -> None:
    page.set_input_files("#file", as_docx(qalvera))
    page.click("main button")
    page.wait_for_selector("article.unit")
    assert page.locator("article.unit").count() == 8
    assert "48 [C] [A]" in page.inner_text(".line")
    assert page.locator(".fictional").count() >= 8
    before = page.get_attribute("#unit-2 .sentence >> nth=1", "class")
    page.check("#look-2-A")
    assert page.get_attribute("#unit-2 .sentence >> nth=1", "class") != before
    page.keyboard.press("Escape")
    page.locator("body").click(position={"x": 5, "y": 5})
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.id") == "unit-1"


def review(page: Page, project: str, who: str, grades: str) -> None:
    """Grade every unit by keyboard alone; each suggestion is seen only after the answer."""
    page.goto(project)
    page.fill("#person", who)
    page.keyboard.press("Enter")
    for number, grade in enumerate(grades, 1):
        page.wait_for_url(f"**/as/{who}/{number}")
        assert "Reads like" not in page.inner_text("main")
        page.keyboard.press(f"Alt+{'ABCDE'.index(grade) + 1}")
        page.fill("textarea", f"reason {number} of {who}")
        page.keyboard.press("Control+Enter")
        page.wait_for_selector(".verdict")
        page.wait_for_load_state()  # the script that hears "j" comes with the page's end
        assert "Reads like" in page.inner_text(".verdict")
        if number < len(grades):
            page.locator("h1").click()
            page.keyboard.press("j")


def test_two_reviewers_grade_ten_units_and_their_split_is_settled(page: Page, ten: Path, tmp_path: Path) -> None:
    page.goto(f"{page.url}review")
    page.fill("#name", "Ten units")
    page.set_input_files("#file", ten)
    page.click("main button")
    page.wait_for_selector("#person")
    project = page.url
    review(page, project, "Ana", "AABBCCCBAB")
    review(page, project, "Bo", "AABBCCCBBC")
    page.click("summary:has-text('Revise')")
    page.keyboard.press("Alt+2")
    page.fill("details textarea", "on reflection")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("text=on reflection")

    page.goto(project)
    assert page.locator("progress[value='10']").count() == 2
    page.click("text=Disagreements: 1")
    page.wait_for_selector("article.unit")
    assert page.locator("article.unit").count() == 1
    page.fill("article input[name=person]", "Cai")
    page.check("article input[value=B]")
    page.fill("article textarea", "heard both")
    page.click("article button")
    page.wait_for_selector("text=heard both")

    page.goto(project)
    with page.expect_download() as download:
        page.click("text=blind answers")
    path = tmp_path / "ratings.csv"
    download.value.save_as(path)
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
    assert len(rows) == 20
    assert {row["reviewer"]: "" for row in rows} == {"Ana": "", "Bo": ""}
    command = [sys.executable, "-m", "treatygrade", "agreement", str(path), "--json"]
    agreed = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    assert agreed["coefficients"]["percent_agreement"]["estimate"] == pytest.approx(0.8)


def test_a_stale_form_keeps_what_was_written(context: BrowserContext, page: Page, ten: Path) -> None:
    page.goto(f"{page.url}review")
    page.set_input_files("#file", ten)
    page.click("main button")
    page.wait_for_selector("#person")
    where = f"{page.url}/as/Ana/1"
    other = context.new_page()
    for tab in (page, other):
        tab.goto(where)
        tab.keyboard.press("Alt+2")
        tab.fill("textarea", f"from tab {1 + (tab is other)}")
    other.keyboard.press("Control+Enter")
    other.wait_for_selector(".verdict")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("[role=alert]")
    assert page.input_value("textarea") == "from tab 1"
    assert "from tab 2" in page.inner_text("main")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [375, 1200])
def test_every_view_is_accessible_and_fits_the_screen(
    chromium: Browser, server: Server, qalvera: Path, scheme: Any, width: int
) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()

    def looked_at() -> None:
        assert serious(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width

    for path in ("", "/api", "/nowhere"):
        page.goto(server.url + path)
        looked_at()
    page.goto(server.url)
    page.set_input_files("#file", qalvera)
    page.click("main button")
    page.wait_for_selector("article.unit")
    looked_at()
    page.goto(server.url + "/review")
    looked_at()
    page.set_input_files("#file", qalvera)
    page.click("main button")
    page.wait_for_selector("#person")
    project = page.url
    for who, choice in (("Ana", "1"), ("Bo", "2")):
        page.goto(f"{project}/as/{who}/1")
        looked_at()
        page.keyboard.press(f"Alt+{choice}")
        page.fill("textarea", "reason")
        page.keyboard.press("Control+Enter")
        page.wait_for_selector(".verdict")
        looked_at()
    for path in (project, f"{project}/adjudicate"):
        page.goto(path)
        looked_at()
    context.close()
