"""BLAS works on one thread unless told otherwise, however late core is imported."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
VARIABLES = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
COUNT = """
from threadpoolctl import threadpool_info
print(*{pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "blas"})
"""


def blas_threads(imports: str, **variables: str) -> str:
    """How many threads BLAS has in a new Python that begins with these imports."""
    kept = {name: value for name, value in os.environ.items() if name not in VARIABLES}
    done = subprocess.run(
        [sys.executable, "-c", imports + COUNT],
        env=kept | variables,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


@pytest.mark.parametrize("imports", ["import core, numpy", "import numpy, core"])
def test_blas_has_one_thread(imports: str) -> None:
    assert blas_threads(imports) == "1"


@pytest.mark.skipif((os.cpu_count() or 1) < 2, reason="needs a second processor")
@pytest.mark.parametrize("imports", ["import core, numpy", "import numpy, core"])
def test_who_asks_for_more_threads_gets_them(imports: str) -> None:
    assert blas_threads(imports, OPENBLAS_NUM_THREADS="2") == "2"
