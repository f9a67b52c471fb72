r"""Reads formulas written much as in LaTeX, and makes boxes of them.

    _{a} ^{b}       index and exponent; beneath and above a ∑
    \frac{a}{b}     also \hat{a}, \sqrt{a}, \text{words}
    \cases{a & b \\ c & d}   rows in columns behind a brace; \rows without one
    \quad \,        some room, and less of it
    \exp            any other name, upright

Single letters are slanted; those of Unicode's bold alphabet are bold. Brackets grow with what is
between them.
"""

import re
import unicodedata
from collections.abc import Callable
from typing import Literal

from gui.report import constructions as build
from gui.report.block import TEXT
from gui.report.mathematics import Box, Formula, row, space, symbol

TOKEN = re.compile(r"\\text\{[^}]*\}|\\\\|\\[A-Za-z]+|\\,|\d[\d.,]*\d|\s+|.")
NAME = re.compile(r"\\[A-Za-z]+")
CLOSING = {"(": ")", "[": "]"}
SUM = "∑"
UPRIGHT = "∂ℝ"
COLUMN_GAP, LEADING = 1.2 * TEXT, 0.45 * TEXT

Kind = Literal["letter", "name", "bracket", "large", "operator", "relation", "comma"]
KINDS: dict[str, Kind] = {
    **dict.fromkeys("=∈<>≤≥", "relation"),
    **dict.fromkeys("+−×·/", "operator"),
    **dict.fromkeys(",;", "comma"),
    **dict.fromkeys(CLOSING, "bracket"),
    **dict.fromkeys((SUM, r"\frac", r"\cases", r"\rows", r"\sqrt"), "large"),
    **dict.fromkeys((r"\hat", r"\quad", r"\,"), "letter"),
}
THIN, MEDIUM, THICK = (share * TEXT / 18 for share in (3, 4, 5))
ROOM: dict[Kind, float] = {"relation": THICK, "operator": MEDIUM, "large": THIN, "name": THIN}
SPACES = {r"\quad": TEXT, r"\,": THIN}


class NotationError(ValueError):
    """A formula that cannot be read."""


def formula(text: str, number: str = "") -> Formula:
    """A formula for a page; raises NotationError."""
    return Formula(box(text), number)


def box(text: str) -> Box:
    """A formula, or a part of one; raises NotationError."""
    reader = _Reader(text)
    made = reader.row()
    if reader.next:
        raise NotationError(f"{reader.next!r} stands alone in {text!r}.")
    return made


class _Reader:
    """Goes through the tokens of a formula once, from left to right; next is "" at the end."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = [token for token in TOKEN.findall(text) if not token.isspace()]
        self._place = 0

    @property
    def next(self) -> str:
        return self._tokens[self._place] if self._place < len(self._tokens) else ""

    def take(self, wanted: str = "") -> str:
        """The next token, which must be the wanted one if any is."""
        token = self.next
        if not token or (wanted and token != wanted):
            raise NotationError(f"{wanted or 'Something'} is missing in {self._text!r}.")
        self._place += 1
        return token

    def row(self, *, is_script: bool = False) -> Box:
        """What stands side by side, up to whatever closes it; in scripts it stands close."""
        atoms: list[tuple[str, Box]] = []
        while self.next and self.next not in ("}", ")", "]", "&", r"\\"):
            atoms.append(self._atom())
        return row([each for _, each in atoms]) if is_script else _spaced(atoms)

    def _atom(self) -> tuple[str, Box]:
        """One thing with its scripts, and what kind of thing it is."""
        token = self.take()
        nucleus, attach = self._nucleus(token), build.with_scripts
        if token == SUM:
            attach = build.with_limits
        scripts: dict[str, Box] = {}
        while self.next in ("_", "^"):
            place = self.take()
            scripts[place] = self._group(is_script=True)
        if scripts:
            nucleus = attach(nucleus, scripts.get("_"), scripts.get("^"))
        return token, nucleus

    def _nucleus(self, token: str) -> Box:
        if token == "{":
            return self._inside()
        if token in CLOSING:
            inside = self.row()
            return build.bracketed(token, inside, self.take(CLOSING[token]))
        if token in (r"\cases", r"\rows"):
            return self._rows("{" if token == r"\cases" else "")
        if token in _COMMANDS:
            make, count = _COMMANDS[token]
            return make(*(self._group() for _ in range(count)))
        return _letter(token)

    def _group(self, *, is_script: bool = False) -> Box:
        """What belongs to a command or a script: a letter, or all between braces."""
        token = self.take()
        return self._inside(is_script=is_script) if token == "{" else self._nucleus(token)

    def _inside(self, *, is_script: bool = False) -> Box:
        """All between braces, the first of which is taken already."""
        made = self.row(is_script=is_script)
        self.take("}")
        return made

    def _rows(self, brace: str) -> Box:
        self.take("{")
        rows = [[self.row()]]
        while self.next != "}":
            if self.take() == "&":
                rows[-1].append(self.row())
            else:
                rows.append([self.row()])
        self.take("}")
        return build.bracketed(brace, build.grid(rows, COLUMN_GAP, LEADING), "")


_COMMANDS: dict[str, tuple[Callable[..., Box], int]] = {
    r"\frac": (build.fraction, 2),
    r"\hat": (build.hat, 1),
    r"\sqrt": (build.root, 1),
}


def _letter(token: str) -> Box:
    if token in SPACES:
        return space(SPACES[token])
    if token.startswith("\\"):
        return symbol(token.removeprefix(r"\text").strip("\\{}"))
    plain = unicodedata.normalize("NFKC", token)
    if token in UPRIGHT or not plain.isalpha():
        return symbol(token)
    return symbol(plain, bold=plain != token, italic=plain == token)


def _spaced(atoms: list[tuple[str, Box]]) -> Box:
    """Atoms in a row, with the room that each kind wants around it."""
    kinds = _kinds([token for token, _ in atoms])
    made: list[Box] = []
    for place, (_, atom) in enumerate(atoms):
        if place:
            made.append(space(_room(*kinds[place - 1 : place + 1])))
        made.append(atom)
    return row(made)


def _kinds(tokens: list[str]) -> list[Kind]:
    """What each token is; an operator with nothing before it is a sign, and stands close."""
    kinds: list[Kind] = []
    for token in tokens:
        kind = KINDS.get(token, "name" if NAME.fullmatch(token) else "letter")
        if kind == "operator" and (not kinds or kinds[-1] in ("operator", "relation", "comma")):
            kind = "letter"
        kinds.append(kind)
    return kinds


def _room(left: Kind, right: Kind) -> float:
    """How far two neighbours stand from each other."""
    if right == "comma" or (right == "bracket" and left in ("letter", "name", "bracket")):
        return 0.0
    if left in ("comma", "bracket"):
        return max(THIN, ROOM.get(right, 0.0))
    return max(ROOM.get(left, 0.0), ROOM.get(right, 0.0))
