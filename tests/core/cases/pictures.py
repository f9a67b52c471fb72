"""Bad folders of pictures, and places on a disk that cannot be read."""

import os
from collections.abc import Callable
from pathlib import Path

import numpy as np

from tests.core.cases.making import TRAIN, Make, case, file, four_files
from tests.core.formats.course_files import relabel, write_course
from tests.core.formats.folder_files import NOISE, claiming, saved, write, write_classes

DIGITS = "0123456789"
SVG = b"<svg xmlns='http://www.w3.org/2000/svg'/>"
FEW = "every picture needs one line"


def folder(*names: str) -> Make:
    """Folders without pictures."""

    def make(root: Path) -> Path:
        for name in names:
            (root / name).mkdir(parents=True)
        return root

    return make


def classes(name: str, data: bytes) -> Make:
    """A folder a digit, with one more file."""

    def make(root: Path) -> Path:
        write(write_classes(root / "digits", DIGITS) / name, data)
        return root / "digits"

    return make


def course(spoil: Callable[[Path], object]) -> Make:
    """The course's folder, spoilt."""

    def make(root: Path) -> Path:
        spoil(write_course(root / "data_prog2"))
        return root / "data_prog2"

    return make


def labels(text: str) -> Make:
    return course(lambda root: relabel(root, text))


def in_place_of_images(put: Callable[[Path], object]) -> Make:
    """MNIST's four files, with something else where the training images were."""

    def make(root: Path) -> Path:
        path = four_files({})(root)
        path.unlink()
        put(path)
        return path

    return make


def device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def gone(root: Path) -> Path:
    return root / "stick" / TRAIN


def broken(path: Path) -> None:
    """A file that is there and cannot be read, not even by root: the memory of this process."""
    path.symlink_to("/proc/self/mem")


HALF = saved(NOISE, "JPEG")[:300]
LARGE = saved(np.zeros((1, 5000), np.uint8))
MANY = "".join(f"{number % 10}\n" for number in range(22))
TWO = "5 5\n" * 23

FOLDERS = [
    case(40, folder(), "", "holds no pictures .* Looked for a folder for each class"),
    case(40, folder("0/a", "1/b", "x"), "", "holds no pictures .* Looked for a folder for each"),
    case(41, folder(*(f"{number}" for number in range(101))), "", "holds 101 folders"),
    case(43, classes("5/bad.jpg", HALF), os.path.join("5", "bad.jpg"), "is damaged"),
    case(
        43,
        course(lambda root: write(root / "train_data" / "00017.jpg", HALF)),
        "00017.jpg",
        "is damaged",
    ),
    case(44, classes("5/x.png", claiming(50_000, 50_000, "PNG")), "x.png", "50,000x50,000.*4,096"),
    case(45, classes("5/five.svg", SVG), "five.svg", "is an SVG drawing"),
    case(47, classes("5/wide.png", LARGE), "wide.png", "5,000x1 .*sides from 1 to 4,096 are read"),
    case(48, labels(MANY), "train_label.txt", f"holds 23 pictures.* 22 labels: {FEW}"),
    case(48, labels("1\n" * 16 + "x\n" + "1\n" * 6), "train_label.txt", "line 17 has 'x'"),
    case(48, labels(TWO), "train_label.txt", "line 1 has two columns"),
    case(
        49,
        course(lambda root: write(root / "train_data" / "1.jpg", NOISE)),
        "1.jpg",
        "holds 00001.jpg and 1.jpg, which are the same number|holds 1.jpg and 00001.jpg",
    ),
    case(
        49,
        course(lambda root: (root / "train_data" / "00017.jpg").unlink()),
        "train_label.txt",
        "00001 to 00023 without 00017, but .* 23 labels",
    ),
    case(50, file("a b é 😀\n" + "x" * 200 + ".npz", b""), "a b é 😀", "is an empty file"),
    case(50, lambda root: root / ("x" * 300), "xxx", "cannot be read: File name too long"),
    case(
        51, in_place_of_images(lambda path: path.symlink_to(path)), TRAIN, "cannot be read: .*links"
    ),
    case(51, in_place_of_images(device), TRAIN, "no file but a folder, a pipe or a device"),
    case(51, in_place_of_images(os.mkfifo), TRAIN, "no file but a folder, a pipe or a device"),
    case(
        51, in_place_of_images(os.mkdir), TRAIN, "no file but a folder, a pipe or a device|holds no"
    ),
    case(52, gone, TRAIN, "cannot be read: No such file"),
    case(52, in_place_of_images(broken), TRAIN, "cannot be read: Input/output error"),
]
