"""Packed data come out as they went in, whatever the size of pieces, and damage is told."""

import gzip
import lzma
import struct
import zlib
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.formats.packed import BLOCK, Packed
from core.samples import DatasetError

PACKERS: list[Callable[[bytes], bytes]] = [gzip.compress, lzma.compress]
LONG = bytes(range(256)) * (20 * BLOCK // 256)  # more than a block, once packed, in no piece


@pytest.mark.parametrize("pack", PACKERS)
@given(data=st.binary(max_size=300), most=st.integers(1, 70))
def test_pieces_of_any_size_make_the_whole(
    pack: Callable[[bytes], bytes], data: bytes, most: int
) -> None:
    packed = Packed(pack(data), "file")
    taken = b""
    while piece := packed.some(most):
        assert len(piece) <= most
        taken += piece
    assert taken == data
    packed.expect_end()
    assert packed.share == 1


@pytest.mark.parametrize("pack", [lambda data: gzip.compress(data, 0), *PACKERS])
@pytest.mark.parametrize("most", [1000, BLOCK - 1, 64 * BLOCK])
def test_more_than_a_block_is_unpacked_in_order(pack: Callable[[bytes], bytes], most: int) -> None:
    packed = Packed(pack(LONG[: 1000 * most]), "file")
    assert packed.read(len(LONG)) == LONG[: 1000 * most]
    packed.expect_end()


@pytest.mark.parametrize("pack", PACKERS)
def test_no_more_is_taken_than_the_pieces_need(pack: Callable[[bytes], bytes]) -> None:
    packed = Packed(pack(np.random.default_rng(1).bytes(4 * BLOCK)), "file")
    for _ in range(4):
        packed.read(1000)
    assert packed.share < 0.4


@pytest.mark.parametrize("pack", PACKERS)
@given(at=st.integers(0, 60), new=st.binary(max_size=20), kept=st.integers(0, 100))
def test_whatever_is_packed_it_comes_out_or_a_sentence(
    pack: Callable[[bytes], bytes], at: int, new: bytes, kept: int
) -> None:
    damaged = bytearray(pack(bytes(range(50))))
    damaged[at : at + len(new)] = new
    try:
        sentence = ""
        packed = Packed(bytes(damaged[:kept]), "file")
        packed.read(50)
        packed.expect_end()
    except DatasetError as error:
        sentence = str(error)
    assert not sentence or sentence.startswith("file ")


def test_data_that_ask_for_all_memory_are_refused() -> None:
    """An xz file says how much memory its unpacker needs: here 4 GB, by the byte at 16."""
    data = bytearray(lzma.compress(b"digits"))
    data[16] = 40
    end = 12 + (data[12] + 1) * 4 - 4
    data[end : end + 4] = struct.pack("<I", zlib.crc32(data[12:end]))
    with pytest.raises(DatasetError, match=r"file is damaged: .*[Mm]emory"):
        Packed(bytes(data), "file").read(6)
