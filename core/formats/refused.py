"""What is not opened, told by its first bytes and its name: the reason, and the way out.

Nothing of a file is loaded: only its beginning and, of an archive, its list of names are looked
at. To add one: append it to KINDS; the first that fits is named.
"""

import bz2
import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from core.formats import content
from core.formats.packed import GZIP

LOOKED_AT = 4096  # bytes at the beginning
LISTED = 1 << 16  # bytes at the end, where an archive lists what it holds
UNPACKED = 1024  # bytes of what is packed

CODE = "can run any program while it is opened and is therefore not opened"
SAVE_ARRAYS = (
    "Load it where you trust it and save its arrays with "
    "numpy.savez('digits.npz', x_train=..., y_train=..., x_test=..., y_test=...)."
)
SAVE_WEIGHTS = (
    "Open a model that MLP Lab saved, or the course's nn_parameters.txt; or train the network "
    "here again."
)
UNKNOWN = "not a dataset this program knows."
UNPACK = "Unpack it and choose the folder or the file in it."
AGAIN = "Download the file itself again."
PICTURE = rb"\.(png|jpe?g|bmp|gif|tiff?)"
PICKLE = rb"\x80[\x02-\x05]|\([ld]p\d|[\]}]q\x00|c[a-z_][\w.]*\n\w+\n[pq(]"


@dataclass(frozen=True, slots=True)
class _Start:
    """What is seen of a file: name in small letters, beginning, what is packed there, and end."""

    name: str
    head: bytes
    inside: bytes
    tail: bytes


@dataclass(frozen=True, slots=True)
class Kind:
    """What a file is, as said after its name, and what to do with it as a dataset or as a model.

    Where there is nothing to do, it only counts among what is not known; None is for what is not
    refused as a model.
    """

    what: str
    fits: Callable[[_Start], bool]
    dataset: str = ""
    model: str | None = ""


def reason(path: Path, *, model: bool = False) -> str | None:
    """Why a file is not opened and what to do, as a dataset or as a model; None if unknown."""
    start = _look(path)
    kind = next((kind for kind in KINDS if start.head and kind.fits(start)), None)
    if kind is None or (model and kind.model is None):
        return None
    way = (model and kind.model) or kind.dataset
    unknown = "not a model this program knows." if model else UNKNOWN
    return f"{path} {kind.what}. {way}" if way else f"{path} {kind.what}, {unknown}"


def _look(path: Path) -> _Start:
    head = content.start(path, LOOKED_AT)
    return _Start(path.name.lower(), head, _inside(head), content.end(path, LISTED))


def _inside(head: bytes) -> bytes:
    """The beginning of what is packed; none if that is damaged."""
    try:
        if head.startswith(GZIP):
            return zlib.decompressobj(wbits=31).decompress(head, UNPACKED)
        if head.startswith(b"BZh"):
            return bz2.BZ2Decompressor().decompress(head, UNPACKED)
    except (OSError, zlib.error):
        pass
    return b""


def _begins(*magics: bytes, at: int = 0) -> Callable[[_Start], bool]:
    return lambda start: start.head[at:].startswith(magics)


def _ends(*suffixes: str) -> Callable[[_Start], bool]:
    return lambda start: start.name.endswith(suffixes)


def _archive(pattern: bytes) -> Callable[[_Start], bool]:
    """A zip archive with such a name in its list, or in front of its first member."""
    names = re.compile(pattern, re.IGNORECASE)
    return lambda start: (
        start.head.startswith(b"PK")
        and bool(names.search(start.head[:200]) or names.search(start.tail))
    )


def _text(pattern: bytes) -> Callable[[_Start], bool]:
    """Text, packed or not, that begins so."""
    beginning = re.compile(rb"(\xef\xbb\xbf)?\s*(" + pattern + rb")", re.IGNORECASE)
    return lambda start: bool(beginning.match(start.inside or start.head))


def _is_pickle(start: _Start) -> bool:
    return bool(re.match(PICKLE, start.inside or start.head))


def _is_safetensors(start: _Start) -> bool:
    begins_so = start.head[8:10] in (b'{"', b"{ ", b"{}") and start.head[4:8] == bytes(4)
    return begins_so or start.name.endswith(".safetensors")


def _is_tar(start: _Start) -> bool:
    return (start.inside or start.head)[257:262] == b"ustar"


KINDS = (
    Kind("is a pointer of Git LFS, not the data", _text(rb"version https://git-lfs"), AGAIN),
    Kind("is a web page, not data", _text(rb"<(!doctype html|html|head|body|\?xml|!--)"), AGAIN),
    Kind(
        "holds the weights of a network, not images",
        lambda start: start.name.startswith("nn_parameters") and _is_pickle(start),
        "Open it as a model.",
        None,
    ),
    Kind(f"is a Python pickle, which {CODE}", _is_pickle, SAVE_ARRAYS, SAVE_WEIGHTS),
    Kind(
        f"is a PyTorch file, a pickle in a zip archive, which {CODE}",
        _archive(rb"data\.pkl"),
        SAVE_ARRAYS,
        SAVE_WEIGHTS,
    ),
    Kind(
        f"is a Keras model, which {CODE}",
        _archive(rb"model\.weights\.h5"),
        "Choose images with labels.",
        SAVE_WEIGHTS,
    ),
    Kind(
        "is a model of MLP Lab, not a dataset",
        _archive(rb"header\.npy"),
        "Open it as a model.",
        None,
    ),
    Kind(
        "is a NumPy archive that no model was saved in",
        _archive(rb"\.npy"),
        "A dataset has x_train and y_train in it, and x_test and y_test if there are any.",
        "Images with labels are opened as data (Ctrl+O).",
    ),
    Kind(
        "is an Excel workbook or another document of an office program",
        _archive(rb"\[Content_Types\]\.xml|mimetypeapplication"),
        "Save its table as CSV.",
    ),
    Kind("is a zip archive of pictures", _archive(PICTURE), UNPACK),
    Kind("is a zip archive", _begins(b"PK"), UNPACK),
    Kind("is a tar archive", _is_tar, UNPACK),
    Kind("is a RAR or 7z archive", _begins(b"Rar!", b"7z\xbc\xaf\x27\x1c"), UNPACK),
    Kind(
        "is a MATLAB file",
        _begins(b"MATLAB "),
        "Convert it in Python with scipy.io.loadmat and numpy.savez, or in MATLAB with "
        "writematrix to CSV.",
    ),
    Kind(
        "is an HDF5 file, which this program does not read",
        _begins(b"\x89HDF\r\n\x1a\n"),
        "Read it in Python with h5py and save its arrays with numpy.savez('digits.npz', "
        "x_train=..., y_train=...).",
        SAVE_WEIGHTS,
    ),
    Kind(
        "is a safetensors file, which this program does not read",
        _is_safetensors,
        "Choose images with labels.",
        SAVE_WEIGHTS,
    ),
    Kind(
        "is a Parquet or Arrow file, which this program does not read",
        _begins(b"PAR1", b"ARROW1", b"FEA1"),
        "Read it in Python with pandas and save images and labels with "
        "numpy.savez('digits.npz', x_train=..., y_train=...).",
    ),
    Kind(
        "is a single NumPy array",
        _begins(b"\x93NUMPY"),
        "Put images and labels into one file with numpy.savez('digits.npz', x_train=..., "
        "y_train=...).",
        SAVE_WEIGHTS,
    ),
    Kind(
        "is a file of LIBSVM, which this program does not read",
        _text(rb"[-+]?\d+(\.\d*)?([ \t]+\d+:[-+.\de]+)+\s"),
        "Convert it in Python with sklearn.datasets.load_svmlight_file and numpy.savez.",
    ),
    Kind(
        "is packed with bzip2 or Zstandard",
        _begins(b"BZh", b"\x28\xb5\x2f\xfd"),
        "Unpack it and choose what was in it.",
    ),
    Kind(
        "is a single picture",
        _begins(b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*"),
        "Choose the folder of all pictures.",
    ),
    Kind(
        "is a document of an old office program",
        _begins(b"\xd0\xcf\x11\xe0"),
        "Save its table as CSV.",
    ),
    Kind("is a PDF document", _begins(b"%PDF")),
    Kind("is a program", _begins(b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe")),
    Kind("is a film", _begins(b"ftyp", at=4)),
    Kind("is a film or a sound", _begins(b"RIFF", b"\x1a\x45\xdf\xa3", b"ID3", b"OggS")),
    Kind("is a database", _begins(b"SQLite format 3")),
    Kind("is a TensorFlow model", _ends(".pb", ".tflite", ".ckpt"), "", SAVE_WEIGHTS),
    Kind("is an ONNX network, which is only written", _ends(".onnx"), "", SAVE_WEIGHTS),
    Kind(
        f"is called like a Python pickle, which {CODE}",
        _ends(".pkl", ".pickle", ".joblib", ".pt", ".pth", ".pkl.gz"),
        SAVE_ARRAYS,
        SAVE_WEIGHTS,
    ),
    Kind("is packed with gzip and holds nothing this program knows", _begins(GZIP), UNPACK),
)
