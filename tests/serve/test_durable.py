"""What was acknowledged is there after the server was killed while reviewers were at work."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable
from pathlib import Path

import httpx

from tests.serve.live_server import Server
from treatygrade.serve.store import Store
from treatygrade.tables import write_rows


def test_every_acknowledged_answer_survives_a_kill(serve: Callable[..., Server], database: str, tmp_path: Path) -> None:
    table = tmp_path / "units.jsonl"
    units = [{"unit_id": f"U{n}", "text": f"The Committee regrets point {n}.", "scheme": "cmw"} for n in range(200)]
    write_rows(units, table)
    server = serve("--db", database)
    with httpx.Client(base_url=server.url, follow_redirects=True) as client:
        token = re.search(r'name="csrf" value="([^"]+)"', client.get("/review").text)[1]  # type: ignore[index]
        made = client.post(
            "/review", data={"csrf": token, "name": "x"}, files={"file": ("u.jsonl", table.read_bytes())}
        )
        project, cookies = made.url.path, dict(client.cookies)

    acknowledged: list[tuple[str, int, str]] = []
    sent = threading.Semaphore(0)

    def review(who: str) -> None:
        with httpx.Client(base_url=server.url, cookies=cookies) as mine:
            for position in range(1, 201):
                grade = "ABC"[position % 3]
                form = {"csrf": token, "seen": 0, "grade": grade, "reason": f"{who} {position}"}
                try:
                    answer = mine.post(f"{project}/as/{who}/{position}", data=form)
                except httpx.TransportError:
                    return
                assert answer.status_code == 303
                acknowledged.append((who, position, grade))
                sent.release()

    reviewers = [threading.Thread(target=review, args=(who,)) for who in ("Ana", "Bo")]
    for thread in reviewers:
        thread.start()
    for _ in range(30):
        assert sent.acquire(timeout=60)
    time.sleep(0.003)
    server.kill()
    for thread in reviewers:
        thread.join()
    assert 30 <= len(acknowledged) < 400

    again = serve("--db", database)
    assert httpx.get(f"{again.url}{project}").status_code == 200
    store = Store(database)
    given = store.project_responses(int(project.rsplit("/", 1)[1]))
    positions = {unit: position for position, unit in enumerate(store.units(int(project.rsplit("/", 1)[1])), 1)}
    kept = [(a.person, positions[unit], a.grade) for unit, answers in given.items() for a in answers]
    store.close()
    assert set(acknowledged) <= set(kept)
    # An answer may have been written whose acknowledgement was cut off: one for each reviewer at most.
    assert len(kept) == len(set(kept)) <= len(acknowledged) + 2
