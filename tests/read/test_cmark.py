"""Markdown to HTML, and that nothing of it stays in memory."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from treatygrade.read.cmark import html_of

TEXT = "# Title\n\nA *word*[^1] with <b>markup</b>, [C] and é.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n[^1]: A note.\n"


def test_it_says_what_the_library_says() -> None:
    import cmarkgfm
    from cmarkgfm.cmark import Options

    options = Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES
    expected = cmarkgfm.markdown_to_html_with_extensions(TEXT, options=options, extensions=["table"])
    assert html_of(TEXT) == html_of(TEXT) == expected
    assert "<table>" in expected
    assert html_of("") == ""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
def test_nothing_stays_in_memory() -> None:
    text = TEXT * 300
    for _ in range(20):
        html_of(text)
    before = resident()
    for _ in range(60):  # 12 MB of them stay where nothing is freed
        html_of(text)
    assert resident() - before < 4_000_000


def resident() -> int:
    """Bytes of memory that this process holds."""
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * 4096
