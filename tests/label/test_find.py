"""Which files are worked on, in which order, and what is said of the others."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from treatygrade.errors import UsageError
from treatygrade.label.find import find, shown, survey


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in [
        "b.md", "a.docx", "a.gold.csv", ".hidden.md", "~$a.docx", ".~lock.a.docx#", "sub/C.PDF", "sub/.git/x.md",
        "empty/note.json", "Sub.md", "sub/d.md.gz",
    ]:  # fmt: skip
        path = tmp_path / "archive" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (["archive"], ["archive/Sub.md", "archive/a.docx", "archive/b.md", "archive/sub/C.PDF", "archive/sub/d.md.gz"]),
        (["archive/sub", "archive/b.md"], ["archive/sub/C.PDF", "archive/sub/d.md.gz", "archive/b.md"]),
        (
            ["archive/b.md", "archive"],
            ["archive/b.md", "archive/Sub.md", "archive/a.docx", "archive/sub/C.PDF", "archive/sub/d.md.gz"],
        ),
        (["archive/.hidden.md", "archive/a.gold.csv"], ["archive/.hidden.md", "archive/a.gold.csv"]),
        (["-", "missing.md"], ["-", "missing.md"]),
        (["archive/empty"], ["archive/empty"]),
        ([], []),
    ],
    ids=str,
)
def test_find(archive: Path, given: list[str], expected: list[str]) -> None:
    assert [shown(path) for path in find(given)] == expected


def test_what_is_passed_over_has_a_reason(archive: Path) -> None:
    assert {shown(path): reason for path, reason in survey(["archive"]).skipped} == {
        "archive/.hidden.md": "hidden",
        "archive/.~lock.a.docx#": "lock file of an office program",
        "archive/a.gold.csv": "ending .csv",
        "archive/empty/note.json": "ending .json",
        "archive/sub/.git/x.md": "hidden",
        "archive/~$a.docx": "lock file of an office program",
    }


def test_links_and_closed_folders_are_not_lost(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (archive / "archive" / "Link").symlink_to("sub")
    walk = os.walk

    def closing(folder: Path, onerror: Callable[[OSError], None]) -> Iterator[tuple[str, list[str], list[str]]]:
        for root, folders, names in walk(folder):
            if root.endswith("sub"):
                onerror(PermissionError(13, "Permission denied", root))
            else:
                yield root, folders, names

    monkeypatch.setattr("os.walk", closing)
    found = survey(["archive"])
    assert shown(found.inputs[-1]) == "archive/sub"
    assert ("archive/Link", "link to a folder") in [(shown(path), reason) for path, reason in found.skipped]


def test_outputs_are_no_inputs(archive: Path) -> None:
    found = survey(["archive"], [archive / "archive" / "b.md"])
    assert "archive/b.md" not in map(shown, found.inputs)
    assert ("archive/b.md", "written by this run") in [(shown(path), reason) for path, reason in found.skipped]
    with pytest.raises(UsageError, match="would be overwritten"):
        survey(["archive/b.md"], [archive / "archive" / "b.md"])


def test_a_name_that_is_no_unicode_is_shown_all_the_same() -> None:
    assert shown(Path("a\udce9.md")) == "a\\xe9.md"
