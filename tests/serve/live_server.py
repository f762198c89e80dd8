"""A server in a process of its own."""

from __future__ import annotations

import signal
import subprocess
import sys
from typing import IO


class Server:
    """``treatygrade serve`` as a process of its own."""

    def __init__(self, *options: str, stderr: IO[bytes] | None = None) -> None:
        command = [sys.executable, "-m", "treatygrade", "serve", "--port", "0", *options]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=stderr, text=True)
        assert self.process.stdout is not None
        said = self.process.stdout.readline()
        assert "http://" in said, said
        self.url = said.split()[-1].rstrip("/")

    def kill(self) -> None:
        """As a power cut would: nothing is flushed, nothing is told."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        assert self.process.stdout is not None
        self.process.stdout.close()
