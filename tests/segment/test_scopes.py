"""Scopes as printed, and the items that they name."""

from __future__ import annotations

import re

import pytest

from treatygrade.segment.scopes import SCOPE, parse


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("(a)", "(a)"),
        ("(a) and (b)", "(a)|(b)"),
        ("(a), (b), (c) and (f)", "(a)|(b)|(c)|(f)"),
        ("(b)-(e)", "(b)|(c)|(d)|(e)"),
        ("(b) to (d)", "(b)|(c)|(d)"),
        ("(a)-(c) and (e)", "(a)|(b)|(c)|(e)"),
        ("(a) (ii) and (iii)", "(a)(ii)|(a)(iii)"),
        ("(a)(i)", "(a)(i)"),
        ("(c) (i) to (iii) and (d)", "(c)(i)|(c)(ii)|(c)(iii)|(d)"),
        ("(i) and (ii)", "(i)|(ii)"),
        ("(ii) to (iv)", "(ii)|(iii)|(iv)"),
        ("(h), (i) and (j)", "(h)|(i)|(j)"),
        ("a) et b)", "(a)|(b)"),
        ("c) a e)", "(c)|(d)|(e)"),
        ("alineas a), b) et c)", "(a)|(b)|(c)"),
        (", apartados b) a d)", "(b)|(c)|(d)"),
        ("b) iii)", "(b)(iii)"),
        ("items (a), (b) and (c)", "(a)|(b)|(c)"),
        ("(a) and (a)", "(a)"),
        ("(h) (i)", "(h)|(i)"),  # the letter after (h)
        ("(g) (i)", "(g)(i)"),  # the numeral one of (g)
        ("(j) (i)", "(j)(i)"),
        ("(a)(h) (i)", "(a)|(h)|(i)"),
        ("(u) (v)", "(u)|(v)"),
        ("(b) (v)", "(b)(v)"),
        ("(a)(i), (ii), (b)(i)", "(a)(i)|(a)(ii)|(b)(i)"),
        ("(a) to (c)(ii)", "(a)|(b)|(c)(ii)"),
        ("(a) and (b)-(d), (f)", "(a)|(b)|(c)|(d)|(f)"),
        ("(y)-(z)", "(y)|(z)"),
        ("(x) to (z)", "(x)|(y)|(z)"),
        ("(xiii) to (xv)", "(xiii)|(xiv)|(xv)"),
    ],
)
def test_a_scope_names_its_items(printed: str, expected: str) -> None:
    assert re.fullmatch(SCOPE, printed)
    assert "|".join(parse(printed)) == expected


def test_a_range_follows_the_items_of_the_recommendation() -> None:
    assert parse("(b)-(d)", ["(a)", "(b)", "(b)(i)", "(c)", "(d)"]) == ("(b)", "(c)", "(d)")
    assert parse("(a)-(d)", ["(a)", "(b)", "(d)"]) == ("(a)", "(b)", "(d)")


@pytest.mark.parametrize("text", ["a word)", "the committee", "(2019)", "1)"])
def test_what_is_no_scope(text: str) -> None:
    assert not re.fullmatch(SCOPE, text)


@pytest.mark.parametrize(
    ("printed", "known", "expected"),
    [
        ("(b)-(d)", (), "(b) (c) (d)"), ("(d)-(b)", (), "(d) (b)"), ("(b)-(b)", (), "(b)"), ("(a)-(b)", (), "(a) (b)"),
        ("(i)-(iii)", (), "(i) (ii) (iii)"), ("(a)(i)-(iii)", (), "(a)(i) (a)(ii) (a)(iii)"),
        ("(h)-(j)", (), "(h) (i) (j)"), ("(iii)-(i)", (), "(iii) (i)"),
        ("(a)-(d)", ("(a)", "(b)", "(d)"), "(a) (b) (d)"), ("(a)-(c)", ("(a)", "(b)"), "(a) (b) (c)"),
        ("(a)(i)-(iii)", ("(a)", "(a)(i)", "(a)(iii)"), "(a)(i) (a)(iii)"), ("-(b)", (), "(b)"),
        ("(a)(v)-(vii)", (), "(a)(v) (a)(vi) (a)(vii)"), ("(ii)-(iv)", (), "(ii) (iii) (iv)"),
        ("(v)-(x)", (), "(v) (w) (x)"),
        ("(a)-(c)", ("(a)", "(b)", "(c)", "(d)"), "(a) (b) (c)"), ("(b)-(c)", ("(a)", "(b)", "(c)"), "(b) (c)"),
        ("(a)(i)-(ii)", ("(a)(i)", "(a)(ii)", "(a)(iii)"), "(a)(i) (a)(ii)"), ("(c)-(c)", ("(a)", "(b)", "(c)"), "(c)"),
        ("(a)(i)-(iii)", ("(a)", "(b)"), "(a)(i) (a)(ii) (a)(iii)"), ("(a)(iii)-(i)", (), "(a)(iii) (a)(i)"),
    ],
)  # fmt: skip
def test_a_range_runs_from_its_first_item_to_its_last(printed: str, known: tuple[str, ...], expected: str) -> None:
    assert " ".join(parse(printed, known)) == expected
