"""Work for the pool that its tests can send to another process."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path


def nothing() -> None:
    pass


def refuse() -> None:
    raise ValueError("no model here")


def die() -> None:
    os._exit(7)


def chore(task: str) -> str:
    """``sleep N``, ``kill``, ``exit N``, ``child`` (start one that lives on), ``memory N``; else the task itself."""
    verb, _, value = task.partition(" ")
    match verb:
        case "sleep":
            time.sleep(float(value))
        case "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        case "exit":
            os._exit(int(value))
        case "pid":
            return str(os.getpid())
        case "child":
            child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
            Path(value).write_text(str(child.pid), encoding="utf-8")
            time.sleep(600)
        case "memory":
            try:
                bytearray(int(value))
            except MemoryError:
                return "refused"
    return task
