"""Just enough of Microsoft's compound file ([MS-CFB]) to name streams and read one of them."""

from __future__ import annotations

import struct
from pathlib import Path

_END = 0xFFFFFFFA  # this and above are no sectors ([MS-CFB] 2.1)
_MAX_SECTORS = 1 << 20


class OleError(Exception):
    """The compound file is truncated or inconsistent."""


class _Ole:
    def __init__(self, data: bytes) -> None:
        if len(data) < 512:
            raise OleError("header")
        self.data = data
        shift, mini_shift = struct.unpack_from("<HH", data, 30)
        if shift not in (9, 12) or mini_shift != 6:
            raise OleError("sector size")
        self.size = 1 << shift
        (self.first_directory,) = struct.unpack_from("<I", data, 48)
        self.mini_cutoff, first_mini = struct.unpack_from("<II", data, 56)
        self.fat = self._read_fat()
        self.mini_fat = (
            self._numbers(self._chain(first_mini, self.fat)) if first_mini < _END else ()
        )
        self.entries = self._read_directory()

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self.size
        chunk = self.data[start : start + self.size]
        if not chunk:
            raise OleError("sector outside the file")
        return chunk

    def _numbers(self, sectors: list[int]) -> tuple[int, ...]:
        blob = b"".join(self._sector(s) for s in sectors)
        blob = blob[: len(blob) // 4 * 4]
        return struct.unpack(f"<{len(blob) // 4}I", blob)

    def _read_fat(self) -> tuple[int, ...]:
        first, count = struct.unpack_from("<II", self.data, 68)
        tables = list(struct.unpack_from("<109I", self.data, 76))
        seen = 0
        while first < _END and seen <= count:
            numbers = self._numbers([first])
            tables.extend(numbers[:-1])
            first = numbers[-1]
            seen += 1
        return self._numbers([t for t in tables if t < _END])

    def _chain(self, first: int, table: tuple[int, ...]) -> list[int]:
        result: list[int] = []
        while first < _END:
            if first >= len(table) or len(result) > min(_MAX_SECTORS, len(table)):
                raise OleError("broken chain")
            result.append(first)
            first = table[first]
        return result

    def _read_directory(self) -> list[tuple[str, int, int, int]]:
        blob = b"".join(self._sector(s) for s in self._chain(self.first_directory, self.fat))
        result = []
        for at in range(0, len(blob) - 127, 128):
            (length,) = struct.unpack_from("<H", blob, at + 64)
            kind = blob[at + 66]
            start, size = struct.unpack_from("<II", blob, at + 116)
            if kind and 2 <= length <= 64:
                name = blob[at : at + length - 2].decode("utf-16-le", errors="replace")
                result.append((name, kind, start, size))
        return result

    def stream(self, name: str) -> bytes:
        entry = next((e for e in self.entries if e[0] == name and e[1] == 2), None)
        if entry is None:
            raise OleError("no such stream")
        _, _, start, size = entry
        if size >= self.mini_cutoff:
            blob = b"".join(self._sector(s) for s in self._chain(start, self.fat))
        else:
            root = next((e for e in self.entries if e[1] == 5), None)
            if root is None:
                raise OleError("no root")
            mini = b"".join(self._sector(s) for s in self._chain(root[2], self.fat))
            chain = self._chain(start, self.mini_fat)
            blob = b"".join(mini[s * 64 : s * 64 + 64] for s in chain)
        if len(blob) < size:
            raise OleError("stream cut off")
        return blob[:size]


def stream_names(path: Path) -> set[str]:
    """Names of the streams and storages; ``OleError`` where the file is broken."""
    return {name for name, _, _, _ in _opened(path).entries}


def read_stream(path: Path, *names: str) -> bytes:
    """Contents of the first of ``names`` that exists."""
    ole = _opened(path)
    present = {name for name, _, _, _ in ole.entries}
    for name in names:
        if name in present:
            return ole.stream(name)
    raise OleError("no such stream")


def _opened(path: Path) -> _Ole:
    try:
        return _Ole(path.read_bytes())
    except (struct.error, MemoryError, IndexError) as error:
        raise OleError(str(error)) from None
