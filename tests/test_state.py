"""Nothing is pickled, and no module keeps state: read from the source."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PICKLES = {"pickle", "cPickle", "dill", "cloudpickle", "joblib", "shelve", "marshal", "jsonpickle"}
CHANGES = {"append", "add", "update", "extend", "insert", "pop", "popitem", "remove", "discard", "clear", "setdefault"}
MUTABLE = (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp)


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
