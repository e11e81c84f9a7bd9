"""Values of one kind in a file: as many as there are, without memory that grows with them."""

from __future__ import annotations

from pathlib import Path

import numpy as np

_AT_ONCE = 1 << 20  # bytes


def on_disk(path: Path, kind: str, size: int) -> np.ndarray:
    """So many values of a kind of NumPy's, in a file that is mapped into memory; zeros at first. OSError where there is
    no room for it."""
    left = max(size, 1) * np.dtype(kind).itemsize  # a file of nothing can't be mapped
    with path.open("wb") as file:  # a hole that there turns out to be no room for would end the program
        while left > 0:
            left -= file.write(bytes(min(left, _AT_ONCE)))
    return np.memmap(path, dtype=kind, mode="r+")[:size]
