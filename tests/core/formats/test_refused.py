"""What is not opened is named with the reason and the way out, and nothing of it is run."""

import bz2
import gzip
import io
import os
import pickle
import re
import struct
import sys
import tarfile
import threading
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.formats.known import find
from core.formats.refused import KINDS, UNKNOWN, reason
from core.samples import DatasetError
from core.work import finish

NOT_RUN = "can run any program while it is opened"
SAFETENSORS = b'{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}'


class Marker:
    """A pickle that would make a folder."""

    def __init__(self, path: Path) -> None:
        self.path = str(path)

    def __reduce__(self) -> tuple[Callable[[str], None], tuple[str]]:
        return os.mkdir, (self.path,)


def zipped(*names: str, data: bytes = b"data") -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, data)
    return file.getvalue()


def saved(save: Callable[[io.BytesIO], None]) -> bytes:
    file = io.BytesIO()
    save(file)
    return file.getvalue()


def tarred() -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("0/1.png"))
    return file.getvalue()


def pickled(protocol: int) -> bytes:
    return pickle.dumps([np.zeros(3), {"a": 1}], protocol)


LFS = b"version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n"
CASES = [
    ("data.csv", LFS, r"is a pointer of Git LFS, not the data\. Download"),
    ("train-images.gz", b"<!DOCTYPE html><html>", "is a web page, not data"),
    ("mnist.gz", gzip.compress(b"\n <html><head>"), "is a web page, not data"),
    *[
        (name, pack(pickled(protocol)), f"is a Python pickle, which {NOT_RUN}.*numpy.savez")
        for protocol in range(6)
        for name, pack in (("mnist.pkl", bytes), ("mnist.pkl.gz", gzip.compress), ("a.txt", bytes))
    ],
    ("a.pkl.bz2", bz2.compress(pickled(4)), "is a Python pickle"),
    ("old.pkl", b"cnumpy.core.multiarray\n_reconstruct\np0\n", "is a Python pickle"),
    ("nn_parameters.txt", pickled(2), "holds the weights of a network.*Open it as a model"),
    ("odd.joblib", b"\x78\x9c\x01\x02", f"is called like a Python pickle, which {NOT_RUN}"),
    (
        "mnist.pt",
        zipped("a/version", "archive/data.pkl", data=bytes(300)),
        f"PyTorch file.*{NOT_RUN}",
    ),
    ("m.keras", zipped("metadata.json", "config.json", "model.weights.h5"), "is a Keras model"),
    ("m.npz", zipped("header.npy", "W1.npy"), "is a model of MLP Lab, not a dataset. Open it as"),
    ("a.npz", zipped("a.npy"), "is a NumPy archive that no model was saved in. A dataset has x_tr"),
    ("t.xlsx", zipped("[Content_Types].xml", "xl/workbook.xml"), "Excel workbook.*as CSV"),
    ("t.ods", zipped("mimetype", "content.xml", data=b"application/vnd"), "Excel workbook.*as CSV"),
    ("digits.zip", zipped("0/1.png", "1/2.png"), "is a zip archive of pictures. Unpack it"),
    ("digits.zip", zipped("0/a.JPG"), "is a zip archive of pictures"),
    ("digits.zip", zipped("train.csv"), "is a zip archive. Unpack it"),
    ("digits.zip", zipped(), "is a zip archive. Unpack it"),
    ("a.tar", tarred(), "is a tar archive. Unpack it"),
    ("a.tgz", gzip.compress(tarred()), "is a tar archive. Unpack it"),
    ("a.rar", b"Rar!\x1a\x07\x00", "is a RAR or 7z archive"),
    ("a.7z", b"7z\xbc\xaf\x27\x1c\x00", "is a RAR or 7z archive"),
    ("a.mat", b"MATLAB 5.0 MAT-file, Platform", "is a MATLAB file. Convert it in Python with sc"),
    ("a.mat", b"MATLAB 7.3 MAT-file, Platform", "is a MATLAB file"),
    ("a.h5", b"\x89HDF\r\n\x1a\n\x00", "is an HDF5 file.*h5py"),
    ("a.st", struct.pack("<Q", len(SAFETENSORS)) + SAFETENSORS, "is a safetensors file"),
    ("a.parquet", b"PAR1\x15\x04", "is a Parquet or Arrow file.*pandas"),
    ("a.npy", saved(lambda file: np.save(file, np.zeros(3))), "is a single NumPy array.*savez"),
    ("usps", b"6 1:-1 2:-0.99 3:0.5\n", "is a file of LIBSVM.*load_svmlight_file"),
    ("usps.bz2", bz2.compress(b"+1 5:0.1 7:2e-3\n"), "is a file of LIBSVM"),
    ("a.bz2", bz2.compress(b"junk"), "is packed with bzip2"),
    ("a.zst", b"\x28\xb5\x2f\xfd\x00", "is packed with bzip2 or Zstandard"),
    ("a.png", b"\x89PNG\r\n", "is a single picture. Choose the folder"),
    ("a.gz", gzip.compress(b"junk"), "is packed with gzip and holds nothing"),
    ("a.gz", gzip.compress(b"junk")[:12] + b"\xff\xff", "is packed with gzip and holds nothing"),
    ("a.pdf", b"%PDF-1.7", "is a PDF document, " + UNKNOWN),
    (
        "a.xls",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "is a document of an old office program. Save its table as CSV.",
    ),
    ("a.exe", b"MZ\x90\x00", "is a program, " + UNKNOWN),
    ("a.mp4", b"\x00\x00\x00\x20ftypisom", "is a film, " + UNKNOWN),
    ("a.wav", b"RIFF\x00\x00\x00\x00WAVE", "is a film or a sound, " + UNKNOWN),
    ("a.db", b"SQLite format 3\x00", "is a database, " + UNKNOWN),
    ("a.onnx", b"\x08\x07\x12", "is an ONNX network, which is only written, " + UNKNOWN),
    ("a.pb", b"\x08\x07\x12", "is a TensorFlow model, " + UNKNOWN),
]


@pytest.mark.parametrize(("name", "data", "said"), CASES)
def test_what_is_known_not_to_open_is_named(
    tmp_path: Path, name: str, data: bytes, said: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    sentence = reason(path) or ""
    assert sentence.startswith(f"{path} ")
    assert re.search(said, sentence)
    assert sentence.endswith(".")


def test_every_kind_has_a_case(tmp_path: Path) -> None:
    found = set()
    for name, data, _ in CASES:
        (tmp_path / name).write_bytes(data)
        found.add((reason(tmp_path / name) or "").removeprefix(f"{tmp_path / name} "))
    for kind in KINDS:
        assert any(sentence.startswith(kind.what) for sentence in found), kind.what


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.pkl", pickled(4)),
        ("a.pt", zipped("a/data.pkl")),
        ("a.h5", b"\x89HDF\r\n\x1a\n\x00"),
        ("a.keras", zipped("model.weights.h5")),
        ("a.safetensors", struct.pack("<Q", len(SAFETENSORS)) + SAFETENSORS),
        ("a.onnx", b"\x08\x07\x12"),
    ],
)
def test_as_a_model_the_way_out_is_another_model(tmp_path: Path, name: str, data: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    sentence = reason(path, model=True) or ""
    assert "Open a model that MLP Lab saved" in sentence
    assert "x_train" not in sentence


@pytest.mark.parametrize(
    ("name", "data"), [("m.npz", zipped("header.npy")), ("nn_parameters.txt", pickled(2))]
)
def test_models_are_not_refused_as_models(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    assert reason(tmp_path / name, model=True) is None
    assert reason(tmp_path / name)


@pytest.mark.parametrize(
    "data", [b"", b"junk", b"label,pixel0\n7,0\n", b"class\n5\n", b"5,0,0\n", b"5 0.1 0.2\n"]
)
def test_of_what_is_unknown_nothing_is_said(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "file").write_bytes(data)
    assert reason(tmp_path / "file") is None


def test_a_pipe_or_a_folder_is_left_alone(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.pkl")
    said: list[str | None] = []
    paths = (tmp_path / "pipe.pkl", tmp_path, tmp_path / "gone.pkl")
    thread = threading.Thread(target=lambda: said.extend(map(reason, paths)), daemon=True)
    thread.start()
    thread.join(5)
    assert said == [None] * 3


@given(
    st.sampled_from([data for _, data, _ in CASES]),
    st.lists(st.tuples(st.integers(0, 200), st.binary(max_size=20)), max_size=3),
    st.integers(0, 5000),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_the_bytes_there_is_a_sentence_or_none(
    tmp_path: Path, data: bytes, changes: list[tuple[int, bytes]], kept: int
) -> None:
    damaged = bytearray(data)
    for at, new in changes:
        damaged[at : at + len(new)] = new
    path = tmp_path / "file"
    path.write_bytes(bytes(damaged[:kept]))
    assert (reason(path) or f"{path} ").startswith(f"{path} ")


SUFFIXES = [".pkl", ".pkl.gz", ".pt", ".npz", ".npy", ".txt", ".csv", ".h5", ".gz", ".mat", ".png"]


@pytest.mark.parametrize("pack", [bytes, gzip.compress, lambda data: zipped("data.pkl", data=data)])
@pytest.mark.parametrize("protocol", [0, 2, 4])
def test_no_pickle_is_ever_run(
    tmp_path: Path, protocol: int, pack: Callable[[bytes], bytes]
) -> None:
    """Under every name that a dataset may have, and watched by what Python tells of itself."""
    marker = tmp_path / "marker"
    data = pickle.dumps(Marker(marker), protocol)
    unpickled: list[str] = []
    watched = True

    def watch(event: str, _: object) -> None:
        if watched and event == "pickle.find_class":
            unpickled.append(event)

    sys.addaudithook(watch)
    for suffix in SUFFIXES:
        for stem in ("train-images-idx3-ubyte", "digits", "nn_parameters"):
            path = tmp_path / f"{stem}{suffix}"
            path.write_bytes(pack(data))
            with pytest.raises(DatasetError):
                finish(find(path))
            path.unlink()
    watched = False
    assert not marker.exists()
    assert unpickled == []
