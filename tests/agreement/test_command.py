"""`treatygrade agreement` as it is called: exit codes, what goes where, the parts of the JSON, tables cut short."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from treatygrade.agreement import agreement
from treatygrade.agreement import page as page_module
from treatygrade.agreement.page import page
from treatygrade.agreement.show import LONGEST, interval, number, show
from treatygrade.cli.main import app, main
from treatygrade.errors import TableError
from treatygrade.tables import write_rows

PARTS = [
    "summary", "source", "seed", "bootstrap_samples", "units", "units_graded_twice", "reviewers", "ratings", "scale",
    "missing", "dropped", "unused_columns", "coefficients", "per_grade", "confused", "pairs", "with_themselves",
    "split_units", "by", "cutting", "leniency", "plan",
]  # fmt: skip
ESTIMATE = ["estimate", "low", "high", "standard_error", "analytic_low", "analytic_high", "units", "note"]


@pytest.fixture(scope="module")
def ratings(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twenty units that three people graded; one undecided, one column that is not used."""
    rows = [
        {
            "unit": f"{n} (a)",
            "reviewer": name,
            "grade": "ABC"[(n + (n % 4 == k)) % 3],
            "theme": "xyz"[n % 3],
            "remark": "",
        }
        for n in range(20)
        for k, name in enumerate(("Ana", "Ben", "Chloé"))
    ]
    rows[10]["grade"] = "?"
    path = tmp_path_factory.mktemp("ratings") / "r.csv"
    write_rows(rows, path)
    return path


@pytest.fixture(scope="module")
def found(ratings: Path) -> dict[str, Any]:
    return agreement(ratings, samples=30, seed=7, width=0.3)


def test_the_parts_of_the_json(found: dict[str, Any], ratings: Path) -> None:
    assert list(found) == PARTS
    assert (found["source"], found["seed"], found["bootstrap_samples"]) == (str(ratings), 7, 30)
    assert (found["units"], found["units_graded_twice"], found["ratings"]) == (20, 20, 59)
    assert found["missing"] == {"undecided": 1}
    assert found["dropped"] == [
        {"line": 12, "unit": "3 (a)", "reviewer": "Ben", "cell": "?", "kind": "undecided"}
    ]  # fmt: skip
    assert found["unused_columns"] == ["remark"]
    assert all(list(value) == ESTIMATE for value in found["coefficients"].values())
    assert list(found["scale"]) == [
        "name", "categories", "ordinal", "off_scale", "ratings_off_scale", "ac2_weights", "note",
    ]  # fmt: skip
    assert [each["reviewer"] for each in found["reviewers"]] == ["Ana", "Ben", "Chloé"]
    assert [each["graded"] for each in found["reviewers"]] == [20, 19, 20]
    assert all(sum(each["grades"].values()) == each["graded"] for each in found["reviewers"])
    assert found["plan"]["width"] == 0.3


def test_what_the_parts_say_of_each_other(found: dict[str, Any]) -> None:
    assert sum(entry["given"] for entry in found["per_grade"].values()) == found["ratings"]
    assert sum(sum(map(sum, pair["confusion"])) for pair in found["pairs"]) == 20 + 19 + 19
    for pair in found["pairs"]:
        right = sum(pair["confusion"][k][k] for k in range(3))
        assert pair["percent_agreement"] == pytest.approx(right / pair["units"])
        assert pair["first_better"] + pair["second_better"] == pair["units"] - right
    assert sum(entry["share"] for entry in found["confused"]) == pytest.approx(1)
    wrong = sum(pair["units"] * (1 - pair["percent_agreement"]) for pair in found["pairs"])
    assert sum(entry["pairs"] for entry in found["confused"]) == pytest.approx(wrong)
    assert found["coefficients"]["cohen"]["estimate"] == pytest.approx(
        sum(pair["kappas"]["cohen"]["estimate"] for pair in found["pairs"]) / 3
    )  # Light's


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ([], 0),
        (["--scheme", "cmw"], 0),
        (["--scheme", "common"], 0),
        (["--scheme", "nope"], 2),
        (["--scheme", "cerd"], 0),  # the common letters under a scheme of words
        (["--samples", "0"], 0),
        (["--samples", "-1"], 2),
        (["--width", "0"], 2),
        (["--seed", "x"], 2),
        (["--nonsense"], 2),
    ],
)
def test_exit_codes(options: list[str], code: int, ratings: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["treatygrade", "agreement", str(ratings), "--samples", "5", *options])
    with pytest.raises(SystemExit) as ended:
        main()
    assert (ended.value.code or 0) == code


@pytest.mark.parametrize("name", ["none.csv", "r.txt", "damaged.xlsx"])
def test_a_file_that_cannot_be_read_exits_1_and_is_named(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "damaged.xlsx").write_bytes(b"PK\x03\x04")
    monkeypatch.setattr("sys.argv", ["treatygrade", "agreement", str(tmp_path / name)])
    with pytest.raises(SystemExit) as ended:
        main()
    told = capsys.readouterr()
    assert ended.value.code == 1
    assert name in told.err
    assert "Traceback" not in told.err
    assert told.out == ""


@pytest.mark.parametrize("bare", [True, False])
def test_json_goes_to_a_file_or_alone_to_standard_output(bare: bool, ratings: Path, tmp_path: Path) -> None:
    target = tmp_path / "new" / "a.json"
    result = CliRunner().invoke(
        app, ["agreement", str(ratings), "--samples", "5", "--json", *([] if bare else [str(target)])]
    )
    assert result.exit_code == 0
    written = result.stdout if bare else target.read_text(encoding="utf-8")
    assert list(json.loads(written)) == PARTS
    assert "Chloé" in written  # not escaped
    assert ("How consistent" in result.stdout) is not bare


def test_what_does_not_fit_is_counted(found: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    more = len(found["split_units"]) - LONGEST
    assert more > 0
    stream = io.StringIO()
    show(found, stream)
    assert f"and {more} more, with --json or --html" in stream.getvalue()
    monkeypatch.setattr(page_module, "LONGEST", 2)
    assert f"The first 2 of {len(found['split_units'])}; the JSON has all." in page(found)


def test_without_leniency_the_terminal_and_the_page_say_why(tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    path.write_text("unit,x,y\n1,D,E\n2,E,E\n", encoding="utf-8")
    told = agreement(path, samples=0)
    stream = io.StringIO()
    show(told, stream)
    assert "Leniency: not fitted: it needs two ordered grades" in stream.getvalue()
    assert "not fitted: it needs two ordered grades" in page(told)


@pytest.mark.parametrize(
    ("value", "digits", "words"), [(None, 3, "–"), (0.12345, 3, "0.123"), (-0.5, 2, "-0.50"), (1, 3, "1.000")]
)
def test_figures_in_tables(value: float | None, digits: int, words: str) -> None:
    assert number(value, digits) == words


def test_intervals_in_tables() -> None:
    assert interval({"low": None, "high": None}) == "–"
    assert interval({"low": -0.123, "high": 0.9}, 2) == "-0.12 to 0.90"


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("unit,reviewer,grade\n1,x,A\n", "one reviewer only (x)", "one column for each reviewer"),
        ("unit,x,y\n1,A,\n2,,B\n", "no unit is graded by two reviewers", "name the units alike"),
    ],
)
def test_what_cannot_be_compared_says_what_to_do(text: str, message: str, hint: str, tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_text(text, encoding="utf-8")
    with pytest.raises(TableError) as caught:
        agreement(tmp_path / "r.csv")
    assert message in caught.value.message
    assert hint in caught.value.hint
    assert caught.value.file.endswith("r.csv")
