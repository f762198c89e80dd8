"""Tables of units on disk: CSV, JSONL, Parquet and XLSX, streamed row by row, written and read back unchanged."""

from treatygrade.tables.reading import READERS as READERS
from treatygrade.tables.reading import any_of as any_of
from treatygrade.tables.reading import batches as batches
from treatygrade.tables.reading import columns_of as columns_of
from treatygrade.tables.reading import iter_rows as iter_rows
from treatygrade.tables.reading import read_rows as read_rows
from treatygrade.tables.writing import FORMATS as FORMATS
from treatygrade.tables.writing import write_jsonl as write_jsonl
from treatygrade.tables.writing import write_rows as write_rows
