"""Tables of units on disk: CSV, JSONL, Parquet and XLSX, written and read back unchanged."""

from treatygrade.tables.reading import read_rows as read_rows
from treatygrade.tables.writing import write_rows as write_rows
