"""Writing tables: what is refused is named and leaves nothing behind; limits of the formats."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from treatygrade.errors import TableError
from treatygrade.resources import config
from treatygrade.tables import FORMATS, iter_rows, read_rows, write_rows, xlsx


@pytest.mark.parametrize("name", ["units", "units.xls", "units.csv.gz", "units.json", ".csv"])
def test_a_name_that_says_no_format_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(TableError, match="cannot tell the format") as caught:
        write_rows([{"text": "a"}], tmp_path / name)
    assert all(suffix in caught.value.hint for suffix in FORMATS)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_suffix_in_capitals_is_the_same_format(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"units{suffix.upper()}"
    write_rows([{"text": "a"}], path)
    assert read_rows(path) == [{"text": "a"}]


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_folder_that_is_missing_is_made(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / "new" / "deep" / f"a{suffix}"
    write_rows(iter([{"text": "a"}]), path)
    assert [each.name for each in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("blocked", ["a file where the folder should be", "a folder of the same name"])
def test_a_disk_that_refuses_is_told(suffix: str, blocked: str, tmp_path: Path) -> None:
    path = tmp_path / "to" / f"a{suffix}"
    if blocked.startswith("a file"):
        path.parent.touch()
    else:
        path.mkdir(parents=True)
    with pytest.raises(TableError, match="cannot write") as caught:
        write_rows([{"text": "a"}], path)
    assert caught.value.file == str(path)
    assert len(list(tmp_path.rglob("*"))) == (1 if blocked.startswith("a file") else 2)


@pytest.mark.parametrize("suffix", [".csv", ".jsonl", ".parquet"])
def test_half_a_character_is_named_and_nothing_is_written(suffix: str, tmp_path: Path) -> None:
    with pytest.raises(TableError, match="not valid Unicode"):
        write_rows([{"text": "a"}, {"text": "\ud800"}], tmp_path / f"a{suffix}")
    assert list(tmp_path.iterdir()) == []


def test_half_a_character_is_kept_by_a_workbook(tmp_path: Path) -> None:
    write_rows([{"text": "\ud800"}], tmp_path / "a.xlsx")
    assert read_rows(tmp_path / "a.xlsx") == [{"text": "\ud800"}]


@pytest.mark.parametrize(("rows", "fits"), [(2, True), (3, False)])
def test_a_workbook_has_no_more_rows_than_a_sheet_takes(
    rows: int, fits: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx, "ROWS", 3)  # the header is one of them
    path = tmp_path / "a.xlsx"
    if fits:
        write_rows([{"text": "a"}] * rows, path)
        assert len(read_rows(path)) == rows
        return
    with pytest.raises(TableError, match="more than the 3 rows") as caught:
        write_rows([{"text": "a"}] * rows, path)
    assert ".csv" in caught.value.hint
    assert list(tmp_path.iterdir()) == []


def test_a_long_text_that_lost_its_end_is_named(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    path = tmp_path / "a.xlsx"
    write_rows([{"text": "x" * 50_000}], path)
    book = load_workbook(path)
    assert book.sheetnames == ["units", "continued"]
    del book["continued"]
    book.save(path)
    with pytest.raises(TableError, match="continued under 0000001 has lost its end"):
        read_rows(path)


@pytest.mark.parametrize("suffix", FORMATS)
def test_no_rows_under_known_columns_are_a_table_without_rows(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"a{suffix}"
    write_rows([], path, ["text", "year"])
    assert read_rows(path) == []


@pytest.mark.parametrize("suffix", FORMATS)
def test_rows_are_taken_one_by_one_and_given_back_so(suffix: str, tmp_path: Path) -> None:
    """Neither side holds the table: reading stops where its user stops, and the file can be removed then."""
    path = tmp_path / f"a{suffix}"
    asked: list[int] = []

    def rows() -> Iterator[dict[str, Any]]:
        for number in range(5_000):
            asked.append(number)
            yield {"text": str(number)}

    write_rows(rows(), path)
    assert asked == list(range(5_000))
    reading = iter_rows(path)
    assert next(reading) == {"text": "0"}
    reading.close()  # type: ignore[attr-defined]
    path.unlink()


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_table_replaces_the_one_before_and_keeps_no_part_of_it(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"a{suffix}"
    write_rows([{"text": "before " * 500}] * 50, path)
    write_rows([{"text": "after"}], path)
    assert read_rows(path) == [{"text": "after"}]


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_link_is_replaced_and_what_it_points_to_is_left(suffix: str, tmp_path: Path) -> None:
    """No output is written through a link to a place outside the folder."""
    target, link = tmp_path / f"target{suffix}", tmp_path / "out" / f"a{suffix}"
    target.write_text("untouched")
    link.parent.mkdir()
    link.symlink_to(target)
    write_rows([{"text": "a"}], link)
    assert target.read_text() == "untouched"
    assert not link.is_symlink()
    assert read_rows(link) == [{"text": "a"}]


def test_a_workbook_that_unpacks_beyond_the_limit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.xlsx"
    write_rows([{"text": "x" * 30_000}] * 50, path)
    assert len(read_rows(path)) == 50
    monkeypatch.setitem(config("limits.yaml")["table"], "workbook_bytes", path.stat().st_size)
    with pytest.raises(TableError, match="a workbook that unpacks to more than") as caught:
        read_rows(path)
    assert (caught.value.file, caught.value.hint) == (str(path), "see configs/limits.yaml")
