"""What is suggested for one evaluation, and why."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any

from treatygrade.models.prediction import Prediction
from treatygrade.suggest.precedents.search import Precedent, conflicts


@dataclass(frozen=True, slots=True)
class Ranked:
    """A grade of the common scale, in the scheme's own words, with its calibrated probability."""

    grade: str
    label: str
    probability: float


@dataclass(frozen=True, slots=True)
class Passage:
    """``text[start:end]`` of the evaluation, and what it adds to each grade's log-odds (nats).

    ``pushes`` is against the mean of the grades that the scheme has: what is positive speaks for
    the grade. ``states_grade`` holds for a verdict sentence, which the model did not see.
    """

    start: int
    end: int
    text: str
    pushes: dict[str, float] = field(default_factory=dict)
    states_grade: bool = False


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A suggestion for one unit; the person decides.

    ``unit`` is the row of :data:`treatygrade.columns.UNIT_COLUMNS`. ``ranked`` has the grades of
    the scheme, the most probable first. ``sentences`` cover the text; their ``pushes`` and ``base``
    (what scheme, language and the model's starting point add) sum to the scores of which ``ranked``
    is the softmax. ``reasons`` are the passages that push most towards each grade. ``fit`` says
    how the drafted grade stands: ``fits``, ``possible`` (within the 90% set), ``unlikely``, or ""
    where none is drafted. ``better`` is the next better grade of the scheme ("" if there is none),
    ``requests`` what the text itself asks for,
    ``phrases`` its key phrases.
    """

    unit: dict[str, Any]
    prediction: Prediction
    ranked: tuple[Ranked, ...] = ()
    sentences: tuple[Passage, ...] = ()
    reasons: dict[str, tuple[Passage, ...]] = field(default_factory=dict)
    base: dict[str, float] = field(default_factory=dict)
    fit: str = ""
    better: str = ""
    requests: tuple[Passage, ...] = ()
    phrases: tuple[dict[str, Any], ...] = ()
    precedents: tuple[Precedent, ...] = ()
    precedents_note: str = ""
    fictional: bool = False
    seen_in_training: bool = False

    @property
    def unsure(self) -> bool:
        return self.prediction.abstained

    @property
    def conflicts(self) -> list[tuple[Precedent, Precedent]]:
        return conflicts(self.precedents)

    def to_dict(self) -> dict[str, Any]:
        """Everything, for JSON: the unit's columns, the prediction columns, and the reasons."""
        answer = {**self.unit, **_plain(self.prediction)}
        rest = {name: _plain(getattr(self, name)) for name in self.__slots__ if name not in ("unit", "prediction")}
        rest["precedents"] = [{**_plain(found), "sentence": found.sentence} for found in self.precedents]
        rest["conflicts"] = [[one.unit_id, other.unit_id] for one, other in self.conflicts]
        return {**answer, **rest}


def _plain(value: Any) -> Any:
    """Dataclasses as mappings and tuples as lists, all the way down; ``asdict`` copies every leaf, which takes long."""
    if value is None or isinstance(value, str | int | float):
        return value
    if is_dataclass(value):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    return value
