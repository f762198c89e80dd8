"""How the shipped model behaves when real texts are changed: `python bench/behaviour.py`.

Every change is applied to each published unit that it can be applied to. For what must not matter: how often a
probability moves by more than 0.01, and the most that one moves. For what must matter: how often the right grades gain.
Counts only go to bench/results/behaviour.{json,md}; no text does.
"""

from __future__ import annotations

import calendar
import json
import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pycountry
from measure import machine

from treatygrade.models import Model, load, predict
from treatygrade.models.data import read_units
from treatygrade.models.settings import read_settings
from treatygrade.read.sentences import sentences

ROOT = Path(__file__).parents[1]
BOUND = 0.01
Row = dict[str, Any]
Change = Callable[[Row], str]


class Study(NamedTuple):
    """A change of a text; ``gains`` are the grades that must gain together, "" where nothing must move."""

    name: str
    change: Change
    gains: str = ""


MONTHS = calendar.month_name[1:]
STATES = (
    "Chad",
    "the Netherlands",
    "Trinidad and Tobago",
    "the United States of America",
    "Côte d’Ivoire",
    "South Africa",
)
DEMONYMS = {
    "American": "Thai", "British": "Swiss", "French": "Uzbek", "Kuwaiti": "Irish", "Portuguese": "South African",
    "Russian": "Congolese", "Israeli": "New Zealand", "Indonesian": "Dutch", "Japanese": "Chadian", "Kenyan": "Finnish",
    "Jordanian": "Peruvian", "Georgian": "Macedonian", "Bolivian": "Sri Lankan", "Paraguayan": "Greek",
    "Mauritanian": "Lao", "Moldovan": "British", "Albanian": "American", "Vietnamese": "French", "Angolan": "Danish",
    "Nepalese": "Russian", "Tunisian": "Swedish", "Hungarian": "Omani", "Croatian": "Malian", "Armenian": "Icelandic",
}  # fmt: skip
AMERICAN = {
    "programme": "program", "labour": "labor", "behaviour": "behavior", "defence": "defense", "centre": "center",
    "favour": "favor", "honour": "honor", "fulfil ": "fulfill ", "judgement": "judgment", "licence": "license",
    "enrolment": "enrollment", "counselling": "counseling", "travelled": "traveled", "cancelled": "canceled",
    "paediatric": "pediatric", "anaesth": "anesth", "neighbour": "neighbor", "colour": "color", "offence": "offense",
}  # fmt: skip


def another_state(name: str) -> Change:
    """The State's own name, and every other country's in the text, becomes ``name``."""
    known = sorted(
        {re.sub(r"[,(].*", "", country.name).strip() for country in pycountry.countries}, key=len, reverse=True
    )
    listed = re.compile(r"\b(?:the )?(?:" + "|".join(map(re.escape, known)) + r")\b")

    def change(row: Row) -> str:
        own = re.compile(rf"\b(?:the )?{re.escape(row['state'])}\b")
        return listed.sub(name, own.sub(name, row["text"]))

    return change


def replaced(pattern: str, by: str | Callable[[re.Match[str]], str]) -> Change:
    """What matches ``pattern`` becomes ``by``."""
    return lambda row: re.sub(pattern, by, row["text"])


def american(row: Row) -> str:
    """American spelling: -ise, -isation, -our and a list of words."""
    text = re.sub(r"\b(\w{3,})is(e[ds]?|ing|ations?)\b", _american_z, row["text"])
    for british, other in AMERICAN.items():
        text = re.sub(british, other, text)
        text = re.sub(british.capitalize(), other.capitalize(), text)
    return text


def british(row: Row) -> str:
    """British spelling: -ise for -ize."""
    return re.sub(r"\b(\w{3,})iz(e[ds]?|ing|ations?)\b", r"\1is\2", row["text"])


_S_ONLY = (
    "rev", "superv", "exerc", "adv", "ra", "prom", "prec", "prem", "compr", "surpr", "disgu", "othe", "prac", "ar",
)  # fmt: skip


def _american_z(match: re.Match[str]) -> str:
    stem = match[1]
    return match[0] if stem.lower().endswith(_S_ONLY) else f"{stem}iz{match[2]}"


def shuffled(row: Row) -> str:
    """The sentences in another order."""
    parts = [row["text"][start:end].strip() for start, end in sentences(row["text"], "en")]
    return " ".join(random.Random(0).sample(parts, len(parts)))


SHORTCOMING = "However, the Committee regrets the lack of measures on the matter. It reiterates its recommendation."
PRAISE = re.compile(r"\bwelcom\w+|\bcommend\w*|\bappreciat\w+|satisfaction")
BLAME = re.compile(r"\bregret\w*|\bconcern\w*|\breiterat\w+|\black\b")


def without_blame(row: Row) -> str:
    """A text that praises and blames, without its sentences that blame."""
    parts = [row["text"][start:end].strip() for start, end in sentences(row["text"], "en")]
    kept = [part for part in parts if not BLAME.search(part)]
    praised = any(PRAISE.search(part) for part in kept)
    return " ".join(kept) if praised and len(kept) < len(parts) else row["text"]


def with_blame(row: Row) -> str:
    """A text of praise alone, and a shortcoming after "however"."""
    text = row["text"]
    if BLAME.search(text) or not PRAISE.search(text):
        return str(text)
    return (
        f"{text} However, the Committee regrets the lack of measures on the matter. It reiterates its recommendation."
    )


def turned(verb: str, other: str, unless: re.Pattern[str]) -> Change:
    """``verb`` becomes ``other`` in texts that have nothing of the kind of ``other`` yet."""

    def change(row: Row) -> str:
        text = str(row["text"])
        return text if unless.search(text) else re.sub(rf"\b{verb}\b", other, text)

    return change


STUDIES = (
    *(Study(f"another State: {name}", another_state(name)) for name in STATES),
    Study("another demonym", replaced(r"\b(" + "|".join(DEMONYMS) + r")\b", lambda m: DEMONYMS[m[1]])),
    Study("another symbol", replaced(r"\b(?:CCPR|CMW|CED|CAT|CEDAW|CERD)/[\w/.-]*\w", "CMW/C/XAB/CO/7")),
    Study("another date", replaced(rf"\b\d{{1,2}} (?:{'|'.join(MONTHS)}) \d{{4}}", "3 May 2009")),
    Study("another month", replaced(rf"\b(?:{'|'.join(MONTHS)})(?= \d{{4}})", "October")),
    Study("another year", replaced(r"\b(?:19|20)\d\d\b", "2011")),
    Study("another number or sum", replaced(r"(?<![\w/.])\d[\d,.]*\d\b(?![/\w])", "4,321")),
    Study("another law's number", replaced(r"\bNo\. ?[\d/-]+", "No. 7-A/1999")),
    Study("line wraps", lambda row: re.sub(r"((?:\S+ ){8}\S+) ", r"\1\n", row["text"])),
    Study("no-break spaces", replaced(r"(?<=No\.) (?=\d)|(?<=State) (?=party)", "\u00a0")),
    Study("straight quotes", replaced(r"[’‘]", "'")),
    Study("curly quotes", replaced(r"'", "’")),
    Study("State Party", replaced(r"State party", "State Party")),
    Study("American spelling", american),
    Study("British spelling", british),
    Study("sentences in another order", shuffled),
    Study("welcomes becomes regrets", turned("welcomes", "regrets", BLAME), "CDE"),
    Study("regrets becomes welcomes", turned("regrets", "welcomes", PRAISE), "AB"),
    Study("however and a shortcoming added to praise", with_blame, "BCDE"),
    Study("the shortcoming removed from praise", without_blame, "AB"),
)


def measured(model: Model, rows: list[Row]) -> Iterator[Row]:
    """A line for each study."""
    for study in STUDIES:
        pairs = [(row, changed) for row in rows if (changed := study.change(row)) != row["text"] and changed]
        if not pairs:
            continue
        schemes = [row["scheme"] for row, _ in pairs]
        before = predict([row["text"] for row, _ in pairs], schemes=schemes, model=model)
        after = predict([text for _, text in pairs], schemes=schemes, model=model)
        each = list(zip(before, after, strict=True))
        moves = [max(abs(one.probabilities[g] - two.probabilities[g]) for g in one.probabilities) for one, two in each]
        line: Row = {
            "change": study.name, "units": len(pairs), "most": round(max(moves), 4),
            "moved": sum(move > BOUND for move in moves),
            "other_grade": sum(one.predicted != two.predicted for one, two in each),
        }  # fmt: skip
        if study.gains:
            gained = [sum(two.probabilities[g] - one.probabilities[g] for g in study.gains) for one, two in each]
            line |= {"gains": study.gains, "right_way": sum(gain > 0 for gain in gained)}
        yield line


def markdown(result: Row) -> str:
    """The result as two tables."""
    still = [line for line in result["lines"] if "gains" not in line]
    more = [line for line in result["lines"] if "gains" in line]
    return "\n".join(
        [
            f"# What moves the shipped model, {result['machine']['date']}",
            "",
            f"The {result['units']} published units; a change counts for the units that it alters. Made by `python "
            "bench/behaviour.py`.",
            "",
            "| what must not matter | units | a probability moves > 0.01 | the most | another grade |",
            "|---|--:|--:|--:|--:|",
            *(f"| {x['change']} | {x['units']} | {x['moved']} | {x['most']:.3f} | {x['other_grade']} |" for x in still),
            "",
            "| what must matter | units | grades that must gain | they gain | another grade |",
            "|---|--:|--:|--:|--:|",
            *(f"| {x['change']} | {x['units']} | {x['gains']} | {x['right_way']} | {x['other_grade']} |" for x in more),
            "",
        ]
    )


def main() -> None:
    """Measure every change and write the results."""
    settings = read_settings(ROOT / "configs" / "train" / "default.yaml")
    rows = read_units([ROOT / path for path in settings.published]).rows
    if not rows:
        raise SystemExit("the published units are not there")
    result = {"machine": machine(), "units": len(rows), "lines": list(measured(load(), rows))}
    target = ROOT / "bench" / "results" / "behaviour.json"
    target.write_text(json.dumps(result, indent=1) + "\n")
    target.with_suffix(".md").write_text(markdown(result))


if __name__ == "__main__":
    main()
