"""The types that the columns of the contract have in Parquet, whatever rows a file happens to hold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from treatygrade.columns import GRADES, INTEGERS, PREDICTION_COLUMNS, UNIT_COLUMNS
from treatygrade.errors import TableError

if TYPE_CHECKING:
    import pyarrow as pa

Row = dict[str, Any]
CONTRACT = frozenset(UNIT_COLUMNS + PREDICTION_COLUMNS)


def schema(columns: Sequence[str]) -> pa.Schema:
    """The Arrow schema of columns of the contract."""
    import pyarrow as pa

    text, whole = pa.string(), pa.int64()
    previous = {"round": whole, "grade_raw": text, "symbol": text}
    phrase = {
        "start": whole, "end": whole, "text": text, "category": text, "negated": pa.bool_(), "conceded": pa.bool_(),
        "target": text, "sentence": text,
    }  # fmt: skip
    special = {
        "confidence": pa.float64(),
        "abstained": pa.bool_(),
        "flags": pa.list_(text),
        "prediction_set": pa.list_(text),
        "probabilities": pa.struct({grade: pa.float64() for grade in GRADES}),
        "header_grades": pa.map_(text, pa.list_(text)),
        "previous": pa.list_(pa.struct(previous)),
        "phrases": pa.list_(pa.struct(phrase)),
    }
    return pa.schema([(column, special.get(column, whole if column in INTEGERS else text)) for column in columns])


def to_table(rows: Sequence[Row], schema: pa.Schema) -> pa.Table:
    """Rows as a table of ``schema``.

    Raises:
        TableError: a value is not of its column's type; names the unit and the column.
    """
    import pyarrow as pa

    arrays = []
    for field in schema:
        try:
            arrays.append(pa.array(_column(rows, field), type=field.type))
        except (pa.ArrowInvalid, pa.ArrowTypeError, OverflowError, AttributeError) as error:
            raise TableError(
                f"column {field.name} holds values that are no {field.type}: {error}",
                place=f"{len(rows)} rows from unit {rows[0].get('unit_id', '?')} on",
                hint="mend the column, or write .jsonl, which takes anything",
            ) from None
    return pa.Table.from_arrays(arrays, schema=schema)


def from_table(table: pa.Table) -> list[Row]:
    """The rows of a table, with mappings as they were before Parquet."""
    rows: list[Row] = table.to_pylist()
    for row in rows:
        if isinstance(row.get("header_grades"), list):
            row["header_grades"] = dict(row["header_grades"])
        if "probabilities" in row:
            row["probabilities"] = {g: p for g, p in (row["probabilities"] or {}).items() if p is not None}
    return rows


def _column(rows: Sequence[Row], field: pa.Field) -> list[Any]:
    """The values of a column as Arrow takes them: mappings as pairs, no empty structures, texts in a text column."""
    import pyarrow as pa

    values = [row.get(field.name) for row in rows]
    if pa.types.is_string(field.type):
        return [value if value is None or isinstance(value, str) else str(value) for value in values]
    if pa.types.is_map(field.type):
        return [None if value is None else list(value.items()) for value in values]
    if pa.types.is_struct(field.type):
        return [value or None for value in values]
    if pa.types.is_list(field.type) and pa.types.is_struct(field.type.value_type):
        _check_keys(values, field)
    return values


def _check_keys(values: list[Any], field: pa.Field) -> None:
    """Arrow drops keys that a struct lacks without a word; we do not."""
    known = {each.name for each in field.type.value_type}
    for item in (item for value in values for item in value or ()):
        if not item.keys() <= known:
            raise TableError(f"column {field.name} has no place for {', '.join(sorted(item.keys() - known))}")
