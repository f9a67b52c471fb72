"""Formulas are read from a notation much like LaTeX's, and laid out."""

import numpy as np
import pytest

from gui.report.block import TEXT
from gui.report.notation import NotationError, box, formula
from tests.gui.report.drawn import WIDTH, pixels, sticks_out, texts

EVERYTHING = (
    r"∇\hat{𝐲}[m] = −∑_{k=1}^K \frac{\exp(z_k)}{\sqrt{1 + ε}} ∈ ℝ^{784 × 10} · "
    r"\cases{1 & \text{if } i = j \\ 0 & \text{else}} \quad (\frac{1}{2})"
)


@pytest.mark.parametrize(
    ("notation", "written"),
    [
        ("W_{l,0}", ["W", "l", ",", "0"]),
        (r"\exp(−z)", ["exp", "(", "−", "z", ")"]),
        (r"𝐖^{784 × 100}", ["W", "784", "×", "100"]),
        (r"\text{if } k", ["if", "k"]),
        (r"\frac{a}{b}", ["a", "b"]),
        (r"\rows{a & b \\ c & d}", ["a", "b", "c", "d"]),
        (r"∇x ∈ ℝ", ["x"]),
    ],
)
def test_what_a_formula_says_is_text_but_for_the_signs_that_are_drawn(
    notation: str, written: list[str]
) -> None:
    assert texts(formula(notation)) == written


@pytest.mark.parametrize(
    "notation", [r"\frac{a}", "(a", "a)", "a_", "{a", r"\cases{a", "a & b", r"a \\ b"]
)
def test_what_cannot_be_read_is_refused(notation: str) -> None:
    with pytest.raises(NotationError):
        box(notation)


def test_scripts_lie_above_and_below() -> None:
    plain, both = box("x"), box("x_i^2")
    assert both.ascent > plain.ascent
    assert both.descent > plain.descent
    assert box("x_i^2").width < box("x_i").width + box("^2").width + plain.width


def test_an_index_before_an_exponent_is_the_same_as_after_it() -> None:
    assert box("x_i^2").width == box("x^2_i").width


def test_a_fraction_is_as_wide_as_its_wider_part() -> None:
    assert box(r"\frac{a}{b + c + d}").width == pytest.approx(box("b + c + d").width, abs=TEXT)
    assert box(r"\frac{a}{b}").height > 2 * box("a").height


def test_a_sum_carries_its_limits_above_and_below() -> None:
    assert box("∑_{k=1}^K").height > box("∑").height * 2


def test_a_sign_stands_closer_than_an_operator() -> None:
    assert box("a = −b").width < box("a − b").width + box("=").width + TEXT
    assert box("−b").width == pytest.approx(box("−").width + box("b").width)
    assert box("a − b").width > box("a").width + box("−").width + box("b").width


def test_brackets_grow_with_what_they_hold() -> None:
    assert box(r"(\frac{a}{b})").height > box(r"\frac{a}{b}").height
    assert "(" in texts(formula("(a)"))
    assert "(" not in texts(formula(r"(\frac{a}{b})"))


def test_the_number_stands_at_the_right_and_the_formula_in_the_middle() -> None:
    shown = pixels(formula("x", "7, 13, 14")) < 128
    columns = np.flatnonzero(shown.any(axis=0))
    middle = shown.shape[1] / 2
    assert columns.min() == pytest.approx(middle, abs=TEXT)
    assert columns.max() == pytest.approx(middle + WIDTH / 2, abs=4)


def test_nothing_sticks_out_of_a_formula() -> None:
    assert not sticks_out(formula(EVERYTHING, "1"))


def test_a_formula_too_wide_for_the_page_is_made_smaller() -> None:
    long = formula(EVERYTHING, "1")
    assert long.height(200.0) < long.height(WIDTH)
    assert not sticks_out(long, 200.0)
