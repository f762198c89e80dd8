"""Tags, scopes and labels in more hands than those of the specimens."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.segment.reports import report_text, rows
from tests.segment.test_layouts import FIRST, SECOND

LABEL = "Committee's evaluation\n"
THIRD = "The Committee notes the figures."
START, REST = FIRST[: FIRST.index("law")].strip(), FIRST[FIRST.index("law") :]
TWO = [("(a)", "B", FIRST), ("(b)", "C", SECOND)]


def found(text: str, folder: Path, name: str = "report.md") -> list[tuple[str, str, str]]:
    return [(unit["scope"], unit["grade_raw"], unit["text"]) for unit in rows(text, folder, name)]


# What is printed for a scope, and the items that it names.
SCOPES = [
    ("(b)\u2011(e)", "(b)|(c)|(d)|(e)"), ("(b) – (e)", "(b)|(c)|(d)|(e)"), ("(a)—(c)", "(a)|(b)|(c)"),
    ("(a)\u2212(c)", "(a)|(b)|(c)"), ("(b) through (d)", "(b)|(c)|(d)"), ("(a) & (b)", "(a)|(b)"),
    ("(a)/(b)", "(a)|(b)"), ("(a); (b)", "(a)|(b)"), ("(a), (b), and (c)", "(a)|(b)|(c)"),
    ("(a) as well as (c)", "(a)|(c)"), ("subparagraphs (a) and (b)", "(a)|(b)"), ("sub-paragraph (a)", "(a)"),
    ("subpara. (a)", "(a)"), ("10(a) and (b)", "(a)|(b)"), ("para. 10 (a)-(c)", "(a)|(b)|(c)"),
    ("10 (a), 10 (b) and 10 (c)", "(a)|(b)|(c)"), ("Recommendation 10 (a)", "(a)"),
    ("(a) to (c) and (e)", "(a)|(b)|(c)|(e)"),
    ("(a) (i), (ii) and (b)", "(a)(i)|(a)(ii)|(b)"), ("(a) (i) and (a) (ii)", "(a)(i)|(a)(ii)"),
    ("*(a)* and *(b)*", "(a)|(b)"), ("(a)\u00a0and\u00a0(b)", "(a)|(b)"),
    ("Paragraph 10 (a): Legislation", "(a)"), ("(a) – Legislation on detention", "(a)"), ("(a) (legislation)", "(a)"),
]  # fmt: skip


@pytest.mark.parametrize("first", ["tag", "scope"])
@pytest.mark.parametrize(("printed", "scope"), SCOPES)
def test_a_scope_beside_its_tag(printed: str, scope: str, first: str, tmp_path: Path) -> None:
    line = f"[B]: {printed}" if first == "tag" else f"{printed}: [B]"
    assert found(report_text(f"{line}\n\n{FIRST}"), tmp_path) == [(scope, "B", FIRST)]


TAGS = {
    "bold brackets": "**[**B**]**: (a)", "bold half": "**[B**]: (a)", "spaces inside": "[ B ]: (a)",
    "hard spaces inside": "[\u00a0B\u00a0]\u00a0: (a)", "lower case": "[b]: (a)", "Cyrillic letter": "[В]: (a)",
    "Greek letter": "[Β]: (a)", "full-width letter": "[Ｂ]: (a)", "full-width brackets": "［B］: (a)",
    "footnote mark, raised": "[B]<sup>1</sup>: (a)", "footnote mark, digit": "[B]¹: (a)",
    "footnote mark with its body": "[B]:[^1] (a)\n\n[^1]: See CCPR/C/120/2.", "named": "Grade B: (a)",
    "letter after its item": "(a): B", "letter after its item, dash": "(a) – B", "letter before its item": "B: (a)",
    "letter before its item, bold": "**B** (a)", "letter after its paragraph": "Paragraph 10 (a): B",
    "letter before its paragraph": "B – paragraph 10 (a)", "Cyrillic letter without brackets": "(a): В",
}  # fmt: skip


@pytest.mark.parametrize("kind", TAGS)
def test_a_tag_is_read_however_it_is_set(kind: str, tmp_path: Path) -> None:
    assert found(report_text(f"{TAGS[kind]}\n\n{FIRST}"), tmp_path) == [("(a)", "B", FIRST)]


@pytest.mark.parametrize("letter", ["С", "Ｃ"])
def test_a_letter_that_looks_like_a_grade_is_one_everywhere(letter: str, tmp_path: Path) -> None:
    text = (
        report_text(f"[{letter}1]\n\n{FIRST}", grades=f"10 [{letter}1]").replace("140", "117").replace("2024", "2016")
    )
    [unit] = rows(text, tmp_path)
    assert (unit["scheme"], unit["grade_raw"], unit["header_grades"]) == ("ccpr-2013", "C1", {"10": ["C1"]})


@pytest.mark.parametrize("word", ["Сборник", "АВС", "Ελλάδα", "ВВС"])
def test_words_of_other_alphabets_stay(word: str, tmp_path: Path) -> None:
    text = f"The Committee notes “{word}”, published by the State party."
    assert found(report_text(f"[B]: (a)\n\n{text}"), tmp_path) == [("(a)", "B", text)]


WHERE = {
    "a label for each item": (
        f"Committee's evaluation of item (a): [B]\n\n{FIRST}\n\n"
        f"Committee's evaluation of item (b): [C]\n\n{SECOND}", TWO,
    ),
    "a label for each paragraph and item": (
        f"Committee's evaluation of paragraph 10 (a): [B]\n\n{FIRST}\n\n"
        f"Committee's evaluation of paragraph 10 (b): [C]\n\n{SECOND}", TWO,
    ),
    "a limb that comes twice": (
        f"{LABEL}\n[B]: (a)\n\n{FIRST}\n\n[C]: (a)\n\n{SECOND}", [("(a)", "B", FIRST), ("(a)", "C", SECOND)],
    ),
    "texts in a list": (f"{LABEL}\n[B]: (a)\n\n- {FIRST}\n\n[C]: (b)\n\n- {SECOND}", TWO),
    "tags in a list": (f"{LABEL}\n- [B]: (a) {FIRST}\n- [C]: (b) {SECOND}", TWO),
    "block quotations": (f"{LABEL}\n> [B]: (a)\n>\n> {FIRST}\n\n> [C]: (b)\n>\n> {SECOND}", TWO),
    "furniture after the tag": (
        f"{LABEL}\n[B]: (a)\n\nCCPR/C/140/2/Add.9\n\nGE.24-06307\n\n5\n\n{FIRST}\n\n[C]: (b)\n\n{SECOND}", TWO,
    ),
    "furniture in a sentence": (
        f"{LABEL}\n[B]: (a)\n\n{START}\n\nCCPR/C/140/2/Add.9\n\n5\n\n{REST}\n\n[C]: (b)\n\n{SECOND}", TWO,
    ),
    "items that close with tags": (f"{LABEL}\n(a) {FIRST} [B];\n\n(b) {SECOND} [C].", TWO),
    "letters without brackets": (f"{LABEL}\n(a): B\n\n{FIRST}\n\n(b): C\n\n{SECOND}", TWO),
    "letters before their items and texts": (f"{LABEL}\n**B** (a): {FIRST}\n\n**C** (b): {SECOND}", TWO),
    "headings with items": (
        f"{LABEL}\n#### Paragraph 10 (a) [B]\n\n{FIRST}\n\n#### Paragraph 10 (b) [C]\n\n{SECOND}", TWO,
    ),
    "headings with titles": (
        f"{LABEL}\nParagraph 10 (a): Laws: [B]\n\n{FIRST}\n\nParagraph 10 (b): Judges: [C]\n\n{SECOND}", TWO,
    ),
    "titles beside the tags": (f"{LABEL}\n[B]: (a) Laws\n\n{FIRST}\n\n[C]: (b) Training of judges\n\n{SECOND}", TWO),
    "a cell for each tag": (f"{LABEL}\n| [B]: (a) |\n|---|\n\n{FIRST}\n\n| [C]: (b) |\n|---|\n\n{SECOND}", TWO),
    "two paragraphs, then another item": (
        f"{LABEL}\n[B]: (a)\n\n{FIRST}\n\n{THIRD}\n\n[C]: (b)\n\n{SECOND}", [("(a)", "B", f"{FIRST}\n{THIRD}"), TWO[1]],
    ),
    "questions with items of their own": (
        f"{LABEL}\n[B]: (a)\n\nInformation is requested on:\n\n(a) The law;\n\n(b) The practice.\n\n"
        f"[C]: (b)\n\n{SECOND}",
        [("(a)", "B", "Information is requested on:\n(a) The law;\n(b) The practice."), TWO[1]],
    ),
    "numbered texts": (f"{LABEL}\n[B]: (a)\n\n12. {FIRST}\n\n[C]: (b)\n\n13. {SECOND}", TWO),
    "two grades with a comma": (f"{LABEL}\n[B], [C]: (a)\n\n{FIRST}", [("(a)", "B", FIRST), ("(a)", "C", FIRST)]),
    "two grades with and": (f"{LABEL}\n[B] and [C]: (a)\n\n{FIRST}", [("(a)", "B", FIRST), ("(a)", "C", FIRST)]),
    "a grade and what it means, in words alone": (
        f"{LABEL}\nPartially satisfactory: {FIRST}", [("", "B", FIRST)],
    ),
}  # fmt: skip


@pytest.mark.parametrize("where", WHERE)
def test_where_a_grade_may_stand(where: str, tmp_path: Path) -> None:
    evaluation, expected = WHERE[where]
    text = report_text("X").replace(f"{LABEL}\nX", evaluation)
    assert found(text, tmp_path) == expected


@pytest.mark.parametrize(
    "text",
    [
        "It recalls that “[a]ll judges” and “[E]nsure training”. [A]ll of them were trained. [C]ontinue.",
        "[C]oncerning the law, nothing was done.",
        "The Committee notes the words “[b]y law”. [D]etails are requested.",
    ],
)
def test_a_letter_that_a_quotation_changes_is_no_grade(text: str, tmp_path: Path) -> None:
    assert found(report_text(f"[B]: (a)\n\n{text}\n\n[C]: (b)\n\n{SECOND}"), tmp_path) == [("(a)", "B", text), TWO[1]]


@pytest.mark.parametrize(
    "text",
    [
        "[B]: (a) The Committee welcomes the adoption of the\n\nLaw on Asylum, and asks for figures.",
        "[B]: (a) The law was amended.\n\nThe Committee asks for figures.",
        "[B]: (a) The Committee welcomes two measures\n\nThe law was amended.",
    ],
)
def test_the_beginning_of_a_text_is_no_title(text: str, tmp_path: Path) -> None:
    [unit] = rows(report_text(text), tmp_path)
    assert unit["text"].split() == text.removeprefix("[B]: (a) ").split()


@pytest.mark.parametrize(
    "line",
    [
        "A large share of (a): the law",
        "(a) The share of category B",
        "See annex (a) – B",
        "10: B",
        "A (very) bad law: C",
    ],
)
def test_capitals_that_are_no_grades(line: str, tmp_path: Path) -> None:
    text = f"{line} and what follows it."
    assert found(report_text(f"[B]\n\n{FIRST} {text}\n\n{line}\n\n{SECOND}"), tmp_path) == [
        ("", "B", f"{FIRST} {text}\n{line}\n{SECOND}")
    ]


@pytest.mark.parametrize(
    "label",
    [
        "Evaluation of the Committee", "Assessment by the Committee", "COMMITTEE’S EVALUATION",
        "Committee’s eval\u00aduation",
        "Evaluation", "Committee's assessment:", "Evaluation by the Committee of the information received",
        "*Committee's* evaluation", "C. Committee's evaluation", "**3.** **Committee’s evaluation**",
        "The Committee’s evaluation", "Committee’s\u00a0evaluation", "Committee's evaluation (paragraph 10)",
    ],
)  # fmt: skip
def test_each_way_to_announce_an_evaluation(label: str, tmp_path: Path) -> None:
    assert found(report_text(f"[B]\n\n{FIRST}").replace(LABEL, f"{label}\n"), tmp_path) == [("", "B", FIRST)]


@pytest.mark.parametrize(
    ("label", "scope"),
    [
        ("Committee's evaluation: [B]", ""),
        ("Committee's evaluation: [B] (a)", "(a)"),
        ("Committee's evaluation: B", ""),
    ],
)
def test_a_label_with_its_grade(label: str, scope: str, tmp_path: Path) -> None:
    assert found(report_text(FIRST).replace(LABEL, f"{label}\n"), tmp_path) == [(scope, "B", FIRST)]
