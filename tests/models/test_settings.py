"""Training configurations that build on one another."""

from __future__ import annotations

from pathlib import Path

import pytest

from treatygrade.errors import ConfigError
from treatygrade.models.settings import read_settings
from treatygrade.resources import resource


def test_like_another_file_says_only_what_differs() -> None:
    folder = resource("configs", "train")
    default, split = read_settings(folder / "default.yaml"), read_settings(folder / "split.yaml")
    assert (split.blocks, split.strength, split.seed) == (default.blocks, default.strength, default.seed)
    assert (split.published, split.invented) == ([], [])


DEFAULT = resource("configs", "train", "default.yaml").read_text(encoding="utf-8")
BLOCKS = "blocks: {w: 1.0, k: 1.3, c: 1.0, d: 0.8, q: 0.3, s: 0.5, l: 0.2}"


def changed(old: str, new: str) -> str:
    assert old in DEFAULT
    return DEFAULT.replace(old, new)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("like: nowhere.yaml", "nowhere.yaml: no such file"),
        ("like: default.yaml\nstrenght: 1.0", "mine.yaml: strenght: unknown entry"),
        ("like: mine.yaml", "missing"),  # it says nothing of its own
        ("like: list.yaml", "list.yaml: not a list of entries"),
        ("like: .", "like: should name a file beside this one, is '.'"),
        ("like: ../default.yaml", "like: should name a file beside this one"),
        ("like: /etc/hostname", "like: should name a file beside this one"),
        ("like: [default.yaml]", "like: should name a file beside this one"),
        ("like: 5", "like: should name a file beside this one, is 5"),
        ("- name", "mine.yaml: not a list of entries"),
        ("", "mine.yaml: not a list of entries"),
        (f"5: name\n{DEFAULT}", "mine.yaml: not a list of entries"),
        ("a: 1\nb: ]", "mine.yaml: line 2: not valid YAML"),
        ("[" * 5000, "not valid YAML"),
        (f"{DEFAULT}\nx: !!python/object/apply:os.system [ls]", "not valid YAML"),
        (changed(BLOCKS, "blocks: {}"), "blocks: should weigh one of w, k, c, d, q, s, l and no other"),
        (changed(BLOCKS, "blocks: {w: 0, k: 0.0}"), "blocks: should weigh one of w, k, c, d, q, s, l and no other"),
        (changed(BLOCKS, "blocks: {z: 1.0}"), "blocks: should weigh one of w, k, c, d, q, s, l and no other"),
        (changed(BLOCKS, "blocks: {words: 1.0}"), "and no other, is {'words': 1.0}"),
        (changed(BLOCKS, "blocks: {1: 1.0}"), "and no other"),
        (changed(BLOCKS, "blocks: [w]"), "blocks: should be dict[str, float]"),
        (changed(BLOCKS, "blocks: {w: -1}"), "blocks: should be dict[str, float]"),
        (changed(BLOCKS, "blocks: {w: .nan}"), "blocks: should be dict[str, float]"),
        (changed(BLOCKS, "blocks: {w: .inf}"), "blocks: should be dict[str, float]"),
        (changed(BLOCKS, "blocks: {w: true}"), "blocks: should be dict[str, float]"),
        (changed("min_states: 6", "min_states: 0"), "min_states: 0 is not within 1 and 1000"),
        (changed("min_states: 6", "min_states: 6.0"), "min_states: should be int, is 6.0"),
        (changed("seed: 20261124", ""), "mine.yaml: seed: missing"),
        (changed("seed: 20261124", "seed: soon"), "seed: should be int, is 'soon'"),
        (changed("folds: 5", "folds: 1"), "folds: 1 is not within 2 and 100"),
        (changed("folds: 5", "folds: 5\nmagic: 1"), "magic: unknown entry"),
        (changed("coverage: 0.9", "coverage: .inf"), "coverage: should be float, is inf"),
        (changed("strength: 0.5", "strength: [1]"), "strength: should be float, is [1]"),
        (changed("hold_out: [ZRT]", "hold_out: ZRT"), "hold_out: should be list[str], is 'ZRT'"),
        (changed("strength: 0.5", "strength: 0"), "strength: 0.0 is not within"),
        (changed("strength: 0.5", "strength: yes"), "strength: should be float, is True"),
        (changed("balance: 0.7", "balance: 1.1"), "balance: 1.1 is not within 0 and 1"),
        (changed("coverage: 0.9", "coverage: 1"), "coverage: 1.0 is not within 0.5 and 0.999"),
        (changed("wanted_error: 0.2", "wanted_error: -0.1"), "wanted_error: -0.1 is not within 0 and 1"),
        (changed("seed: 20261124", "seed: -1"), "seed: -1 is not within 0 and 4294967295"),
        (changed("folds: 5", "folds: 101"), "folds: 101 is not within 2 and 100"),
        (changed("invented: [corpus/specimens]", "invented: [5]"), "invented: should be list[str]"),
        (changed("name: treatygrade default", "name: 2026"), "name: should be str, is 2026"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "default.yaml").write_text(DEFAULT, encoding="utf-8")
    (tmp_path / "list.yaml").write_text("- a")
    (tmp_path / "mine.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as raised:
        read_settings(tmp_path / "mine.yaml")
    assert said in str(raised.value)
    assert raised.value.file.startswith(str(tmp_path))


@pytest.mark.parametrize("content", [b"name: caf\xe9", "name: a".encode("utf-16")[3:]])
def test_another_encoding_is_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "mine.yaml").write_bytes(content)
    with pytest.raises(ConfigError, match=r"mine\.yaml: .*(not valid YAML|not a text in UTF-8)"):
        read_settings(tmp_path / "mine.yaml")


def test_a_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read: Is a directory"):
        read_settings(tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "value"),
    [
        ("strength: 0.5", "strength: 2", 2.0), ("balance: 0.7", "balance: 0", 0.0), ("seed: 20261124", "seed: 0", 0),
        ("coverage: 0.9", "coverage: 0.5", 0.5), ("folds: 5", "folds: 2", 2), ("hold_out: [ZRT]", "hold_out: []", []),
    ],
)  # fmt: skip
def test_what_is_within_bounds_is_taken(tmp_path: Path, old: str, new: str, value: object) -> None:
    (tmp_path / "mine.yaml").write_text(changed(old, new), encoding="utf-8")
    found = getattr(read_settings(tmp_path / "mine.yaml"), old.partition(":")[0])
    assert (found, type(found)) == (value, type(value))
