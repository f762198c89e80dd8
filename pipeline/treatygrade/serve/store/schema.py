"""Opening a database: its schema version is checked, and brought up to date."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event, inspect
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from treatygrade.errors import TreatygradeError, UsageError

_ADDRESSES = "use sqlite:///FILE or postgresql://USER@HOST/NAME"


def connect(url: str, *, create: bool = True) -> Engine:
    """An engine for ``sqlite:///file`` or ``postgresql://…`` whose schema is the present one.

    Raises:
        UsageError: not a database address, or another kind of database.
        TreatygradeError: the database is missing (``create=False``), cannot be reached, holds other
            things, or was written by a later version.
    """
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise UsageError(
            f"{url!r} is not a database address", hint="sqlite:///reviews.sqlite or postgresql://…"
        ) from None
    if parsed.get_backend_name() not in {"sqlite", "postgresql"}:
        raise UsageError(f"{parsed.get_backend_name()} is not supported", hint="use sqlite:///FILE or postgresql://…")
    shown = parsed.set(query={}).render_as_string(hide_password=True)
    _prepare_file(parsed, create)
    try:
        engine = create_engine(parsed, pool_pre_ping=True)
        if parsed.get_backend_name() == "sqlite":
            event.listen(engine, "connect", _durable)
            event.listen(engine, "begin", _begin)
        with engine.begin() as connection:
            _migrate(connection, shown, create)
    except (DBAPIError, NoSuchModuleError) as error:
        cause = str(getattr(error, "orig", error)).strip().splitlines()[0]
        raise TreatygradeError(f"the database cannot be used: {cause}", file=shown) from error
    return engine


def _prepare_file(url: URL, create: bool) -> None:
    if url.get_backend_name() != "sqlite" or url.database in {None, "", ":memory:"}:
        return
    path = Path(str(url.database))
    if path.exists():
        return
    if not create:
        raise TreatygradeError("no such database", file=path, hint="`treatygrade serve --db` makes one")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)  # drafts are embargoed: readable by their owner only


def _durable(connection: object, _record: object) -> None:
    """An acknowledged answer is on the disk: write-ahead log, flushed at each commit."""
    cursor = connection.cursor()  # type: ignore[attr-defined]
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=15000", "secure_delete=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
    connection.isolation_level = None  # type: ignore[attr-defined]  # SQLAlchemy opens the transactions


def _begin(connection: Connection) -> None:
    # Taking the write lock at once makes two writers wait for each other instead of failing.
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _migrate(connection: Connection, shown: str, create: bool) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    script = ScriptDirectory.from_config(config)
    current = MigrationContext.configure(connection).get_current_revision()
    known = {revision.revision for revision in script.walk_revisions()}
    if current is not None and current not in known:
        raise TreatygradeError(
            f"the database has schema version {current}, which is later than this treatygrade knows",
            file=shown,
            hint="update treatygrade, or use another --db",
        )
    if current is None and inspect(connection).get_table_names():
        raise TreatygradeError("the database holds other tables, not reviews", file=shown, hint="use another --db")
    if current is None and not create:
        raise TreatygradeError("the database holds no reviews", file=shown)
    if current != script.get_current_head():
        command.upgrade(config, "head")
