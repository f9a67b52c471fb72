"""No archive of arrays can take more room than it says, run anything, or be read as another one."""

import io
import pickle
import struct
import tracemalloc
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from time import perf_counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.archives import BLOCK, Archive, ArchiveError, encode
from core.arrays import AnyArray
from core.work import finish
from tests.core.model_files import npy_header

LIMIT = 10_000_000
ARRAYS: dict[str, AnyArray] = {
    "a": np.arange(6, dtype=np.float32).reshape(2, 3),
    "turned": np.arange(6).reshape(2, 3).T,
    "none": np.zeros((0, 4)),
    "one": np.array(7, np.int64),
    "swapped": np.arange(4, dtype=">i2"),
    "group/text": np.array("héllo"),
    "bytes": np.array([b"one", b"three"]),
    "truth": np.array([True, False]),
}
Files = Mapping[str, bytes]


def opened(data: bytes, limit: int = LIMIT) -> dict[str, AnyArray]:
    archive = Archive(io.BytesIO(data), limit)
    return {name: finish(archive.read(name)) for name in archive.parts}


def zipped(files: Files, method: int = zipfile.ZIP_STORED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return file.getvalue()


def refused(data: bytes, limit: int = LIMIT) -> str:
    """Why it is not opened: at once, and with little room taken."""
    tracemalloc.start()
    began = perf_counter()
    with pytest.raises(ArchiveError) as caught:
        opened(data, limit)
    took, (_, most) = perf_counter() - began, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert took < 2
    assert most < 5 * len(data) + 5 * BLOCK
    return str(caught.value)


def npy(array: AnyArray) -> bytes:
    file = io.BytesIO()
    np.save(file, array)
    return file.getvalue()


SOUND = {f"{name}.npy": npy(array) for name, array in ARRAYS.items()}
SAVERS: list[Callable[..., None]] = [np.savez, np.savez_compressed]


def same(read: Mapping[str, AnyArray]) -> None:
    assert list(read) == list(ARRAYS)
    for name, array in ARRAYS.items():
        np.testing.assert_array_equal(read[name], array, strict=True)


def test_arrays_come_back_as_they_were() -> None:
    same(opened(encode(ARRAYS).getvalue()))


@pytest.mark.parametrize("save", SAVERS)
def test_what_numpy_saves_is_read(save: Callable[..., None]) -> None:
    file = io.BytesIO()
    save(file, **ARRAYS)
    same(opened(file.getvalue()))


def test_numpy_reads_what_is_written() -> None:
    file = io.BytesIO(encode(ARRAYS, b"a comment").getvalue())
    with np.load(file, allow_pickle=False) as stored:
        same(dict(stored))


def test_the_same_arrays_give_the_same_bytes() -> None:
    assert encode(ARRAYS).getvalue() == encode(ARRAYS).getvalue()


def test_python_objects_are_never_written() -> None:
    with pytest.raises(ValueError, match="allow_pickle"):
        encode({"objects": np.array([{}])})


def test_reading_can_be_ended_on_the_way(tmp_path: Path) -> None:
    np.savez(tmp_path / "large.npz", x=np.zeros(5 * BLOCK, np.uint8))
    with (tmp_path / "large.npz").open("rb") as file:
        work = Archive(file, LIMIT).read("x")
        shares = [next(work), next(work)]
        work.close()
    assert shares == pytest.approx([0.2, 0.4])


class Marker:
    """Says so when it is unpickled."""

    loaded = False

    def __reduce__(self) -> tuple[Callable[..., None], tuple[object, ...]]:
        return setattr, (Marker, "loaded", True)


def test_python_objects_are_never_loaded() -> None:
    file = io.BytesIO()
    np.savez(file, x=np.array([Marker()]), allow_pickle=True)
    assert "contains Python objects (x), which are not loaded for safety" in refused(
        file.getvalue()
    )
    assert not Marker.loaded
    with np.load(io.BytesIO(file.getvalue()), allow_pickle=True) as stored:
        assert stored["x"].shape == (1,)
    assert Marker.loaded


@pytest.mark.parametrize("kept", [0, 1, 3, 4, 30, 200, -1, -22, -100])
def test_a_cut_archive_is_refused(kept: int) -> None:
    assert refused(zipped(SOUND)[:kept])


@pytest.mark.parametrize(
    "data", [b"<html>", pickle.dumps([1]), npy(np.zeros(3)), b"x" + zipped(SOUND)]
)
def test_what_does_not_begin_as_an_archive_is_none(data: bytes) -> None:
    assert refused(data) == "is no npz archive"


@pytest.mark.parametrize(
    "name", ["../x.npy", "/x.npy", "a/../../x.npy", "..\\x.npy", "C:x.npy", "x" * 200 + ".npy"]
)
def test_a_part_that_is_named_like_a_file_elsewhere_is_refused(name: str) -> None:
    assert "like a file elsewhere" in refused(zipped({name: npy(np.zeros(3))}))


def test_a_part_that_is_no_array_is_named() -> None:
    assert refused(zipped({"x.npy": npy(np.zeros(3)), "data.pkl": b"."})) == (
        "holds 'data.pkl', which is no array"
    )


def test_a_part_that_is_there_twice_is_refused() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("x.npy", npy(np.array(1)))
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("x.npy", npy(np.array(2)))
    assert "twice" in refused(file.getvalue())


def test_far_too_many_parts_are_refused() -> None:
    assert "twice, or far too many" in refused(zipped({f"{n}.npy": b"" for n in range(1001)}))


def test_a_long_list_of_parts_is_not_even_read() -> None:
    data = zipped({f"{n}.npy": b"" for n in range(30_000)})
    assert refused(data) == "is damaged, or holds far too many parts"


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_ways_of_packing_are_refused(method: int) -> None:
    assert "packed in a way" in refused(zipped(SOUND, method))


def with_entry(data: bytes, place: int, form: str, value: int) -> bytes:
    """The archive with a number in the first entry of its list of parts changed."""
    changed = bytearray(data)
    struct.pack_into(form, changed, data.index(b"PK\x01\x02") + place, value)
    return bytes(changed)


def test_an_encrypted_part_is_told() -> None:
    assert refused(with_entry(zipped(SOUND), 8, "<H", 1)) == "is encrypted"


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
@pytest.mark.parametrize("size", [0, 100, 5_000, 9_999_000])
def test_another_size_than_there_is_is_refused(method: int, size: int) -> None:
    data = zipped({"x.npy": npy(np.zeros(500))}, method)
    assert "damaged" in refused(with_entry(data, 24, "<I", size))


def test_more_than_the_limit_is_refused_unread() -> None:
    data = with_entry(zipped(SOUND), 24, "<I", (1 << 31) - 1)
    assert "claims 2,147,48" in refused(data)


@pytest.mark.case(25)
def test_zeros_up_to_the_memory_are_refused_by_what_they_claim() -> None:
    data = zipped({"x.npy": npy(np.zeros(20_000_000, np.uint8))}, zipfile.ZIP_DEFLATED)
    assert len(data) < 30_000
    assert "claims 20,000,128 bytes, more than the 10,000,000" in refused(data)
    assert opened(data, 21_000_000)["x"].size == 20_000_000


def test_what_unpacks_to_more_than_it_claims_is_stopped_there() -> None:
    packed = zipped({"x.npy": npy(np.zeros(20_000_000, np.uint8))}, zipfile.ZIP_DEFLATED)
    short = npy_header((100,), "|u1") + bytes(100)
    data = with_entry(packed, 24, "<I", len(short))
    assert "damaged" in refused(data)


@pytest.mark.parametrize(
    "shape", [(10**15,), (10**9, 10**9, 10**9), (2**62, 8), (2**64,), (3,), (-1, -3), (1,) * 9]
)
def test_a_shape_that_does_not_fit_the_bytes_is_refused(shape: tuple[int, ...]) -> None:
    assert refused(zipped({"x.npy": npy_header(shape) + bytes(4)}))


@pytest.mark.parametrize(
    "header",
    [
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1,), 'more': 1}",
        "{'descr': '<f4', 'fortran_order': 0, 'shape': (1,)}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': [1]}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': 1}",
        "{'descr': 'V4', 'fortran_order': False, 'shape': (1,)}",
        "{'descr': [('a', '<i2'), ('b', '<i2')], 'fortran_order': False, 'shape': (1,)}",
        "{'descr': '<U0', 'fortran_order': False, 'shape': (1,)}",
        "{'descr': '<M8[s]', 'fortran_order': False, 'shape': (1,)}",
        "{'descr': '<c8', 'fortran_order': False, 'shape': (1,)}",
        "{'descr': 'nonsense', 'fortran_order': False, 'shape': (1,)}",
        "__import__('os').mkdir('trap')",
        "(" * 3000,
        "-" * 3000 + "1",
        "[" + "1," * 1500 + "]",
        "",
        "\0" * 100,
    ],
    ids=lambda header: header[:40],
)
def test_a_header_that_is_not_numpys_is_refused(
    header: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    text = header.encode()
    data = b"\x93NUMPY\x01\x00" + struct.pack("<H", len(text)) + text + bytes(4)
    assert refused(zipped({"x.npy": data}))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("version", [1, 2, 3, 9])
def test_a_header_without_end_is_not_read(version: int) -> None:
    length = struct.pack("<I", 1 << 31)
    data = b"\x93NUMPY" + bytes([version, 0]) + length + b" " * 9_000_000
    assert refused(zipped({"x.npy": data}, zipfile.ZIP_DEFLATED))


def test_numbers_that_were_changed_are_damaged() -> None:
    data = zipped(SOUND)
    at = data.index(npy(ARRAYS["a"])) + 130
    assert "damaged" in refused(data[:at] + b"\xff" + data[at + 1 :])


def test_an_error_of_the_disk_is_no_fault_of_the_archive() -> None:
    class Failing(io.BytesIO):
        def read(self, count: int | None = -1) -> bytes:
            if self.tell() == 30:  # where the name of the first part stands
                raise OSError(5, "Input/output error")
            return super().read(count)

    with pytest.raises(OSError, match="Input/output"):
        Archive(Failing(zipped(SOUND)), LIMIT)


FORMS = [zipped(SOUND), zipped(SOUND, zipfile.ZIP_DEFLATED), encode(ARRAYS).getvalue()]


@given(st.sampled_from(FORMS), st.data())
def test_changed_bytes_give_arrays_or_an_archive_error(form: bytes, data: st.DataObject) -> None:
    damaged = bytearray(form)
    for at in data.draw(st.lists(st.integers(0, len(form) - 1), min_size=1, max_size=4)):
        damaged[at] = data.draw(st.integers(0, 255))
    if data.draw(st.booleans()):
        del damaged[data.draw(st.integers(0, len(form) - 1)) :]
    try:
        outcome = sum(array.nbytes for array in opened(bytes(damaged)).values()) <= LIMIT
    except ArchiveError as error:
        outcome = len(str(error)) < 200 and str(error).isprintable()
    assert outcome
