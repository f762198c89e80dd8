"""Pages of a PDF: what is a paragraph, a note, a running head, a cell, by where it stands and how it is set."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.read.hostile import pdf
from tests.read.printed import PITCH, Said, column, printed, read_printed
from treatygrade.errors import ReadError
from treatygrade.read import read

LONG = "The State party has amended its law and has trained the judges of all courts of"
JOINED = f"{LONG} the country."


def foot(*lines: str) -> list[Said]:
    """Small lines at the foot of a page."""
    return [Said(line, 110 - PITCH * at, size=8) for at, line in enumerate(lines)]


def heads(number: int) -> list[Said]:
    """A symbol at the head and a number at the foot."""
    return [Said("CCPR/C/900/2", 760, size=9), Said(str(number), 40, 400, size=9)]


CASES: dict[str, tuple[list[list[Said]], str]] = {
    "a wrapped line goes on": ([column(LONG, "the country.")], JOINED),
    "a gap parts paragraphs": ([column(LONG, "", "The end.")], f"{LONG}\nThe end."),
    "bold type parts them": (
        [[Said("A heading", 714, bold=True), *column(LONG, "the country.")]], f"A heading\n{JOINED}"
    ),
    "another size does": ([[Said("A heading in large type", 714, size=14), *column(JOINED)]],
                          f"A heading in large type\n{JOINED}"),
    "a short line that ends a sentence ends a paragraph": (
        [column(JOINED, "It was late.", "The State party has replied since, and has said so.")],
        f"{JOINED} It was late.\nThe State party has replied since, and has said so.",
    ),
    "a hyphen at a line's end": (
        [column("The State party has amen-", "ded its law.")], "The State party has amended its law."
    ),
    "a hyphen before a capital stays": ([column("The law on non-", "State actors.")], "The law on non-State actors."),
    "a sentence goes on overleaf": ([column(LONG), column("the country.")], JOINED),
    "a paragraph does not": ([column(LONG, "the country."), column("The end.")], f"{JOINED}\nThe end."),
    "running heads and page numbers are no text": (
        [[*heads(1), *column(LONG)], [*heads(2), *column("the country.")], [*heads(3), *column("It is so.")]],
        f"CCPR/C/900/2\n{JOINED}\nIt is so.",
    ),
    "what stands close to the text is text": (
        [[*column(LONG, "the country.", top=100), Said("[B]", 86 - PITCH)]] * 2, f"{JOINED}\n[B]\n{JOINED}\n[B]"
    ),
    "the head of one page is text": ([[Said("A title", 760), *column(JOINED)]], f"A title\n{JOINED}"),
    "two columns": (
        [[*column("The left column has text that", "goes on and ends here, below."),
          *column("The right column has other text", "that goes on for a line.", left=330)]],
        "The left column has text that goes on and ends here, below.\n"
        "The right column has other text that goes on for a line.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_text(case: str, tmp_path: Path) -> None:
    pages, text = CASES[case]
    assert read_printed(tmp_path, *pages).text == text


NOTES: dict[str, tuple[list[list[Said]], list[tuple[str, str]]]] = {
    "one": ([[*column(JOINED), *foot("1 See A/71/40.")]], [("1", "See A/71/40.")]),
    "two": ([[*column(JOINED), *foot("1 See A/71/40.", "2 Ibid.")]], [("1", "See A/71/40."), ("2", "Ibid.")]),
    "a star": ([[*column(JOINED), *foot("* Adopted in 2024.")]], [("*", "Adopted in 2024.")]),
    "over two lines": (
        [[*column(JOINED), *foot("1 See the recom-", "mendation.")]],
        [("1", "See the recommendation.")],
    ),
    "a year at the beginning of its second line": (
        [[*column(JOINED), *foot("1 See the letter of", "2016, p. 4.", "2 Ibid.")]],
        [("1", "See the letter of 2016, p. 4."), ("2", "Ibid.")],
    ),
    "over two pages": (
        [
            [*column(LONG, "the country."), *foot("1 See the letter of the")],
            [*column(JOINED), *foot("Mission.", "2 Ibid.")],
        ],
        [("1", "See the letter of the Mission."), ("2", "Ibid.")],
    ),
    "a number too far on is none": (
        [[*column(JOINED), *foot("1 See, and", "9 others.")]],
        [("1", "See, and 9 others.")],
    ),
}


@pytest.mark.parametrize("case", NOTES)
def test_notes_at_the_foot_of_a_page(case: str, tmp_path: Path) -> None:
    pages, notes = NOTES[case]
    found = read_printed(tmp_path, *pages)
    assert [(note.mark, note.text) for note in found.notes] == notes
    assert found.text == "\n".join([JOINED] * len(pages))


def test_a_raised_number_is_the_mark_of_its_note(tmp_path: Path) -> None:
    page = [*column(LONG, "the country."), Said("1", 690, 72 + 58, 7), *column("The reply.", top=614), *foot("1 See.")]
    found = read_printed(tmp_path, page)
    assert found.text == f"{JOINED}\nThe reply."
    assert [(note.mark, note.start) for note in found.notes] == [("1", len(JOINED))]


def test_cells_and_what_stands_around_them(tmp_path: Path) -> None:
    lines = [
        *column("Before the table there is a line of text.", top=720),
        Said("Reply", 650), Said("None of it was received.", 650, 300),
        Said("Evaluation", 610), Said("[C] There was no reply.", 610, 300),
        *column("After it there is another line.", top=540),
    ]  # fmt: skip
    found = read_printed(tmp_path, lines)
    cells = [(found.block_text(block), block.row, block.column) for block in found.blocks if block.kind == "cell"]
    assert cells == [
        ("Reply", 0, 0),
        ("None of it was received.", 0, 1),
        ("Evaluation", 1, 0),
        ("[C] There was no reply.", 1, 1),
    ]
    assert [found.block_text(block) for block in found.blocks if block.kind != "cell"] == [
        "Before the table there is a line of text.", "After it there is another line."
    ]  # fmt: skip


def test_blocks_know_their_page_and_pieces_their_line(tmp_path: Path) -> None:
    found = read_printed(tmp_path, column(LONG), [], column("the country.", "", "The end."))
    assert [(block.page, block.bold) for block in found.blocks] == [(1, False), (3, False)]
    assert [(piece.page, piece.paragraph) for piece in found.pieces] == [(1, 0), (3, 0), (3, 1)]
    assert found.page(found.text.index("country")) == 3
    assert found.page(len(LONG)) == 1  # the space that the end of the line became


def test_bold_lines_are_said_to_be(tmp_path: Path) -> None:
    found = read_printed(tmp_path, [Said("[B]", 714, bold=True), *column(JOINED)])
    assert [(found.block_text(block), block.bold) for block in found.blocks] == [("[B]", True), (JOINED, False)]


@pytest.mark.parametrize("spoil", [b"/Kids[7 0 R 99 0 R]/Count 2", b"/Kids[7 0 R 4 0 R]/Count 2", b"/Kids[]/Count 2"])
def test_a_page_that_is_missing_is_damage(spoil: bytes, tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(printed([column(JOINED)]).replace(b"/Kids[7 0 R]/Count 1", spoil))
    with pytest.raises(ReadError, match=r"damaged PDF|no text layer"):
        read(path)


@pytest.mark.parametrize("cut", [60, 200, 800, 1200])
def test_a_pdf_that_is_cut_off_is_read_or_refused(cut: int, tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(printed([column(JOINED)])[:-cut])
    try:
        assert read(path).text == JOINED
    except ReadError as error:
        assert error.hint in ("fetch it again", "run OCR first (ocrmypdf adds a text layer)")  # noqa: PT017


def test_a_pdf_without_pages_has_no_text(tmp_path: Path) -> None:
    (tmp_path / "report.pdf").write_bytes(pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>"))
    with pytest.raises(ReadError, match=r"damaged PDF|no text layer"):
        read(tmp_path / "report.pdf")


def test_what_stands_before_the_head_of_a_pdf_does_not_matter(tmp_path: Path) -> None:
    """Mail programs put lines before it; a thousand bytes are looked through, as readers do."""
    (tmp_path / "report.bin").write_bytes(b"\r\n" * 500 + printed([column(JOINED)]))
    assert read(tmp_path / "report.bin").text == JOINED
