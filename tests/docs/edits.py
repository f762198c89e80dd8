"""What a newcomer adds, by the rows of the table in CONTRIBUTING.md: small edits, and code that fails without them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Edit:
    """``new`` put after ``old`` in ``file``; without ``old``, ``file`` is a new one."""

    file: str
    new: str
    old: str = ""

    def make(self, project: Path) -> None:
        path = project / self.file
        text = path.read_text("utf-8") if self.old else ""
        assert self.old in text, f"{self.file} has no {self.old!r}"
        assert self.old or not path.exists()
        path.write_text(text.replace(self.old, self.old + self.new, 1), encoding="utf-8")


@dataclass(frozen=True)
class Addition:
    """What is added (the words with which its row begins), the edits that add it, and code that fails without them."""

    row: str
    edits: tuple[Edit, ...]
    code: str


REPORT = f"""
import sys
sys.path.insert(0, "{ROOT}")
from tests.segment.reports import report_text
import pathlib, treatygrade
def rows(text):
    path = pathlib.Path("report.md"); path.write_text(text, encoding="utf-8")
    return [unit for report in treatygrade.segment(treatygrade.read(path)) for unit in report.units("x")]
"""

CMW = (ROOT / "configs" / "schemes" / "cmw.yaml").read_text("utf-8")
SCHEME = CMW.replace("name: cmw", "name: crpd").replace("committee: cmw", "committee: crpd")

COMMAND = '''"""treatygrade greet: says whom it greets."""

import typer


def register(app: typer.Typer) -> None:
    app.command()(greet)


def greet(name: str) -> None:
    """Greet."""
    typer.echo(f"Dear {name}")
'''

TABLES = "pipeline/treatygrade/tables"
TSV = """

def _tsv(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8", newline="") as stream:
        yield from _rows(iter(list(csv.reader(stream, "excel-tab"))), path)
"""
WRITE_TSV = """

def _tsv(rows: Iterable[Row], path: Path, columns: Sequence[str]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, "excel-tab").writerows(_lines(rows, columns))
"""

ADDITIONS = [
    Addition(
        "a layout",
        (Edit("configs/layouts/reports.yaml", "      - panel's appraisal\n", "    evaluation:\n"),),
        REPORT + "text = report_text('Nothing was done.')\n"
        "text = text.replace(\"Committee's evaluation\\n\", \"Panel's appraisal\\n\")\n"
        "found = [(row['grade'], row['text']) for row in rows(text)]\n"
        "assert found == [('', 'Nothing was done.')], found",
    ),
    Addition(
        "a key phrase",
        (Edit("configs/phrases/en.yaml", "    - 'heartened by\\b'\n", "  welcome:\n"),),
        "from treatygrade.phrases import phrases\n"
        "assert [p.category for p in phrases('It is heartened by the law.', 'en')] == ['welcome']",
    ),
    Addition(
        "a verdict wording",
        (
            Edit("configs/verdicts/en.yaml", "shelved|", "hints: '"),
            Edit("configs/verdicts/en.yaml", '    - "<anyrec> <has> been shelved"\n', "framed:\n  none:\n"),
        ),
        "from treatygrade.schemes import verdicts\n"
        "text = 'The Committee considers that the recommendation has been shelved.'\n"
        "assert [verdict.code for verdict in verdicts(text, 'cedaw')] == ['not implemented']",
    ),
    Addition(
        "a scheme",
        (Edit("configs/schemes/crpd.yaml", SCHEME),),
        "from treatygrade.schemes import choose\nassert choose('crpd').code('implemented') == 'A'",
    ),
    Addition(
        "or a label",
        (Edit("configs/schemes/cmw.yaml", "carried through, ", "  A:\n    common: A\n    confirmed: \"\"\n"
              "    states: [full, substantial]\n    labels:\n      en: ["),),
        "from treatygrade.schemes import load\nassert load('cmw').code('Carried through', 'en') == 'A'",
    ),
    Addition(
        "a feature",
        (
            Edit("pipeline/treatygrade/features/questions.py",
                 "def questions(text):\n    return f'x:questions {min(text.count(\"?\"), 3)}'\n"),
            Edit("pipeline/treatygrade/features/extract.py",
                 "from treatygrade.features.questions import questions\n",
                 "from treatygrade.features.lexicon import lexicon\n"),
            Edit("pipeline/treatygrade/features/extract.py",
                 "    found.append((questions(text), -1, -1))\n", "    found: list[Found] = []\n"),
            Edit("pipeline/treatygrade/features/vocabulary.py", "x", 'BLOCKS = "'),
            Edit("configs/train/default.yaml", "x: 0.1, ", "blocks: {"),
        ),
        "import pathlib\nfrom treatygrade.features.extract import count\n"
        "from treatygrade.features.vocabulary import Vocabulary\n"
        "from treatygrade.models.settings import read_settings\n"
        "weights = read_settings(pathlib.Path('configs/train/default.yaml')).blocks\n"
        "known = Vocabulary.fit([count('Why? A text.')], ['FRD'], weights=weights, min_groups=1)\n"
        "assert 'x:questions 1' in known.names",
    ),
    Addition(
        "a coefficient",
        (Edit("pipeline/treatygrade/agreement/coefficients.py",
              '        "always_half": lambda t: percent_agreement(t, w) * 0 + 0.5,\n', "    return {\n"),),
        "import pathlib\nfrom treatygrade.agreement import agreement\n"
        "from treatygrade.agreement.page import page\n"
        "p = pathlib.Path('r.csv'); p.write_text('unit,reviewer,grade\\n1,a,A\\n1,b,A\\n2,a,B\\n2,b,C\\n')\n"
        "found = agreement(p, samples=10)\n"
        "assert found['coefficients']['always_half']['estimate'] == 0.5\nassert '>always half<' in page(found)",
    ),
    Addition(
        "an output format",
        (
            Edit(f"{TABLES}/writing.py", WRITE_TSV, "    xlsx.write(_lines(rows, columns), path)\n"),
            Edit(f"{TABLES}/writing.py", '\n    ".tsv": _tsv,', "WRITERS: dict[str, Writer] = {"),
            Edit(f"{TABLES}/reading.py", TSV, "    yield from _rows(xlsx.read(path), path)\n"),
            Edit(f"{TABLES}/reading.py", '\n    ".tsv": _tsv,', "READERS: dict[str, Reader] = {"),
        ),
        "import pathlib\nfrom typer.testing import CliRunner\nfrom treatygrade.cli.main import app\n"
        "from treatygrade.tables import read_rows, write_rows\n"
        "rows = [{'text': 'a\\tb', 'flags': ['shared_text'], 'session': 39}]\npath = pathlib.Path('x.tsv')\n"
        "write_rows(rows, path)\nassert read_rows(path) == rows\n"
        "assert '.tsv' in CliRunner().invoke(app, ['label', '--help'], env={'COLUMNS': '200'}).output",
    ),
    Addition(
        "a column",
        (
            Edit("pipeline/treatygrade/columns.py", '    "items", ', "UNIT_COLUMNS = (\n"),
            Edit("pipeline/treatygrade/segment/units.py",
                 '        "items": "|".join(item.label for item in paragraph.items),\n',
                 '        "title": paragraph.title,\n'),
            Edit("docs/columns.yaml", "  items: The items of the recommendation.\n", "columns:\n"),
        ),
        REPORT + "import subprocess, sys\n"
        "from treatygrade.tables import read_rows, write_rows\nfrom treatygrade.columns import UNIT_COLUMNS\n"
        "found = rows(report_text('[B]: (a)\\n\\nThe Committee welcomes the law.'))\n"
        "write_rows(found, pathlib.Path('x.parquet'), UNIT_COLUMNS)\n"
        "assert read_rows(pathlib.Path('x.parquet'))[0]['items'].startswith('(a)|')\n"
        "subprocess.run([sys.executable, 'docs/make.py', 'made'], check=True)\n"
        "assert '| `items` | text | The items' in pathlib.Path('made/reference/schemas.md').read_text('utf-8')",
    ),
    Addition(
        "a command",
        (
            Edit("pipeline/treatygrade/cli/greet.py", COMMAND),
            Edit("pipeline/treatygrade/cli/main.py", '    "greet",\n', "COMMANDS: tuple[str, ...] = (\n"),
        ),
        "from typer.testing import CliRunner\nfrom treatygrade.cli.main import app\n"
        "assert CliRunner().invoke(app, ['greet', 'reader']).output == 'Dear reader\\n'",
    ),
    Addition(
        "a limit",
        (Edit("configs/limits.yaml", "  words: 7  # of a report\n", "read:\n"),),
        "from treatygrade.read.source import limit\nassert limit('words') == 7",
    ),
]  # fmt: skip
