"""How far a run is: a bar on a terminal, a plain line now and then elsewhere; both on standard error."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol, TextIO

from treatygrade.errors import printable
from treatygrade.label.job import Failure

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

_EVERY = 10.0  # seconds between plain lines


class Reporter(Protocol):
    """What a run tells while it goes on."""

    def start(self, total: int) -> None: ...
    def step(self) -> None: ...
    def fail(self, failure: Failure) -> None: ...
    def note(self, message: str) -> None: ...


class Silent:
    """Tells nothing."""

    def start(self, total: int) -> None:
        pass

    def step(self) -> None:
        pass

    def fail(self, failure: Failure) -> None:
        pass

    def note(self, message: str) -> None:
        pass


class Lines:
    """A line every ten seconds, and one for each failure.

    The rate is that since the line before, as what a resumed run finds done tells nothing of the rest.
    """

    def __init__(self, stream: TextIO, clock: Callable[[], float] = time.monotonic) -> None:
        self._stream, self._clock = stream, clock
        self._total = self._done = self._done_then = 0
        self._told = clock()

    def start(self, total: int) -> None:
        self._total, self._done, self._done_then = total, 0, 0
        self._told = self._clock()

    def step(self) -> None:
        self._done += 1
        now = self._clock()
        if now - self._told >= _EVERY:
            rate = (self._done - self._done_then) / (now - self._told)
            self._told, self._done_then = now, self._done
            left = (self._total - self._done) / rate
            self.note(f"{self._done} of {self._total} files, {rate:.1f} a second, {_clock_time(left)} left")

    def fail(self, failure: Failure) -> None:
        self.note(str(failure))
        if failure.hint:
            self.note(f"  {failure.hint}", prefix="")

    def note(self, message: str, prefix: str = "treatygrade: ") -> None:
        print(f"{prefix}{printable(message)}", file=self._stream, flush=True)


class Bar(Lines):
    """A bar with rate and time left; failures scroll by above it."""

    def __init__(self, stream: TextIO) -> None:
        super().__init__(stream)
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        self._bar: Progress = Progress(
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]}"),
            TimeRemainingColumn(),
            console=Console(file=stream),
            transient=True,
        )
        self._task: TaskID | None = None

    def start(self, total: int) -> None:
        super().start(total)
        self._task = self._bar.add_task("", total=total, rate="")
        self._bar.start()

    def step(self) -> None:
        self._done += 1
        if self._task is not None:
            rate = self._bar.tasks[0].speed
            self._bar.update(self._task, advance=1, rate=f"{rate:.1f} files/s" if rate else "")

    def note(self, message: str, prefix: str = "treatygrade: ") -> None:
        self._bar.console.print(f"{prefix}{printable(message)}", markup=False, highlight=False, soft_wrap=True)

    def stop(self) -> None:
        self._bar.stop()


@contextmanager
def on_stderr() -> Iterator[Lines]:
    """The reporter that suits standard error, put away at the end."""
    if not sys.stderr.isatty():
        yield Lines(sys.stderr)
        return
    bar = Bar(sys.stderr)
    try:
        yield bar
    finally:
        bar.stop()


def _clock_time(seconds: float) -> str:
    minutes, second = divmod(round(seconds), 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02}:{second:02}" if hours else f"{minute}:{second:02}"
