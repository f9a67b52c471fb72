"""The speed of training, as the toolbar says it."""

import pytest

from gui.rate import LEAST, WINDOW, Rate


def test_there_is_no_speed_before_two_moments_tell() -> None:
    rate = Rate()
    assert rate.value == 0.0
    rate.note(10.0, 500)
    assert rate.value == 0.0


@pytest.mark.parametrize("apart", [0.0, 0.9 * LEAST])
def test_two_notes_of_nearly_one_moment_tell_nothing(apart: float) -> None:
    rate = Rate()
    rate.note(10.0, 500)
    rate.note(10.0 + apart, 600)
    assert rate.value == 0.0


def test_a_steady_count_has_its_speed_at_any_time() -> None:
    rate = Rate()
    for step in range(100):
        rate.note(5.0 + step / 15, 200 * step)
        if step / 15 > LEAST:
            assert rate.value == pytest.approx(3_000)


def test_a_new_speed_holds_alone_once_the_window_has_passed() -> None:
    rate = Rate()
    rate.note(0.0, 0)
    rate.note(1.0, 1_000)
    for tenth in range(1, int(10 * WINDOW) + 3):
        rate.note(1.0 + tenth / 10, 1_000 + 10 * tenth)
    assert rate.value == pytest.approx(100)


def test_slow_notes_still_tell_a_speed() -> None:
    rate = Rate()
    rate.note(0.0, 0)
    rate.note(60.0, 30)
    assert rate.value == pytest.approx(0.5)
    rate.note(120.0, 90)
    assert rate.value == pytest.approx(1.0)


def test_what_stands_still_has_speed_zero() -> None:
    rate = Rate()
    rate.note(0.0, 70)
    rate.note(1.0, 70)
    assert rate.value == 0.0


def test_clearing_forgets_what_was_before() -> None:
    rate = Rate()
    rate.note(0.0, 0)
    rate.note(1.0, 1_000)
    rate.clear()
    assert rate.value == 0.0
    rate.note(100.0, 1_000)
    rate.note(101.0, 1_050)
    assert rate.value == pytest.approx(50)
