"""No run writes outside its output, whatever its inputs are called and say, and whatever lies where it writes."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from tests.read.hostile import body, word
from tests.segment.reports import report_text
from treatygrade.errors import TreatygradeError
from treatygrade.label import Failure, Job, label
from treatygrade.label.job import Task, do, prepare
from treatygrade.page import save
from treatygrade.tables import FORMATS, read_rows, write_rows
from treatygrade.word.package import Package

REPORT = report_text("[B]: (a) and (b)\n\nThe State party has amended its law.\n\n[C]: (c)\n\nNo statistics.")
CLIMBING = REPORT.replace("CCPR/C/140/2", "../../../outside").replace("Freedonia", "../../outside")


def here(tasks: Iterable[Task], job: Job, most: int) -> Iterator[tuple[Task, bytes | Failure]]:
    """An engine without processes."""
    prepare(job)
    for task in tasks:
        yield task, do(task)


@pytest.fixture
def inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder to work in; what lies beside it is not to change."""
    folder = tmp_path / "inside"
    folder.mkdir()
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "kept.csv").write_text("kept", encoding="utf-8")
    monkeypatch.chdir(folder)
    return folder


def outside(inside: Path) -> list[str]:
    """What there is beside the folder, and what the file there says."""
    found = [str(path.relative_to(inside.parent)) for path in inside.parent.rglob("*") if inside not in path.parents]
    return [*sorted(found), (inside.parent / "outside" / "kept.csv").read_text("utf-8")]


UNTOUCHED = ["inside", "outside", "outside/kept.csv", "kept"]


@pytest.mark.parametrize(
    "name",
    [
        "..%2f..%2foutside.md",
        "a\\..\\..\\outside.md",
        "-o",
        "-rf.md",
        "a\nb.md",
        "\u202e\u2066dm.md",
        "$(id).md",
        "=1+1.md",
    ],
)
@pytest.mark.parametrize("text", [REPORT, CLIMBING], ids=["a report", "one that names paths"])
def test_names_and_words_lead_nowhere(name: str, text: str, inside: Path) -> None:
    Path("in").mkdir()
    Path("in", name).write_text(text, encoding="utf-8")
    run = label([Path("in", name)], Path("out.csv"), job=Job(predict=False), engine=here)
    assert not run.failures
    rows = read_rows(Path("out.csv"))
    assert {row["file"] for row in rows} == {f"in/{name}"}
    assert sorted(path.name for path in inside.iterdir()) == ["in", "out.csv", "out.csv.run.json"]
    assert outside(inside) == UNTOUCHED


def test_an_output_that_is_a_link_is_replaced_not_followed(inside: Path) -> None:
    Path("report.md").write_text(REPORT, encoding="utf-8")
    Path("out.csv").symlink_to("../outside/kept.csv")
    label([Path("report.md")], Path("out.csv"), job=Job(predict=False), engine=here)
    assert not Path("out.csv").is_symlink()
    assert len(read_rows(Path("out.csv"))) == 2
    assert outside(inside) == UNTOUCHED


def test_the_folder_of_parts_is_not_emptied_through_a_link(inside: Path) -> None:
    Path("report.md").write_text(REPORT, encoding="utf-8")
    Path("out.csv.parts").symlink_to("../outside")
    label([Path("report.md")], Path("out.csv"), job=Job(predict=False), engine=here)
    assert (inside.parent / "outside" / "kept.csv").read_text("utf-8") == "kept"


def table(path: Path) -> None:
    write_rows([{"a": 1}], path)


def package(path: Path) -> None:
    draft = Path("..", "draft.docx")
    draft.write_bytes(word(body("<w:p/>"), **{"..__..__outside__new": "x"}))
    try:
        Package(draft).save(path)
    finally:
        draft.unlink()


WRITERS: dict[str, Callable[[Path], object]] = {
    **{f"out{suffix}": table for suffix in FORMATS},
    "out.html": lambda path: save("text", path),
    "out.docx": package,
}


@pytest.mark.parametrize("name", WRITERS)
def test_nothing_is_written_through_a_link_beside_an_output(name: str, inside: Path) -> None:
    Path(f".{name}.part").symlink_to("../outside/kept.csv")
    Path(name).symlink_to("../outside/kept.csv")
    WRITERS[name](Path(name))
    assert [path.name for path in inside.iterdir()] == [name]
    assert not Path(name).is_symlink()
    assert outside(inside) == UNTOUCHED


@pytest.mark.parametrize("name", WRITERS)
def test_an_output_in_a_folder_that_is_a_file_is_an_error(name: str, inside: Path) -> None:
    Path("file").touch()
    with pytest.raises(TreatygradeError, match="cannot write"):
        WRITERS[name](Path("file") / name)
    assert Path("file").read_bytes() == b""


def test_a_link_to_a_folder_outside_is_not_gone_into(inside: Path) -> None:
    shutil.copy(inside.parent / "outside" / "kept.csv", inside.parent / "outside" / "report.md")
    Path("in").mkdir()
    Path("in", "report.md").write_text(REPORT, encoding="utf-8")
    Path("in", "link").symlink_to("../../outside")
    label([Path("in")], Path("out.jsonl"), job=Job(predict=False), engine=here)
    assert {row["file"] for row in read_rows(Path("out.jsonl"))} == {"in/report.md"}
