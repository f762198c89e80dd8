"""Databases and servers for the tests of the page: SQLite always, PostgreSQL where one is installed."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from tests.serve.live_server import Server
from treatygrade.serve.app import create_app
from treatygrade.serve.settings import Settings


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _postgres_tools() -> dict[str, str] | None:
    candidates = [Path(p).parent for p in [shutil.which("initdb")] if p]
    candidates += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    for folder in candidates:
        if (folder / "initdb").exists() and (folder / "pg_ctl").exists():
            return {tool: str(folder / tool) for tool in ("initdb", "pg_ctl")}
    return None


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a real PostgreSQL server started for these tests."""
    tools = _postgres_tools()
    if tools is None:
        pytest.skip("PostgreSQL is not installed")
    # The server refuses to run as root, so it gets an unprivileged owner then.
    owner = next((u.pw_name for u in pwd.getpwall() if u.pw_name in {"postgres", "nobody"}), None)
    as_owner: list[str] = []
    if os.getuid() == 0:
        if owner is None or shutil.which("setpriv") is None:
            pytest.skip("PostgreSQL does not run as root and no other user is there")
        as_owner = ["setpriv", f"--reuid={owner}", "--clear-groups"]
    with tempfile.TemporaryDirectory(prefix="pg", dir="/tmp") as folder:
        if as_owner:
            shutil.chown(folder, owner)
        data, port = f"{folder}/data", free_port()

        def quietly(*arguments: str) -> None:
            subprocess.run(arguments, check=True, stdout=subprocess.DEVNULL, cwd=folder)

        quietly(*as_owner, tools["initdb"], "-D", data, "-U", "tester", "-A", "trust", "-N")
        options = f"-p {port} -h 127.0.0.1 -k {folder}"
        control = [*as_owner, tools["pg_ctl"], "-D", data, "-w"]
        quietly(*control, "-l", f"{folder}/log", "-o", options, "start")
        try:
            yield f"postgresql://tester@127.0.0.1:{port}/postgres"
        finally:
            quietly(*control, "-m", "immediate", "stop")


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty database, once of each kind."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'reviews.sqlite'}"
        return
    from sqlalchemy import create_engine, text

    server = request.getfixturevalue("postgres")
    name = f"reviews_{os.urandom(6).hex()}"
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield server.rsplit("/", 1)[0] + f"/{name}"
    with engine.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    engine.dispose()


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    """One server for the tests of a file that do not mind each other's projects."""
    return create_app(Settings(db=f"sqlite:///{tmp_path_factory.mktemp('served') / 'r.sqlite'}"))


@pytest.fixture(scope="module")
def local(app: FastAPI) -> TestClient:
    """A browser on that server, which gets an answer also where the server fails."""
    return TestClient(app, base_url="http://127.0.0.1:8000", raise_server_exceptions=False)


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    """A browser without scripts, on a server with an empty SQLite store."""
    settings = Settings(db=f"sqlite:///{tmp_path / 'reviews.sqlite'}")
    with TestClient(create_app(settings), base_url="http://127.0.0.1:8000") as opened:
        yield opened


@pytest.fixture
def qalvera(specimens: Path) -> Path:
    """A FICTIONAL report of eight units, with one slip in its header."""
    return specimens / "en" / "CMW_C_QLV_FCO_3_Add.1.md"


@pytest.fixture
def serve() -> Iterator[Callable[..., Server]]:
    """Starts servers, and stops what is still running at the end."""
    started: list[Server] = []

    def start(*options: str) -> Server:
        started.append(Server(*options))
        return started[-1]

    yield start
    for server in started:
        if server.process.poll() is None:
            server.kill()
