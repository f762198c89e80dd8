"""Fetching from a server that misbehaves: a clear error each, a later run completes, nothing half-written is kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from typer.testing import CliRunner

from tests.corpus import server as answers
from tests.corpus.server import DOC, DOCX, PDF, Answer, Server, good, serving, status
from treatygrade.cli.main import app
from treatygrade.corpus.client import Client, manners
from treatygrade.corpus.fetch import Fetched, Service, fetch, symbols
from treatygrade.corpus.kinds import damage, kind
from treatygrade.corpus.store import Store
from treatygrade.errors import UsageError

SYMBOL = "CCPR/C/900/2/Add.1"


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "reports")


def run(server: Server, store: Store, *wanted: str, **changes: float) -> list[Fetched]:
    quick = {"seconds_between": 0, "backoff": 0.01, "timeout": 20, "attempts": 2, "largest": 100_000} | changes
    service = Service(base_url=server.url)
    with httpx.Client(trust_env=False) as http:
        client = Client(http, service.manners(manners(**quick)))
        return list(fetch(wanted or [SYMBOL], store, client, service))


@pytest.mark.parametrize(
    ("plan", "error"),
    [
        ([status(500)], "500 Internal Server Error (attempt 2, the last)"),
        ([status(503)], "503 Service Unavailable (attempt 2, the last)"),
        ([status(429, Retry_After="0")], "429 Too Many Requests (attempt 2, the last)"),
        ([status(429, Retry_After="3600")], "429 Too Many Requests and asks to wait 3600 s"),
        ([status(429, Retry_After="Fri, 31 Dec 2100 23:59:59 GMT")], "429 Too Many Requests and asks to wait"),
        ([status(403)], "403 Forbidden"),
        ([status(404)], "not to be had (docx: the server answers 404 Not Found; pdf:"),
        ([answers.web_page], "docx: a web page came instead of the document"),
        ([answers.wrong_type], "docx: not a docx file"),
        ([answers.empty], "docx: empty"),
        ([answers.truncated], "the answer broke off"),
        ([answers.cut_off], "the Word document is cut off (attempt 2, the last)"),
        ([answers.dripping], "not complete within 0.25 s"),
        ([answers.silent], "no answer within 0.25 s"),
        ([answers.hang_up], "the answer broke off"),
        ([answers.circle], "more than 5 redirects"),
        ([answers.redirect("http://example.org/report.docx")], "refused to follow a redirect to http://example.org"),
        ([answers.redirect("file:///etc/passwd")], "refused to follow a redirect to file://"),
        ([answers.redirect("//127.0.0.1:1/report.docx")], "refused to follow a redirect to http://127.0.0.1:1"),
        ([answers.endless], "larger than 100000 bytes"),
    ],
)
def test_a_misbehaving_server(server: Server, store: Store, plan: list[Answer], error: str) -> None:
    server.plans[SYMBOL] = plan
    [failed] = run(server, store, timeout=0.25 if plan[0] in (answers.dripping, answers.silent) else 20)
    assert error in str(failed.error)
    assert failed.error is not None
    assert failed.error.hint
    assert list(store.folder.glob("*")) == []
    server.plans[SYMBOL] = [good]
    [done] = run(server, store)
    assert done.path is not None
    assert done.path.read_bytes() == DOCX


@pytest.mark.parametrize(
    "trouble",
    [status(500), status(429, Retry_After="0"), status(429), answers.truncated, answers.cut_off, answers.hang_up],
)
def test_passing_trouble_is_overcome(server: Server, store: Store, trouble: Answer) -> None:
    server.plans[SYMBOL] = [trouble, good]
    [done] = run(server, store)
    assert done.path is not None
    assert len(server.seen) == 2


@pytest.mark.parametrize(("form", "body"), [("docx", DOCX), ("pdf", PDF), ("doc", DOC)])
def test_formats_in_order(server: Server, store: Store, form: str, body: bytes) -> None:
    server.plans[SYMBOL] = [answers.only(form)]
    [done] = run(server, store)
    assert done.path is not None
    assert (done.path.name, done.path.read_bytes()) == (f"CCPR_C_900_2_Add.1.en.{form}", body)


def test_retry_after_is_obeyed(server: Server, store: Store) -> None:
    server.plans[SYMBOL] = [status(429, Retry_After="1"), good]
    run(server, store)
    times = [moment for _, _, moment in server.seen]
    assert times[1] - times[0] >= 1


def test_the_pace_is_kept(server: Server, store: Store) -> None:
    wanted = [f"CCPR/C/90{number}/2" for number in range(3)]
    server.plans.update({symbol: [good] for symbol in wanted})
    pauses: list[float] = []
    service = Service(base_url=server.url)
    with httpx.Client(trust_env=False) as http:
        client = Client(http, service.manners(manners(seconds_between=600)), sleep=pauses.append)
        assert len(list(fetch(wanted, store, client, service))) == 3
    assert pauses == [pytest.approx(600, abs=60)] * 2


def test_a_failure_does_not_stop_the_others_and_a_later_run_asks_only_for_what_lacks(
    server: Server, store: Store
) -> None:
    wanted = ["CCPR/C/901/2", "CCPR/C/902/2", "CCPR/C/903/2"]
    server.plans.update({wanted[0]: [good], wanted[1]: [status(500)], wanted[2]: [good]})
    assert [item.error is None for item in run(server, store, *wanted)] == [True, False, True]
    server.plans[wanted[1]] = [good]
    server.seen.clear()
    assert [item.known for item in run(server, store, *wanted)] == [True, False, True]
    assert [symbol for symbol, _, _ in server.seen] == [wanted[1]]


@pytest.mark.parametrize("spoil", [lambda path: path.write_bytes(b"half"), Path.unlink])
def test_a_spoilt_copy_is_fetched_anew(server: Server, store: Store, spoil: object) -> None:
    server.plans[SYMBOL] = [good]
    [first] = run(server, store)
    spoil(first.path)  # type: ignore[operator]
    [again] = run(server, store)
    assert (again.known, again.path.read_bytes() if again.path else b"") == (False, DOCX)


def test_the_command(server: Server, tmp_path: Path) -> None:
    server.plans["CCPR/C/901/2"], server.plans["CCPR/C/902/2"] = [good], [status(404)]
    wanted = ["corpus", "fetch", "CCPR/C/901/2", "CCPR/C/902/2", "--folder", str(tmp_path), "--pause", "0"]
    wanted += ["--base-url", server.url]
    runner = CliRunner()
    assert "t=docx" in runner.invoke(app, [*wanted, "--dry-run"]).stdout
    assert server.seen == []
    result = runner.invoke(app, wanted)
    assert (result.exit_code, "[1/2] CCPR/C/901/2: saved" in result.stdout) == (1, True)
    assert "CCPR/C/902/2: not to be had" in result.stderr
    server.plans["CCPR/C/902/2"] = [good]
    assert runner.invoke(app, wanted).exit_code == 0


def test_nothing_to_fetch_is_wrong_usage() -> None:
    with pytest.raises(UsageError, match="nothing to fetch"):
        CliRunner().invoke(app, ["corpus", "fetch"], catch_exceptions=False)


def test_redirects_within_the_host_are_followed(server: Server, store: Store) -> None:
    server.plans[SYMBOL] = [answers.redirect(f"/other?s={SYMBOL}&t=docx"), good]
    [done] = run(server, store)
    assert done.path is not None


def test_addresses() -> None:
    expected = "https://documents.un.org/api/symbol/access?s=CCPR%2FC%2F120%2F2&l=fr&t=pdf"
    assert Service("fr").addresses("CCPR/C/120/2")["pdf"] == expected


@pytest.mark.parametrize(
    "base", ["ftp://host", "nonsense", "file:///tmp", "https://host:port", "http://", "http://a\0b"]
)
def test_a_base_that_is_no_address(base: str) -> None:
    with pytest.raises(UsageError, match="not an address"):
        Service(base_url=base).manners(manners())


def test_symbols_of_the_manifest() -> None:
    assert symbols("ccpr", 2026) == [f"CCPR/C/145/2/Add.{number}" for number in (1, 2, 3)]
    assert len(symbols("CCPR", 2017, 2019)) < len(symbols("ccpr"))
    with pytest.raises(UsageError, match="no report"):
        symbols("ccpr", 2099)


@pytest.mark.parametrize(
    ("body", "what", "wrong"),
    [
        (DOCX, "docx", ""),
        (DOCX[:-30], "docx", "the Word document is cut off"),
        (PDF, "pdf", ""),
        (PDF[:-10], "pdf", "the PDF has no end"),
        (DOC, "doc", ""),
        (b"\n <HTML><body>", "html", ""),
        (b"plain", "", ""),
        (b"", "", ""),
    ],
)
def test_kinds(body: bytes, what: str, wrong: str) -> None:
    assert (kind(body), damage(body)) == (what, wrong)
