"""What load() makes of a header that says other things than a model's."""

import math
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.checkpoint import CheckpointError, load
from tests.core.model_files import Arrays, refused, small_model, with_arrays, with_header

Header = dict[str, Any]


@pytest.fixture(scope="module")
def model() -> bytes:
    return small_model()


FIELDS = ["format", "network", "state", "sound", "past", "recipe", "dataset", "source"]


@pytest.mark.parametrize("field", [*FIELDS, "class_names", "versions"])
def test_a_missing_field_is_told(tmp_path: Path, model: bytes, field: str) -> None:
    sentence = refused(tmp_path / "field.npz", with_header(model, lambda header: header.pop(field)))
    assert f"it has no '{field}'" in sentence


NO_NUMBERS: list[Any] = [True, 1.5, math.nan, math.inf, -1, "7", None, [3], {}, 10**400, 1 << 53]
NO_TEXTS: list[Any] = [None, 7, ["report"], {}, "x" * 2000]
WRONG: dict[tuple[str, ...], list[Any]] = {
    ("format",): [True, 4.0, "4", None],
    ("network",): [None, 7, "784-12-8-10", [784, 12], {}],
    ("network", "sizes"): [
        *([], "784", None, [784, 10**7, 10], [784, 12.0, 8, 10], [784, True, 8, 10]),
        *([784, 12, 10], [784, 12, 8, 11], [784] * 50, [[784], 12, 8, 10]),
    ],
    ("network", "activation"): ["step", 3, None, ["relu"]],
    ("network", "colour"): ["blue"],
    ("state",): [None, 7, [], {}],
    ("state", "iteration"): NO_NUMBERS,
    ("state", "images_seen"): NO_NUMBERS,
    ("state", "steps"): NO_NUMBERS,
    ("state", "seconds"): ["1", None, True, math.nan, math.inf, 10**400],
    ("state", "evaluated_at"): [True, 1.5, -1, "7", 13],
    ("state", "optimizer"): ["adam", "unheard", 7, None],
    ("sound",): [7, [], {}],
    ("sound", "optimizer"): ["rmsprop", ["sgd"]],
    ("past",): [None, [], {}],
    ("past", "began_with"): [None, 7, [], "sgd"],
    ("past", "began_with", "learning_rate"): [1e9, 0, True, "0.1", None, math.nan, 10**400],
    ("past", "began_with", "batch_size"): [0, True, 8.0, "8", None, math.inf],
    ("past", "began_with", "schedule"): ["unheard", None, 3],
    ("past", "began_with", "unheard"): [1],
    ("past", "changes"): [
        *(None, 7, {}, [7], [{}], [{"iteration": 3}], [{"iteration": 3, "settings": 7}]),
        *([{"iteration": 99, "settings": {}}], [{"iteration": True, "settings": {}}]),
        [{"iteration": 9, "settings": {}}, {"iteration": 8, "settings": {}}],
        *([{"iteration": 3, "settings": {"seed": value}}] for value in (True, -1, "1", 1.0)),
        [{"iteration": 3, "settings": {"unheard": 1}}],
    ],
    ("past", "started"): ["", "soon", 7, None, "2026-99-01"],
    ("past", "began_from"): [7, {}, {"recipe": "report", "dataset": "MNIST", "iteration": -1}],
    ("recipe",): NO_TEXTS,
    ("dataset",): NO_TEXTS,
    ("source",): [None, 7, []],
    ("source", "key"): ["unheard", None, 7],
    ("source", "path"): [None, 7],
    ("source", "unheard"): [1],
    ("source", "interpretation"): [None, 7, "bytes"],
    ("source", "interpretation", "scale"): ["unheard", 3, None, ["bytes"]],
    ("source", "interpretation", "inverted"): [1, "yes", None],
    ("source", "interpretation", "held_out"): [-1, True, 2.5, "6"],
    ("class_names",): [None, 7, "0123456789", [], list("012345678"), list(range(10))],
    ("versions",): [None, 7, [], {"mlp-lab": 3}],
}


@pytest.mark.parametrize(
    ("place", "value"),
    [(place, value) for place, values in WRONG.items() for value in values],
    ids=lambda part: str(part)[:60],
)
def test_a_header_that_makes_no_sense_is_refused(
    tmp_path: Path, model: bytes, place: tuple[str, ...], value: object
) -> None:
    def change(header: Header) -> None:
        *way, last = place
        for name in way:
            header = header[name]
        header[last] = value

    sentence = refused(tmp_path / "header.npz", with_header(model, change))
    assert sentence.startswith("is damaged: ")


@pytest.mark.parametrize(
    "text",
    ["", "null", "[]", "7", "{", "[" * 100_000, '{"format": 1}', '{"a": ' + "9" * 5000 + "}"],
)
def test_a_header_that_is_no_object_is_refused(tmp_path: Path, model: bytes, text: str) -> None:
    data = with_arrays(model, lambda arrays: arrays.update(header=np.array(text)))
    assert "its header makes no sense" in refused(tmp_path / "header.npz", data)


@pytest.mark.parametrize("number", ["1e999", "-1e999", "9" * 400])
def test_a_number_beyond_all_bounds_is_refused(tmp_path: Path, model: bytes, number: str) -> None:
    def enlarge(arrays: Arrays) -> None:
        text = re.sub(r'"seconds": [^,]+', f'"seconds": {number}', str(arrays["header"]))
        arrays["header"] = np.array(text)

    sentence = refused(tmp_path / "huge.npz", with_arrays(model, enlarge))
    assert "its header makes no sense" in sentence


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda each: st.lists(each, max_size=3) | st.dictionaries(st.text(max_size=3), each),
    max_leaves=5,
)


@settings(max_examples=40)
@given(st.data())
def test_any_header_gives_a_model_or_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, model: bytes, data: st.DataObject
) -> None:
    def change(header: Header) -> None:
        while True:
            name = data.draw(st.sampled_from(sorted(header)))
            if not isinstance(header[name], dict) or data.draw(st.booleans()):
                header[name] = data.draw(JSON)
                return
            header = header[name]
            if not header:
                return

    path = tmp_path_factory.getbasetemp() / "header.npz"
    path.write_bytes(with_header(model, change))
    try:
        outcome = load(path).network.is_finite()
    except CheckpointError as error:
        outcome = str(error).startswith(f"{path} ") and "\n" not in str(error)
    assert outcome
