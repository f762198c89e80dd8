"""Running a command and watching it: time, and the memory of all its processes together."""

from __future__ import annotations

import os
import platform
import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import psutil

_EVERY = 0.25  # seconds between two looks at the memory


@dataclass(frozen=True)
class Measured:
    """Wall-clock and processor seconds, and the peaks of memory over the process tree.

    ``pss_mb`` counts shared pages once, ``rss_mb`` once a process. ``load`` is what else ran just before (the load
    average of a minute): above 0.5 the wall clock tells little, and processor seconds tell more.
    """

    seconds: float
    cpu_seconds: float
    load: float
    pss_mb: float
    rss_mb: float


def run(*arguments: str) -> Measured:
    """Run ``treatygrade`` with arguments; some inputs may fail. Raises CalledProcessError when more than that fails."""
    load, began, used = os.getloadavg()[0], time.monotonic(), _processor_seconds()
    pss = rss = 0.0
    with subprocess.Popen([sys.executable, "-m", "treatygrade", *arguments], stderr=subprocess.DEVNULL) as command:
        while command.poll() is None:
            now = _memory(psutil.Process(command.pid))
            pss, rss = max(pss, now[0]), max(rss, now[1])
            time.sleep(_EVERY)
    if command.returncode not in (0, 1):
        raise subprocess.CalledProcessError(command.returncode, command.args)
    return Measured(time.monotonic() - began, _processor_seconds() - used, load, pss, rss)


def machine() -> dict[str, str | int]:
    """Where and when figures were taken."""
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "processor": _processor(),
        "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1,
        "memory_gb": round(psutil.virtual_memory().total / 2**30),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
    }


def _processor_seconds() -> float:
    """Of all commands that have ended, their workers included."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _memory(process: psutil.Process) -> tuple[float, float]:
    pss = rss = 0.0
    try:
        tree = [process, *process.children(recursive=True)]
    except psutil.NoSuchProcess:
        return 0.0, 0.0
    for each in tree:
        try:
            told = each.memory_full_info()
        except (psutil.NoSuchProcess, psutil.AccessDenied):
            continue
        pss += getattr(told, "pss", told.rss) / 2**20
        rss += told.rss / 2**20
    return pss, rss


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    return next((line.partition(": ")[2] for line in lines if line.startswith("model name")), platform.machine())
