"""The reference is what the code says, links lead somewhere, and every option that a page names exists."""

from __future__ import annotations

import re
import runpy
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [path for path in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")] if path.name != "CHANGELOG.md"]
sys.path.insert(0, str(ROOT / "docs"))  # as `python docs/make.py` has it
MADE = runpy.run_path(str(ROOT / "docs" / "make.py"), run_name="docs")
COMPATIBLE = re.compile(
    r"MIT|BSD|Apache|PSF|Python Software|ISC|MPL|Mozilla|LGPL|Lesser|HPND|Unlicense|0BSD|Zlib|CC0|CNRI|BSL",
    re.IGNORECASE,
)


@pytest.mark.parametrize("name", ["commands", "schemas", "schemes", "limits"])
def test_the_reference_is_made_from_the_code(name: str) -> None:
    made = MADE["PAGES"][f"reference/{name}.md"]()
    assert (ROOT / "docs" / "reference" / f"{name}.md").read_text("utf-8") == made, "run `make docs`"


def test_the_figures_of_the_readme_are_those_of_the_results() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert MADE["put_in"](readme) == readme, "run `make docs`"
    assert len(readme.splitlines()) < 150


def test_every_licence_is_known_and_compatible() -> None:
    rows = re.findall(r"^\| ([\w.-]+) \| (.*) \|$", MADE["licences"](), re.MULTILINE)
    others = [row for row in rows if row != ("package", "licence") and not COMPATIBLE.search(row[1])]
    assert not others
    copyleft = [row for row in rows if re.search(r"(?<!L)GPL", row[1]) and "Lesser" not in row[1]]
    assert not copyleft


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    text = page.read_text("utf-8")
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", text):
        if not re.match(r"[a-z]+:", target):
            assert (page.parent / target).exists(), target
    for named in re.findall(r"`((?:configs|pipeline|tests|bench|docs|corpus|models)/[\w./{},*-]+)`", text):
        if not re.search(r"[{}*A-Z]{2,}|[{}*]", named):
            assert (ROOT / named).exists(), named


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_command_and_option_named_exists(page: Path) -> None:
    reference = MADE["commands"]()
    for span in re.findall(r"`([^`\n]+)`", page.read_text("utf-8")):
        if match := re.match(r"treatygrade ((?:corpus |model )?[a-z]+)", span):
            assert f"## treatygrade {match[1]}\n" in reference, span
            for option in re.findall(r"(?<!\S)(--[a-z][a-z-]+)", span):
                assert f"`{option}`" in reference, span
