"""Small reports and letters of each committee, in each language, with their grades set in each way.

What they say stands in ``committees.yaml``; a case is a committee, a language and an arrangement.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import yaml

Words = dict[str, str]


@dataclass(frozen=True)
class Committee:
    """``prefix`` of its symbols, the scheme and session of the report, and whether its grades are letters."""

    prefix: str
    scheme: str
    session: int
    year: int
    letters: bool = True
    kind: str = "report"


COMMITTEES = {
    "ccpr": Committee("CCPR/C", "ccpr-2017", 134, 2022),
    "ccpr-2013": Committee("CCPR/C", "ccpr-2013", 114, 2015),
    "ced": Committee("CED/C", "ced", 24, 2023),
    "cmw": Committee("CMW/C", "cmw", 39, 2024),
    "cat": Committee("CAT/C", "cat", 76, 2023, kind="letter"),
    "cedaw": Committee("CEDAW/C", "cedaw", 86, 2023, letters=False, kind="letter"),
    "cerd": Committee("CERD/C", "cerd", 98, 2019, letters=False, kind="letter"),
    "cescr": Committee("E/C.12", "cescr", 74, 2023, letters=False, kind="letter"),
}

# (paragraph, items, grade): what every case says; A, B and C stand for a committee's own.
UNITS = [("10", ("a", "b"), "B"), ("10", ("c",), "C"), ("24", (), "A")]
ITEMS = {"10": ("a", "b", "c"), "24": ()}

_SAID = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
LANGUAGES: dict[str, Words] = _SAID["languages"]
VERDICTS: dict[str, dict[str, dict[str, tuple[str, str]]]] = _SAID["verdicts"]
CODES = {
    "cedaw": {"A": "implemented", "B": "partially implemented", "C": "not implemented"},
    "cerd": {"A": "satisfactory", "B": "partially satisfactory", "C": "unsatisfactory"},
    "cescr": {"A": "sufficient progress", "B": "insufficient progress", "C": "lack of sufficient information"},
    "ccpr-2013": {"A": "A", "B": "B1", "C": "C2"},
}


def code(name: str, grade: str) -> str:
    """The committee's own code for a grade."""
    return CODES.get(name, {}).get(grade, grade)


def scope(items: tuple[str, ...], words: Words) -> str:
    """Items as the language prints them: "(a) and (b)", "a) et b)"."""
    return words["and"].join(words["item"].format(item) for item in items)


# How an evaluation is set: from the paragraph, its items as printed, the tag and the text to blocks.
Arrangement = Callable[[str, str, str, str, Words], list[str]]


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)


LETTERED: dict[str, Arrangement] = {
    "tag, then scope": lambda _, items, tag, text, w: [f"{tag}{w['colon']} {items}" if items else tag, text],
    "scope, then tag": lambda _, items, tag, text, w: [f"{items}{w['colon']} {tag}" if items else tag, text],
    "tag, then paragraph": lambda n, items, tag, text, w: [
        _joined(f"{tag}{w['colon']}", w["paragraph"], n, items),
        text,
    ],
    "paragraph, then tag": lambda n, items, tag, text, w: [
        _joined(w["paragraph"], n, items) + f"{w['colon']} {tag}",
        text,
    ],
    "tag before the text": lambda _, items, tag, text, w: [f"{_joined(tag, items)}{w['colon']} {text}"],
    "tag after the text": lambda _, items, tag, text, w: [_joined(items, text, tag)],
    "bold tag": lambda _, items, tag, text, w: [_joined(f"**{tag}**", items), text],
    "heading": lambda n, items, tag, text, w: [_joined("####", tag, w["paragraph"].lower(), n, items), text],
}
# The same for grades in words: from the text, the verdict sentence and the label to blocks.
WORDED: dict[str, Callable[[str, str, str], list[str]]] = {
    "in a sentence": lambda text, sentence, _: [f"{text} {sentence}"],
    "in a numbered paragraph": lambda text, sentence, _: [f"9. {text} {sentence}"],
    "under the text": lambda text, _, label: [text, f"*{label}*"],
    "above the text": lambda text, _, label: [f"**{label}**", text],
    "before the text": lambda text, _, label: [f"**{label}**: {text}"],
    "in the heading": lambda text, _, __: [text],
}


def header(committee: Committee, words: Words) -> list[str]:
    """The title and the labelled lines of a report, or the first page of a letter."""
    co, fco = f"{committee.prefix}/FRD/CO/4", f"{committee.prefix}/FRD/FCO/4"
    values = {"n": committee.session, "year": committee.year, "co": co, "fco": fco}
    if committee.kind == "letter":
        return [f"17 August {committee.year}", words["excellency"], words["letter"].format(**values)]
    return [
        f"{committee.prefix}/{committee.session}/2/Add.3", words["title"],
        f"{words['observations']} ({words['session'].format(n=committee.session - 12)}){words['colon']} {co}, 2018",
        words["followup"], f"{words['received']}{words['colon']} {fco}, 2021",
    ]  # fmt: skip


def made(name: str, language: str, arrangement: str) -> str:
    """The text of a case, in Markdown."""
    committee, words = COMMITTEES[name], LANGUAGES[language]
    letter = committee.kind == "letter"
    blocks = header(committee, words)
    for number, items in ITEMS.items():
        listed = [f"{words['item'].format(item)} {words[item]};" for item in items]
        blocks.append(f"{words['paragraph']} {number}")
        blocks += [f"{words[number]}{words['colon']}", *listed] if listed and not letter else []
        blocks += [words[number]] if not listed and not letter else []
        blocks += [words["asked" if listed else "asked 24"]] if letter else [words["reply"]]
        blocks.append(words["said" if listed else "said 24"])
        blocks += [] if letter else [words["evaluation"]]
        for paragraph, named, grade in UNITS:
            if paragraph == number:
                tag = f"[{code(name, grade)}]"
                blocks += LETTERED[arrangement](number, scope(named, words), tag, words[grade], words)
    blocks.append(words["close"] if letter else words["adopted"].format(n=committee.session, year=committee.year))
    return "\n\n".join(blocks) + "\n"


def worded(name: str, language: str, arrangement: str) -> str:
    """The text of a letter with grades in words: each part under a heading with its items."""
    committee, words = COMMITTEES[name], LANGUAGES[language]
    blocks = header(committee, words)
    for number, items, grade in UNITS:
        sentence, label = VERDICTS[name][language][grade]
        heading = f"**{_joined(words['paragraph'], number, scope(items, words))}**"
        if arrangement == "in the heading":
            heading = f"{heading[:-2]} – {label[0].lower()}{label[1:]}**"
        asked, said = words["asked 24" if number == "24" else "asked"], words["said 24" if number == "24" else "said"]
        blocks += [heading, asked, said, *WORDED[arrangement](words[grade], sentence, label)]
    return "\n\n".join([*blocks, words["close"]]) + "\n"
