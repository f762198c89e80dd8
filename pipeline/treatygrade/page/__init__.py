"""HTML pages that need no network: one template, plots as inline SVG."""

from __future__ import annotations

import io
from contextlib import suppress
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from treatygrade.errors import TreatygradeError, unwritten

if TYPE_CHECKING:
    from markupsafe import Markup
    from matplotlib.figure import Figure


GRADE_COLOURS = {"A": "#1a7f37", "B": "#6aa84f", "C": "#d9822b", "D": "#8c8c8c", "E": "#b3261e", "F": "#4a6fa5"}


def render(template: str, /, **values: Any) -> str:
    """Render ``treatygrade/page/<template>``; pages extend ``base.html`` and are autoescaped, Markdown is not."""
    from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

    environment = Environment(
        loader=PackageLoader("treatygrade.page", "templates"),
        autoescape=select_autoescape(disabled_extensions=("md",), default=True),
        undefined=StrictUndefined,
    )
    return environment.get_template(template).render(**values)


def svg(figure: Figure) -> Markup:
    """A matplotlib figure as inline SVG, the same bytes for the same figure; names with ``$`` are no mathematics."""
    import matplotlib
    from markupsafe import Markup
    from matplotlib.text import Text

    buffer = io.StringIO()
    for text in figure.findobj(Text):
        text.set_parse_math(False)
    # Labels of ticks are made while drawing, by what holds then.
    with matplotlib.rc_context({"svg.hashsalt": "treatygrade", "svg.fonttype": "none", "text.parse_math": False}):
        # No metadata: it names addresses of vocabularies, and the date would differ from run to run.
        silent = dict.fromkeys(("Date", "Creator", "Format", "Type"))
        figure.savefig(buffer, format="svg", metadata=silent, bbox_inches="tight")
    drawn = buffer.getvalue()
    return Markup(drawn[drawn.index("<svg") :])  # noqa: S704  (matplotlib escapes what it writes)


def stylesheet() -> str:
    """The style that all pages share (light and dark)."""
    return files("treatygrade.page").joinpath("templates", "style.css").read_text(encoding="utf-8")


def save(text: str, path: Path) -> None:
    """Write a text file whole or not at all; the folder is made when it is missing.

    Raises:
        TreatygradeError: the disk refuses.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)  # nothing is written through a link that lies there
        part.write_text(text, encoding="utf-8")
        part.replace(path)
    except OSError as error:
        with suppress(OSError):
            part.unlink()
        raise TreatygradeError(
            unwritten(error), file=path, stage="write", hint="make room, or name another output"
        ) from error
