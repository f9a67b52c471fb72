"""What may be typed into a field, from tables."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.parsing import LayersRule, NumberRule, plain

RATE = NumberRule("Learning rate", 1e-6, 100.0, whole=False)
BATCH = NumberRule("Batch size", 1, 50_000, whole=True)
SEED = NumberRule("Seed", 0, 2**32 - 1, whole=True, step=1)
L2 = NumberRule("L2", 0, 1, whole=False)
DROPOUT = NumberRule("Dropout", 0, 0.9, whole=False, step=0.05)
LAYERS = LayersRule("Hidden layers")


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("0.1", 0.1),
        ("0,01", 0.01),
        (" .5 ", 0.5),
        ("5.", 5.0),
        ("1e-3", 0.001),
        ("2E1", 20.0),
        ("+1", 1.0),
        ("0.000001", 1e-6),
        ("100", 100.0),
        ("100.0000001", None),
        ("1e9", None),
        ("1e9999", None),
        ("1e99999999", None),
        ("0", None),
        ("-0.1", None),
        ("−0.1", None),
        ("1,000.5", None),
        ("nan", None),
        ("inf", None),
        ("1_0", None),
        ("0x1", None),
        ("ten", None),
        ("1 + 1", None),
        ("", None),
    ],
)
def test_a_rate_is_read(typed: str, value: float | None) -> None:
    assert RATE.read(typed) == value


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("50", 50),
        ("10,000", 10_000),
        ("10 000", 10_000),
        ("10\u202f000", 10_000),
        ("10.000", 10_000),
        ("10'000", 10_000),
        ("1e4", 10_000),
        ("50.0", 50),
        ("1", 1),
        ("50000", 50_000),
        ("50001", None),
        ("0", None),
        ("2.5", None),
        ("2,5", None),
        ("9" * 5000, None),
        ("fifty", None),
    ],
)
def test_a_whole_number_is_read_as_int(typed: str, value: int | None) -> None:
    read = BATCH.read(typed)
    assert read == value
    assert read is None or type(read) is int


def test_a_large_seed_keeps_its_last_digit() -> None:
    assert SEED.read("4294967295") == 4294967295


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.1, "0.1"),
        (1e-6, "0.000001"),
        (100.0, "100"),
        (10_000, "10000"),
        (0, "0"),
        (1e9, "1000000000"),
    ],
)
def test_numbers_are_shown_plainly(value: float, text: str) -> None:
    assert plain(value) == text


@given(st.floats(1e-6, 100.0))
def test_what_is_shown_is_read_back(value: float) -> None:
    assert RATE.read(RATE.shown(value)) == value


@pytest.mark.parametrize(
    ("rule", "value", "up", "down"),
    [
        (RATE, 0.1, 0.2, 0.05),
        (RATE, 0.2, 0.5, 0.1),
        (RATE, 0.03, 0.05, 0.02),
        (RATE, 100.0, 100.0, 50.0),
        (RATE, 1e-6, 1e-5, 1e-6),
        (L2, 0, 1e-5, 0),
        (L2, 1e-5, 2e-5, 0),
        (BATCH, 50, 51, 49),
        (BATCH, 1, 2, 1),
        (BATCH, 10_000, 11_000, 9_900),
        (BATCH, 9_900, 10_000, 9_800),
        (BATCH, 10_001, 11_000, 10_000),
        (BATCH, 50_000, 50_000, 49_000),
        (SEED, 100_000, 100_001, 99_999),
        (DROPOUT, 0.1, 0.15, 0.05),
        (DROPOUT, 0.9, 0.9, 0.85),
    ],
)
def test_arrow_keys_step_sensibly(rule: NumberRule, value: float, up: float, down: float) -> None:
    assert rule.stepped(value, True) == up
    assert rule.stepped(value, False) == down


@given(st.floats(1e-6, 100.0), st.booleans())
def test_every_step_stays_in_range(value: float, up: bool) -> None:
    assert 1e-6 <= RATE.stepped(value, up) <= 100


@pytest.mark.parametrize(
    ("rule", "typed", "kept", "sentence"),
    [
        (
            RATE,
            "1e9",
            0.1,
            "Learning rate must be between 0.000001 and 100: 1e9 was not taken, 0.1 stays.",
        ),
        (
            BATCH,
            " ",
            50,
            "Batch size must be a whole number between 1 and 50,000: nothing was typed, 50 stays.",
        ),
        (
            BATCH,
            "x" * 99,
            50,
            "Batch size must be a whole number between 1 and 50,000: "
            "xxxxxxxxxxxxxxxxxxxxxxx… was not taken, 50 stays.",
        ),
    ],
)
def test_a_refusal_says_what_is_allowed(
    rule: NumberRule, typed: str, kept: float, sentence: str
) -> None:
    assert rule.refusal(typed, kept) == sentence


@pytest.mark.parametrize(
    ("typed", "layers"),
    [
        ("100, 100", (100, 100)),
        ("100,100", (100, 100)),
        ("100 50;25", (100, 50, 25)),
        ("(30,)", (30,)),
        ("[4096]", (4096,)),
        ("1 2 3 4 5 6 7 8", (1, 2, 3, 4, 5, 6, 7, 8)),
        ("1 2 3 4 5 6 7 8 9", None),
        ("4097", None),
        ("0", None),
        ("1,000", None),
        ("-5", None),
        ("784-100-10", None),
        ("10.5", None),
        ("", None),
        (",", None),
    ],
)
def test_layers_are_read(typed: str, layers: tuple[int, ...] | None) -> None:
    assert LAYERS.read(typed) == layers


def test_refused_layers_say_what_is_allowed() -> None:
    assert LAYERS.refusal("0", (100, 100)) == (
        "Hidden layers must be 1 to 8 layers of 1 to 4,096 units, such as 100, 100: "
        "0 was not taken; 100, 100 stays."
    )
