"""Mutation testing: change one thing in the code, and see whether a test notices.

    python bench/mutate.py [SECONDS] [FILE...]      into bench/results/mutation.json

Mutants of schemes, scopes, agreement coefficients and metrics are drawn by a fixed seed while there is time. A mutant
is killed when the tests of its module fail; the others are listed with their line, for a person to judge.
"""

from __future__ import annotations

import ast
import copy
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

# Imported once, for all forks.
import hypothesis  # noqa: F401
import numpy  # noqa: F401
import pytest
import scipy.stats  # noqa: F401
import sklearn.metrics  # noqa: F401
import yaml  # noqa: F401

ROOT = Path(__file__).parents[1]
SEED = 20261125
LONGEST = 120.0  # seconds that the tests of one mutant may take
SCOPES = "segment/scopes.py"
TESTS = {
    "schemes/scheme.py": ["tests/schemes/test_schemes.py"],
    "schemes/choice.py": ["tests/schemes/test_schemes.py", "tests/segment/test_headers.py"],
    "segment/scopes.py": [
        "tests/segment/test_scopes.py",
        "--doctest-modules",
        "pipeline/treatygrade/segment/scopes.py",
    ],
    "agreement/coefficients.py": ["tests/agreement/test_literature.py"],
    "evaluate/metrics.py": ["tests/evaluate/test_metrics.py"],
}
SWAPS: dict[type, type] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.Add: ast.Sub, ast.Sub: ast.Add,
    ast.Mult: ast.Add, ast.Div: ast.Mult, ast.And: ast.Or, ast.Or: ast.And, ast.Pow: ast.Mult,
}  # fmt: skip


def mutants(source: str) -> Iterator[tuple[int, str, str]]:
    """Every mutant of a module: its line, what was changed, and the whole text."""
    tree = ast.parse(source)
    for index, node in enumerate(ast.walk(tree)):
        for change in _changes(node):
            other = copy.deepcopy(tree)
            twin = list(ast.walk(other))[index]
            change(twin)
            before, after = ast.unparse(node), ast.unparse(twin)
            if before != after:
                yield getattr(node, "lineno", 0), f"{before[:80]}  →  {after[:80]}", ast.unparse(other)


def _changes(node: ast.AST) -> Iterator[object]:
    if isinstance(node, ast.Compare):
        yield lambda twin: twin.ops.__setitem__(0, SWAPS[type(twin.ops[0])]())
    if isinstance(node, ast.BinOp | ast.BoolOp) and type(node.op) in SWAPS and not _of_text(node):
        yield lambda twin: setattr(twin, "op", SWAPS[type(twin.op)]())
    if isinstance(node, ast.Constant) and type(node.value) in (int, float):
        yield lambda twin: setattr(twin, "value", twin.value + 1)
    if isinstance(node, ast.Constant) and type(node.value) is bool:
        yield lambda twin: setattr(twin, "value", not twin.value)
    if isinstance(node, ast.If | ast.IfExp):
        yield lambda twin: setattr(twin, "test", ast.UnaryOp(ast.Not(), twin.test))
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not | ast.USub):
        yield lambda twin: setattr(twin, "op", ast.UAdd() if isinstance(twin.op, ast.USub) else ast.Not())


def _of_text(node: ast.AST) -> bool:
    return any(isinstance(part, ast.JoinedStr | ast.BitOr) for part in ast.walk(node))


def main() -> None:
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 1200.0
    files = sys.argv[2:] or list(TESTS)
    with tempfile.TemporaryDirectory() as name:
        copy_ = Path(name) / "project"
        ignored = shutil.ignore_patterns(".venv", ".git", ".stamps", "__pycache__", ".mypy_cache", ".ruff_cache")
        shutil.copytree(ROOT, copy_, ignore=ignored)
        results = {file: _file(copy_, file, seconds / len(files)) for file in files}
    tried = sum(result["tried"] for result in results.values())
    survived = sum(len(result["survived"]) for result in results.values())
    commit = ["git", "-C", str(ROOT), "describe", "--always", "--abbrev=12", "--dirty=+"]
    result = {
        "command": "python bench/mutate.py", "date": time.strftime("%Y-%m-%d", time.gmtime()), "seed": SEED,
        "commit": subprocess.run(commit, capture_output=True, text=True, check=False).stdout.strip(),
        "tried": tried, "killed": tried - survived, "files": results,
    }  # fmt: skip
    text = json.dumps(result, indent=1, ensure_ascii=False) + "\n"
    print(text)
    (ROOT / "bench" / "results" / "mutation.json").write_text(text, encoding="utf-8")


def _file(project: Path, file: str, seconds: float) -> dict[str, Any]:
    path = project / "pipeline" / "treatygrade" / file
    source = path.read_text("utf-8")
    every = list(mutants(source))
    random.Random(SEED).shuffle(every)
    survived, tried, until = [], 0, time.monotonic() + seconds
    if not _passes(project, file):
        raise SystemExit(f"the tests of {file} fail on the code as it is")
    for line, what, text in every:
        if time.monotonic() > until:
            break
        path.write_text(text, encoding="utf-8")
        tried += 1
        if _passes(project, file):
            survived.append(f"line {line}: {what}")
            print(file, survived[-1], file=sys.stderr, flush=True)
    path.write_text(source, encoding="utf-8")
    return {"mutants": len(every), "tried": tried, "survived": survived}


def _passes(project: Path, file: str) -> bool:
    """Whether the tests pass, in a fork of this process that has not yet imported the package."""
    child = os.fork()
    if not child:
        os.chdir(project)
        sys.path.insert(0, str(project / "pipeline"))
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        options = ["-q", "-x", "-n", "0", "-p", "no:cacheprovider", "--rootdir", str(project)]
        os._exit(pytest.main([*options, *TESTS[file]]))
    until = time.monotonic() + LONGEST
    while time.monotonic() < until:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return status == 0
        time.sleep(0.05)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return False


if __name__ == "__main__":
    main()
