"""Association of categories with grades."""

from __future__ import annotations

from treatygrade.phrases import association
from treatygrade.phrases.association import markdown, table


def _units(count: int) -> list[dict[str, str]]:
    texts = {"A": "The Committee commends the reform.", "C": "The Committee regrets the delay."}
    return [{"text": texts[g], "grade": g, "state": f"State {i}"} for i in range(count) for g in texts]


def test_a_category_of_one_grade_only() -> None:
    rows = {(row["category"], row["grade"]): row for row in association(_units(6), samples=50)}
    regret = rows["regret", "C"]
    assert (regret["units"], regret["share"], regret["elsewhere"], regret["difference"]) == (6, 1.0, 0.0, 1.0)
    assert regret["low"] == regret["high"] == 1.0
    assert rows["regret", "A"]["difference"] == -1.0


def test_conceded_phrases_count_apart() -> None:
    units = _units(3)
    units[0]["text"] = "While it commends the reform, the Committee regrets the delay."
    assert "appreciation, conceded" in {row["category"] for row in association(units, samples=10)}


def test_the_same_seed_gives_the_same_intervals() -> None:
    units = _units(4)[:-1]
    assert association(units, samples=50, seed=3) == association(units, samples=50, seed=3)


def test_no_units_no_rows() -> None:
    assert association([]) == []


def test_the_table_marks_what_stands_apart() -> None:
    found = association(_units(6), samples=50)
    assert table(found, least=7) == [["category", "units", "A", "C"]]
    assert table(found, least=6)[1:] == [
        ["appreciation", "6", "100% [+100, +100]*", "0% [-100, -100]*"],
        ["regret", "6", "0% [-100, -100]*", "100% [+100, +100]*"],
    ]
    few = {(row[0], row[2]): row[2:] for row in table(association(_units(4), samples=50), least=1)[1:]}
    assert not any("*" in cell for cells in few.values() for cell in cells)
    assert "| category | units | A | C |" in markdown(found, "12 evaluations.")
    assert table([]) == [["category", "units"]]
