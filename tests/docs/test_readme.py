"""The README and the pages beside it: what they show can be run, looked at, and was measured."""

from __future__ import annotations

import csv
import json
import re
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.docs.test_pages import PAGES, ROOT
from treatygrade.cli.main import app

README = (ROOT / "README.md").read_text("utf-8")
COMMANDS = re.findall(r"^\$ treatygrade (.+)$", README, re.MULTILINE)
PICTURES = ROOT / "docs" / "screenshots"
PNG = b"\x89PNG\r\n\x1a\n"
SPECIMEN = "CMW_C_QNT_FCO_1_Add.1.md"
# A job of each user: who keeps an archive, who drafts, who reviews.
JOBS = ("label", "draft", "blind")
MISSED = {"A": "four As in ten", "D": "three Ds in ten", "E": "half of the Es"}
SHARES = {"four As in ten": 0.4, "three Ds in ten": 0.3, "half of the Es": 0.5}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, specimens: Path, as_docx: Callable[[Path], Path]) -> Path:
    """What the README speaks of: reports, a draft and a table of ratings."""
    folder = tmp_path_factory.mktemp("desk")
    (folder / "reports").mkdir()
    shutil.copy(specimens / "en" / SPECIMEN, folder / "reports")
    draft = as_docx(specimens / "en" / SPECIMEN)
    for name in ("draft.docx", "report.docx"):
        shutil.copy(draft, folder / name)
    with (folder / "ratings.csv").open("w", newline="") as stream:
        table = csv.writer(stream)
        table.writerow(["unit", "reviewer", "grade"])
        table.writerows(
            (unit, who, grade)
            for unit, pair in enumerate(["AA", "BC", "CC"])
            for who, grade in zip("ab", pair, strict=True)
        )
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("command", [one for one in COMMANDS if one != "serve"])
def test_a_command_of_the_readme_does_its_work(command: str, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(desk)
    arguments = shlex.split(command)
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code == 0, done.output
    made = [argument for argument in arguments if argument in ("units.csv", "commented.docx", "agreement.html")]
    assert all((desk / name).stat().st_size > 1_000 for name in made)
    assert made or done.output


def test_the_readme_has_a_command_of_each_user() -> None:
    assert {command.split()[0] for command in COMMANDS} == {"label", "check", "serve", "agreement", "audit"}


def test_the_python_of_the_readme_runs(
    desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(desk)
    code = re.search(r"^```python\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    assert code
    exec(code[1], {})
    assert "\n51 (b)|(c)|(d)|(e) B The Committee commends" in capsys.readouterr().out


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_targets_scripts_and_headings_named_are_there(page: Path) -> None:
    text = page.read_text("utf-8")
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target in re.findall(r"`make ([a-z]+)`|^make ([a-z]+)", text, re.MULTILINE):
        assert re.search(rf"^{''.join(target)}:", makefile, re.MULTILINE), target
    for script in re.findall(r"`python (\S+\.py)", text):
        assert (ROOT / script).is_file(), script
    for where, anchor in re.findall(r"\]\(([^)#\s:]*)#([^)\s]+)\)", text):
        heads = re.findall(r"^#+ (.+)$", (page.parent / where if where else page).read_text("utf-8"), re.MULTILINE)
        assert anchor in {re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-") for head in heads}, anchor


@pytest.mark.parametrize("picture", sorted(PICTURES.glob("*.png")), ids=lambda path: path.stem)
def test_a_picture_is_one_is_shown_and_has_words(picture: Path) -> None:
    from PIL import Image

    assert picture.read_bytes().startswith(PNG)
    with Image.open(picture) as image:
        width, height = image.size
        assert width >= 390
        assert height >= 800
        assert len(image.convert("RGB").getcolors(1 << 20) or []) > 16, "a blank page"
    shown = re.findall(rf"!\[([^\]]+)\]\({picture.name}\)", (PICTURES / "README.md").read_text("utf-8"))
    assert len(shown) == 1
    assert len(shown[0].split()) >= 4
    assert re.search(rf'"{picture.stem}"', (ROOT / "bench" / "screenshots.py").read_text("utf-8"))


def test_the_readme_shows_each_user_their_job() -> None:
    for job in JOBS:
        assert re.search(rf"!\[[^\]]{{20,}}\]\(docs/screenshots/{job}\.png\)", README), job


def test_each_figure_of_the_readme_says_how_it_was_measured() -> None:
    rows = [
        line.split(" | ")
        for line in README.partition("<!-- figures")[2].partition("<!-- end")[0].partition("\n")[2].splitlines()[2:]
    ]
    assert len(rows) >= 8
    for what, _figure, how in rows:
        assert re.search(r"`(?:python bench/\w+\.py|make \w+)`, \d{4}-\d\d-\d\d, |the same", how), what


def test_what_the_model_misses_is_told_as_it_was_measured() -> None:
    recall = json.loads((ROOT / "bench/results/models.json").read_text("utf-8"))["systems"]["treatygrade"]["recall"]
    page = " ".join((ROOT / "docs/what-not-to-use-this-for.md").read_text("utf-8").split())
    for grade, words in MISSED.items():
        assert words in page
        assert abs(1 - recall[grade] - SHARES[words]) < 0.06, (grade, recall[grade])


@pytest.mark.parametrize(
    ("page", "told"),
    [
        ("schemes.md", ["grade_raw", "ordered", "common scale", "legend"]),
        ("splits.md", ["State", "near-duplicate", "masked", "year", "seen_in_training", "bootstrap"]),
        ("calibration.md", ["conformal", "abstained", "held out", "ece"]),
        ("limits.md", ["configs/limits.yaml", "Zip", "PDF", "linear|proportional", "connection"]),
        ("../what-not-to-use-this-for.md", ["committee", "State", "language", "period", "Automation bias", "blind"]),
    ],
)
def test_a_page_explains_what_it_is_for(page: str, told: list[str]) -> None:
    text = (ROOT / "docs" / "explanations" / page).read_text("utf-8")
    for word in told:
        assert re.search(word, text), word
    assert f"({'docs/explanations/' if '/' not in page else 'docs/'}{page.removeprefix('../')})" in README
