"""HTML pages that need no network: one template, plots as inline SVG."""

from __future__ import annotations

import io
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from markupsafe import Markup
    from matplotlib.figure import Figure


def render(template: str, /, **values: Any) -> str:
    """Render ``treatygrade/page/<template>`` with autoescaping; templates extend ``base.html``."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("treatygrade.page", "templates"), autoescape=True, undefined=StrictUndefined
    )
    return environment.get_template(template).render(**values)


def svg(figure: Figure) -> Markup:
    """A matplotlib figure as inline SVG, the same bytes for the same figure."""
    import matplotlib
    from markupsafe import Markup

    buffer = io.StringIO()
    with matplotlib.rc_context({"svg.hashsalt": "treatygrade", "svg.fonttype": "none"}):
        figure.savefig(buffer, format="svg", metadata={"Date": None}, bbox_inches="tight")
    text = buffer.getvalue()
    return Markup(text[text.index("<svg") :])  # noqa: S704  (matplotlib escapes what it writes)


def stylesheet() -> str:
    """The style that all pages share (light and dark)."""
    return files("treatygrade.page").joinpath("templates", "style.css").read_text(encoding="utf-8")


def save(text: str, path: Path) -> None:
    """Write a page; the folder is made when it is missing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
