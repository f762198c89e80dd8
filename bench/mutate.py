"""Mutation testing by mutmut: change one thing in the code, and see whether a test notices.

    python bench/mutate.py                  all mutants, into bench/results/mutation.json
    python bench/mutate.py --again          of the last run, those that survived and those of functions changed since
    python bench/mutate.py GROUP...         of some groups, told on the terminal

bench/mutation.yaml says which modules and which tests. Each mutant is tried, with the tests that reach its function,
in a fork of a process that has collected the tests and run none: nothing cached hides what is changed, but what a test
module computes while it is imported is not changed. A survivor is a gap in the tests, unless bench/mutation.yaml says
why no test can tell it from the code.

mutmut changes what is inside functions: no pattern or table of a module, and nothing that has a decorator. So
properties are first written out as assignments, which they are short for, and caches are left out.
"""

from __future__ import annotations

import ast
import contextlib
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import yaml
from mutmut.mutation.diff_apply import get_diff_for_mutant

ROOT = Path(__file__).parents[1]
PLACE = ROOT / "build" / "mutation"
ASKED = ROOT / "bench" / "mutation.yaml"
RESULT = ROOT / "bench" / "results" / "mutation.json"
WRITTEN_OUT = ("property", "cached_property")
LEFT_OUT = ("cache", "lru_cache")
KILLED = ("killed", "timeout")
PYTEST = ("pytest_timeout", "no:cacheprovider", "no:unraisableexception", "no:threadexception")
"""Plugins: the last two collect garbage after each mutant, which takes longer than its tests."""
COPIED = ("configs", "corpus", "models", "tests")


def prepare(place: Path, mutate: list[str], tests: list[str]) -> None:
    """A copy of the project in which mutmut works: it looks for the package in ``src``."""
    for name in ("src", *COPIED):
        shutil.rmtree(place / name, ignore_errors=True)
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "pipeline", place / "src", ignore=ignored)
    for name in COPIED:
        shutil.copytree(ROOT / name, place / name, ignore=ignored)
    (place / "temporary").mkdir(exist_ok=True)
    for path in (path for pattern in mutate for path in (place / "src" / "treatygrade").glob(pattern)):
        path.write_text(without_decorators(path.read_text("utf-8")), encoding="utf-8")
    settings = {
        "source_paths": ["src"],
        "only_mutate": [f"src/treatygrade/{pattern}" for pattern in mutate],
        "also_copy": list(COPIED),
        "pytest_add_cli_args_test_selection": tests,
        "pytest_add_cli_args": ["-m", "not slow", *(word for plugin in PYTEST for word in ("-p", plugin))],
        "process_isolation": "forkserver",
        "use_git_change_detection": False,
    }
    # JSON of strings, lists and truth values is TOML too.
    lines = "".join(f"{key} = {json.dumps(value)}\n" for key, value in settings.items())
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    (place / "pyproject.toml").write_text(f"{text}\n[tool.mutmut]\n{lines}", encoding="utf-8")


def without_decorators(source: str) -> str:
    """``@property`` above ``def name(self)`` as ``name = property(name)`` below it; no ``@cache``."""
    lines = source.splitlines()
    functions = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef)]
    for node in sorted(functions, key=lambda each: -each.lineno):
        for decorator in node.decorator_list:
            said = ast.unparse(decorator)
            if said in WRITTEN_OUT:
                lines.insert(node.end_lineno or 0, f"{' ' * node.col_offset}{node.name} = {said}({node.name})")
            if said in WRITTEN_OUT or said.partition("(")[0] in LEFT_OUT:
                del lines[decorator.lineno - 1]
    return "\n".join(lines) + "\n"


def mutmut(place: Path, *arguments: str, quiet: bool = True) -> str:
    environment = {
        **os.environ, "OMP_NUM_THREADS": "1", "PYTHONPATH": "",
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTEST_DEBUG_TEMPROOT": str(place / "temporary"),
    }  # fmt: skip
    command = [sys.executable, "-m", "mutmut", *arguments]
    out = subprocess.PIPE if quiet else None
    done = subprocess.run(command, cwd=place, env=environment, stdout=out, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"mutmut {arguments[0]}: {done.stdout or ''}")
    return done.stdout or ""


def change(place: Path, file: str, name: str) -> str:
    """What was changed: ``function: line → line``, white space apart."""
    removed, added = [], []
    with contextlib.chdir(place):
        lines = get_diff_for_mutant(name, path=f"src/treatygrade/{file}").splitlines()
    for line in lines:
        if line[:1] in "+-" and line[:3] not in ("+++", "---"):
            (removed if line[0] == "-" else added).append(line[1:])
    function = re.sub(r"__mutmut_\d+$", "", name.rpartition(".")[2]).removeprefix("x_").strip("xǁ").replace("ǁ", ".")
    return f"{function}: {_one_line(removed)} → {_one_line(added)}"


def _one_line(lines: list[str]) -> str:
    return " ".join(" ".join(lines).split())


def equivalents(said: dict[str, Any]) -> dict[tuple[str, str], str]:
    """Why a mutant cannot be told from the code, by its file and change."""
    return {(file, each): one["why"] for file, of in said.items() for one in of for each in one["changes"]}


def statuses(place: Path) -> dict[str, str]:
    return dict(re.findall(r"^ +(\S+): (.+)$", mutmut(place, "results", "--all", "true"), re.MULTILINE))


def result(groups: list[str], known: dict[tuple[str, str], str]) -> dict[str, Any]:
    """Counts, and what survived, of each file."""
    files, survived = defaultdict[str, Counter[str]](Counter), defaultdict[str, list[str]](list)
    seen = set[tuple[str, str]]()
    for group, name, status in ((g, *each) for g in groups for each in statuses(PLACE / g).items()):
        file = re.sub(r"\.x(_|ǁ).*", "", name).removeprefix("treatygrade.").replace(".", "/") + ".py"
        files[file]["tried"] += 1
        if status in KILLED:
            files[file]["killed"] += 1
            continue
        what = change(PLACE / group, file, name)
        seen.add((file, what))
        if (file, what) in known:
            files[file]["equivalent"] += 1
        else:
            survived[file].append(what if status == "survived" else f"{what} ({status})")
    for stale in known.keys() - seen:
        print("listed as equivalent, but killed or gone:", *stale, file=sys.stderr)
    total = sum(files.values(), Counter())
    real = total["tried"] - total["equivalent"]
    return {
        **{key: total[key] for key in ("tried", "killed", "equivalent")},
        "left": real - total["killed"], "killed_of_not_equivalent": round(total["killed"] / real, 4),
        "files": {file: {**counts, "survived": survived[file]} for file, counts in sorted(files.items())},
    }  # fmt: skip


def main() -> None:
    asked = yaml.safe_load(ASKED.read_text("utf-8"))
    again, wanted = "--again" in sys.argv, [each for each in sys.argv[1:] if each != "--again"]
    groups = wanted or list(asked["groups"])
    for group in groups:
        place = PLACE / group
        if not again:
            shutil.rmtree(place, ignore_errors=True)
        prepare(place, **asked["groups"][group])
        mutmut(place, "run", quiet=False)
        if again and (left := [name for name, status in statuses(place).items() if status not in KILLED]):
            mutmut(place, "run", *left, quiet=False)
    told = report(groups, equivalents(asked["equivalent"]))
    print(told)
    if not wanted:
        RESULT.write_text(told, encoding="utf-8")


def report(groups: list[str], known: dict[tuple[str, str], str]) -> str:
    commit = ["git", "-C", str(ROOT), "describe", "--always", "--abbrev=12", "--dirty=+"]
    told = {
        "command": "python bench/mutate.py",
        "date": time.strftime("%Y-%m-%d", time.gmtime()),
        "commit": subprocess.run(commit, capture_output=True, text=True, check=False).stdout.strip(),
        **result(groups, known),
    }
    return json.dumps(told, indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    main()
