"""Every way in which a grade stands beside its text, in small reports."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.segment.reports import report_text, rows

FIRST = "The Committee welcomes the amendment of the law and requests further information."
SECOND = "The Committee regrets the lack of training. It reiterates its recommendation."

# What stands under "Committee's evaluation", and the units: scope, grade, text.
VARIANTS = {
    "alone on a line": (f"[B]\n\n{FIRST}", [("", "B", FIRST)]),
    "before the text": (f"[B]: {FIRST}", [("", "B", FIRST)]),
    "before the text, bold": (f"**[B]** {FIRST}", [("", "B", FIRST)]),
    "before the scope": (f"[B]: (a), (c) and (d)\n\n{FIRST}", [("(a)|(c)|(d)", "B", FIRST)]),
    "before the scope, same line": (f"[B] (a) and (c): {FIRST}", [("(a)|(c)", "B", FIRST)]),
    "before the paragraph and scope": (f"[B]: Paragraph 10 (a)\n\n{FIRST}", [("(a)", "B", FIRST)]),
    "after the scope": (f"(b): [B]\n\n{FIRST}", [("(b)", "B", FIRST)]),
    "after the scope, same line": (f"(b) [B]: {FIRST}", [("(b)", "B", FIRST)]),
    "after the paragraph and scope": (f"Paragraph 10 (b): [B]\n\n{FIRST}", [("(b)", "B", FIRST)]),
    "in italics": (f"*[B]*: Paragraph 10 (b)\n\n{FIRST}", [("(b)", "B", FIRST)]),
    "in a heading": (f"##### [B]: Paragraph 10 (b)\n\n{FIRST}", [("(b)", "B", FIRST)]),
    "at the end": (f"{FIRST} [B]", [("", "B", FIRST)]),
    "on a line under the text": (f"{FIRST}\n\n[B]", [("", "B", FIRST)]),
    "a range by the items": (f"[B]: (b)–(e)\n\n{FIRST}", [("(b)|(c)|(d)|(e)", "B", FIRST)]),
    "a range with to": (f"[B]: (b) to (d)\n\n{FIRST}", [("(b)|(c)|(d)", "B", FIRST)]),
    "nested items": (f"[B] (a) (i) and (ii)\n\n{FIRST}", [("(a)(i)|(a)(ii)", "B", FIRST)]),
    "two grades, two texts": (
        f"[B]: (a)\n\n{FIRST}\n\n[C]: (b)\n\n{SECOND}", [("(a)", "B", FIRST), ("(b)", "C", SECOND)],
    ),
    "two grades in one block": (f"[B] {FIRST} [C] (b) {SECOND}", [("", "B", FIRST), ("(b)", "C", SECOND)]),
    "two grades, one text": (
        f"[B] [C]: (a) and (b)\n\n{FIRST}", [("(a)|(b)", "B", FIRST), ("(a)|(b)", "C", FIRST)],
    ),
    "two tag lines, one text": (f"[B]: (a)\n\n[C]: (b)\n\n{FIRST}", [("(a)", "B", FIRST), ("(b)", "C", FIRST)]),
    "two scopes on one line": (f"10 (a): [B] and 10 (b): [C]\n\n{FIRST}", [("(a)", "B", FIRST), ("(b)", "C", FIRST)]),
    "one grade, two paragraphs": (f"[B]\n\n{FIRST}\n\n{SECOND}", [("", "B", f"{FIRST}\n{SECOND}")]),
    "text with inline items": (
        "[B]: It requests information on: (a) the law; (b) the training.",
        [("", "B", "It requests information on: (a) the law; (b) the training.")],
    ),
    "a quoted grade": (
        "[B]: In 2018 it had given a [C] to this recommendation. It welcomes the law.",
        [("", "B", "In 2018 it had given a [C] to this recommendation. It welcomes the law.")],
    ),
    "closing the sentence": (
        "It considers that the law is satisfactory in part [B].",
        [("", "B", "It considers that the law is satisfactory in part")],
    ),
    "closing each sentence": (
        "It welcomes the law [B]. It regrets the lack of training [C].",
        [("", "B", "It welcomes the law"), ("", "C", "It regrets the lack of training")],
    ),
    "closing each sentence, with its scope": (
        "It welcomes the law (a) [B]. It regrets the lack of training (b) and (c) [C].",
        [("(a)", "B", "It welcomes the law"), ("(b)|(c)", "C", "It regrets the lack of training")],
    ),
    "escaped for Markdown": (f"\\[B\\]: (a)\n\n{FIRST}", [("(a)", "B", FIRST)]),
    "with the word grade": (f"[Grade B]\n\n{FIRST}", [("", "B", FIRST)]),
    "with its meaning": (f"[B] (partially satisfactory): {FIRST}", [("", "B", FIRST)]),
    "with its meaning, on a line": (f"[B]: Action partially satisfactory\n\n{FIRST}", [("", "B", FIRST)]),
    "a quoted grade at the end": (
        "It welcomes the law. The recommendation had been graded [C].",
        [("", "", "It welcomes the law. The recommendation had been graded [C].")],
    ),
    "no grade yet": (FIRST, [("", "", FIRST)]),
    "no grade yet, by scope": (
        f"Paragraph 10 (a)\n\n{FIRST}\n\nParagraph 10 (b)\n\n{SECOND}", [("(a)", "", FIRST), ("(b)", "", SECOND)],
    ),
    "one of two graded": (
        f"[B]: Paragraph 10 (a)\n\n{FIRST}\n\nParagraph 10 (b)\n\n{SECOND}",
        [("(a)", "B", FIRST), ("(b)", "", SECOND)],
    ),
    "a scope on a line, then the tag": (
        f"(a)\n\n[B]\n\n{FIRST}\n\n(b)\n\n[C]\n\n{SECOND}", [("(a)", "B", FIRST), ("(b)", "C", SECOND)],
    ),
    "a tag line in pieces": (
        f"[B]\n\n:\n\n(b)\n\n{FIRST}\n\n[C]\n\n{SECOND}", [("(b)", "B", FIRST), ("", "C", SECOND)],
    ),
    "an item that is not evaluated": (
        f"[B]: (a)\n\n{FIRST}\n\nNo evaluation applicable: (b)\n\nIt notes the dates.\n\n[C]: (c)\n\n{SECOND}",
        [("(a)", "B", FIRST), ("(c)", "C", SECOND)],
    ),
    "before the scope, with a word": (f"[B] for paragraph 10 (a)\n\n{FIRST}", [("(a)", "B", FIRST)]),
    "named": (f"Grade: [B]\n\n{FIRST}", [("", "B", FIRST)]),
    "named, without brackets": (f"Grade: B\n\n{FIRST}", [("", "B", FIRST)]),
    "named inside the brackets": (f"[Grade: B]\n\n{FIRST}", [("", "B", FIRST)]),
    "a letter, bold": (f"**B**\n\n{FIRST}", [("", "B", FIRST)]),
    "a letter in round brackets": (f"(B)\n\n{FIRST}", [("", "B", FIRST)]),
    "a letter with its meaning": (f"B – Partially satisfactory\n\n{FIRST}", [("", "B", FIRST)]),
    "several paragraphs, abbreviated": (f"[B]: Paras. 10 (a) and 10 (c)\n\n{FIRST}", [("(a)|(c)", "B", FIRST)]),
    "scope on the line after": (f"[B]\n\nParagraph 10 (a)\n\n{FIRST}", [("(a)", "B", FIRST)]),
    "scope on the line before": (f"Paragraph 10 (a) and (b):\n\n[B]\n\n{FIRST}", [("(a)|(b)", "B", FIRST)]),
    "scope at the head of the text": (
        f"[B]\n\n(a) {FIRST}\n\n[C]\n\n(b) {SECOND}", [("(a)", "B", FIRST), ("(b)", "C", SECOND)],
    ),
    "items under one grade": (
        f"[B]: (a) and (b)\n\n(a) {FIRST}\n\n(b) {SECOND}", [("(a)|(b)", "B", f"(a) {FIRST}\n(b) {SECOND}")],
    ),
    "under its item and text": (
        f"(a) {FIRST} [B]\n\n(b) {SECOND} [C]", [("(a)", "B", FIRST), ("(b)", "C", SECOND)],
    ),
    "two grades with a stroke": (f"[B]/[C]\n\n{FIRST}", [("", "B", FIRST), ("", "C", FIRST)]),
    "two grades in one bracket": (f"[B/C]\n\n{FIRST}", [("", "B", FIRST), ("", "C", FIRST)]),
    "two grades in one bracket, with scope": (
        f"[B, C]: (a)\n\n{FIRST}", [("(a)", "B", FIRST), ("(a)", "C", FIRST)],
    ),
    "of all items": (f"[B]: all items\n\n{FIRST}", [("", "B", FIRST)]),
    "of all items, in brackets": (f"[B] (all items): {FIRST}", [("", "B", FIRST)]),
    "all as a word of the text": (
        f"[B]: All judges were trained. {FIRST}", [("", "B", f"All judges were trained. {FIRST}")],
    ),
    "two items on one line": (f"(a) [B]; (b) [C]\n\n{FIRST}", [("(a)", "B", FIRST), ("(b)", "C", FIRST)]),
    "in the first column": (
        f"| Grade | Evaluation |\n|---|---|\n| [B] (a) | {FIRST} |\n| [C] (b) | {SECOND} |",
        [("(a)", "B", FIRST), ("(b)", "C", SECOND)],
    ),
    "in the last column": (
        f"| (a) | {FIRST} | [B] |\n|---|---|---|\n| (b) | {SECOND} | [C] |",
        [("(a)", "B", FIRST), ("(b)", "C", SECOND)],
    ),
    "before and after the text": (f"[B]: {FIRST} [C]", [("", "B", FIRST), ("", "C", FIRST)]),
    "twice the same": (f"[B]: {FIRST} [B]", [("", "B", FIRST)]),
    "an empty tag": (f"[ ]: (a)\n\n{FIRST}", [("(a)", "", FIRST)]),
}  # fmt: skip


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_grade_finds_its_scope_and_text(variant: str, tmp_path: Path) -> None:
    evaluation, expected = VARIANTS[variant]
    found = rows(report_text(evaluation), tmp_path)
    assert [(unit["scope"], unit["grade_raw"], unit["text"]) for unit in found] == expected


@pytest.mark.parametrize("variant", VARIANTS)
def test_text_is_what_lies_between_the_offsets(variant: str, tmp_path: Path) -> None:
    from treatygrade.read import read

    found = rows(report_text(VARIANTS[variant][0]), tmp_path)
    document = read(tmp_path / "report.md")
    assert all(document.text[unit["start"] : unit["end"]] == unit["text"] for unit in found)


def test_grades_on_one_text_are_flagged(tmp_path: Path) -> None:
    found = rows(report_text(f"[B] [C]\n\n{FIRST}", f"[A]\n\n{SECOND}"), tmp_path)
    assert ["shared_text" in unit["flags"] for unit in found] == [True, True, False]


def test_a_text_that_points_to_an_earlier_evaluation_is_flagged(tmp_path: Path) -> None:
    found = rows(report_text(f"[B]: {FIRST} [A] See the Committee's previous evaluation in CCPR/C/115/2."), tmp_path)
    assert ["by_reference" in unit["flags"] for unit in found] == [False, True]


@pytest.mark.parametrize(
    "heading",
    [
        "Follow-up paragraph 10: ", "PARAGRAPH 10: ", "Para. 10 – ", "Paragraph 10. ", "Para 10: ", "10. ", "10: ",
        "Recommendation 10: ", "Follow-up recommendation 10: ", "Recommendation No. 10 – ", "## 10. ",
        "CCPR/C/FRD/CO/3, para. 10: ",
    ],
)  # fmt: skip
def test_each_way_to_head_a_paragraph(heading: str, tmp_path: Path) -> None:
    text = report_text(f"[B]\n\n{FIRST}").replace("Paragraph 10: ", heading)
    assert [(unit["paragraph"], unit["title"], unit["text"]) for unit in rows(text, tmp_path)] == [
        ("10", "Liberty of person", FIRST)
    ]


@pytest.mark.parametrize(
    "heading",
    [
        "Liberty of person (paragraph {} of the concluding observations)", "Liberty of person\n\nParagraph {}",
        "**Liberty of person**\n\nParagraph {}",
    ],
)  # fmt: skip
def test_a_title_that_comes_first(heading: str, tmp_path: Path) -> None:
    text = report_text(f"[B]\n\n{FIRST}", f"[C]\n\n{SECOND}", grades="10 [B] and 20 [C]")
    for number in ("10", "20"):
        text = text.replace(f"Paragraph {number}: Liberty of person", heading.format(number))
    found = [(unit["paragraph"], unit["title"], unit["text"]) for unit in rows(text, tmp_path)]
    assert found == [("10", "Liberty of person", FIRST), ("20", "Liberty of person", SECOND)]


@pytest.mark.parametrize("line", ["16. Liberty of person", "10. It is too early to say.", "10 judges were trained"])
def test_numbers_that_are_no_headings(line: str, tmp_path: Path) -> None:
    text = report_text(f"[B]\n\n{FIRST}").replace("The law was amended in 2021.", f"The law was amended.\n\n{line}")
    [unit] = rows(text, tmp_path)
    assert (unit["paragraph"], unit["text"]) == ("10", FIRST)
    assert unit["reply"].endswith(line)


def test_labels_in_capitals_are_one_label(tmp_path: Path) -> None:
    label = "Summary of the information received from the State party"
    [unit] = rows(report_text(f"[B]\n\n{FIRST}").replace(label, "SUMMARY OF THE STATE PARTY’S REPLY"), tmp_path)
    assert unit["recommendation"].endswith("(e) Inspect the prisons.")
    assert unit["reply"] == "The law was amended in 2021."


def test_the_parts_of_a_paragraph(tmp_path: Path) -> None:
    text = report_text(f"[B]\n\n{FIRST}").replace(
        "Committee's evaluation\n", "Information from stakeholders\n\nNothing has changed.\n\nCommittee's evaluation\n"
    )
    [unit] = rows(text, tmp_path)
    assert unit["paragraph"] == "10"
    assert unit["title"] == "Liberty of person"
    assert unit["recommendation"].startswith("The State party should:\n(a) Review")
    assert unit["recommendation"].endswith("(e) Inspect the prisons.")
    assert unit["reply"] == "The law was amended in 2021."
    assert unit["stakeholders"] == "Nothing has changed."


def test_labels_inside_a_block_begin_new_parts(tmp_path: Path) -> None:
    text = report_text("X").replace("\n\nCommittee's evaluation\n\nX\n", f" Committee's evaluation [B]: {FIRST} ")
    text = text.replace("\nRecommended action", "Recommended action")
    assert f"2021. Committee's evaluation [B]: {FIRST} Recommended action: A letter" in text.replace("\n", " ").replace(
        "  ", " "
    )
    [unit] = rows(text, tmp_path)
    assert (unit["reply"], unit["text"], unit["grade_raw"]) == ("The law was amended in 2021.", FIRST, "B")


FRENCH = """CCPR/C/140/2/Add.9

Évaluation des renseignements sur la suite donnée aux observations finales concernant la Freedonie

Observations finales (128e session) : CCPR/C/FRD/CO/3, 26 mars 2020

Paragraphes faisant l'objet d'un suivi : 10

Évaluation du Comité : 10 [B]

Paragraphe 10 : Liberté

L'État partie devrait : a) réviser la loi ; b) former les juges ; c) publier des statistiques.

Résumé des renseignements reçus de l'État partie

La loi a été modifiée.

Évaluation du Comité

{}

Le Comité accueille avec satisfaction la modification de la loi.

* Adopté par le Comité à sa cent quarantième session (4-28 mars 2024).
"""

SPANISH = """CCPR/C/140/2/Add.9

Evaluación de la información sobre el seguimiento de las observaciones finales relativas a Freedonia

Observaciones finales (128º período de sesiones): CCPR/C/FRD/CO/3, 26 de marzo de 2020

Párrafos objeto de seguimiento: 10

Evaluación del Comité: 10 [B]

Párrafo 10: Libertad

El Estado parte debe: a) revisar la ley; b) formar a los jueces; c) publicar estadísticas.

Resumen de la información recibida del Estado parte

La ley fue modificada.

Evaluación del Comité

{}

El Comité acoge con satisfacción la modificación de la ley.

* Aprobado por el Comité en su 140º período de sesiones (4 a 28 de marzo de 2024).
"""


def test_a_heading_inside_a_block_begins_a_paragraph(tmp_path: Path) -> None:
    text = report_text(f"[B]\n\n{FIRST}", f"[C]\n\n{SECOND}").replace("\n\nParagraph 20", " Paragraph 20")
    assert f"{FIRST} Paragraph 20: Liberty" in text
    assert [(unit["paragraph"], unit["text"]) for unit in rows(text, tmp_path)] == [("10", FIRST), ("20", SECOND)]


@pytest.mark.parametrize(
    ("language", "text", "tag", "scope"),
    [
        ("fr", FRENCH, "[B] : a) à c)", "(a)|(b)|(c)"),
        ("fr", FRENCH, "Paragraphe 10, alinéas a) et c) : [B]", "(a)|(c)"),
        ("fr", FRENCH, "a) : [B]", "(a)"),
        ("es", SPANISH, "[B]: a) y b)", "(a)|(b)"),
        ("es", SPANISH, "Párrafo 10, apartados b) a c): [B]", "(b)|(c)"),
        ("fr", FRENCH, "[B] pour les alinéas a) et b)", "(a)|(b)"),
        ("fr", FRENCH, "Par. 10, al. a) : [B]", "(a)"),
        ("fr", FRENCH, "Note : B", ""),
        ("fr", FRENCH, "B – Partiellement satisfaisante", ""),
        ("es", SPANISH, "[B]", ""),
        ("es", SPANISH, "[B] respecto de los apartados a) y b)", "(a)|(b)"),
        ("es", SPANISH, "Párr. 10, apdo. a): [B]", "(a)"),
        ("es", SPANISH, "Calificación: B", ""),
    ],
)
def test_french_and_spanish(language: str, text: str, tag: str, scope: str, tmp_path: Path) -> None:
    [unit] = rows(text.format(tag), tmp_path)
    assert (unit["language"], unit["paragraph"], unit["scope"], unit["grade_raw"]) == (language, "10", scope, "B")
    assert (unit["session"], unit["year"], unit["header_grades"]) == (140, 2024, {"10": ["B"]})
    assert unit["state"].startswith("Freedoni")
    assert unit["text"].startswith(("Le Comité accueille", "El Comité acoge"))
    assert "sess" not in unit["text"]  # the footnote of its adoption stands at the end


REPLIES = {
    "fr": [
        "Réponse de l’État partie",
        "Renseignements fournis par l’État partie :",
        "RÉSUMÉ DE LA RÉPONSE DE L’ÉTAT PARTIE",
    ],
    "es": ["Respuesta del Estado parte", "Información facilitada por el Estado parte:", "RESUMEN DE LA RESPUESTA"],
}
EVALUATIONS = {
    "fr": ["Évaluation par le Comité", "Appréciation du Comité", "ÉVALUATION DU COMITÉ", "Évaluation :"],
    "es": [
        "Evaluación realizada por el Comité",
        "Valoración del Comité",
        "EVALUACIÓN DEL COMITÉ",
        "Análisis del Comité",
    ],
}
STAKEHOLDERS = {
    "fr": [
        "Organisations non gouvernementales",
        "Résumé des renseignements reçus des parties prenantes",
        "Renseignements émanant d’ONG",
    ],
    "es": ["Partes interesadas", "Información de la sociedad civil", "Información recibida de otras fuentes"],
}
ENDS = {
    "fr": [
        "Mesure recommandée : Une lettre",
        "Prochain rapport périodique attendu le 1er mars 2028",
        "Décision du Comité : fin",
    ],
    "es": [
        "Acción recomendada: Una carta",
        "Próximo informe periódico: 2028",
        "Fecha límite de presentación del próximo informe: 2028",
    ],
}


@pytest.mark.parametrize("language", ["fr", "es"])
@pytest.mark.parametrize("part", range(3))
def test_labels_in_french_and_spanish(language: str, part: int, tmp_path: Path) -> None:
    text = (FRENCH if language == "fr" else SPANISH).format("[B]")
    reply, label = (
        ("Résumé des renseignements reçus de l'État partie", "Évaluation du Comité\n")
        if language == "fr"
        else ("Resumen de la información recibida del Estado parte", "Evaluación del Comité\n")
    )
    evaluation, ending = EVALUATIONS[language][part], ENDS[language][part]
    text = text.replace(label, f"{STAKEHOLDERS[language][part]}\n\nNada, rien.\n\n{evaluation}\n")
    [unit] = rows(text.replace(reply, REPLIES[language][part]).replace("\n\n* A", f"\n\n{ending}\n\n* A"), tmp_path)
    assert unit["reply"] in ("La loi a été modifiée.", "La ley fue modificada.")
    assert unit["stakeholders"] == "Nada, rien."
    assert unit["text"].endswith(("de la loi.", "de la ley."))


def test_a_table_of_paragraph_reply_and_evaluation(tmp_path: Path) -> None:
    head = report_text("X").partition("Paragraph 10")[0]
    table = (
        "| Paragraph | State party's reply | Committee's evaluation |\n|---|---|---|\n"
        f"| Paragraph 10: The State party should review the law. | The law was amended. | [B] {FIRST} |\n"
        f"| Paragraph 20: The State party should train judges. | No information. | [C] {SECOND} |\n"
    )
    found = rows(head + "\n" + table, tmp_path)
    assert [(u["paragraph"], u["grade_raw"], u["reply"], u["text"]) for u in found] == [
        ("10", "B", "The law was amended.", FIRST),
        ("20", "C", "No information.", SECOND),
    ]
    assert found[0]["recommendation"] == "The State party should review the law."


def test_a_cell_with_a_number_an_item_and_a_title(tmp_path: Path) -> None:
    head = report_text("X").partition("Paragraph 10")[0]
    table = (
        "| Paragraph | State party's reply | Committee's evaluation |\n|---|---|---|\n"
        f"| 10 (a) Definition of torture | The law was amended. | [B] {FIRST} |\n"
        f"| 20. The State party should train judges. | No information. | [C] {SECOND} |\n"
    )
    found = rows(head + "\n" + table, tmp_path)
    assert [(u["paragraph"], u["scope"], u["title"], u["recommendation"], u["text"]) for u in found] == [
        ("10", "(a)", "Definition of torture", "", FIRST),
        ("20", "", "", "The State party should train judges.", SECOND),
    ]


def test_a_table_whose_head_is_repeated_on_each_page(tmp_path: Path) -> None:
    head = report_text("X").partition("Paragraph 10")[0]
    titles = "| Paragraph | State party's reply | Committee's evaluation |\n"
    table = (
        f"{titles}|---|---|---|\n| Paragraph 10: Review the law. | Done. | [B] {FIRST} |\n"
        f"{titles}| Paragraph 20: Train judges. | None. | [C] {SECOND} |\n"
    )
    assert [unit["text"] for unit in rows(head + "\n" + table, tmp_path)] == [FIRST, SECOND]


def test_what_lies_between_two_evaluations_is_in_neither(tmp_path: Path) -> None:
    text = f"[B]: (a)\n\n{FIRST}\n\nRecommended action: none\n\nCommittee's evaluation\n\n[C]: (b)\n\n{SECOND}"
    found = rows(report_text(text), tmp_path)
    assert [(unit["scope"], unit["text"]) for unit in found] == [("(a)", FIRST), ("(b)", SECOND)]
