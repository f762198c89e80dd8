"""Gates, and the figures in a line and in a table."""

from __future__ import annotations

import pytest

from treatygrade.errors import UsageError
from treatygrade.evaluate.gates import gate, missed
from treatygrade.evaluate.result import SCALARS, rows_of, summary, table

LEAST, MOST = "is 0.500, wanted at least", "is 0.500, wanted at most"


GATES = [
    ("accuracy=0.5", []), ("accuracy=0.51", [f"accuracy {LEAST} 0.51"]),
    ("log_loss=0.5", []), ("log_loss=0.49", [f"log_loss {MOST} 0.49"]),
    ("ece=0.5", []), ("ece=0.4", [f"ece {MOST} 0.4"]), ("set_size=0.4", [f"set_size {MOST} 0.4"]),
    ("set_coverage=0.6", [f"set_coverage {LEAST} 0.6"]), ("shown.accuracy=0.9", []),
    ("masked.accuracy=0.9", [f"masked.accuracy {LEAST} 0.9"]), ("recall_A=0.5", []), ("shown.f1_A=0.95", []),
    ("per_grade.A.f1=0.6", [f"per_grade.A.f1 {LEAST} 0.6"]), ("qwk=-1", []), ("qwk=5e-1", []),
    ("precision_D=0.1", ["precision_D is 0.000, wanted at least 0.1"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "lines"), GATES, ids=[text for text, _ in GATES])
def test_a_gate_is_missed_beyond_its_limit_and_not_at_it(text: str, lines: list[str]) -> None:
    grade = {"precision": 0.5, "recall": 0.5, "f1": 0.5, "support": 1}
    kind = {**dict.fromkeys(SCALARS, 0.5), "per_grade": {"A": grade}}
    shown = {**dict.fromkeys(SCALARS, 1.0), "per_grade": {"A": dict.fromkeys(grade, 1.0)}}
    assert missed({"masked": kind, "shown": shown}, dict([gate(text)])) == lines


@pytest.mark.parametrize(
    "text",
    ["", "accuracy", "accuracy=", "accuracy=high", "accuracy=inf", "accuracy=nan", "shown.=1", "shown.masked.qwk=1",
     "recall_G=1", "recall_=1", "support_A=1", "per_grade.A=1", "per_grade.A.support=1", "interval.qwk=1", " qwk=1"],
)  # fmt: skip
def test_no_such_gate(text: str) -> None:
    with pytest.raises(UsageError):
        gate(text)


def test_figures_in_a_line_and_in_a_table() -> None:
    grade = {"precision": 0.25, "recall": 0.75, "f1": 0.5, "support": 4}
    kind = {**dict.fromkeys(SCALARS, 0.5), "per_grade": {"B": grade}, "intervals": dict.fromkeys(SCALARS, (0.4, 0.6))}
    found = {"n": 4, "masked": kind, "shown": kind, "baselines": {"majority": {"masked": kind, "shown": kind}}}
    kept = summary(found)
    assert kept["n"] == 4
    assert kept["masked"] == {**dict.fromkeys(SCALARS, 0.5), "recall_B": 0.75}
    header, *lines = table(rows_of(found, "shown"))
    assert header == ["", "accuracy", "macro F1", "QWK A-C", "log loss", "B P/R"]
    assert lines == [[name, *["0.500 [0.40, 0.60]"] * 4, "0.25/0.75"] for name in ("treatygrade", "majority")]
