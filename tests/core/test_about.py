"""What a person says of a run is kept beside it, and a file that makes no sense says nothing."""

from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import pytest

from core import about
from core.about import About, read, write
from tests.core.faults import outcomes

SAID = About("wide, dropout 0.2", "Zürich, 3rd try\nsecond line", "The error fell — by half.")


def test_what_was_written_is_read(tmp_path: Path) -> None:
    write(tmp_path, SAID)
    assert read(tmp_path) == SAID


@pytest.mark.parametrize("text", ["", "\x00\x1f", '"}{\\', "\u2028", "😀", "x" * 100_000])
def test_any_text_is_kept_as_it_is(tmp_path: Path, text: str) -> None:
    for field in fields(About):
        said = About(**{field.name: text})
        write(tmp_path, said)
        assert read(tmp_path) == said


def test_of_a_run_without_the_file_nothing_is_said(tmp_path: Path) -> None:
    assert read(tmp_path) == read(tmp_path / "missing") == About()


@pytest.mark.parametrize(
    "content",
    [
        *(b"", b"{", b"[]", b"null", b"3", b'"name"', b"\xff\xfe", b"[" * 100_000),
        *(b'{"name"', b"\x00" * 50),
    ],
    ids=lambda content: str(content[:10]),
)
def test_a_file_that_makes_no_sense_says_nothing(tmp_path: Path, content: bytes) -> None:
    (tmp_path / about.FILE).write_bytes(content)
    assert read(tmp_path) == About()


def test_a_file_without_end_says_nothing(tmp_path: Path) -> None:
    text = b'{"name": "' + b"x" * about.MAX_BYTES + b'"}'
    (tmp_path / about.FILE).write_bytes(text)
    assert read(tmp_path) == About()


def test_what_a_file_does_not_say_is_empty_and_what_is_unheard_of_is_left_out(
    tmp_path: Path,
) -> None:
    (tmp_path / about.FILE).write_text('{"name": "wide", "colour": "blue", "note": 3}')
    assert read(tmp_path) == About("wide", "3")


def test_a_folder_in_its_place_says_nothing(tmp_path: Path) -> None:
    (tmp_path / about.FILE).mkdir()
    assert read(tmp_path) == About()


@pytest.mark.parametrize("lasting", [False, True])
def test_a_disk_that_fails_leaves_what_was_said_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lasting: bool
) -> None:
    def prepare(folder: Path) -> Callable[[], object]:
        write(folder, About("before"))
        return lambda: write(folder, SAID)

    failed = 0
    for outcome in outcomes(tmp_path, monkeypatch, prepare, lasting=lasting):
        assert outcome.error is None or isinstance(outcome.error, OSError)
        assert read(outcome.folder) in (About("before"), SAID)
        assert outcome.litter == []
        failed += outcome.error is not None
    assert failed > 3
