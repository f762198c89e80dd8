"""Who imports whom, read from the source: the stages stand in an order."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "pipeline" / "treatygrade"
# What every stage may use, then the stages: nothing earlier imports anything later.
TOOLS = ("errors", "columns", "resources", "states", "page", "tables")
STAGES = ("read", "schemes", "segment", "phrases", "features", "models", "label", "corpus", "evaluate", "suggest",
          "check", "word", "history", "audit", "serve", "agreement", "demo", "cli")  # fmt: skip
# Modules that earlier stages ask for. They stand with their kin, and import no stage themselves.
LENT = ("corpus.texts", "corpus.groups", "evaluate.metrics")


@cache
def graph() -> dict[str, dict[str, bool]]:
    """For each module what it imports of the package; True where at its top, False inside a function."""
    known = {".".join(path.relative_to(PACKAGE).with_suffix("").parts): path for path in PACKAGE.rglob("*.py")}
    known = {name.removesuffix(".__init__"): path for name, path in known.items() if name != "__init__"}
    return {name: dict(sorted(_imports(path, known))) for name, path in known.items()}


def _imports(path: Path, known: dict[str, Path]) -> Iterator[tuple[str, bool]]:
    tree = ast.parse(path.read_text("utf-8"))
    guarded = {id(node) for test in ast.walk(tree) if isinstance(test, ast.If) for node in ast.walk(test)}
    top = {id(node) for node in tree.body}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "treatygrade":
            base = (node.module or "").removeprefix("treatygrade").strip(".")
            for alias in node.names:
                inner = f"{base}.{alias.name}".strip(".")
                target = inner if inner in known else base
                if target and id(node) not in guarded:
                    yield target, id(node) in top


def stage(module: str) -> str:
    return module.partition(".")[0]


def rank(module: str) -> int:
    if stage(module) in TOOLS or module in LENT:
        return -1
    return STAGES.index(stage(module))


def test_every_folder_has_its_place() -> None:
    assert {stage(module) for module in graph()} - {"__main__"} == {*TOOLS, *STAGES}


@pytest.mark.parametrize("name", STAGES)
def test_nothing_earlier_imports_anything_later(name: str) -> None:
    later = [
        (module, target)
        for module, targets in graph().items()
        for target in targets
        if stage(module) == name and rank(target) > STAGES.index(name)
    ]
    assert not later


@pytest.mark.parametrize("name", [*TOOLS, *LENT])
def test_what_all_may_use_uses_no_stage(name: str) -> None:
    own = [module for module in graph() if module == name or stage(module) == name]
    assert own
    assert not [(module, target) for module in own for target in graph()[module] if rank(target) >= 0]


def test_no_module_imports_itself_round_about() -> None:
    # Imports at the top alone: a report that makes its units asks for their module when it does.
    modules = {module: {t for t, top in targets.items() if top} for module, targets in graph().items()}
    order = list(TopologicalSorter(modules).static_order())
    assert order.index("errors") < order.index("cli.main")


def test_the_order_is_the_one_that_contributors_read() -> None:
    guide = (ROOT / "CONTRIBUTING.md").read_text("utf-8").partition("Nothing earlier imports")[0]
    places = [guide.find(f"`{name}`") for name in STAGES[:-2]]
    assert -1 not in places
    assert places == sorted(places)
