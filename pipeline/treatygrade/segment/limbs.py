"""A follow-up paragraph, or a part of one, while it is being read."""

from __future__ import annotations

from dataclasses import dataclass, field

from treatygrade.segment.marks import Mark
from treatygrade.segment.report import Span


@dataclass(slots=True)
class Limb:
    """A follow-up paragraph, or a part of one with its own reply and evaluation, while it is being read.

    ``evaluation`` and ``previous`` are stretches of text in order; ``marks`` are grades in its heading.
    """

    number: str
    title: str = ""
    scope: str = ""
    marks: tuple[Mark, ...] = ()
    recommendation: Span | None = None
    reply: Span | None = None
    stakeholders: Span | None = None
    evaluation: list[tuple[int, int, str]] = field(default_factory=list)
    previous: list[tuple[int, int]] = field(default_factory=list)
    previous_note: str = ""

    def again(self, scope: str = "") -> Limb:
        """A further part of the same paragraph, on the same recommendation."""
        return Limb(self.number, self.title, scope or "", recommendation=self.recommendation)

    @property
    def fresh(self) -> bool:
        """Nothing but the heading has been read."""
        return not (self.recommendation or self.reply or self.evaluation or self.previous)
