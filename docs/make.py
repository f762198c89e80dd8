"""The reference, from the commands, columns, schemes, limits and installed licences: ``make docs``.

    python docs/make.py [FOLDER]

A test makes it again and compares: what is here is what the code says.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, metadata, requires
from pathlib import Path
from typing import Any

import typer.main
import yaml
from figures import put_in
from packaging.requirements import Requirement

from treatygrade.cli.main import COMMANDS, app
from treatygrade.columns import FLAGS, GRADES, PREDICTION_COLUMNS, STRUCTURED, UNIT_COLUMNS
from treatygrade.resources import config
from treatygrade.schemes import load, names
from treatygrade.tables.schema import schema

ROOT = Path(__file__).parents[1]
MADE = "<!-- Made by `make docs`; edit what it is made from. -->\n\n"
MEANING = ROOT / "docs" / "columns.yaml"
CODES = """| code | when |
|---|---|
| 0 | done |
| 1 | some or all inputs failed: named on standard error and in `--errors`, the rest is written |
| 2 | wrong usage |
| 3 | a `--fail-under` or `--fail-on` gate was missed |
| 130 | interrupted |
"""


def commands() -> str:
    """Every command with its arguments and options, as ``--help`` has them."""
    parts = [MADE, "# Commands\n\n", CODES, "\nEvery command answers `--help`. Shell completion: ",
             "`treatygrade --install-completion`.\n"]  # fmt: skip
    root = typer.main.get_command(app)
    for name in COMMANDS:
        parts += _command(f"treatygrade {name}", root.commands[name])  # type: ignore[attr-defined]
    return "".join(parts)


def _command(title: str, command: Any) -> Iterator[str]:
    yield f"\n## {title}\n\n{_prose(command.help or '')}\n"
    if command.epilog:
        yield f"\n    {command.epilog.removeprefix('Example: ')}\n"
    shown = [param for param in command.params if "--help" not in param.opts]
    if shown:
        yield "\n| | | |\n|---|---|---|\n"
    for param in shown:
        option = ", ".join(f"`{name}`" for name in param.opts) if param.param_type_name == "option" else ""
        label = option or f"`{param.metavar or param.name.upper()}{'...' if param.nargs == -1 else ''}`"
        default = (
            param.default if isinstance(param.default, (int, float, str)) and param.default not in ("", False) else ""
        )
        notes = ["required"] if param.required else [f"default: `{default}`"] if default != "" else []
        yield f"| {label} | {_cell(param.help or '')} | {', '.join(notes)} |\n"
    for name, sub in getattr(command, "commands", {}).items():
        yield from _command(f"{title} {name}", sub)


def _prose(text: str) -> str:
    return re.sub(r"(?<!\n)\n(?!\n)[ ]*", " ", re.sub(r"\n[ ]+", "\n", text.strip()))


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def schemas() -> str:
    """Columns of units and predictions, flags, and the JSON of evaluate and agreement."""
    said = yaml.safe_load(MEANING.read_text("utf-8"))
    parts = [MADE, "# Tables and JSON\n\n", said["introduction"]]
    for title, columns in (("A unit", UNIT_COLUMNS), ("A prediction", PREDICTION_COLUMNS)):
        parts.append(f"\n## {title}\n\n| column | type | what |\n|---|---|---|\n")
        types = schema(columns)
        parts += [f"| `{c}` | {_type(types.field(c).type, c)} | {_cell(said['columns'][c])} |\n" for c in columns]
    parts.append("\n## Flags and audit codes\n\n| flag | when |\n|---|---|\n")
    when = config("findings.yaml")["messages"] | said["flags"]
    parts += [f"| `{flag}` | {_cell(when[flag])} |\n" for flag in FLAGS]
    parts += [f"\n## {title}\n\n{text}" for title, text in said["json"].items()]
    return "".join(parts)


def _type(kind: Any, column: str) -> str:
    plain = {"string": "text", "int64": "whole number", "double": "number", "bool": "true or false"}
    return "list or mapping" if column in STRUCTURED else plain[str(kind)]


def schemes() -> str:
    """Every grading scheme: its codes, how they are worded, what each is on the common scale, what is confirmed."""
    parts = [MADE, "# Grading schemes\n\nFrom `configs/schemes/*.yaml`. The common scale: ", ", ".join(GRADES), ".\n"]
    for name in names():
        data = config("schemes", f"{name}.yaml")
        scheme = load(name)
        since, until = data.get("years", (None, None))
        years = f"{since or 'until'}–{until or 'now'}" if since or until else "years not known"
        parts.append(f"\n## `{name}`: {data['title']}\n\n{years}. Ranked, best first: ")
        parts.append(
            ", ".join(scheme.order) + ".\n\n| code | common | said as (en) | confirmed by |\n|---|---|---|---|\n"
        )
        for code, entry in data["codes"].items():
            labels = "; ".join(entry["labels"].get("en", []))
            parts.append(
                f"| {code} | {entry['common']} | {_cell(labels)} | {entry['confirmed'] or 'not confirmed'} |\n"
            )
    return "".join(parts)


def limits() -> str:
    """What is refused, from ``configs/limits.yaml`` with its comments."""
    text = (ROOT / "configs" / "limits.yaml").read_text("utf-8")
    head = " ".join(line.lstrip("# ") for line in text.split("\n\n", 1)[0].splitlines() if line.startswith("#"))
    parts = [MADE, "# Limits\n\n", f"{head} They stand in `configs/limits.yaml`.\n"]
    for line in text.splitlines():
        if section := re.fullmatch(r"(\w+):", line):
            parts.append(f"\n## {section[1]}\n\n| limit | value | what |\n|---|---|---|\n")
        elif entry := re.fullmatch(r"  (\w+): ([\d_.]+)\s*(?:#\s*(.*))?", line):
            parts.append(f"| `{entry[1]}` | {entry[2].replace('_', ',')} | {_cell(entry[3] or '')} |\n")
    return "".join(parts)


def licences() -> str:
    """What an installed copy brings with it, each with the licence that it declares; extras apart."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    groups = {"treatygrade": project["dependencies"], **project["optional-dependencies"]}
    parts = [MADE, "# Licences\n\ntreatygrade itself: Apache-2.0. What is installed with it, by the group that first ",
             "brings it; `dev` is for contributors and not distributed.\n"]  # fmt: skip
    seen: set[str] = set()
    for group, wanted in groups.items():
        found = {name: licence for name, licence in _closure(wanted) if name not in seen}
        seen |= set(found)
        if group == "dev":
            continue
        parts.append(f"\n## {group}\n\n| package | licence |\n|---|---|\n")
        parts += [f"| {name} | {found[name]} |\n" for name in sorted(found)]
    return "".join(parts)


def _closure(wanted: list[str]) -> list[tuple[str, str]]:
    todo, found = [Requirement(one) for one in wanted], dict[str, str]()
    while todo:
        one = todo.pop()
        name = re.sub(r"[-_.]+", "-", one.name).lower()
        try:
            needs = requires(one.name) or []
        except PackageNotFoundError:
            continue  # for another system
        if name in found and not one.extras:
            continue
        found[name] = licence(one.name)
        extras = one.extras or {""}
        for need in map(Requirement, needs):
            if need.marker is None or any(need.marker.evaluate({"extra": extra}) for extra in extras):
                todo.append(need)
    return list(found.items())


def licence(package: str) -> str:
    """The licence that a package declares: its expression, else its classifiers, else its first line on it."""
    about = metadata(package)
    # By get_all, since what is not there raises an error as soon as any library brings the backport of this module.
    expression, *_ = about.get_all("License-Expression") or [""]
    if expression:
        return str(expression)
    classified = [c.rpartition(" :: ")[2] for c in about.get_all("Classifier") or () if c.startswith("License ::")]
    text, *_ = about.get_all("License") or [""]
    said = str(text or "").strip().splitlines()
    return "; ".join(one for one in classified if one != "OSI Approved") or (said[0][:60] if said else "not said")


PAGES = {
    "reference/commands.md": commands, "reference/schemas.md": schemas, "reference/schemes.md": schemes,
    "reference/limits.md": limits, "licences.md": licences,
}  # fmt: skip


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs"
    for name, make in PAGES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(make(), encoding="utf-8")
    if len(sys.argv) == 1:
        readme = ROOT / "README.md"
        readme.write_text(put_in(readme.read_text("utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
