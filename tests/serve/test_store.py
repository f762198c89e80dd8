"""The review store, on both databases."""

from __future__ import annotations

import csv
import io
import stat
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("sqlalchemy")

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, inspect, text

from treatygrade.errors import TreatygradeError, UsageError
from treatygrade.serve import store as store_package
from treatygrade.serve.store import Stale, Store, ratings, write_ratings

UNITS = [
    {"unit_id": f"X#{n}", "text": f"The Committee notes {n}.", "scheme": "cmw", "session": 41, "title": "Children"}
    for n in range(3)
]


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    opened = Store(database)
    yield opened
    opened.close()


@pytest.fixture
def project(store: Store) -> int:
    return store.add_project("Qalvera", UNITS)


def test_units_keep_their_order_and_content(store: Store, project: int) -> None:
    assert list(store.units(project).values()) == UNITS
    assert store.projects()[0]["units"] == 3
    assert store.project_name(project) == "Qalvera"
    assert store.projects(kind="draft") == []


def test_a_revision_is_a_further_row(store: Store, project: int) -> None:
    unit = next(iter(store.units(project)))
    store.respond(unit, "Ana", "C", "no measure", seen=0)
    store.respond(unit, "Ana", "B", "one measure after all", seen=1)
    assert [(a.sequence, a.grade, a.reason) for a in store.responses(unit, "Ana")] == [
        (1, "C", "no measure"),
        (2, "B", "one measure after all"),
    ]
    assert all(a.created.year >= 2024 for a in store.responses(unit))


@pytest.mark.parametrize(("seen", "grade"), [(0, "B"), (2, "B"), (5, "C")])
def test_a_stale_answer_writes_nothing(store: Store, project: int, seen: int, grade: str) -> None:
    unit = next(iter(store.units(project)))
    store.respond(unit, "Ana", "C", "why", seen=0)
    with pytest.raises(Stale):
        store.respond(unit, "Ana", grade, "why", seen=seen)
    assert [a.grade for a in store.responses(unit)] == ["C"]


def test_the_same_answer_sent_twice_is_recorded_once(store: Store, project: int) -> None:
    unit = next(iter(store.units(project)))
    first = store.respond(unit, "Ana", "C", "why", seen=0)
    again = store.respond(unit, "Ana", "C", "why", seen=0)
    assert (first.sequence, first.grade) == (again.sequence, again.grade)
    assert len(store.responses(unit)) == 1


def test_two_adjudicators_at_once_get_one_decision_and_one_message(store: Store, project: int) -> None:
    unit = next(iter(store.units(project)))
    outcomes: list[str] = []
    gate = threading.Barrier(8)

    def decide(person: int) -> None:
        gate.wait()
        try:
            store.adjudicate(unit, f"judge {person}", "ABC"[person % 3], "heard", seen=0)
            outcomes.append("kept")
        except Stale:
            outcomes.append("stale")

    threads = [threading.Thread(target=decide, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["kept"] + ["stale"] * 7
    assert len(store.adjudications(unit)) == 1


def test_the_first_suggestion_of_a_model_stands(store: Store, project: int) -> None:
    unit = next(iter(store.units(project)))
    store.record_suggestion(unit, "default@1", {"predicted": "B"})
    store.record_suggestion(unit, "default@1", {"predicted": "C"})
    store.record_suggestion(unit, "default@2", {"predicted": "C"})
    assert store.suggestion(unit, "default@1") == {"predicted": "B"}
    assert store.suggestion(unit, "default@2") == {"predicted": "C"}
    assert store.suggestion(unit, "other") is None


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ("blind", [("Ana", "C", 1), ("Bo", "B", 1)]),
        ("final", [("Ana", "B", 2), ("Bo", "B", 1)]),
        ("all", [("Ana", "C", 1), ("Bo", "B", 1), ("Ana", "B", 2)]),
        ("adjudicated", [("Cai", "A", 1)]),
    ],
)
def test_ratings(store: Store, project: int, answers: str, expected: list[tuple[str, str, int]]) -> None:
    unit = next(iter(store.units(project)))
    store.respond(unit, "Ana", "C", "", seen=0)
    store.respond(unit, "Bo", "B", "", seen=0)
    store.respond(unit, "Ana", "B", "", seen=1)
    store.adjudicate(unit, "Cai", "A", "", seen=0)
    rows = ratings(store, project, answers=answers)  # type: ignore[arg-type]
    assert [(r["reviewer"], r["grade"], r["answer"]) for r in rows] == expected
    assert {(r["unit"], r["scheme"], r["session"], r["theme"]) for r in rows} == {("X#0", "cmw", 41, "Children")}
    assert rows == ratings(store, answers=answers)  # type: ignore[arg-type]


def test_the_csv_guards_cells_that_a_spreadsheet_would_run(store: Store, project: int) -> None:
    unit = next(iter(store.units(project)))
    store.respond(unit, "=cmd()", "C", "+1\nsecond line, with comma", seen=0)
    read = list(csv.DictReader(io.StringIO(write_ratings(ratings(store)).removeprefix("\ufeff"))))
    assert read[0]["reviewer"] == "'=cmd()"
    assert read[0]["reason"] == "'+1\nsecond line, with comma"


def test_purge_leaves_nothing_of_a_project(store: Store, project: int) -> None:
    kept = store.add_project("other", UNITS)
    unit = next(iter(store.units(project)))
    store.respond(unit, "Ana", "C", "", seen=0)
    store.record_suggestion(unit, "m", {})
    store.adjudicate(unit, "Cai", "A", "", seen=0)
    assert store.purge(project) == 1
    assert store.units(project) == {}
    assert store.responses(unit) == store.adjudications(unit) == []
    assert len(store.units(kept)) == 3
    assert store.purge() == 1
    with pytest.raises(TreatygradeError, match="no project"):
        store.project_name(kept)


def _config(connection: object) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(store_package.__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    return config


def test_an_earlier_schema_is_migrated_with_its_answers(database: str) -> None:
    engine = create_engine(database)
    with engine.begin() as connection:
        command.upgrade(_config(connection), "0001")
        connection.execute(text("INSERT INTO projects VALUES (1, 'old', 'review', '2024-05-01 00:00:00')"))
        connection.execute(text('INSERT INTO units VALUES (1, 1, 0, \'{"unit_id": "X#1"}\')'))
        connection.execute(text("INSERT INTO responses VALUES (1, 1, 'Ana', 1, 'B', 'kept', '2024-05-01 00:00:00')"))
    assert "adjudications" not in inspect(engine).get_table_names()
    engine.dispose()
    store = Store(database)
    assert [(a.person, a.grade, a.reason) for a in store.responses(1)] == [("Ana", "B", "kept")]
    assert store.adjudicate(1, "Cai", "B", "", seen=0).sequence == 1
    store.close()


def test_a_later_schema_is_refused(database: str) -> None:
    store = Store(database)
    with store.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    store.close()
    with pytest.raises(TreatygradeError, match="9999"):
        Store(database)


def test_a_database_of_something_else_is_refused(database: str) -> None:
    engine = create_engine(database)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE invoices (id INTEGER)"))
    engine.dispose()
    with pytest.raises(TreatygradeError, match="other tables"):
        Store(database)


@pytest.mark.parametrize(
    ("url", "error", "message"),
    [
        ("nonsense", UsageError, "not a database address"),
        ("mysql://host/db", UsageError, "not supported"),
        ("postgresql://nobody:secret@127.0.0.1:1/none", TreatygradeError, "cannot be used"),
    ],
)
def test_a_wrong_address_is_named(url: str, error: type[TreatygradeError], message: str) -> None:
    with pytest.raises(error, match=message) as raised:
        Store(url)
    assert "secret" not in str(raised.value)


def test_a_missing_file_is_not_made_when_only_reading(tmp_path: Path) -> None:
    with pytest.raises(TreatygradeError, match="no such database"):
        Store(f"sqlite:///{tmp_path / 'none.sqlite'}", create=False)
    assert list(tmp_path.iterdir()) == []


def test_the_file_is_for_its_owner_only(tmp_path: Path) -> None:
    Store(f"sqlite:///{tmp_path / 'deep' / 'r.sqlite'}").close()
    assert stat.S_IMODE((tmp_path / "deep" / "r.sqlite").stat().st_mode) == 0o600


def test_the_migrations_make_the_tables_that_the_code_uses(database: str) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    from treatygrade.serve.store.tables import Base

    store = Store(database)
    with store.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []
    store.close()
