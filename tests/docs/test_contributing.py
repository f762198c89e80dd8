"""What CONTRIBUTING.md says about where to add a thing is tried: one edit in a copy of the project, and it works."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
REPORT = """
import sys
sys.path.insert(0, "{root}")
from tests.segment.reports import report_text
import pathlib, treatygrade
text = report_text("Nothing was done.").replace("Committee's evaluation\\n", "{label}\\n")
path = pathlib.Path("report.md"); path.write_text(text, encoding="utf-8")
rows = [unit for report in treatygrade.segment(treatygrade.read(path)) for unit in report.units("x")]
assert [(row["grade"], row["text"]) for row in rows] == [("", "Nothing was done.")], rows
"""


@dataclass(frozen=True)
class Edit:
    """``new`` put after ``old`` in ``file``, then Python ``code`` that fails without it."""

    what: str
    file: str
    old: str
    new: str
    code: str


EDITS = [
    Edit(
        "a layout", "configs/layouts/reports.yaml", "    evaluation:\n", "      - panel's appraisal\n",
        REPORT.format(root=ROOT, label="Panel's appraisal"),
    ),
    Edit(
        "a key phrase", "configs/phrases/en.yaml", "  welcome: [", r"'heartened by\b', ",
        "from treatygrade.phrases import phrases\n"
        "assert [p.category for p in phrases('It is heartened by the law.', 'en')] == ['welcome']",
    ),
    Edit(
        "how a verdict is worded", "configs/verdicts/en.yaml", "words:\n", "  unused: nothing\n",
        "from treatygrade.schemes.grammar import grammar\nassert grammar('en')",
    ),
    Edit(
        "a coefficient", "pipeline/treatygrade/agreement/coefficients.py", "    return {\n",
        '        "always_half": lambda t: percent_agreement(t, w) * 0 + 0.5,\n',
        "import pathlib\nfrom treatygrade.agreement import agreement\n"
        "p = pathlib.Path('r.csv'); p.write_text('unit,reviewer,grade\\n1,a,A\\n1,b,A\\n2,a,B\\n2,b,C\\n')\n"
        "assert agreement(p)['coefficients']['always_half']['estimate'] == 0.5",
    ),
    Edit(
        "an output format", "pipeline/treatygrade/tables/writing.py", "    writers = {", '".ndjson": _jsonl, ',
        "import pathlib\nfrom treatygrade.tables import write_rows\n"
        "write_rows([{'text': 'a'}], pathlib.Path('x.ndjson'), ['text'])\nassert pathlib.Path('x.ndjson').read_text()",
    ),
    Edit(
        "a feature", "pipeline/treatygrade/features/extract.py", "    found: list[Found] = []\n",
        '    found.append(Feature("x:long", -1, -1))\n',
        "from treatygrade.features.extract import extract\n"
        "assert 'x:long' in {feature.name for feature in extract('A text.')}",
    ),
    Edit(
        "a limit", "configs/limits.yaml", "read:\n", "  words: 7\n",
        "from treatygrade.read.source import limit\nassert limit('words') == 7",
    ),
]  # fmt: skip


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for folder in ("pipeline", "configs", "models/default", "corpus/specimens/en"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def run(project: Path, code: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(project / "pipeline"), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-c", code]
    return subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.slow
@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.what)
def test_one_edit_where_one_looks_first_is_enough(edit: Edit, project: Path) -> None:
    path = project / edit.file
    text = path.read_text("utf-8")
    assert edit.old in text
    path.write_text(text.replace(edit.old, edit.old + edit.new, 1), encoding="utf-8")
    done = run(project, edit.code)
    assert done.returncode == 0, done.stderr[-2000:]
    assert edit.file.split("/")[0] in (ROOT / "CONTRIBUTING.md").read_text("utf-8")


@pytest.mark.slow
def test_a_scheme_is_one_file(project: Path) -> None:
    schemes = project / "configs" / "schemes"
    like = (schemes / "cmw.yaml").read_text("utf-8")
    (schemes / "crc.yaml").write_text(like.replace("name: cmw", "name: crc"), encoding="utf-8")
    code = "from treatygrade.schemes import load\nassert load('crc').code('implemented') == 'A'"
    done = run(project, code)
    assert done.returncode == 0, done.stderr[-2000:]


@pytest.mark.slow
@pytest.mark.parametrize("edit", [edit for edit in EDITS if "verdict" not in edit.what], ids=lambda edit: edit.what)
def test_without_the_edit_it_fails(edit: Edit, project: Path) -> None:
    assert run(project, edit.code).returncode != 0
