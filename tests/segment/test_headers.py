"""Symbols, sessions, lists of paragraphs and grades, names of States."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.segment.reports import report_text, reports, rows
from treatygrade.read.document import Block, Document
from treatygrade.segment.fold import fold
from treatygrade.segment.grades import letters, lists, numbers
from treatygrade.segment.items import items
from treatygrade.segment.lines import page
from treatygrade.segment.report import Span
from treatygrade.segment.sessions import adoption
from treatygrade.segment.states import named
from treatygrade.segment.symbols import committee, is_observations, is_own, is_reply, iso3, reply_round
from treatygrade.segment.vocabulary import vocabulary


def adopted(text: str, language: str) -> tuple[int | None, int | None]:
    document = Document("report.txt", "txt", text, (Block(0, len(text)),))
    return adoption(page(document, vocabulary(language)), len(text))  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["Évaluation du Comité – l’État « partie »", "İstanbul", "straße ǅ ŉ", "Ñandú\u00a0y"])
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "* Adopted by the Committee at its thirty-ninth session (2–13 December 2024).", (39, 2024)),
        ("en", "* Adopted by the Committee at its 140th session (4–28 March 2024).", (140, 2024)),
        ("en", "Adopted by the Committee at its one hundred and thirty-ninth session (9 October 2023).", (139, 2023)),
        ("en", "decisions that it adopted during its 119th session.", (119, None)),
        ("en", "at its eighty-sixth session, held in Geneva in October 2023, adopted the assessment", (86, 2023)),
        ("en", "at its second session", (2, None)),
        ("en", "considered at its 76th session (17\nApril–12 May 2023).", (76, 2023)),
        ("en", "considered at its seventy-sixth session\n(17 April–12 May 2023).", (76, 2023)),
        ("en", "considered at its 76th session (from the\nfirst day on, 12 May 2023).", (76, 2023)),
        ("en", "assessed at its 74th session, held from 25\nSeptember to 13 October 2023.", (74, 2023)),
        ("en", "assessed at its 74th session\nGeneva, 13 October 2023", (74, None)),
        ("fr", "* Adopté par le Comité à sa quarante et unième session (1er-12 décembre 2025).", (41, 2025)),
        ("fr", "Adopté par le Comité à sa quatre-vingt-dix-septième session (octobre 2009).", (97, 2009)),
        ("fr", "Adopté par le Comité à sa 134e session (28 février-25 mars 2022).", (134, 2022)),
        ("es", "* Aprobado por el Comité en su 41er período de sesiones (1 a 12 de diciembre de 2025).", (41, 2025)),
        ("es", "Aprobado por el Comité en su trigésimo noveno período de sesiones (2024).", (39, 2024)),
        ("en", "The Committee adopted concluding observations at its seventy-fifth session.", (None, None)),
        ("en", "a plenary session", (None, None)),
        (
            "en",
            "the third periodic report (70th session) and the follow-up report, considered at its 75th session (May "
            "2022)",
            (75, 2022),
        ),
        (
            "fr",
            "le quatrième rapport périodique, et le rapport de suivi, évalué à sa 73e session (13 février 2023)",
            (73, 2023),
        ),
    ],
)
def test_session_and_year(language: str, text: str, expected: tuple[int | None, int | None]) -> None:
    assert adopted(text, language) == expected


def test_the_latest_session_is_the_reports() -> None:
    front = "Its grades have been used since its 105th session, held in July 2012. Report (110th session, March 2014)"
    assert adopted(front, "en") == (110, 2014)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("16 [C] [B], 36 [C] [C] and 62 [F]", [{"16": ["C", "B"], "36": ["C", "C"], "62": ["F"]}]),
        ("10 [B2][C2], 11[C1] and 16[A]", [{"10": ["B2", "C2"], "11": ["C1"], "16": ["A"]}]),
        ("para. 12 [B]; para. 27 [A], [B] and [C]", [{"12": ["B"], "27": ["A", "B", "C"]}]),
        ("7 [B2] and 15 [C1] 8 July 2016 7 [B] and 15 [A]", [{"7": ["B2"], "15": ["C1"]}, {"7": ["B"], "15": ["A"]}]),
        ("from [A], for action, to [E]", []),
        ("10 (B), 20 (C)", [{"10": ["B"], "20": ["C"]}]),
        ("[B] (para. 10), [C] [B] (para. 20)", [{"10": ["B"], "20": ["C", "B"]}]),
        ("[B]: paragraph 10; [C]: paragraph 20", [{"10": ["B"], "20": ["C"]}]),
        ("10 [B/C], 20 [C, D]", [{"10": ["B", "C"], "20": ["C", "D"]}]),
        ("10 (a) [B], 10 (b) [C] and 20 [C]", [{"10": ["B", "C"], "20": ["C"]}]),
    ],
)  # fmt: skip
def test_lists_of_grades(text: str, expected: list[dict[str, list[str]]]) -> None:
    assert lists(text, 0, len(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10: B; 20: C", [{"10": ["B"], "20": ["C"]}]),
        ("10 – B2, 20 – C1 and 31 – A", [{"10": ["B2"], "20": ["C1"], "31": ["A"]}]),
        ("10 B, 10 C, 20 A", [{"10": ["B", "C"], "20": ["A"]}]),
        ("paragraphs 10 and 20 A further reply is due", []),
        ("B (10), C (20)", [{"10": ["B"], "20": ["C"]}]),
        ("B: 10 and 20; C: 31", [{"10": ["B"], "20": ["B"], "31": ["C"]}]),
        ("C2 (10 and 20)", [{"10": ["C2"], "20": ["C2"]}]),
        ("10: B and C; 20: C", [{"10": ["B", "C"], "20": ["C"]}]),
        ("10 (a): B; 10 (b): C; 20: C", [{"10": ["B", "C"], "20": ["C"]}]),
        ("paragraph 10: B, paragraph 20: C", [{"10": ["B"], "20": ["C"]}]),
        ("Párrafo 10: B y párrafo 20: C", [{"10": ["B"], "20": ["C"]}]),
        ("10 = B, 20 = C.", [{"10": ["B"], "20": ["C"]}]),
        ("B (10), C (20) and more", []),
        ("10 Graves, 20 Bees", []),
    ],
)
def test_lists_without_brackets(text: str, expected: list[dict[str, list[str]]]) -> None:
    assert letters(text, 0, len(text)) == expected


def test_lists_of_paragraphs() -> None:
    assert numbers("10 (a) and (b), 22, 30 (a) and (c) and 41") == {
        "10": "(a) and (b)", "22": "", "30": "(a) and (c)", "41": "",
    }  # fmt: skip
    assert numbers("15 (a), 31(c) and 31 (d)") == {"15": "(a)", "31": "(c), (d)"}


@pytest.mark.parametrize(
    ("symbol", "own", "reply", "observations", "round", "state"),
    [
        ("CCPR/C/120/2", True, False, False, 1, ""),
        ("CCPR/C/129/2/Add.2", True, False, False, 2, ""),
        ("CMW/C/XYZ/FCO/3/Add.1", True, True, False, 2, "XYZ"),
        ("CMW/C/XYZ/FCO/3", False, True, False, 1, "XYZ"),
        ("CCPR/C/ISL/CO/5/Add.2", False, True, False, 2, "ISL"),
        ("CERD/C/XOR/CO/9-11", False, False, True, 1, "XOR"),
        ("E/C.12/ZUR/CO/5", False, False, True, 1, "ZUR"),
        ("CAT/C/QAR/4", False, False, False, 1, "QAR"),
    ],
)
def test_symbols(symbol: str, own: bool, reply: bool, observations: bool, round: int, state: str) -> None:
    assert (is_own(symbol), is_reply(symbol), is_observations(symbol)) == (own, reply, observations)
    assert (reply_round(symbol), iso3(symbol)) == (round, state)
    assert committee(symbol)


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("The State should: (a) do one; (b) do two; and (c) do three.", ["(a)", "(b)", "(c)"]),
        ("Debe:\na) Uno;\nb) Dos:\ni) Esto;\nii) Eso;\nc) Tres.", ["(a)", "(b)", "(b)(i)", "(b)(ii)", "(c)"]),
        ("It should:\n(i) one;\n(ii) two.", ["(i)", "(ii)"]),
        ("Under article 6 (b) of the Covenant, it should act.", []),
        ("It should amend section 3 (a).", []),
    ],
)  # fmt: skip
def test_items_of_a_recommendation(text: str, labels: list[str]) -> None:
    tree = items(fold(text), Span(0, len(text)))
    found = [item for top in tree for item in top.walk()]
    assert [item.label for item in found] == labels
    assert all(text[item.span.start] in "(abcdi" for item in found)


def test_the_header_of_an_addendum(tmp_path: Path) -> None:
    [report] = reports(report_text("[B]\n\nIt notes the law.", grades="10 [B]"), tmp_path)
    assert (report.state, report.iso3, report.committee, report.scheme) == ("Freedonia", "FRD", "ccpr", "ccpr-2017")
    assert (report.symbol, report.co_symbol) == ("CCPR/C/140/2/Add.9", "CCPR/C/FRD/CO/3")
    assert (report.reply_symbol, report.session, report.year) == ("CCPR/C/FRD/FCO/3", 140, 2024)
    assert (report.followup, report.header_grades, report.round) == (("10",), {"10": ["B"]}, 1)


def test_labels_first_and_values_after(tmp_path: Path) -> None:
    """Text copies of a PDF give the two columns of a header one after the other."""
    text = report_text("[B]\n\nIt notes the law.").replace("\n\n", "\n")
    start, end = text.index("Concluding observations (128"), text.index("Paragraph 10")
    jumbled = (
        "Concluding observations (128th session): Follow-up paragraphs: Information received from State party:\n"
        "Committee's evaluation:\n\nCCPR/C/FRD/CO/3, 26 March 2020\n10\nCCPR/C/FRD/FCO/3, 3 May 2022\n10[B]\n\n"
    )
    [report] = reports(text[:start] + jumbled + text[end:], tmp_path, "report.txt")
    assert (report.co_symbol, report.reply_symbol) == ("CCPR/C/FRD/CO/3", "CCPR/C/FRD/FCO/3")
    assert (report.followup, report.header_grades) == (("10",), {"10": ["B"]})


def test_several_states_and_a_list_of_states_without_a_reply(tmp_path: Path) -> None:
    part = report_text("[B]\n\nIt notes the law.", grades="10 [B]").split("Freedonia\n", 1)[1].split("* Adopted")[0]
    text = (
        "CCPR/C/120/2\n\nReport on follow-up (120th session, 3–28 July 2017)\n\n"
        "States parties evaluated with a [D] grade for failure to cooperate with the Committee\n\n"
        "1. Chad CCPR/C/TCD/CO/2 26 March 2015\n\n2. Sylvania CCPR/C/SLV/CO/1 1 May 2015\n\n"
        f"Freedonia\n{part}\nRuritania\n{part.replace('FRD', 'RRT')}"
    )
    found = rows(text, tmp_path)
    assert [(unit["state"], unit["iso3"], unit["paragraph"], unit["grade_raw"]) for unit in found] == [
        ("Chad", "TCD", "", "D"),
        ("Sylvania", "SLV", "", "D"),
        ("Freedonia", "FRD", "10", "B"),
        ("Ruritania", "RRT", "10", "B"),
    ]
    assert (found[0]["text"], found[0]["start"], found[0]["end"], found[0]["co_symbol"]) == (
        "",
        None,
        None,
        "CCPR/C/TCD/CO/2",
    )


@pytest.mark.parametrize(
    "name",
    ["Hong Kong, China", "El Salvador", "Bolivia (Plurinational State of)", "Côte d’Ivoire", "Trinidad and Tobago",
     "the former Yugoslav Republic of Macedonia", "United Nations Interim Administration Mission in Kosovo (UNMIK)",
     "Democratic People’s Republic of Korea", "Guinea-Bissau", "State of Palestine"],
)  # fmt: skip
@pytest.mark.parametrize("form", ["… concluding observations on {}", "{}", "A. {}", "State party: {}"])
def test_the_name_of_a_state(form: str, name: str, tmp_path: Path) -> None:
    text = report_text("[B]\n\nIt notes the law.", grades="10 [B]").replace("FRD", "QRD")
    title = "Evaluation of the information on follow-up to the concluding observations on Freedonia"
    [unit] = rows(text.replace(title, form.replace("…", title[:40]).format(name)), tmp_path)
    assert unit["state"].removeprefix("the ") == name.removeprefix("the ")


def test_what_follows_information_received_from_may_be_no_state(tmp_path: Path) -> None:
    text = report_text("[B]\n\nIt notes the law.", grades="10 [B]").replace(" on Freedonia", "")
    [unit] = rows(text.replace("State party: CCPR", "State Party: CCPR").replace("FRD", "QRD"), tmp_path)
    assert unit["state"] == ""


def test_observations_that_came_out_as_an_addendum(tmp_path: Path) -> None:
    part = report_text("[B]\n\nIt notes the law.", grades="10 [B]").split("Freedonia\n", 1)[1]
    text = (
        "CCPR/C/120/2\n\nReport on follow-up\n\nStates parties evaluated with a [D] grade for failure to cooperate\n\n"
        "1. Haiti CCPR/C/HTI/CO/1\n\n2. Malawi CCPR/C/MWI/CO/1/Add.1\n\nFreedonia\n" + part
    )
    assert [unit["state"] for unit in rows(text, tmp_path)] == ["Haiti", "Malawi", "Freedonia"]


def test_a_state_graded_in_its_header_alone(tmp_path: Path) -> None:
    text = report_text(grades="10 [D] and 20 [D]", followup="10 and 20")
    assert [(u["paragraph"], u["grade_raw"], u["text"]) for u in rows(text, tmp_path)] == [
        ("10", "D", ""),
        ("20", "D", ""),
    ]


def test_one_follow_up_paragraph_in_a_cell_of_its_own_is_no_heading(tmp_path: Path) -> None:
    report = (
        "CED/C/21/2\n\n# Assessment of follow-up information\n\n## Sylvania\n\n| Sylvania | |\n| --- | --- |\n"
        "| Concluding observations: | CED/C/SLV/CO/1, adopted on 4 October 2019 |\n"
        "| Follow-up recommendations: | Paragraph 9 |\n| Reply: | None |\n| Committee's evaluation: | 9[D] |\n\n"
        "**Paragraph 9:** The Committee recommends ratification.\n\n**Committee's evaluation**\n\n"
        "**[D]:** No reply has been received despite two reminders of the Committee.\n"
    )
    (row,) = rows(report, tmp_path)
    found = [row[column] for column in ("state", "paragraph", "grade_raw", "header_grades")]
    assert found == ["Sylvania", "9", "D", {"9": ["D"]}]


def test_the_name_of_a_state_ends_with_its_sentence() -> None:
    text = "follow-up to the second periodic report of Zubrowka. At its 66th session, the Committee adopted"
    document = Document("letter.txt", "txt", text, (Block(0, len(text)),))
    assert named(page(document, vocabulary("en")), 0, len(text)) == "Zubrowka"
