"""The columns of a unit and of a prediction: the contract of every table that treatygrade writes."""

from __future__ import annotations

GRADES = ("A", "B", "C", "D", "E", "F")
"""The common scale. A–C is ordinal; D (no cooperation), E (contrary), F (next report) are categories."""

ORDINAL = ("A", "B", "C")

# What stands in each is said in docs/columns.yaml, and put there by segment/units.py.
UNIT_COLUMNS = (
    "unit_id", "file", "symbol", "co_symbol", "reply_symbol", "committee", "scheme", "state", "iso3",
    "session", "year", "language", "round", "paragraph", "scope", "title", "recommendation", "reply",
    "stakeholders", "text", "start", "end", "page", "grade_printed", "grade_raw", "grade",
    "header_grades", "verdict", "previous", "flags",
)  # fmt: skip

PREDICTION_COLUMNS = (
    "predicted", "confidence", "probabilities", "prediction_set", "abstained", "predicted_label", "phrases",
)  # fmt: skip

STRUCTURED = frozenset({"header_grades", "previous", "flags", "probabilities", "prediction_set", "phrases"})
"""Columns whose cells are lists or mappings: native in JSONL and Parquet, JSON text in CSV and XLSX."""

INTEGERS = frozenset({"session", "year", "round", "start", "end", "page"})

FLAGS = (
    "verdict_mismatch", "header_mismatch", "missing_in_header", "wrong_scope", "item_ungraded",
    "graded_twice", "unknown_grade", "far_from_prediction", "shared_text", "by_reference",
    "seen_in_training",
)  # fmt: skip
