"""What the reviewers' pages show, and what they accept."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any

from treatygrade.columns import INTEGERS, STRUCTURED, UNIT_COLUMNS
from treatygrade.errors import TableError, TreatygradeError, UsageError
from treatygrade.schemes import names
from treatygrade.schemes.scheme import LANGUAGES
from treatygrade.serve import views
from treatygrade.serve.advisor import document_of, rows_of
from treatygrade.serve.pages import Form, whole
from treatygrade.serve.store import Answer, Store
from treatygrade.suggest.sources import units_of
from treatygrade.tables import READERS

Row = dict[str, Any]
_EMPTY: Row = dict.fromkeys(UNIT_COLUMNS, "")
_TEXTS = tuple(column for column in UNIT_COLUMNS if column not in STRUCTURED | INTEGERS)
_SCHEMES = "`treatygrade --help`, or the list under Draft, names them; leave it empty for the grades A to F"


def add_project(parts: Any, name: str, file: str, data: bytes) -> int:
    """Units to review, from a report or a table of units; returns the project's id.

    Raises:
        TreatygradeError: the file cannot be read, holds no evaluation with a text, or too many.
    """
    is_table = PurePosixPath(file).suffix.lower() in READERS
    rows = rows_of(file, data) if is_table else units_of(document_of(file, data))
    with_text = [(number, row) for number, row in enumerate(rows, 1) if str(row.get("text") or "").strip()]
    units = [_unit(row, file, number) for number, row in with_text]
    limit = parts.settings.limits["units"]
    if not units:
        raise TreatygradeError("no evaluation with a text was found", file=file, hint="a table needs a column `text`")
    if len(units) > limit:
        raise TreatygradeError(
            f"{len(units):,} units are too many for one project", file=file, hint=f"at most {limit:,}"
        )
    project: int = parts.store.add_project(name or file, units)
    return project


def _unit(row: Row, file: str, number: int) -> Row:
    """A row as the pages take it, whatever table it is from; raises TableError for one that they cannot show."""
    unit = {**_EMPTY, **row, "unit_id": row.get("unit_id") or f"{file}#{number}"}
    for column in _TEXTS:
        value = unit[column]
        if isinstance(value, bool | list | dict) or (column == "text" and not isinstance(value, str)):
            raise TableError(f"{column} is not a text", file=file, place=f"row {number}")
        unit[column] = whole("" if value is None else str(value))
    if unit["scheme"] not in ("", *names()):
        raise TableError(f"no grading scheme {unit['scheme']!r}", file=file, place=f"row {number}", hint=_SCHEMES)
    if unit["language"] not in ("", *LANGUAGES):
        raise TableError(f"no rules for the language {unit['language']!r}", file=file, place=f"row {number}",
                         hint=f"there are: {', '.join(LANGUAGES)}; leave it empty where it is not known")  # fmt: skip
    return unit


def overview(store: Store, project: int) -> Row:
    """Progress of each reviewer, and how many units were graded differently."""
    units, given = store.units(project), store.project_responses(project)
    done: dict[str, int] = {}
    for answers in given.values():
        for reviewer in {answer.person for answer in answers}:
            done[reviewer] = done.get(reviewer, 0) + 1
    split = sum(len(_grades(answers)) > 1 for answers in given.values())
    name = store.project_name(project)
    return {"project": project, "name": name, "total": len(units), "done": sorted(done.items()), "split": split}


def next_position(store: Store, project: int, reviewer: str) -> int:
    """The first unit (from 1) that the reviewer has not graded; the last one when all are."""
    store.project_name(project)
    given = store.project_responses(project)
    units = list(store.units(project))
    open_ = (n for n, unit in enumerate(units, 1) if all(a.person != reviewer for a in given.get(unit, [])))
    return next(open_, max(1, len(units)))


def unit_for(parts: Any, project: int, reviewer: str, position: int) -> Row:
    """What a reviewer sees of a unit: blind until they have answered, then with the suggestion."""
    store: Store = parts.store
    name = store.project_name(project)
    units = store.units(project)
    if not 1 <= position <= len(units):
        raise TreatygradeError(f"the project has no unit {position}")
    number, unit = list(units.items())[position - 1]
    answers = store.responses(number, reviewer)
    given = store.project_responses(project)
    return {
        "project": project,
        "name": name,
        "reviewer": reviewer,
        "position": position,
        "total": len(units),
        "done": sum(any(a.person == reviewer for a in found) for found in given.values()),
        "id": number,
        "unit": unit,
        "choices": views.choices(unit),
        "answers": answers,
        "shown": _suggestion(parts, number, unit) if answers else None,
    }


def _suggestion(parts: Any, number: int, unit: Row) -> Row:
    """The suggestion as this unit's reviewers see it: made once, kept apart from their answers."""
    model = parts.advisor.name
    kept: Row | None = parts.store.suggestion(number, model)
    if kept is None:
        parts.store.record_suggestion(number, model, parts.advisor.units([unit])[0])
        kept = parts.store.suggestion(number, model)
    assert kept is not None
    return kept


def disagreements(store: Store, project: int) -> Row:
    """The units that reviewers graded differently in the end, and all units that were decided upon."""
    split = []
    given = store.project_responses(project)
    for position, (number, unit) in enumerate(store.units(project).items(), 1):
        answers, decisions = given.get(number, []), store.adjudications(number)
        if decisions or len(_grades(answers)) > 1:
            split.append(
                {
                    "id": number,
                    "position": position,
                    "unit": unit,
                    "choices": views.choices(unit),
                    "answers": answers,
                    "decisions": decisions,
                }
            )
    return {"project": project, "name": store.project_name(project), "split": split}


def unit_of(store: Store, project: int, unit: int) -> Row:
    """A unit of a project; raises TreatygradeError where there is no such project or unit in it."""
    store.project_name(project)
    units = store.units(project)
    if unit not in units:
        raise TreatygradeError("the project has no such unit", hint="it may have been purged")
    return units[unit]


def grade(form: Form, unit: Row) -> str:
    """The grade chosen in a form; raises UsageError for none, or one that the scheme lacks."""
    given = form.text("grade")
    if given not in {code for code, _ in views.choices(unit)}:
        raise UsageError(f"{given!r} is not a grade of this scheme" if given else "no grade was chosen")
    return given


def reason(form: Form) -> str:
    """Why that grade; raises UsageError for none."""
    given = form.text("reason")
    if not given:
        raise UsageError("no reason was given", hint="go back, and say in a sentence why this grade")
    return given


def person(form: Form) -> str:
    """Who sends a form; raises UsageError as :func:`reviewer` does."""
    return reviewer(form.text("person"))


def reviewer(reviewer: str) -> str:
    """A name as it stands in an address; raises UsageError for none, or one that cannot stand there."""
    if not reviewer.strip() or len(reviewer) > 80 or not reviewer.isprintable() or "/" in reviewer:
        raise UsageError("give your name, at most 80 characters and without a stroke")
    if not reviewer.strip(". "):
        raise UsageError("a name of dots cannot stand in an address", hint="give your name")
    return reviewer


def _grades(answers: list[Answer]) -> set[str]:
    """The different grades among each reviewer's last answer."""
    return set({answer.person: answer.grade for answer in answers}.values())
