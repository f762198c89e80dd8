"""What is done to each report, and how a failure of one is told."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, Literal

from treatygrade.columns import PREDICTION_COLUMNS, UNIT_COLUMNS
from treatygrade.errors import ModelError, TreatygradeError, printable
from treatygrade.label.parts import pack
from treatygrade.resources import resource

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Job:
    """How reports become rows. ``model`` None is the shipped one; ``rounds`` is ``current`` or ``all``."""

    scheme: str | None = None
    rounds: Literal["current", "all"] = "current"
    predict: bool = True
    model: Path | None = None
    use_verdict: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        return UNIT_COLUMNS + PREDICTION_COLUMNS if self.predict else UNIT_COLUMNS

    def fingerprint(self) -> str:
        """SHA-256 of all that the rows of a report depend on besides the report: version, options, model files."""
        options = {name: str(value) for name, value in asdict(self).items() if name != "model"}
        return hashlib.sha256(repr((version("treatygrade"), options, self.model_hash())).encode()).hexdigest()

    def model_hash(self) -> str:
        """SHA-256 of the model's manifest, which holds those of all its files; "" if no model is used.

        Raises:
            ModelError: there is no model.
        """
        if not self.predict:
            return ""
        folder = self.model or resource("models", "default")
        try:
            return hashlib.sha256((folder / "manifest.json").read_bytes()).hexdigest()
        except OSError as error:
            raise ModelError(
                f"no model: {error.strerror}", file=folder, hint="name the folder that `treatygrade train -o` wrote"
            ) from None


@dataclass(frozen=True, slots=True)
class Failure:
    """One input that gave no rows: the stage that refused it, why, and what to do.

    ``passing`` failures (a killed worker, a time limit) may not come back when the run is resumed.
    """

    file: str
    stage: str
    message: str
    hint: str = ""
    passing: bool = False

    def __str__(self) -> str:
        return printable(f"{self.file}: {self.message}")


def prepare(job: Job) -> None:
    """Load what the job needs into this process.

    Raises:
        ModelError: the model is not what its manifest says.
    """
    import treatygrade.read
    import treatygrade.segment  # noqa: F401

    if job.predict:
        _model(job.model)


@cache
def _model(folder: Path | None) -> Any:
    from treatygrade.models import load

    return load(folder)


def rows_of(path: Path, name: str, job: Job) -> list[Row] | Failure:
    """The rows of one report, or why there are none; nothing that a document does raises.

    ``name`` is the file as the rows shall have it.
    """
    stage = "read"
    try:
        from treatygrade.read import read
        from treatygrade.segment import segment

        document = read(path, name=name)
        stage = "segment"
        rows = [
            unit for report in segment(document, scheme=job.scheme, rounds=job.rounds) for unit in report.units(name)
        ]
        if job.predict:
            stage = "predict"
            from treatygrade.models import add_predictions

            rows = add_predictions(rows, model=_model(job.model), use_verdict=job.use_verdict)
    except TreatygradeError as error:
        where = f"{error.place}: " if error.place else ""
        return Failure(name, error.stage or stage, where + error.message, error.hint)
    except MemoryError:
        return Failure(name, stage, "needs more memory than a worker may use", "split the document, or save it anew")
    except Exception as error:  # one strange document must not stop the others
        return Failure(
            name, stage, f"unexpected {type(error).__name__}: {error}", "a bug in treatygrade: please report it"
        )
    return rows


@dataclass(frozen=True, slots=True)
class Task:
    """One report to do: where its bytes are, the name that its rows have, and the key of its part."""

    path: Path
    name: str
    key: str
    job: Job


def do(task: Task) -> bytes | Failure:
    """The part of one report, ready to be written."""
    rows = rows_of(task.path, task.name, task.job)
    return rows if isinstance(rows, Failure) else pack(rows)
