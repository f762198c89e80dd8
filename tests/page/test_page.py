"""Pages: plots that are the same each time, files that appear whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from matplotlib.figure import Figure

from treatygrade.errors import TreatygradeError
from treatygrade.page import save, svg


def figure() -> Figure:
    made = Figure(figsize=(2, 2))
    made.subplots().plot([1, 2], [3, 4], label="<b>")
    made.legend()
    return made


def test_a_plot_is_the_same_each_time_and_escaped() -> None:
    assert svg(figure()) == svg(figure())
    assert str(svg(figure())).startswith("<svg")
    assert "<b>" not in svg(figure())


def test_a_file_is_written_with_its_folder(tmp_path: Path) -> None:
    save("é", tmp_path / "new" / "a.html")
    assert (tmp_path / "new" / "a.html").read_bytes() == "é".encode()
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["a.html"]


def test_a_disk_that_refuses_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(TreatygradeError, match="cannot write"):
        save("text", tmp_path / "file" / "a.html")


@pytest.mark.parametrize("name", ["$x_1$", "$\\frac{$", "a $ b", "5\\%"])
def test_a_name_in_a_plot_is_no_mathematics(name: str) -> None:
    made = figure()
    (axes,) = made.axes
    axes.set_title(name)
    axes.set_yticks([3, 4], [name, "b"])
    assert str(svg(made)).count(f">{name}<") == 2
