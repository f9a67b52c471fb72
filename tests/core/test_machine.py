"""A record names what it was made with and on."""

import platform
from collections.abc import Iterator
from pathlib import Path

import pytest

from core import machine


@pytest.fixture(autouse=True)
def asked_anew() -> Iterator[None]:
    machine.processor.cache_clear()
    yield
    machine.processor.cache_clear()


def test_versions_name_program_python_numpy_machine_and_processor() -> None:
    found = machine.versions()
    assert list(found) == ["mlp-lab", "python", "numpy", "machine", "processor"]
    assert all(found.values())


def test_the_processor_is_named_as_linux_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    info = tmp_path / "cpuinfo"
    info.write_text(2 * "processor\t: 0\nmodel name\t: Zuse Z3 @ 5 Hz\n\n")
    monkeypatch.setattr(machine, "CPUINFO", info)
    assert machine.processor() == "Zuse Z3 @ 5 Hz"


@pytest.mark.parametrize(("known", "told"), [("Zuse", "Zuse"), ("", "z3")])
@pytest.mark.parametrize("text", [None, "", "Hardware : some board\n"])
def test_a_system_that_does_not_tell_gives_the_kind_of_processor(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str | None, known: str, told: str
) -> None:
    info = tmp_path / "cpuinfo"
    if text is not None:
        info.write_text(text)
    monkeypatch.setattr(machine, "CPUINFO", info)
    monkeypatch.setattr(platform, "processor", lambda: known)
    monkeypatch.setattr(platform, "machine", lambda: "z3")
    assert machine.processor() == told
