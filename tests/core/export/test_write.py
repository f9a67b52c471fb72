"""Writing an export: whole, or not at all and with a sentence."""

from pathlib import Path

import pytest

from core import checkpoint
from core.export import EXPORTS, ExportError, write
from core.network import NetworkSpec
from core.recipes import RECIPES
from core.runs import Run
from core.samples import DIGITS
from tests.core.tools import toy_dataset, toy_network


@pytest.mark.parametrize("key", EXPORTS)
def test_a_file_holds_what_was_encoded(tmp_path: Path, key: str) -> None:
    path = tmp_path / EXPORTS[key].file_name
    write(path, EXPORTS[key], toy_network(), DIGITS)
    assert path.read_bytes() == EXPORTS[key].encode(toy_network(), DIGITS)


@pytest.mark.parametrize("key", EXPORTS)
def test_an_export_is_described(key: str) -> None:
    export = EXPORTS[key]
    assert Path(export.file_name).suffix
    assert export.purpose.endswith(".")
    assert export.name


@pytest.mark.parametrize("key", EXPORTS)
def test_an_export_takes_no_models_place(tmp_path: Path, key: str) -> None:
    path = tmp_path / "model.npz"
    checkpoint.save(path, Run.of(RECIPES["by-hand"], toy_dataset()).checkpoint())
    before = path.read_bytes()
    with pytest.raises(ExportError, match="Choose another name"):
        write(path, EXPORTS[key], toy_network(), DIGITS)
    assert path.read_bytes() == before


@pytest.mark.parametrize("place", ["no folder/model.py", "a folder"])
def test_a_place_that_cannot_be_written_is_told(tmp_path: Path, place: str) -> None:
    (tmp_path / "a folder").mkdir()
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(ExportError, match=r"cannot be written: .+\. Make room"):
        write(tmp_path / place, EXPORTS["script"], toy_network(), DIGITS)
    assert sorted(tmp_path.rglob("*")) == before


def test_what_cannot_be_encoded_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "nn_parameters.txt"
    path.write_bytes(b"before")
    network = toy_network(spec=NetworkSpec((784, 8, 10), "tanh"))
    with pytest.raises(ExportError):
        write(path, EXPORTS["course"], network, DIGITS)
    assert path.read_bytes() == b"before"
