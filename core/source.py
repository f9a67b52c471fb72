"""Where a dataset comes from, so that a run can say it and find it again."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

BUNDLED = {"report": "MNIST, report split", "mnist": "MNIST", "drawn": "MNIST and drawn digits"}
SCALES = {"bytes": "0 to 255", "unit": "0 to 1", "signed": "-1 to 1"}
HELD_OUT = (4, 6, 10)


@dataclass(frozen=True, slots=True)
class Interpretation:
    """What is made of the numbers in files: guessed, and corrected by who opens them.

    scale is a key of SCALES: what stands for background and ink. inverted: dark ink on a bright
    ground. transposed: rows and columns changed places, as in EMNIST. held_out: where there are
    no testing images, every so many-th image is taken for one; 0 where there are.
    """

    scale: str = "bytes"
    inverted: bool = False
    transposed: bool = False
    held_out: int = 0


@dataclass(frozen=True, slots=True)
class Source:
    """A bundled dataset, by its key in BUNDLED; or files, and what is made of them.

    fingerprint tells the images and labels of files from any others. has_own_digits: the user's
    own drawings are among the training images; they come and go, so nobody can read it again.
    """

    key: str = ""
    path: str = ""
    interpretation: Interpretation = Interpretation()
    fingerprint: str = ""
    has_own_digits: bool = False
    classes: int = 10

    @property
    def name(self) -> str:
        """What people call it."""
        return BUNDLED[self.key] if self.key else Path(self.path).name

    @classmethod
    def from_record(cls, record: dict[str, Any]) -> "Source":
        """What asdict() made; raises KeyError, TypeError or ValueError for anything else."""
        known = cls(**{**record, "interpretation": Interpretation(**record["interpretation"])})
        if known.key and known.key not in BUNDLED:
            raise ValueError(f"no bundled dataset is called {known.key!r}")
        return known
