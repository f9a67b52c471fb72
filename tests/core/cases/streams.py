"""Bad files of IDX and of NumPy, and others that are no dataset at all."""

import gzip
import pickle
import struct
import zipfile
from pathlib import Path

import numpy as np

from tests.core.cases.making import (
    COUNT,
    IMAGES,
    LABELS,
    TEST_LABELS,
    TRAIN,
    TRAIN_LABELS,
    Make,
    case,
    file,
    four_files,
    npz,
    packed,
    sparse,
)
from tests.core.model_files import npy_header
from tests.core.tools import idx_bytes

RAW = idx_bytes(IMAGES)
GZ = gzip.compress(RAW)
HUGE = 2**31 - 1
GIGABYTE = 1 << 30


def images(data: bytes) -> Make:
    """MNIST's four files, but for the training images."""
    return four_files({TRAIN: data})


def header(count: int, rows: int = 28, columns: int = 28) -> bytes:
    return struct.pack(">4I", 0x0803, count, rows, columns)


def labels(wrong: int) -> Make:
    values = LABELS.copy()
    values[7] = wrong
    return four_files({TRAIN_LABELS: packed(values)})


def bomb(folder: Path) -> Path:
    """200 MB of zeros behind a header of twenty images."""
    path = four_files({})(folder)
    with gzip.open(path, "wb", compresslevel=1) as opened:
        opened.write(header(COUNT))
        for _ in range(200):
            opened.write(bytes(1 << 20))
    return path


FLIPPED = GZ[:-8] + bytes([GZ[-8] ^ 1]) + GZ[-7:]
SWAPPED = struct.pack("<4I", 0x0803, COUNT, 28, 28) + RAW[16:]
TEN = packed(LABELS[:10])

IDX = [
    case(1, images(b""), TRAIN, "is an empty file"),
    case(2, images(b"\0\0\x08"), TRAIN, "is too short for an IDX header"),
    case(3, images(b"<!DOCTYPE html>\n<html>"), TRAIN, "is a web page, not data"),
    case(4, images(GZ[: len(GZ) // 2]), TRAIN, r"incomplete: it ends after \d+ of 20 images"),
    case(5, images(FLIPPED), TRAIN, "is damaged: "),
    case(6, images(GZ + b"junk"), TRAIN, "is damaged at its end: 4 bytes follow"),
    case(8, images(packed(LABELS)), TRAIN, "holds labels where images are wanted"),
    case(9, images(SWAPPED), TRAIN, "has the wrong byte order"),
    case(10, images(header(21) + RAW[16:]), TRAIN, "it ends after 20 of 21 images"),
    case(11, images(header(19) + RAW[16:]), TRAIN, "holds 784 bytes more than the 19 images"),
    case(12, images(header(0)), TRAIN, "holds no images"),
    case(13, images(header(HUGE, HUGE, HUGE)), TRAIN, f"{HUGE}x{HUGE} .* more than 4,096 a side"),
    case(13, images(gzip.compress(header(HUGE))), TRAIN, "claims 2,147,483,647 images, more than"),
    case(
        15,
        four_files({TRAIN_LABELS: TEN}),
        TRAIN_LABELS,
        r"holds 20 images but \S+ 10 labels\. Perhaps they are the testing labels",
    ),
    case(16, labels(10), TRAIN_LABELS, "label 8 is 10"),
    case(16, labels(255), TRAIN_LABELS, "label 8 is 255"),
    case(
        16,
        four_files({TEST_LABELS: packed(np.full(10, 26, np.uint8))}),
        TEST_LABELS,
        "label 1 is 26",
    ),
    case(21, bomb, TRAIN, "holds more bytes than its header says"),
    case(
        20,
        images(struct.pack(">4B3I", 0, 0, 0x07, 3, 1, 28, 28) + bytes(784)),
        TRAIN,
        "does not begin like an IDX file",
    ),
]


def archive(parts: dict[str, bytes], entry: tuple[int, str, int] | None = None) -> Make:
    """A zip archive; one number in its first entry, of this place and form, says otherwise."""

    def make(folder: Path) -> Path:
        path = folder / "mnist.npz"
        with zipfile.ZipFile(path, "w") as opened:
            for name, data in parts.items():
                opened.writestr(name, data)
        if entry:
            place, form, value = entry
            changed = bytearray(path.read_bytes())
            struct.pack_into(form, changed, changed.index(b"PK\x01\x02") + place, value)
            path.write_bytes(changed)
        return path

    return make


def zeros(claimed: int, held: int) -> Make:
    """An array that claims to be so large, of packed zeros."""

    def make(folder: Path) -> Path:
        path = folder / "mnist.npz"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as opened:
            with opened.open("x_train.npy", "w", force_zip64=True) as part:
                part.write(npy_header((claimed // 784, 28, 28), "|u1"))
                for _ in range(held >> 20):
                    part.write(bytes(1 << 20))
            opened.writestr("y_train.npy", npy_header((claimed // 784,), "|u1"))
        return path

    return make


def cut(make: Make, kept: float) -> Make:
    """The same file, of which only this share is there."""

    def made(folder: Path) -> Path:
        path = make(folder)
        path.write_bytes(path.read_bytes()[: int(kept * path.stat().st_size)])
        return path

    return made


def npy(claimed: tuple[int, ...]) -> dict[str, bytes]:
    return {"x_train.npy": npy_header(claimed, "|u1"), "y_train.npy": npy_header((20,), "|u1")}


NAN = IMAGES / 255
NAN[3, 0, 5] = NAN[9, 1, 1] = np.nan
HALVES = LABELS.astype(float)
HALVES[4] = 7.5
PICKLED = pickle.dumps({"x_train": [1, 2, 3]}, 2)
POINTER = b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 11490434\n"
SOUND = npz(x_train=IMAGES, y_train=LABELS)
KNOWN = r"It reads .*IDX.*CSV"

ARCHIVES = [
    case(22, npz(pictures=IMAGES, y_train=LABELS), "mnist.npz", r"holds pictures .*, y_train \("),
    case(
        23,
        npz(x_train=np.array([{}, {}], object), y_train=LABELS[:2]),
        "mnist.npz",
        "Python objects.*not loaded for safety",
    ),
    case(24, archive(npy((10**9, 1000, 1000))), "mnist.npz", "damaged|claims"),
    case(25, zeros(8 * GIGABYTE, 64 << 20), "mnist.npz", "claims|damaged"),
    case(25, archive(npy((1,)), (24, "<I", HUGE)), "mnist.npz", "claims 2,147,483,7.* more than"),
    case(26, cut(SOUND, 0.5), "mnist.npz", "incomplete"),
    case(26, cut(SOUND, 0.999), "mnist.npz", "incomplete"),
    case(27, archive(npy((1,)), (8, "<H", 1)), "mnist.npz", "is encrypted"),
    case(27, archive({"x_train.npy": b"", "../../x.npy": b""}), "mnist.npz", "a file elsewhere"),
    case(28, file("mnist.pkl", PICKLED), "mnist.pkl", "is a Python pickle.*numpy.savez"),
    case(28, file("mnist.pkl.gz", gzip.compress(PICKLED)), "mnist.pkl.gz", "Python pickle.*not op"),
    case(28, archive({"data.pkl": PICKLED}), "mnist.npz", "is a PyTorch file.*not opened"),
    case(28, file("a.h5", b"\x89HDF\r\n\x1a\n" + bytes(99)), "a.h5", "HDF5 file.*h5py"),
    case(30, npz(x_train=NAN, y_train=LABELS), "mnist.npz", r"2 pixels .*NaN.* image 4, pixel 6\."),
    case(31, npz(x_train=IMAGES[:, :, :27, None, None], y_train=LABELS), "mnist.npz", "no images"),
    case(32, npz(x_train=IMAGES, y_train=HALVES), "mnist.npz", "label 5 is '7.5'"),
    case(38, file("mnist.npz", POINTER), "mnist.npz", "is a pointer of Git LFS, not the data"),
    case(38, file("train.csv", POINTER), "train.csv", "is a pointer of Git LFS, not the data"),
    case(38, file("train.parquet", POINTER), "train.parquet", "a pointer of Git LFS, not the data"),
    case(39, file("paper.pdf", b"%PDF-1.7\n" + bytes(99)), "paper.pdf", f"PDF document.*{KNOWN}"),
    case(39, file("setup.exe", b"MZ" + bytes(99)), "setup.exe", f"is a program.*{KNOWN}"),
    case(39, file("a.mp4", b"\0\0\0 ftypmp42" + bytes(99)), "a.mp4", f"is a film.*{KNOWN}"),
    case(39, file("noise", np.random.default_rng(2).bytes(9999)), "noise", f"not a .*{KNOWN}"),
    case(39, sparse("noise.bin", 5 * GIGABYTE, b"\1\2\3"), "noise.bin", f"not a .*{KNOWN}"),
]
