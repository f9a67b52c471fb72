"""Bad tables of numbers: a line, a column or a cell is wrong, or there is no end to it."""

from tests.core.cases.making import IMAGES, LABELS, case, file, sparse

HEADER = ",".join(["label", *(f"pixel{place}" for place in range(784))])
ROWS = [
    [str(label), *map(str, pixels)]
    for label, pixels in zip(LABELS, IMAGES.reshape(len(IMAGES), -1), strict=True)
]


def text(rows: list[list[str]], header: str = HEADER) -> bytes:
    return "\n".join([header, *map(",".join, rows), ""]).encode()


def cell(value: str, row: int = 3, column: int = 5) -> bytes:
    """The table with one cell that holds something else."""
    rows = [list(cells) for cells in ROWS]
    rows[row][column] = value
    return text(rows)


def fields(count: int) -> bytes:
    """The table with so many cells in its fourth line."""
    rows = [list(cells) for cells in ROWS]
    rows[2] = (rows[2] * 2)[:count]
    return text(rows)


UNLABELLED = text([cells[1:] for cells in ROWS], HEADER.removeprefix("label,"))
SUBMISSION = b"ImageId,Label\n" + b"".join(b"%d,0\n" % number for number in range(1, 99))
PREDICTION = "has no label column.*for prediction only.*choose the file with labels"

TABLES = [
    case(33, file("train.csv", text(ROWS).replace(b",", b"|")), "train.csv", "comma|column|cell"),
    case(34, file("train.csv", fields(783)), "train.csv", "line 4: it has 783 fields .* has 785"),
    case(34, file("train.csv", fields(786)), "train.csv", "line 4: it has 786 fields .* has 785"),
    case(35, file("train.csv", cell("seven")), "train.csv", "line 5, column 6: 'seven'"),
    case(35, file("train.csv", cell("")), "train.csv", "line 5, column 6: it is empty"),
    case(35, file("train.csv", cell("-3")), "train.csv", "line 5, column 6: '-3'"),
    case(35, file("train.csv", cell("300")), "train.csv", "line 5, column 6: '300'"),
    case(36, file("test.csv", UNLABELLED), "test.csv", PREDICTION),
    case(36, file("sample_submission.csv", SUBMISSION), "sample_sub", "has labels but no images"),
    case(37, sparse("train.csv", 5 << 30, b"1,2"), "train.csv", "has 5,368,709,120 bytes, more"),
    case(37, file("train.csv", b"1," * (4 << 20)), "train.csv", "a line of more than 1,048,576"),
]
