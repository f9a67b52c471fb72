"""A disk that really is full, or may not be written: what was there is intact, and all is told."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.core.faults import contents

ROOT = Path(__file__).resolve().parents[2]
# Saves small things, which fit, and then large ones, which do not.
SAVES = """
import sys
from datetime import datetime
from pathlib import Path
import numpy as np
from core import files
from core.config import TrainConfig
from core.my_digits import DigitsError, MyDigits
from core.network import NetworkSpec
from core.runs import NotKept, Run
from tests.core.faults import contents
from tests.core.tools import toy_dataset

def run(width):
    made = Run.new(NetworkSpec((784, width, 10)), TrainConfig(), "report", toy_dataset(20, 10))
    made.folder = folder / "run"
    return made

def save(content):
    with files.replacing(folder / "file") as file:
        file.write(content)

def refused(save, error):
    before = contents(folder)
    try:
        save()
    except error as caught:
        print(caught)
    else:
        print("nothing was refused")
    if contents(folder) != before:
        print("something changed")

folder = Path(sys.argv[1])
noise = np.random.default_rng(1).integers(1, 255, (280, 280)).astype(np.uint8)
"""
SMALL = """
run(2).save()
save(b"small")
MyDigits(folder / "my-digits").add(np.eye(280, dtype=np.uint8), 1)
"""
LARGE = """
refused(run(100).save, NotKept)
refused(lambda: save(bytes(800_000)), OSError)
refused(lambda: MyDigits(folder / "my-digits").add(noise, 1), DigitsError)
"""
# Without rights, a user may have some in a world of his own.
MOUNT = """
folder=$1 options=$2 remounted=$3; shift 3
mount -t tmpfs -o "$options" tmpfs "$folder" || exit 77
"$0" -c "$1" "$folder" || exit 1
[ -z "$remounted" ] || mount -o "remount,$remounted" "$folder" || exit 77
"$0" -c "$2" "$folder"
"""
NO_MOUNT = 77  # as an exit code


def output(*command: str) -> str:
    """What a program prints; the test is skipped if it may not mount."""
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
    if ended.returncode == NO_MOUNT:
        pytest.skip("mounting is not allowed here")
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


def mounted(folder: Path, size: str, remounted: str = "") -> list[str]:
    """What is printed on a disk of this size, which is mounted anew before the large savings."""
    if sys.platform != "linux":
        pytest.skip("mounts as Linux does")
    unshare = ["unshare", "--mount", "--map-root-user"]
    if subprocess.run([*unshare, "true"], capture_output=True).returncode:
        pytest.skip("no world of its own to mount in")
    shell = ["sh", "-c", MOUNT, sys.executable, str(folder), f"size={size}", remounted]
    return output(*unshare, *shell, SAVES + SMALL, SAVES + LARGE).splitlines()


@pytest.mark.case(61)
def test_on_a_full_disk_the_old_is_intact_and_the_message_says_so(tmp_path: Path) -> None:
    run, plain, digit = mounted(tmp_path, "100k")
    reason = "No space left on device"
    assert run.startswith(f"The run is not kept: {tmp_path}/run cannot be written ({reason}). Make")
    assert reason in plain
    assert digit.startswith("The drawing is not kept: ")
    assert f"({reason})" in digit


@pytest.mark.case(61)
def test_on_a_disk_that_may_not_be_written_too(tmp_path: Path) -> None:
    run, plain, digit = mounted(tmp_path, "100k", "ro")
    assert f"{tmp_path}/run cannot be written (it is write-protected). Make" in run
    assert "write-protected" in plain
    assert f"{tmp_path}/my-digits cannot be written (Read-only file system). Make" in digit


@pytest.mark.skipif(sys.platform == "win32", reason="limits a process as POSIX does")
def test_beyond_what_a_process_may_write_the_old_is_intact_too(tmp_path: Path) -> None:
    limit = "import resource\nresource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))\n"
    printed = output(sys.executable, "-c", SAVES + SMALL + limit + LARGE, str(tmp_path))
    for sentence in printed.splitlines():
        assert "File too large" in sentence
    assert len(printed.splitlines()) == 3
    assert len(contents(tmp_path / "run")) == 3
