"""The tables of the review store. Rows are added, never changed: a revision is a further row."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, DateTime, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


def now() -> datetime:
    """The time, in UTC."""
    return datetime.now(UTC)


class Base(DeclarativeBase):
    """How Python types are kept: mappings as JSON, times with their zone."""

    type_annotation_map = {dict[str, Any]: JSON, datetime: DateTime(timezone=True), str: Text}  # noqa: RUF012


class Project(Base):
    """A draft or a set of units that people look at together."""

    __tablename__ = "projects"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    kind: Mapped[str]
    """``review`` (graded blind) or ``draft`` (kept by a drafter who asked for it)."""
    created: Mapped[datetime] = mapped_column(default=now)


class Unit(Base):
    """One evaluation; ``content`` is its row with the columns of :mod:`treatygrade.columns`."""

    __tablename__ = "units"
    __table_args__ = (UniqueConstraint("project_id", "position"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("projects.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    content: Mapped[dict[str, Any]]


class Suggestion(Base):
    """What a model said of a unit, as it was shown; one row for each model that was asked."""

    __tablename__ = "suggestions"
    __table_args__ = (UniqueConstraint("unit_id", "model"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id", ondelete="CASCADE"), index=True)
    model: Mapped[str]
    content: Mapped[dict[str, Any]]
    created: Mapped[datetime] = mapped_column(default=now)


class Response(Base):
    """A reviewer's answer. ``sequence`` 1 was given blind, later ones after the suggestion was seen."""

    __tablename__ = "responses"
    __table_args__ = (UniqueConstraint("unit_id", "reviewer", "sequence"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id", ondelete="CASCADE"), index=True)
    reviewer: Mapped[str]
    sequence: Mapped[int]
    grade: Mapped[str]
    reason: Mapped[str]
    created: Mapped[datetime] = mapped_column(default=now)


class Adjudication(Base):
    """A decision on a unit that reviewers graded differently; a later decision is a further row."""

    __tablename__ = "adjudications"
    __table_args__ = (UniqueConstraint("unit_id", "sequence"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id", ondelete="CASCADE"), index=True)
    adjudicator: Mapped[str]
    sequence: Mapped[int]
    grade: Mapped[str]
    reason: Mapped[str]
    created: Mapped[datetime] = mapped_column(default=now)
