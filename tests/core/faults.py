"""A disk that fails: its uses are counted, and one of them, or all from there on, raise OSError."""

import errno
import io
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

REASONS = (errno.ENOSPC, errno.EACCES, errno.EIO)
NEEDS_NO_ROOM = ("unlink", "rmdir")  # works on a disk that stays full
MOST_STEPS = 400  # more than anything takes that is saved here


class Disk:
    """While it is patched in, the use of this number fails; a lasting failure stays."""

    def __init__(
        self,
        monkeypatch: pytest.MonkeyPatch,
        fails_at: int,
        reason: int = errno.ENOSPC,
        *,
        lasting: bool = False,
    ) -> None:
        self.uses: list[str] = []
        self._fails_at, self._reason, self._lasting = fails_at, reason, lasting
        for name in ("open", "fsync", "replace", "rename", "mkdir", "listdir", "unlink", "rmdir"):
            monkeypatch.setattr(os, name, self._counted(name, getattr(os, name)))
        monkeypatch.setattr(os, "close", self._counted_after("close", os.close))
        monkeypatch.setattr(io, "open", self._opener(io.open))

    @property
    def is_unhurt(self) -> bool:
        """Whether all was over before anything failed."""
        return len(self.uses) <= self._fails_at

    def use(self, what: str) -> None:
        number = len(self.uses)
        self.uses.append(what)
        stays = self._lasting and number > self._fails_at and what not in NEEDS_NO_ROOM
        if number == self._fails_at or stays:
            raise OSError(self._reason, os.strerror(self._reason))

    def _counted(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def call(path: Any, *more: Any, **named: Any) -> Any:
            # If not even a temporary file can be removed, there is nothing to be done.
            if name != "unlink" or not str(path).endswith(".tmp"):
                self.use(name)
            return function(path, *more, **named)

        return call

    def _counted_after(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """What is done even if it fails."""

        def call(*given: Any) -> None:
            function(*given)
            self.use(name)

        return call

    def _opener(self, opened: Callable[..., Any]) -> Callable[..., Any]:
        disk = self

        class Raw(io.FileIO):
            def write(self, data: Any) -> int:
                disk.use("write")
                return super().write(data)

            def close(self) -> None:
                was_open = not self.closed
                super().close()
                if was_open:
                    disk.use("close")

        class File(io.BufferedWriter):
            def flush(self) -> None:
                if not self.closed:
                    disk.use("flush")
                super().flush()

        def call(path: Any, mode: str = "r", *more: Any, **named: Any) -> Any:
            disk.use("open")
            return File(Raw(path, "wb")) if mode == "wb" else opened(path, mode, *more, **named)

        return call


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its relative name, and its bytes; folders end in a slash."""
    return {
        f"{path.relative_to(folder)}{'/' * path.is_dir()}": b""
        if path.is_dir()
        else path.read_bytes()
        for path in folder.rglob("*")
    }


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a change while the disk failed: what it raised, what was there, what is.

    uses are what was done with the disk, the failing ones included.
    """

    folder: Path
    error: Exception | None
    before: dict[str, bytes]
    after: dict[str, bytes]
    uses: tuple[str, ...]

    @property
    def litter(self) -> list[str]:
        return [name for name in self.after if name.endswith(".tmp")]


def outcomes(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    prepare: Callable[[Path], Callable[[], object]],
    reason: int = errno.ENOSPC,
    *,
    lasting: bool = False,
) -> Iterator[Outcome]:
    """Let each use of the disk fail in turn, until none is left that could.

    prepare fills a folder and returns the change to be made in it. The last outcome is that of a
    disk that did not fail.
    """
    for fails_at in range(MOST_STEPS):
        place = folder / str(fails_at)
        place.mkdir()
        change = prepare(place)
        before = contents(place)
        with monkeypatch.context() as patched:
            disk = Disk(patched, fails_at, reason, lasting=lasting)
            error = raised_by(change)
        yield Outcome(place, error, before, contents(place), tuple(disk.uses))
        if disk.is_unhurt:
            assert error is None
            return
    raise AssertionError("the change never came to its end")


def raised_by(change: Callable[[], object]) -> Exception | None:
    try:
        change()
    except Exception as error:
        return error
    return None
