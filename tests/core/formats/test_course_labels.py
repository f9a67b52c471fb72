"""Label files in all the forms that occur; a wrong line is named."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.samples import DatasetError
from tests.core.formats.course_files import (
    assert_paired,
    lines,
    read,
    refused,
    relabel,
    write_course,
    write_part,
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_course(tmp_path / "mine")


@pytest.mark.case(48)
@pytest.mark.parametrize(
    "text",
    [
        "\n".join(lines("{l}")),
        "\n".join(lines("{l}")) + "\n\n \n",
        "\r\n".join(lines("{l}")) + "\r\n",
        "\r".join(lines("{l}")),
        "\n".join(lines("  {l}\t")),
        "\n".join(lines("{l}.0")),
        "\n".join(lines('"{l}"')),
        "\n".join(lines("{l},")),
        "\n".join(lines("{n}.jpg {l}")),
        "\n".join(lines("{n:05}.jpg,{l}")[::-1]),
        "\n".join(lines("train_data/{n:05}.jpg\t{l}")),
        "\n".join(lines("{l};{n:05}.jpg")),
        "\n".join(lines("{n} {l}")[::-1]),
        "\n".join(lines("{l}, {n:05}")),
        "\n".join(lines("{l}")).encode("utf-8-sig"),
        "\n".join(lines("{l}")).encode("utf-16"),
    ],
)
def test_label_files_are_read_in_the_forms_that_occur(root: Path, text: str | bytes) -> None:
    relabel(root, text)
    assert_paired(read(root))


@pytest.mark.parametrize(
    ("place", "line", "words"),
    [
        (17, "x", "line 17 has 'x' for a label, not a digit from 0 to 9"),
        (17, "10", "line 17 has '10' for a label"),
        (1, "-3", "line 1 has '-3' for a label"),
        (17, "7.5", "line 17 has '7.5' for a label"),
        (17, "", "line 17 is empty"),
        (17, "7 1", "line 17 has 2 columns"),
        (1, "a b c", "line 1 has 3 columns"),
    ],
)
def test_a_wrong_line_is_named(root: Path, place: int, line: str, words: str) -> None:
    wrong = lines("{l}")
    wrong[place - 1] = line
    relabel(root, "\n".join(wrong))
    assert f"labels/train_label.txt, {words}" in refused(root)


@pytest.mark.parametrize(
    ("place", "line", "words"),
    [
        (4, "99.jpg 3", "line 4 names 99.jpg, which train_data lacks"),
        (4, "3.jpg 3", "line 4 is a second label for 3.jpg"),
        (4, "x 3", "line 4 names x"),
        (4, "4.jpg 4.jpg", "line 4 has '4.jpg' for a label"),
    ],
)
def test_a_wrong_line_with_a_name_is_named(root: Path, place: int, line: str, words: str) -> None:
    wrong = lines("{n}.jpg {l}")
    wrong[place - 1] = line
    relabel(root, "\n".join(wrong))
    assert f"labels/train_label.txt, {words}" in refused(root)


def test_a_picture_without_a_line_is_named(root: Path) -> None:
    relabel(root, "\n".join(line for line in lines("{n}.jpg {l}") if not line.startswith("17.")))
    assert "has no line for train_data/00017.jpg" in refused(root)


@pytest.mark.parametrize("form", ["{l} {l}", "5 {l}"])
def test_two_columns_without_names_are_not_guessed(root: Path, form: str) -> None:
    relabel(root, "\n".join(lines(form)))
    assert "line 1 has two columns, and it is not clear" in refused(root)


def test_two_columns_that_could_both_be_names_are_not_guessed(tmp_path: Path) -> None:
    write_part(tmp_path, "train", range(1, 4), 5)
    relabel(tmp_path, "1 3\n2 1\n3 2\n")
    assert "it is not clear" in refused(tmp_path)


@given(st.one_of(st.binary(max_size=200), st.text('0123456789 \r\n,.;jpg"', max_size=200)))
def test_whatever_stands_in_a_label_file_only_a_dataset_error_comes_out(
    tmp_path_factory: pytest.TempPathFactory, content: bytes | str
) -> None:
    root = tmp_path_factory.mktemp("any")
    write_part(root, "train", range(1, 4), 5)
    relabel(root, content)
    with suppress(DatasetError):
        found = read(root)
        assert len(found.train) == 3
        assert set(found.train.labels.tolist()) <= set(range(10))
