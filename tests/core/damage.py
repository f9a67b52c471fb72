"""Files damaged in every way, as Hypothesis strategies: their bytes, numbers, packed parts, names.

To add a way to damage content: write a function of draw and data and append it to EDITS.
"""

import gzip
import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Callable
from typing import TypeAlias

import numpy as np
from hypothesis import strategies as st

from core.arrays import AnyArray

Files: TypeAlias = dict[str, bytes]
Draw: TypeAlias = st.DrawFn
Edit: TypeAlias = Callable[[Draw, bytes], bytes]

NEAR = 80  # bytes from the beginning or the end, where headers are
NUMBER = re.compile(rb"-?\d+(\.\d+)?")
EXTREMES = (0, 1, 3, 10, 127, 255, 2**15, 2**16 - 1, 2**31 - 1, 2**31, 2**32 - 1, 2**63, 2**64 - 1)
WORDS = (
    *(b"", b"0", b"-1", b"7.5", b"10", b"255", b"256", b"1e999", b"nan", b"-inf", b"None", b"\xff"),
    *(
        b"9" * 30,
        b"1" * 5000,
        b"[",
        b"{}",
        b'"',
        b"\n",
        b"\r",
        b",",
        b";",
        b" ",
        b"\0",
        b"__class__",
    ),
)
NAMES = (
    *("0.png", "00001.jpg", "train.csv", "test.csv", "t10k-labels-idx1-ubyte", "train_label.txt"),
    *(
        ".DS_Store",
        "desktop.ini",
        "é 😀 \n.png",
        "a" * 250,
        "-",
        "nan",
        "x_train.npy",
        "header.npy",
    ),
)
SWELL = 1 << 24  # bytes of zeros, packed into 16 kB
DTYPES = ("<f2", "<f4", ">f8", "<i8", "|u1", "|b1", "<U3", "<c8", "|O", "<M8[s]")
SHAPES = ((), (0,), (-1,), (1, -1), (-1, 1), (-1, 1, 1, 1), (1, 1, 1, 1, 1, 1, -1))


def _place(draw: Draw, data: bytes) -> int:
    """Anywhere, and often where headers are."""
    last = len(data)
    places = st.integers(0, min(NEAR, last)) | st.integers(0, last)
    return draw(places | st.integers(max(0, last - NEAR), last))


def _span(draw: Draw, data: bytes) -> tuple[int, int]:
    first, last = sorted((_place(draw, data), _place(draw, data)))
    return first, last


def flipped(draw: Draw, data: bytes) -> bytes:
    at = min(_place(draw, data), len(data) - 1)
    return data[:at] + bytes([data[at] ^ 1 << draw(st.integers(0, 7))]) + data[at + 1 :]


def overwritten(draw: Draw, data: bytes) -> bytes:
    at, new = _place(draw, data), draw(st.binary(max_size=20))
    return data[:at] + new + data[at + len(new) :]


def cut(draw: Draw, data: bytes) -> bytes:
    return data[: _place(draw, data)]


def left_out(draw: Draw, data: bytes) -> bytes:
    first, last = _span(draw, data)
    return data[:first] + data[last:]


def inserted(draw: Draw, data: bytes) -> bytes:
    at = _place(draw, data)
    return data[:at] + draw(st.binary(max_size=20)) + data[at:]


def doubled(draw: Draw, data: bytes) -> bytes:
    first, last = _span(draw, data)
    return data[:last] + data[first:]


def with_number(draw: Draw, data: bytes) -> bytes:
    """An extreme number where one of a header may be."""
    size = draw(st.sampled_from((1, 2, 4, 8)))
    number: int = draw(st.sampled_from(EXTREMES)) % 256**size
    new = number.to_bytes(size, "big" if draw(st.booleans()) else "little")
    at = _place(draw, data)
    return data[:at] + new + data[at + size :]


def with_word(draw: Draw, data: bytes) -> bytes:
    """Something else where a number is written."""
    found = list(NUMBER.finditer(data, 0, 20_000))
    if not found:
        return data
    match = draw(st.sampled_from(found))
    word: bytes = draw(st.sampled_from(WORDS))
    return data[: match.start()] + word + data[match.end() :]


def packed(draw: Draw, data: bytes) -> bytes:
    """What is packed in it, damaged and packed again."""
    if data.startswith(b"\x1f\x8b"):
        return _gzip(draw, data)
    return _zip(draw, data) if data.startswith(b"PK") else data


EDITS: tuple[Edit, ...] = (
    *(flipped, overwritten, cut, left_out, inserted, doubled, with_number, with_word),
    *(packed, packed),  # twice as often: what is not packed is left as it is
)


def _gzip(draw: Draw, data: bytes) -> bytes:
    try:
        inside = gzip.decompress(data)
    except (OSError, EOFError, zlib.error):
        return data
    swollen = inside + bytes(SWELL) if draw(st.integers(0, 20)) == 7 else inside
    return gzip.compress(edited(draw, swollen), 1)


def _zip(draw: Draw, data: bytes) -> bytes:
    """A member damaged, left out, called otherwise, there twice, or swollen."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            comment = archive.comment
            members = [(info.filename, archive.read(info)) for info in archive.infolist()]
        at = draw(st.integers(0, len(members) - 1))
    except Exception:  # damaged already, in one of a dozen ways
        return data
    name, content = members[at]
    members[at : at + 1] = draw(
        st.sampled_from([
            *[[(name, array(draw, content))]] * 3,
            [(name, edited(draw, content))],
            [],
            [(draw(st.sampled_from(("../x.npy", "x", "y_train.npy", *NAMES[-2:]))), content)],
            [(name, content)] * 2,
            [(name, content + bytes(SWELL))],
        ])
    )  # fmt: skip
    file = io.BytesIO()
    method = draw(st.sampled_from((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_LZMA)))
    with warnings.catch_warnings(), zipfile.ZipFile(file, "w", method) as archive:
        warnings.simplefilter("ignore")  # of names that are there twice
        archive.comment = comment
        for member in members:
            archive.writestr(*member)
    return file.getvalue()


def array(draw: Draw, data: bytes) -> bytes:
    """An array in NumPy's format with other numbers, another type or another shape."""
    try:
        values = np.load(io.BytesIO(data), allow_pickle=False)
    except Exception:  # damaged already
        return data
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        try:
            changed = _changed(draw, values)
        except (TypeError, ValueError, IndexError, OverflowError):
            return data
    file = io.BytesIO()
    np.save(file, changed)
    return file.getvalue()


def _changed(draw: Draw, values: AnyArray) -> AnyArray:
    if values.dtype.kind == "U" and not values.shape:
        return np.array(edited(draw, str(values).encode()).decode(errors="replace"))
    way = draw(st.sampled_from(("value", "dtype", "shape", "part", "turned")))
    if way == "value":
        values = values.copy()
        values.flat[draw(st.integers(0, max(values.size - 1, 0)))] = draw(
            st.sampled_from((np.nan, np.inf, -1, 10, 255, 1e38, 0.5, 2**31))
        )
        return values
    if way == "dtype":
        return values.astype(draw(st.sampled_from(DTYPES)))
    if way == "shape":
        return values.reshape(draw(st.sampled_from(SHAPES)))
    if way == "part":
        return values[: draw(st.integers(0, 3))]
    return np.asfortranarray(values.T)


def edited(draw: Draw, data: bytes) -> bytes:
    return draw(st.sampled_from(EDITS))(draw, data) if data else draw(st.binary(max_size=20))


@st.composite
def damaged(draw: Draw, files: Files, seal: Callable[[bytes], bytes] = bytes) -> Files:
    """The same files, a few of their contents or names not as they were.

    seal makes content look whole again; every other time it may.
    """
    files = dict(files)
    for _ in range(draw(st.integers(1, 3))):
        name = draw(st.sampled_from(sorted(files))) if files else "x"
        content = files.get(name, b"")
        way = draw(st.integers(0, 15))
        if way == 0:
            files.pop(name, None)
        elif way == 1:
            files[draw(st.sampled_from(sorted(files) or ["x"]))] = content
        elif way == 2:
            folder = name.rpartition("/")[0]
            files[f"{folder}/{draw(st.sampled_from(NAMES))}".lstrip("/")] = content
        else:
            files[name] = edited(draw, content)
    return {name: seal(data) for name, data in files.items()} if draw(st.booleans()) else files
