"""The script: the same answers as the network's, far from this program."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from core.arrays import Images, as_input
from core.export import EXPORTS
from core.network import Network
from core.samples import DIGITS
from tests.core.tools import toy_network

MARKER = "marker"
HOSTILE = ("zero\nopen('marker', 'w')\n", '"""', "'", "\\", "é", "𝟓", "$spec", "{0}", "", "9")


def written(folder: Path, network: Network, class_names: tuple[str, ...] = DIGITS) -> Path:
    path = folder / "model.py"
    path.write_bytes(EXPORTS["script"].encode(network, class_names))
    return path


def python(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Python in a folder, without anything of this project in reach."""
    command = [sys.executable, "-W", "error", *arguments]
    env = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, env=env, check=False)


def test_it_answers_like_the_network_on_its_own(
    tmp_path: Path, network: Network, thousand: Images
) -> None:
    written(tmp_path, network)
    np.save(tmp_path / "images.npy", thousand)
    code = (
        "import model, sys, numpy as np; images = np.load('images.npy'); "
        "np.save('outputs.npy', model.predict(images)); "
        "np.save('digits.npy', model.digit(images)); "
        "assert not [name for name in sys.modules if name.split('.')[0] in ('core', 'PIL')]"
    )
    ran = python(tmp_path, "-c", code)
    assert ran.returncode == 0, ran.stderr
    expected = network.predict(thousand)
    np.testing.assert_allclose(np.load(tmp_path / "outputs.npy"), expected, rtol=0, atol=1e-6)
    assert np.array_equal(np.load(tmp_path / "digits.npy"), expected.argmax(axis=1))


def test_it_takes_images_in_any_usual_form(tmp_path: Path, thousand: Images) -> None:
    space: dict[str, object] = {"__name__": "model"}
    exec(written(tmp_path, toy_network()).read_text(), space)
    predict = space["predict"]
    assert callable(predict)
    expected = predict(thousand[:5])
    for same in (
        thousand[:5].reshape(5, 28, 28),
        as_input(thousand[:5]),
        as_input(thousand[:5]).astype(np.float64).reshape(5, 28, 28),
        thousand[:5].astype(np.int64),
        thousand[:5].tolist(),
    ):
        np.testing.assert_allclose(predict(same), expected, rtol=0, atol=1e-6)
    one = predict(thousand[0].reshape(28, 28))
    np.testing.assert_allclose(one, expected[:1], rtol=0, atol=1e-6)


def test_it_reads_an_image_from_a_file(tmp_path: Path, thousand: Images) -> None:
    network = toy_network()
    written(tmp_path, network, tuple("ABCDEFGHIJ"))
    np.save(tmp_path / "IMAGE.npy", thousand[:2].reshape(2, 28, 28))
    ran = python(tmp_path, "model.py", "IMAGE.npy")
    rows = network.predict(thousand[:2])
    lines = [f"{'ABCDEFGHIJ'[row.argmax()]} ({row.max():.4f})" for row in rows]
    assert ran.stdout.splitlines() == lines


def test_it_says_how_to_use_it(tmp_path: Path) -> None:
    written(tmp_path, toy_network())
    ran = python(tmp_path, "model.py")
    assert (ran.returncode, ran.stderr.strip()) == (1, "Usage: python model.py IMAGE.npy")


def test_class_names_are_only_names(tmp_path: Path) -> None:
    """Whatever they are, none of them becomes code."""
    written(tmp_path, toy_network(), HOSTILE)
    ran = python(tmp_path, "-c", f"import model; assert model.CLASSES == {HOSTILE!r}")
    assert ran.returncode == 0, ran.stderr
    assert not (tmp_path / MARKER).exists()


def test_its_lines_are_of_moderate_length(tmp_path: Path) -> None:
    assert max(map(len, written(tmp_path, toy_network()).read_text().splitlines())) <= 100


@pytest.mark.parametrize("text", ["a = hidden(a @ w + b)", "return np.maximum(z, 0)"])
def test_the_equations_stand_before_the_weights(tmp_path: Path, text: str) -> None:
    before, weights, _ = written(tmp_path, toy_network()).read_text().partition("LAYERS = layers(")
    assert text in before
    assert weights
