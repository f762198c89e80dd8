"""How the shipped model behaves when a text is changed: what must not matter, and what must.

Each kind of change is one table. What fails is named in the model's card (``limits``), not hidden here.
"""

from __future__ import annotations

import re

import pycountry
import pytest

from treatygrade.models import Model, predict

TEXTS = {
    "A": """The Committee welcomes the adoption by {state} of {act} and the {demonym} authorities' efforts to train
    judges with a budget of {sum}. It requests updated information on its application.""",
    "B": """The Committee welcomes the draft law of {state} on prisons ({symbol}), but regrets the lack of information
    on overcrowding since {date}. It reiterates its recommendation and requests further information.""",
    "C": """The Committee regrets that {state} has taken no measures since {date} to investigate the cases of {demonym}
    detainees (see {symbol}). The Committee reiterates its recommendation.""",
    "E": """The Committee regrets that {state} refuses to amend {act} and considers that the {demonym} legislation is
    sufficient. The Committee reiterates its recommendation.""",
}
PLAIN = {
    "state": "Chad", "demonym": "Chadian", "symbol": "CCPR/C/TCD/CO/2", "date": "3 May 2015", "sum": "US$ 2 million",
    "act": "Act No. 12",
}  # fmt: skip
OTHERS = {
    "state": [
        *sorted({re.sub(r"[,(].*", "", country.name).strip() for country in pycountry.countries}), "the Netherlands",
        "the United Kingdom of Great Britain and Northern Ireland", "the United States of America",
        "the Republic of Moldova", "Bosnia and Herzegovina", "the Democratic Republic of the Congo",
    ],
    "demonym": [
        "American", "British", "French", "Uzbek", "Kuwaiti", "Portuguese", "Swiss", "Russian", "South African",
        "New Zealand", "Sri Lankan", "Israeli", "Macedonian", "Irish", "Thai", "Congolese",
    ],
    "symbol": ["CCPR/C/UZB/CO/5", "CMW/C/AZE/FCO/3", "CCPR/C/118/2", "CED/C/GAB/CO/1/Add.1", "INT/CAT/FUF/XXX/1"],
    "date": ["1 January 2024", "31 December 1999", "14 March 2016", "October 2020", "2 February"],
    "sum": ["300,000 euros", "$NZ 503 million", "1 billion yen", "£40", "two hundred dollars", "9,000.50 francs"],
    "act": ["Act No. 2020-02", "Act No. 3590 of 6 May 2020", "Act No. 8/2004/ND-CP"],
}  # fmt: skip
STATES = ["Chad", *(name[0].upper() + name[1:] for name in OTHERS["state"]), "The State of Palestine", "The Holy See"]
FRENCH = [
    "le Tchad", "la France", "les Pays-Bas", "la Côte d’Ivoire", "l’Angola", "Monaco", "Haïti", "Trinité-et-Tobago",
    "le Royaume-Uni de Grande-Bretagne et d’Irlande du Nord", "les États-Unis d’Amérique", "la République de Moldova",
]  # fmt: skip
FRENCH_DEMONYMS = ["tchadiennes", "marocaines", "françaises", "néerlandaises", "ivoiriennes", "sud-africaines"]
SPANISH = [
    "el Chad", "México", "los Países Bajos", "Côte d’Ivoire", "Angola", "El Salvador", "la Argentina", "Haití",
    "el Reino Unido de Gran Bretaña e Irlanda del Norte", "los Estados Unidos de América", "Trinidad y Tabago",
]  # fmt: skip
SPANISH_DEMONYMS = ["chadianas", "mexicanas", "españolas", "neerlandesas", "estadounidenses", "neozelandesas"]
BOUND = 0.01
"""The most that a probability may move where nothing that counts has changed."""


def probabilities(model: Model, text: str) -> dict[str, float]:
    return predict([text], schemes=["ccpr-2017"], model=model)[0].probabilities


def moved(model: Model, text: str, others: list[str]) -> tuple[float, str]:
    """The most that a probability moves from one text to another, and the text where it does."""
    plain, *each = predict([text, *others], schemes=["ccpr-2017"] * (1 + len(others)), model=model)
    distances = [max(abs(plain.probabilities[g] - p.probabilities[g]) for g in plain.probabilities) for p in each]
    return max(zip(distances, others, strict=True))


@pytest.mark.parametrize(
    ("grade", "slot"),
    [(grade, slot) for grade, text in TEXTS.items() for slot in OTHERS if f"{{{slot}}}" in text],
)
def test_names_dates_sums_and_symbols_do_not_matter(shipped: Model, grade: str, slot: str) -> None:
    others = [TEXTS[grade].format(**PLAIN | {slot: other}) for other in OTHERS[slot]]
    distance, worst = moved(shipped, TEXTS[grade].format(**PLAIN), others)
    assert distance <= BOUND, worst


@pytest.mark.parametrize(
    ("language", "scheme", "text", "names"),
    [
        ("en", "ccpr-2017", "@ has adopted a law on asylum. The Committee regrets the lack of information.", STATES),
        ("en", "ccpr-2017", "The Committee welcomes the measures. @ should inform it further on prisons.", STATES),
        ("en", "cmw", "While @ has replied, the Committee regrets that the law of @ is contrary to it.", STATES),
        ("fr", "ced", "Le Comité prend note de la loi de @, mais regrette le manque de renseignements.", FRENCH),
        ("fr", "cmw", "Le Comité regrette que les autorités @ n’aient pris aucune mesure.", FRENCH_DEMONYMS),
        ("fr", "ced", "Le Comité regrette l’absence de mesures depuis le @.", ["3 mai 2015", "1er août 2020"]),
        ("es", "ced", "El Comité toma nota de la ley de @, pero lamenta la falta de información.", SPANISH),
        ("es", "cmw", "El Comité lamenta que las autoridades @ no hayan adoptado medidas.", SPANISH_DEMONYMS),
        ("es", "ced", "El Comité acoge la ley de @ y la información.", ["3 de mayo de 2015", "1 de agosto de 2020"]),
    ],
)
def test_names_do_not_matter_wherever_they_stand(
    shipped: Model, language: str, scheme: str, text: str, names: list[str]
) -> None:
    texts = [text.replace("@", name) for name in names]
    first, *others = predict(texts, schemes=[scheme] * len(texts), languages=[language] * len(texts), model=shipped)
    far = [
        name
        for name, other in zip(names[1:], others, strict=True)
        if max(abs(first.probabilities[g] - other.probabilities[g]) for g in first.probabilities) > BOUND
    ]
    assert far == []


def test_no_state_is_in_the_vocabulary(shipped: Model) -> None:
    known = {word for name in shipped.vocabulary.names if name[:2] == "w:" for word in name[2:].split()}
    states = {word.lower() for country in pycountry.countries for word in [country.name.split(",")[0]]}
    assert not known & (states | {other.lower() for other in OTHERS["demonym"]})
    assert not any(re.search(r"\d", word) for word in known)


BRITISH = """The State party organised a programme on labour and analysed the judgement. It criticised the centre's
    defence, emphasised its fulfilment of licences and cancelled the counselling. It honoured the enrolment."""
AMERICAN = {
    "organised": "organized", "programme": "program", "labour": "labor", "analysed": "analyzed",
    "judgement": "judgment",
    "criticised": "criticized", "centre": "center", "defence": "defense", "emphasised": "emphasized",
    "fulfilment": "fulfillment", "licences": "licenses", "cancelled": "canceled", "counselling": "counseling",
    "honoured": "honored", "enrolment": "enrollment",
}  # fmt: skip


def american(text: str) -> str:
    for british, other in AMERICAN.items():
        text = text.replace(british, other)
    return text


@pytest.mark.parametrize("grade", TEXTS)
@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("line wraps", lambda text: re.sub(r"((?:\S+ ){6}\S+) ", r"\1\n", text)),
        ("curly quotes", lambda text: text.replace("'", "’")),
        ("no-break spaces", lambda text: text.replace("State ", "State\u00a0").replace("No. ", "No.\u00a0")),
        ("capital Party", lambda text: text.replace("State party", "State Party")),
        ("American spelling", american),
    ],
)
def test_how_it_is_written_does_not_matter(shipped: Model, grade: str, name: str, change: object) -> None:
    text = TEXTS[grade].format(**PLAIN) + f" {BRITISH}"
    distance, _ = moved(shipped, text, [change(text)])  # type: ignore[operator]
    assert distance <= BOUND, name


GOOD = "The Committee welcomes the adoption of the law on legal aid. It requests information on its application."
BAD = "The Committee regrets that no measures have been taken on legal aid. It reiterates its recommendation."
NOT_DONE = "However, the Committee regrets the lack of measures on lawyers. It reiterates its recommendation."
WORSE, BETTER = "CE", "AB"


@pytest.mark.parametrize(
    ("name", "before", "after", "gains"),
    [
        ("regrets for welcomes", GOOD, GOOD.replace("welcomes", "regrets"), WORSE),
        ("welcomes for regrets", BAD, BAD.replace("regrets that no", "welcomes that"), BETTER),
        ("however and a shortcoming added", GOOD, f"{GOOD} {NOT_DONE}", "BCE"),
        ("the shortcoming removed", f"{GOOD} {NOT_DONE}", GOOD, "A"),
        ("a refusal added", BAD, f"{BAD} The State party refuses to amend the law and has no plans to do so.", "E"),
        ("measures instead of none", BAD, BAD.replace("regrets that no", "notes that some"), BETTER),
        ("the law revoked", GOOD, GOOD + " It is concerned that the law restricts the right further.", "BCE"),
    ],
)  # fmt: skip
def test_what_counts_counts(shipped: Model, name: str, before: str, after: str, gains: str) -> None:
    first, second = probabilities(shipped, before), probabilities(shipped, after)
    assert sum(second[g] for g in gains) > sum(first[g] for g in gains) + BOUND, name


def test_the_order_of_sentences_matters_little(shipped: Model) -> None:
    one, other = f"{GOOD} {BAD}", f"{BAD} {GOOD}"
    first, second = predict([one, other], schemes=["ccpr-2017"] * 2, model=shipped)
    assert first.predicted in second.prediction_set


@pytest.mark.parametrize(
    ("scheme", "lacks"), [("ccpr-2017", "F"), ("cescr", "BEF"), ("cerd", "EF"), ("cmw", ""), ("", "")]
)
def test_a_grade_that_the_scheme_lacks_is_impossible(shipped: Model, scheme: str, lacks: str) -> None:
    found = predict([GOOD], schemes=[scheme], model=shipped)[0]
    assert [grade for grade in "ABCDEF" if found.probabilities[grade] == 0] == list(lacks)
    assert sum(found.probabilities.values()) == pytest.approx(1)
    assert found.predicted == found.prediction_set[0]


def test_the_same_words_are_another_grade_in_another_scheme(shipped: Model) -> None:
    text = "No information was provided on this matter by the State party. The Committee reiterates its recommendation."
    old, new = predict([text] * 2, schemes=["ccpr-2013", "ccpr-2017"], model=shipped)
    assert old.probabilities["D"] > new.probabilities["D"] + 0.1
