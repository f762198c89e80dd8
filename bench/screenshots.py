"""Makes ``docs/screenshots``: what each user sees, on FICTIONAL reports and simulated reviewers.

python bench/screenshots.py
"""

from __future__ import annotations

import csv
import shutil
import subprocess
import sys
import tempfile
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from treatygrade.agreement.ratings import MISSING
from treatygrade.agreement.simulate import Reviewers, simulated

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs" / "screenshots"
REPORT = ROOT / "corpus" / "specimens" / "en" / "CMW_C_ZRT_FCO_2_Add.1.md"
"""One that the shipped model has not seen, as ``treatygrade demo`` shows it."""
SIZE = {"width": 1200, "height": 900}
ANSWERS = {
    "Ana": [
        ("3", "The bill was rejected, and no other measure is named."),
        ("2", "The Standards are binding; there is still no shelter for men."),
        ("3", "Nobody was investigated."),
        ("2", "Part of what was asked was done."),
    ],
    "Bo": [
        ("3", "Nothing was adopted."),
        ("2", "Officers were trained, a shelter is missing."),
        ("4", "The reply is silent on this point."),
        ("2", "Done in part."),
    ],
}
"""The grade, by its number on the page, and the reason that each reviewer gives."""
PEOPLE = Reviewers((0.9, -0.6, -0.3), (-1.2, 0.9), unit_sd=1.6)
"""Reviewers of 80 units for the report on agreement; the first is lenient."""


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "treatygrade", "serve", "--demo", "--port", "0"]
        server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=folder)
        try:
            assert server.stdout is not None
            url = server.stdout.readline().split()[-1].rstrip("/")
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
                _draft(browser.new_page(viewport=SIZE), url)
                _review(browser.new_page(viewport=SIZE), url)
                narrow = {"width": 390, "height": 844}
                dark = browser.new_context(viewport=narrow, color_scheme="dark")
                _phone(dark.new_page(), url)
                _pages(browser.new_page(viewport=SIZE), Path(folder))
                browser.close()
        finally:
            server.terminate()
            server.wait()


def _draft(page: Page, url: str) -> None:
    page.goto(url)
    _keep(page, "ask")
    page.set_input_files("#file", REPORT)
    page.click("main button")
    page.wait_for_selector("article.unit")
    _keep(page, "draft")
    _write(page.locator("#unit-3").screenshot(), "unit")


def _review(page: Page, url: str) -> None:
    page.goto(f"{url}/review")
    page.fill("#name", "Zorinthia")
    page.set_input_files("#file", REPORT)
    page.click("main button")
    page.wait_for_selector("#person")
    project = page.url
    for who, answers in ANSWERS.items():
        for number, (choice, reason) in enumerate(answers, 1):
            page.goto(f"{project}/as/{who}/{number}")
            if (who, number) == ("Ana", 2):
                _keep(page, "blind")
            page.keyboard.press(f"Alt+{choice}")
            page.fill("textarea", reason)
            page.keyboard.press("Control+Enter")
            page.wait_for_selector(".verdict")
            if (who, number) == ("Ana", 2):
                _keep(page, "revealed")
    page.goto(project)
    _keep(page, "project")
    page.goto(f"{project}/adjudicate")
    _keep(page, "adjudicate")
    page.goto(f"{url}/review")
    _keep(page, "review")
    page.goto(f"{url}/api")
    _keep(page, "api")


def _phone(page: Page, url: str) -> None:
    page.goto(url)
    page.set_input_files("#file", REPORT)
    page.click("main button")
    page.wait_for_selector("article.unit")
    page.locator("#unit-2").scroll_into_view_if_needed()
    page.evaluate("document.querySelector('#unit-2').scrollIntoView()")
    _keep(page, "phone")


def _pages(page: Page, folder: Path) -> None:
    """The pages that `label`, `audit` and `agreement` write."""
    ratings = simulated(PEOPLE, units=80, seed=5, missing=0.1)
    with (folder / "ratings.csv").open("w", encoding="utf-8", newline="") as stream:
        table = csv.writer(stream)
        table.writerow(["unit", "reviewer", "grade"])
        for unit, codes in zip(ratings.units, ratings.codes, strict=True):
            for name, code in zip(("Ana", "Bo", "Cleo"), codes, strict=True):
                if code != MISSING:
                    table.writerow([unit, name, ratings.scale.categories[code]])
    shutil.copytree(REPORT.parent, folder / "reports")
    for name, command in {
        "label": ["label", "reports", "-o", "units.csv", "--html", "label.html"],
        "audit": ["audit", "reports", "--html", "audit.html"],
        "agreement": ["agreement", "ratings.csv", "--html", "agreement.html"],
    }.items():
        subprocess.run([sys.executable, "-m", "treatygrade", *command], cwd=folder, check=True, capture_output=True)
        page.goto((folder / f"{name}.html").as_uri())
        _keep(page, name)


def _keep(page: Page, name: str) -> None:
    _write(page.screenshot(), name)


def _write(picture: bytes, name: str) -> None:
    """As a PNG of few colours: a third of the size, and nothing that one would miss."""
    few = (
        Image.open(BytesIO(picture)).convert("RGB").quantize(128, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    )
    few.save(FOLDER / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
