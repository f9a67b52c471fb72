"""Whatever is wrong with a model, it is refused in one sentence, soon, and without much memory."""

import pickle
import re
import tracemalloc
from pathlib import Path
from time import perf_counter

import pytest

from core.checkpoint import CheckpointError
from core.models import open_model
from tests.core.cases.models import MODELS, BadModel, trap
from tests.core.cases.test_bad_data import ANYHOW, REMEDY, SECONDS, TIMES
from tests.core.faults import contents


@pytest.mark.parametrize("bad", MODELS)
def test_bad_models_are_refused_in_a_sentence_that_says_what_to_do(
    tmp_path: Path, bad: BadModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # where a trap would leave its marker
    path = bad.write(tmp_path)
    before = contents(tmp_path)
    tracemalloc.start()
    began = perf_counter()
    with pytest.raises(CheckpointError) as caught:
        open_model(path)
    took, (_, most) = perf_counter() - began, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    sentence = str(caught.value)
    assert sentence.startswith(f"{path} ")
    assert re.search(bad.reason, sentence)
    assert REMEDY.search(sentence)
    assert took < SECONDS
    assert most < TIMES * path.stat().st_size + ANYHOW
    assert contents(tmp_path) == before


def test_the_trap_among_them_is_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    pickle.loads(trap())
    assert (tmp_path / "marker").is_dir()
