"""How long a suggestion takes: one unit from a warm server with eight clients, and precedents among 100,000 units.

    python bench/serve.py [--json bench/results/serve.json]

``cpu_ms`` is processor time for one answer, of the server with all its threads: what else runs does not move it.
The texts are the shipped FICTIONAL evaluations; the 100,000 are made by putting halves of two of them together.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

import httpx
import numpy as np
import psutil
from measure import machine

from treatygrade.resources import resource
from treatygrade.suggest.precedents import build, precedents
from treatygrade.tables import read_rows

CLIENTS = 8
REQUESTS = 100
UNITS = 100_000
SEED = 0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path, help="write the figures here")
    arguments = parser.parse_args()
    rows = read_rows(resource("corpus", "specimens", "units", "ccpr_en.jsonl"))
    figures = {
        **machine(),
        "load": round(os.getloadavg()[0], 1),
        "seed": SEED,
        "one_unit": one_unit(rows),
        "precedents": among_many(rows),
    }
    text = json.dumps(figures, indent=2)
    print(text)
    if arguments.json:
        arguments.json.write_text(text + "\n", encoding="utf-8")


def one_unit(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Milliseconds for ``POST /api/unit``, ``CLIENTS`` at once, each asking again as soon as it is answered."""
    times: list[float] = []
    failures: list[int] = []

    def ask(client_number: int, count: int, keep: bool) -> None:
        draw = random.Random(client_number)
        with httpx.Client(base_url=url, timeout=60) as client:
            for _ in range(count):
                row = draw.choice(rows)
                start = time.perf_counter()
                answer = client.post("/api/unit", json={"text": row["text"], "scheme": row["scheme"]})
                if keep:
                    times.append(1000 * (time.perf_counter() - start))
                    failures.extend([answer.status_code] if answer.status_code != 200 else [])

    def all_at_once(count: int, keep: bool) -> None:
        clients = [threading.Thread(target=ask, args=(number, count, keep)) for number in range(CLIENTS)]
        for client in clients:
            client.start()
        for client in clients:
            client.join()

    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "treatygrade", "serve", "--port", "0", "--db", f"sqlite:///{folder}/r.sqlite"]
        server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        try:
            assert server.stdout is not None
            url = server.stdout.readline().split()[-1]
            all_at_once(10, keep=False)
            start, used = time.perf_counter(), _processor_seconds(server.pid)
            all_at_once(REQUESTS, keep=True)
            seconds, used = time.perf_counter() - start, _processor_seconds(server.pid) - used
        finally:
            server.terminate()
            server.wait()
    return {
        "clients": CLIENTS,
        "requests": len(times),
        "errors": len(failures),
        **_spread(times),
        "cpu_ms": round(1000 * used / len(times), 1),
        "per_second": round(len(times) / seconds, 1),
    }


def among_many(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Milliseconds for the five precedents of one unit among ``UNITS``, in one thread."""
    draw = random.Random(SEED)
    lots = []
    for number in range(UNITS):
        one, other = draw.sample(rows, 2)
        text = one["text"][: len(one["text"]) // 2] + " " + other["text"][len(other["text"]) // 2 :]
        lots.append({**one, "unit_id": f"{number}", "symbol": f"{number}", "iso3": "", "text": text})
    start = time.perf_counter()
    index = build(lots)
    built = time.perf_counter() - start
    times, used = [], time.process_time()
    for row in rows[:100]:
        start = time.perf_counter()
        precedents(index, row)
        times.append(1000 * (time.perf_counter() - start))
    cpu = 1000 * (time.process_time() - used) / len(times)
    return {"units": UNITS, "build_seconds": round(built, 1), **_spread(times), "cpu_ms": round(cpu, 1)}


def _processor_seconds(process: int) -> float:
    used = psutil.Process(process).cpu_times()
    return float(used.user + used.system)


def _spread(times: list[float]) -> dict[str, float]:
    return {f"{name}_ms": round(float(np.percentile(times, q)), 1) for name, q in (("median", 50), ("p95", 95))}


if __name__ == "__main__":
    main()
