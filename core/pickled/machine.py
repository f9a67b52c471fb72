"""The stack machine: of pickle's opcodes, those that lists of arrays need (protocols 2 to 5).

pickletools describes all of them. Strings stay where they are in the file, and lengths, counts
and places are held against what is there, so that a small file cannot ask for much memory.
"""

import pickle
from typing import Any

from core.pickled.arrays import LONGEST, NotArrays, String, fill, made, name, text

MAX_STEPS = 20_000  # opcodes; an array takes about fifty
STRINGS = {  # how many bytes tell the length, and whether it is text
    pickle.SHORT_BINUNICODE: (1, True),
    pickle.BINUNICODE: (4, True),
    pickle.BINUNICODE8: (8, True),
    pickle.SHORT_BINBYTES: (1, False),
    pickle.BINBYTES: (4, False),
    pickle.BINBYTES8: (8, False),
    pickle.BYTEARRAY8: (8, False),
    pickle.SHORT_BINSTRING: (1, False),
    pickle.BINSTRING: (4, False),
}
INTEGERS = {pickle.BININT1: (1, False), pickle.BININT2: (2, False), pickle.BININT: (4, True)}
CONSTANTS = {pickle.NONE: None, pickle.NEWTRUE: True, pickle.NEWFALSE: False}
TUPLES = {pickle.EMPTY_TUPLE: 0, pickle.TUPLE1: 1, pickle.TUPLE2: 2, pickle.TUPLE3: 3}
PUTS = {pickle.BINPUT: 1, pickle.LONG_BINPUT: 4}
GETS = {pickle.BINGET: 1, pickle.LONG_BINGET: 4}
SKIPPED = {pickle.PROTO: 1, pickle.FRAME: 8}


def run(content: bytes) -> Any:
    """What a pickle makes, described; raises NotArrays."""
    machine = _Machine(content)
    try:
        for _ in range(MAX_STEPS):
            code = bytes(machine.take(1))
            if code == pickle.STOP:
                return machine.pop(1)[0]
            machine.step(code)
    except (IndexError, KeyError, TypeError) as error:
        raise NotArrays("is damaged") from error
    raise NotArrays("holds far more than a list of arrays")


class _Machine:
    def __init__(self, content: bytes) -> None:
        self._rest = memoryview(content)
        self._stack: list[Any] = []
        self._marks: list[int] = []
        self._memo: dict[int, Any] = {}

    def step(self, code: bytes) -> None:
        """Do what an opcode says; raises NotArrays, IndexError, KeyError or TypeError."""
        if code in STRINGS:
            count, is_text = STRINGS[code]
            self._stack.append(String(self.take(self._number(count)), is_text))
        elif code in INTEGERS:
            self._stack.append(self._number(*INTEGERS[code]))
        elif code in CONSTANTS:
            self._stack.append(CONSTANTS[code])
        elif code in TUPLES:
            self._stack.append(tuple(self.pop(TUPLES[code])))
        elif code in PUTS:
            self._memo[self._number(PUTS[code])] = self._stack[-1]
        elif code in GETS:
            self._stack.append(self._memo[self._number(GETS[code])])
        elif code in SKIPPED:
            self.take(SKIPPED[code])
        else:
            self._act(code)

    def _act(self, code: bytes) -> None:
        match code:
            case pickle.LONG1:
                self._stack.append(self._number(self._number(1), signed=True))
            case pickle.MEMOIZE:
                self._memo[len(self._memo)] = self._stack[-1]
            case pickle.MARK:
                self._marks.append(len(self._stack))
            case pickle.EMPTY_LIST:
                self._stack.append([])
            case pickle.TUPLE:
                self._stack.append(tuple(self._since_mark()))
            case pickle.APPEND:
                self._extend(self.pop(1))
            case pickle.APPENDS:
                self._extend(self._since_mark())
            case pickle.GLOBAL:
                self._stack.append(name(self._line(), self._line()))
            case pickle.STACK_GLOBAL:
                self._stack.append(name(*map(text, self.pop(2))))
            case pickle.REDUCE:
                called, arguments = self.pop(2)
                self._stack.append(made(called, *arguments))
            case pickle.BUILD:
                (state,) = self.pop(1)
                fill(self._stack[-1], *state)
            case _:
                raise NotArrays("holds other things than arrays")

    def take(self, count: int) -> memoryview:
        """The next bytes of the file."""
        if count > len(self._rest):
            raise NotArrays("ends too early")
        taken, self._rest = self._rest[:count], self._rest[count:]
        return taken

    def pop(self, count: int) -> list[Any]:
        """What lies on top of the stack, the topmost last."""
        start = len(self._stack) - count
        if not 0 <= start <= len(self._stack):
            raise NotArrays("is damaged")
        popped = self._stack[start:]
        del self._stack[start:]
        return popped

    def _number(self, count: int, signed: bool = False) -> int:
        return int.from_bytes(self.take(count), "little", signed=signed)

    def _since_mark(self) -> list[Any]:
        return self.pop(len(self._stack) - self._marks.pop())

    def _line(self) -> str:
        length = bytes(self._rest[: LONGEST + 1]).find(b"\n")
        if length < 0:
            raise NotArrays("is damaged")
        return str(self.take(length + 1)[:-1], "utf-8", "replace")

    def _extend(self, more: list[Any]) -> None:
        if not isinstance(self._stack[-1], list):
            raise NotArrays("holds other things than arrays")
        self._stack[-1].extend(more)
