"""What the pages show and tell: pictures of each job, figures with their command, and what has to be explained."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.docs.test_readme import README, ROOT

PICTURES = ROOT / "docs" / "screenshots"
PNG = b"\x89PNG\r\n\x1a\n"
# A job of each user: who keeps an archive, who drafts, who reviews.
JOBS = ("label", "draft", "blind")
MISSED = {"A": "four As in ten", "D": "three Ds in ten", "E": "half of the Es"}
SHARES = {"four As in ten": 0.4, "three Ds in ten": 0.3, "half of the Es": 0.5}


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
