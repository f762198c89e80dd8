"""The store: projects of units, suggestions, responses and adjudications."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, sessionmaker

from treatygrade.errors import TreatygradeError
from treatygrade.serve.store.schema import connect
from treatygrade.serve.store.tables import Adjudication, Project, Response, Suggestion, Unit


@dataclass(frozen=True, slots=True)
class Answer:
    """One row of the history: a reviewer's response or an adjudicator's decision."""

    person: str
    sequence: int
    grade: str
    reason: str
    created: datetime

    @classmethod
    def of(cls, row: Response | Adjudication) -> Answer:
        person = row.reviewer if isinstance(row, Response) else row.adjudicator
        return cls(person, row.sequence, row.grade, row.reason, row.created)


class Stale(TreatygradeError):
    """An answer to a form that was drawn before another answer was recorded; nothing was written."""

    stage = "review"


class Store:
    """A database of reviews. Every method is one transaction: when it returns, its rows are on the disk."""

    def __init__(self, url: str, *, create: bool = True) -> None:
        """Open, make or migrate the database at ``url``; raises as :func:`schema.connect` does."""
        self.engine = connect(url, create=create)
        self._sessions = sessionmaker(self.engine)

    @contextmanager
    def session(self) -> Iterator[Session]:
        with self._sessions.begin() as session:
            yield session

    def close(self) -> None:
        self.engine.dispose()

    # -- projects and units

    def add_project(self, name: str, units: Sequence[Mapping[str, Any]], *, kind: str = "review") -> int:
        """Keep ``units`` (rows of :data:`treatygrade.columns.UNIT_COLUMNS`) under a name; returns the id."""
        with self.session() as session:
            project = Project(name=name, kind=kind)
            session.add(project)
            session.flush()
            session.add_all(
                Unit(project_id=project.id, position=position, content=dict(unit))
                for position, unit in enumerate(units)
            )
            return project.id

    def projects(self, kind: str = "review") -> list[dict[str, Any]]:
        """``id, name, created, units`` of each project, newest first."""
        query = (
            select(Project.id, Project.name, Project.created, func.count(Unit.id).label("units"))
            .outerjoin(Unit, Unit.project_id == Project.id)
            .where(Project.kind == kind)
            .group_by(Project.id)
            .order_by(Project.id.desc())
        )
        with self.session() as session:
            return [dict(row._mapping) for row in session.execute(query)]

    def project_name(self, project: int, kind: str = "review") -> str:
        """Raises TreatygradeError when there is no such project of that kind (it may have been purged)."""
        with self.session() as session:
            found = session.get(Project, project)
            if found is None or found.kind != kind:
                raise TreatygradeError(f"there is no project {project}", hint="it may have been purged")
            return found.name

    def units(self, project: int) -> dict[int, dict[str, Any]]:
        """The units of a project in document order: id in the store → row."""
        query = select(Unit.id, Unit.content).where(Unit.project_id == project).order_by(Unit.position)
        with self.session() as session:
            return {row.id: row.content for row in session.execute(query)}

    def purge(self, project: int | None = None) -> int:
        """Delete a project, or all, with every answer given to it; returns the number of projects."""
        chosen = select(Project.id) if project is None else select(Project.id).where(Project.id == project)
        with self.session() as session:
            ids = list(session.scalars(chosen))
            session.execute(delete(Project).where(Project.id.in_(ids)))
        return len(ids)

    # -- suggestions

    def suggestion(self, unit: int, model: str) -> dict[str, Any] | None:
        query = select(Suggestion.content).where(Suggestion.unit_id == unit, Suggestion.model == model)
        with self.session() as session:
            return session.scalar(query)

    def record_suggestion(self, unit: int, model: str, content: Mapping[str, Any]) -> None:
        """Keep what was shown; the first one of a model stands (a second reviewer sees the same)."""
        try:
            with self.session() as session:
                session.add(Suggestion(unit_id=unit, model=model, content=dict(content)))
        except IntegrityError:
            if self.suggestion(unit, model) is None:
                raise

    # -- answers

    def respond(self, unit: int, reviewer: str, grade: str, reason: str, *, seen: int) -> Answer:
        """Record a reviewer's answer. ``seen``: how many answers of theirs the form showed (0 = blind).

        Raises:
            Stale: they answered in another window meanwhile. The same answer sent twice is recorded once.
        """
        row = Response(unit_id=unit, reviewer=reviewer, sequence=seen + 1, grade=grade, reason=reason)
        return self._append(row, lambda: self.responses(unit, reviewer))

    def adjudicate(self, unit: int, adjudicator: str, grade: str, reason: str, *, seen: int) -> Answer:
        """Record a decision. ``seen``: how many decisions on the unit the form showed.

        Raises:
            Stale: somebody decided meanwhile.
        """
        row = Adjudication(unit_id=unit, adjudicator=adjudicator, sequence=seen + 1, grade=grade, reason=reason)
        return self._append(row, lambda: self.adjudications(unit))

    def _append(self, row: Response | Adjudication, history: Any) -> Answer:
        wanted = (row.sequence, row.grade, row.reason)
        person = row.reviewer if isinstance(row, Response) else row.adjudicator
        before: list[Answer] = history()
        if len(before) + 1 == row.sequence:
            try:
                with self.session() as session:
                    session.add(row)
                    session.flush()
                    return Answer.of(row)
            except IntegrityError:
                before = history()
        same = [a for a in before if a.person == person and (a.sequence, a.grade, a.reason) == wanted]
        if same:
            return same[0]
        raise Stale(
            "an answer was recorded after this form was shown; yours was not written",
            hint="look at what was recorded, then send yours again if it still holds",
        )

    def responses(self, unit: int, reviewer: str | None = None) -> list[Answer]:
        """All answers to a unit, oldest first; of one reviewer where named."""
        query = select(Response).where(Response.unit_id == unit).order_by(Response.id)
        if reviewer is not None:
            query = query.where(Response.reviewer == reviewer)
        with self.session() as session:
            return [Answer.of(row) for row in session.scalars(query)]

    def adjudications(self, unit: int) -> list[Answer]:
        query = select(Adjudication).where(Adjudication.unit_id == unit).order_by(Adjudication.sequence)
        with self.session() as session:
            return [Answer.of(row) for row in session.scalars(query)]

    def project_responses(self, project: int) -> dict[int, list[Answer]]:
        """Every answer given in a project: unit id → answers, oldest first."""
        query = select(Response).join(Unit).where(Unit.project_id == project).order_by(Response.id)
        with self.session() as session:
            rows: dict[int, list[Answer]] = {}
            for row in session.scalars(query):
                rows.setdefault(row.unit_id, []).append(Answer.of(row))
            return rows
