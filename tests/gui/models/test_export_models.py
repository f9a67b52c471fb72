"""Exporting the network that answers: the dialog, the file, and what cannot be."""

import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from core.export import EXPORTS
from core.network import NetworkSpec
from core.samples import DIGITS, Dataset
from gui.message import Message, Severity
from gui.models.models import Models
from tests.gui.dialogs import choose, in_dialog
from tests.gui.models.kept import done, native, open_now, run_on


@pytest.mark.parametrize("name", EXPORTS)
def test_the_network_that_answers_is_exported_in_each_form(
    qtbot: QtBot,
    said: list[Message],
    models: Models,
    own: Dataset,
    tmp_path: Path,
    name: str,
) -> None:
    export = EXPORTS[name]
    run = run_on(own, 3, NetworkSpec((784, 50, 10)))
    open_now(qtbot, models, native(tmp_path / "model.npz", run))
    in_dialog(choose(tmp_path / "exported"))
    models.ask_to_export(export)
    done(qtbot, models)
    path = tmp_path / f"exported{Path(export.file_name).suffix}"
    assert path.read_bytes() == export.encode(run.state.network, DIGITS)
    assert said[-1].text == f"Exported the network as {path} ({export.name})."


@pytest.mark.parametrize(
    ("name", "file"),
    [("onnx", "model.onnx"), ("script", "model.py"), ("course", "nn_parameters.txt")],
)
def test_the_dialog_proposes_a_name_and_shows_files_of_that_kind(
    models: Models, opened: Path, name: str, file: str
) -> None:
    proposed: list[tuple[str, list[str]]] = []

    def look(dialog: QFileDialog) -> None:
        (path,) = dialog.selectedFiles()
        proposed.append((Path(path).name, dialog.nameFilters()))
        dialog.reject()

    in_dialog(look)
    models.ask_to_export(EXPORTS[name])
    assert proposed == [(file, [f"{EXPORTS[name].name} (*{Path(file).suffix})"])]


def test_what_the_course_cannot_hold_is_told(
    qtbot: QtBot, said: list[Message], models: Models, opened: Path, tmp_path: Path
) -> None:
    models.export(tmp_path / "nn_parameters.txt", EXPORTS["course"])
    done(qtbot, models)
    assert said[-1].severity is Severity.WARNING
    assert "this one has tanh" in said[-1].text
    assert not (tmp_path / "nn_parameters.txt").exists()


def test_without_its_package_onnx_is_a_sentence_and_the_old_file_stays(
    qtbot: QtBot,
    said: list[Message],
    models: Models,
    opened: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "model.onnx").write_bytes(b"the old one")
    monkeypatch.setitem(sys.modules, "onnx", None)
    models.export(tmp_path / "model.onnx", EXPORTS["onnx"])
    done(qtbot, models)
    assert said[-1].severity is Severity.WARNING
    assert "The package onnx is not installed" in said[-1].text
    assert (tmp_path / "model.onnx").read_bytes() == b"the old one"
