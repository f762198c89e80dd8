"""Makes ``docs/screenshots``: every view of ``treatygrade serve``, on a FICTIONAL report.

python bench/screenshots.py
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs" / "screenshots"
REPORT = ROOT / "corpus" / "specimens" / "en" / "CMW_C_ZRT_FCO_2_Add.1.md"
"""One that the shipped model has not seen, as ``treatygrade demo`` shows it."""
SIZE = {"width": 1200, "height": 900}


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
    for who, choices in (("Ana", "2533"), ("Bo", "2543")):
        for number, choice in enumerate(choices, 1):
            page.goto(f"{project}/as/{who}/{number}")
            if (who, number) == ("Ana", 2):
                _keep(page, "blind")
            page.keyboard.press(f"Alt+{choice}")
            page.fill("textarea", "No measure is shown." if who == "Ana" else "The reply is silent on this point.")
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
