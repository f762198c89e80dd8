"""The JSON of ``suggest`` and ``check``: names and types of every entry, and what the options do to it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from treatygrade.columns import GRADES, PREDICTION_COLUMNS, UNIT_COLUMNS
from treatygrade.tables import write_rows

TEXT = "The Committee regrets the overcrowding in prisons and requests data on the number of cells that were built."
PASSAGE = {"start": int, "end": int, "text": str, "pushes": dict, "states_grade": bool}
PRECEDENT = {
    "unit_id": str, "symbol": str, "state": str, "paragraph": str, "scope": str, "title": str, "year": str,
    "scheme": str, "grade": str, "grade_raw": str, "text": str, "likeness": float, "own": list, "theirs": list,
    "fictional": bool, "sentence": str,
}  # fmt: skip
OWN = {
    "ranked": list, "sentences": list, "reasons": dict, "base": dict, "fit": str, "better": str, "requests": list,
    "phrases": list, "precedents": list, "precedents_note": str, "fictional": bool, "seen_in_training": bool,
    "conflicts": list,
}  # fmt: skip


def typed(found: dict[str, Any], types: dict[str, type]) -> None:
    assert set(types) <= set(found)
    assert {name: type(found[name]) for name in types} == types


def test_every_entry_of_a_suggestion(ask: Any, graded: list[dict[str, Any]], tmp_path: Path) -> None:
    write_rows(graded, tmp_path / "units.jsonl")
    code, out, _ = ask("suggest", TEXT, "--scheme", "ccpr-2017", "--units", tmp_path / "units.jsonl", "--json")
    assert code == 0
    (row,) = json.loads(out)
    assert set(row) == {*UNIT_COLUMNS, *PREDICTION_COLUMNS, *OWN}
    typed(row, OWN)
    assert set(row["probabilities"]) == set(GRADES)
    assert {grade["grade"] for grade in row["ranked"]} == set("ABCDE") == set(row["base"]) == set(row["reasons"])
    for passage in [*row["sentences"], *row["requests"], *(one for each in row["reasons"].values() for one in each)]:
        typed(passage, PASSAGE)
        assert row["text"][passage["start"] : passage["end"]] == passage["text"]
    for found in row["precedents"]:
        assert set(found) == set(PRECEDENT)
        typed(found, PRECEDENT)
        assert found["text"][slice(*found["theirs"])] == found["sentence"]
        assert row["text"][slice(*found["own"])] in row["text"]


def test_every_entry_of_a_check(ask: Any, specimens: Path, tmp_path: Path) -> None:
    draft = specimens / "en" / "CMW_C_ZRT_FCO_2_Add.1.md"
    code, out, _ = ask("check", draft, "--json", tmp_path / "check.json")
    assert code == 0
    assert out.startswith(f"{draft}: 1 certain finding")
    found = json.loads((tmp_path / "check.json").read_text(encoding="utf-8"))
    typed(found, {"file": str, "findings": list, "headers": list, "units": list})
    assert len(found["units"]) == 8
    for unit in found["units"]:
        typed(unit, OWN)
    for finding in found["findings"]:
        typed(finding, {"code": str, "place": str, "message": str, "quotations": list, "paragraph": str})
        assert finding["unit"] is None or 0 <= finding["unit"] < 8
    assert [finding["code"] for finding in found["findings"]] == ["verdict_mismatch"]
    (header,) = found["headers"]
    typed(header, {"state": str, "reads": str, "should_read": str, "right": bool})
    assert header["right"]


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (["--json", "x/y.json"], 0, ""),
        (["--json", "--scheme", "cmw"], 0, ""),
        (["--language", "de"], 2, "'de' is not one of"),
        (["--units", "u.jsonl", "--demo"], 2, "--units and --demo exclude each other"),
        (["--units", "u.csv"], 1, "no unit has both a grade and a text"),
        (["--model", "."], 1, "manifest.json: missing from the model"),
        (["-o", "out"], 2, "cannot write a nameless kind"),
        (["-o", "out.pdf"], 2, "cannot write .pdf"),
        (["--remove-comments", "-o", "out.docx"], 2, "needs a .docx draft"),
        (["--wrong"], 2, "No such option"),
    ],
)
def test_options(
    ask: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: list[str], code: int, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "u.csv").write_text("text,grade\nIt regrets it.,\n")
    found, out, err = ask("suggest", TEXT, *options)
    assert (found, "Traceback" in err) == (code, False)
    assert said in err
    assert bool(out) is (code == 0)
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".docx"] == []


def test_what_is_printed_and_what_is_written_are_the_same(ask: Any, tmp_path: Path) -> None:
    _, printed, _ = ask("suggest", TEXT, "--scheme", "cmw")
    _, again, _ = ask("suggest", TEXT, "--scheme", "cmw", "-o", tmp_path / "said.md", "--json", tmp_path / "a.json")
    assert printed == again == (tmp_path / "said.md").read_text(encoding="utf-8")
    _, json_out, _ = ask("suggest", TEXT, "--scheme", "cmw", "--json")
    assert json.loads(json_out) == json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert "Reads like" not in json_out


def test_a_verdict_counts_only_when_asked(ask: Any) -> None:
    text = "The Committee regrets delays. The Committee considers that the recommendation has been implemented."
    shares = []
    for options in ([], ["--use-verdict"]):
        _, out, _ = ask("suggest", text, "--scheme", "cmw", "--json", *options)
        shares.append(json.loads(out)[0]["probabilities"]["A"])
    assert shares[1] > shares[0] + 0.3
