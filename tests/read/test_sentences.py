"""Sentence boundaries, as texts in which | marks them."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from treatygrade.errors import ConfigError
from treatygrade.read.sentences import sentences

ENGLISH = [
    "The Committee welcomes the Act. | It regrets the delay.",
    "See para. 3 and paras. 4 to 6 (arts. 2, 7 and 26). | The Committee regrets it.",
    "Act No. 378 and Nos. 3 and 4 are in force. | Vol. 2 is not.",
    "The State party (see CCPR/C/112/2, vol. I, p. 3) replied. | Nothing followed.",
    "In 2017. | The Committee regrets it.",
    "3. The Committee welcomes the reply. | 4. It regrets the delay.",
    "It quotes Rossi et al. (2019) and, e.g. The Hague rules. | Nothing else.",
    "The information was evaluated as C. | The Committee reiterates it.",
    "Ms. A. Turan met J. B. Orban. | The Committee was told.",
    "Sentences, fines, etc. | The Committee asks for figures.",
    'The reply says "nothing has changed." | The Committee regrets it.',
    "The law was adopted (Official Gazette, vol. 93, No. 14). | [C1] was given.",
    "It asks for: (a) the number of cases; (b) the sentences. | It reiterates its recommendation.",
    "Was it adopted? | When? | The Committee asks.",
    "It asks for data on:\n| (a) Complaints;\n| (b) Sentences.",
    "The Committee is con-\ncerned about\nthe reports. | It asks.",
    "Heading without a stop\n\n| The Committee notes it.",
    "The rate fell by 3.5 per cent in the U.S. | The Committee notes it.",
    "It entered into force at 3 p.m. on Monday.",
]
FRENCH = [
    "La loi no 7/2023 est en vigueur. | Le Comité s’en félicite.",
    "Voir les par. 3 et 4 (art. 2, al. 3). | L’État partie n’a pas répondu.",
    "M. Dupont et Mme A. Roy ont répondu. | Il en prend note.",
    "L’État partie dit : « rien n’a changé. » | Le Comité le regrette.",
    "L’information a été évaluée B. | Le Comité renouvelle sa recommandation.",
]
SPANISH = [
    "La Ley núm. 12 está en vigor. | El Comité la celebra.",
    "Véanse los párrs. 3 y 4 (arts. 2 y 7). | ¿Cuándo se aprobará? | El Comité lo pregunta.",
    "Cita medidas, p. ej. La Casa de la Mujer. | Nada más.",
    "El Sr. Pérez y la Sra. Gil respondieron. | El Comité toma nota.",
    "Visitó EE. UU. con fines de estudio.",
]


@pytest.mark.parametrize(
    ("language", "marked"),
    [("en", text) for text in ENGLISH] + [("fr", text) for text in FRENCH] + [("es", text) for text in SPANISH],
)
def test_boundaries(language: str, marked: str) -> None:
    text = marked.replace("| ", "")
    expected = [part.strip() for part in marked.split("|")]
    assert [text[start:end] for start, end in sentences(text, language)] == expected


@given(st.text(alphabet='Aa .\n!?"”()1;:é', max_size=80))
def test_sentences_cover_everything_but_space(text: str) -> None:
    spans = sentences(text, "en")
    assert "".join("".join(text[start:end].split()) for start, end in spans) == "".join(text.split())
    assert all(first[1] <= second[0] for first, second in pairwise(spans))


@pytest.mark.parametrize("text", ["", "   ", "\n\n"])
def test_no_text_no_sentences(text: str) -> None:
    assert sentences(text) == []


def test_unknown_language() -> None:
    with pytest.raises(ConfigError, match="language"):
        sentences("Text.", "tlh")


@pytest.mark.parametrize("piece", ["No. ", ". ", "A.", "\n", "(" * 10, ' "', "1. a. "])
def test_time_is_linear(piece: str) -> None:
    def seconds(length: int) -> float:
        text = piece * (length // len(piece))
        times = []
        for _ in range(3):
            begin = time.process_time()
            sentences(text)
            times.append(time.process_time() - begin)
        return min(times)

    seconds(1_000)
    assert seconds(160_000) < 40 * max(seconds(16_000), 0.002)
