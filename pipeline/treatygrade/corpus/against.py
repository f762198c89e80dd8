"""What a check gained and lost since an earlier one, given as its JSON or as the commit whose code is to run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from treatygrade.corpus.check import RESPECTS
from treatygrade.errors import UsageError

_HINT = "give a commit of this project that has `corpus check`, or the JSON file of an earlier run"


def changes(now: dict[str, Any], before: dict[str, Any]) -> dict[str, list[str]]:
    """Labels of what became right (``gained``) and what no longer is or was invented (``lost``).

    Only files that both checks hold are compared.
    """
    earlier = {entry["file"]: entry for entry in before["files"]}
    result: dict[str, list[str]] = {"gained": [], "lost": []}
    for entry in now["files"]:
        if entry["file"] not in earlier:
            continue
        old = earlier[entry["file"]]
        for respect in RESPECTS:
            new_right, old_right = _right(entry, respect), _right(old, respect)
            result["gained"] += [f"{entry['file']}: {respect}: {label}" for label in (new_right - old_right).elements()]
            result["lost"] += [f"{entry['file']}: {respect}: {label}" for label in (old_right - new_right).elements()]
        invented = Counter(entry["invented"]) - Counter(old["invented"])
        result["lost"] += [f"{entry['file']}: invented {label}" for label in invented.elements()]
    return result


def _right(entry: dict[str, Any], respect: str) -> Counter[str]:
    return Counter(entry["right"] if respect == "units" else entry[respect]["right"])


def earlier_check(against: str, folder: Path) -> dict[str, Any]:
    """The check to compare with: a JSON file, or the result of a commit's own code on the same gold.

    Raises:
        UsageError: neither a readable JSON file nor a commit that has this command.
    """
    if not against.endswith(".json"):
        return _at_commit(against, folder.resolve())
    try:
        found = _load(Path(against))
    except (OSError, ValueError) as error:
        raise UsageError(f"not a check to compare with: {error}", file=against, hint=_HINT) from None
    if not isinstance(found, dict) or not isinstance(found.get("files"), list):
        raise UsageError("not a check to compare with: no list of files in it", file=against, hint=_HINT)
    return found


def _load(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def _at_commit(commit: str, folder: Path) -> dict[str, Any]:
    checkout = Path(__file__).parents[3]
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        archive = work / "code.tar"
        wanted = ["git", "rev-parse", "--verify", "--end-of-options", f"{commit}^{{commit}}"]
        digest = _run(wanted, checkout, commit).strip()
        _run(["git", "archive", f"--output={archive}", digest, "pipeline", "configs"], checkout, commit)
        with tarfile.open(archive) as code:
            code.extractall(work, filter="data")
        command = [sys.executable, "-m", "treatygrade", "corpus", "check", str(folder), "--json", "check.json"]
        # The commit's package must win over the installed one.
        _run(command, work, commit, {**os.environ, "PYTHONPATH": str(work / "pipeline")})
        return _load(work / "check.json")


def _run(command: list[str], place: Path, commit: str, environment: dict[str, str] | None = None) -> str:
    done = subprocess.run(command, cwd=place, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or ["no result"])[-1]
        raise UsageError(f"cannot check at commit {commit}: {reason}", hint=_HINT)
    return done.stdout
