"""Parts on disk, beside the table: what a killed build goes on from, and a later one need not read again.

    DIR/.parts/<generation>/<part>/     the files of a part

A generation is one state of the program, its data and the limits; parts of another one are of no use and go once a
build is done. So do parts of which less than half is used, which keeps the whole below twice the size of what it stands
for. The folder may be deleted at any time.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from functools import cached_property
from hashlib import blake2b
from pathlib import Path

import numpy as np

from pipeline.parts import part
from pipeline.parts.index import Index, Reference
from pipeline.parts.part import Entry, Files
from pipeline.store.disk import on_disk

FOLDER = ".parts"
_UNDER_WAY = ".under-way"
_ENTRIES = 1 << 20  # more than any part holds: a reference is its part's number times this, plus that of the entry
_LEAST_USED = 0.5


class Cache:
    """The parts of one generation, by number; entries are known by their references."""

    def __init__(self, directory: Path, generation: str, spill: Path) -> None:
        """Opens the cache of the table in `directory`; its index lies in the folder `spill`. OSError."""
        self.index, self._spill = Index(spill), spill
        self._root = directory / FOLDER
        self._folder = self._root / generation
        self._folder.mkdir(parents=True, exist_ok=True)
        self._parts: list[Path] = []
        self._sizes: list[int] = []
        self._recent: tuple[int, list[Entry]] = (-1, [])

    def close(self) -> None:
        """Lets go of the index."""
        self.index.close()

    def load(self, corrected: Mapping[str, str]) -> None:
        """Learns the parts that earlier builds left; of documents corrected otherwise since nothing holds."""
        for path in sorted(self._folder.iterdir()):
            try:
                if path.suffix == _UNDER_WAY:  # whoever wrote it was killed
                    raise ValueError(path)
                entries = part.unpack_entries((path / part.ENTRIES).read_bytes())
            except (OSError, ValueError):  # damaged: it is made again
                shutil.rmtree(path, ignore_errors=True)
                continue
            self._learn(path, entries, corrected)

    def add(self, files: Files) -> int:
        """Writes a part, which is there as a whole or not at all; the number of its entries. OSError."""
        path = self._folder / blake2b(files[part.ENTRIES], digest_size=12).hexdigest()
        if not path.exists():
            fresh = Path(tempfile.mkdtemp(suffix=_UNDER_WAY, dir=self._folder))
            try:
                for name, content in files.items():
                    (fresh / name).write_bytes(content)
                os.rename(fresh, path)
            except BaseException:
                shutil.rmtree(fresh, ignore_errors=True)
                raise
        entries = part.unpack_entries(files[part.ENTRIES])
        self._learn(path, entries, None)
        return len(entries)

    def _learn(self, path: Path, entries: list[Entry], corrected: Mapping[str, str] | None) -> None:
        first = len(self._parts) * _ENTRIES
        self._parts.append(path)
        self._sizes.append(len(entries))
        self.index.learn(
            (entry, first + number)
            for number, entry in enumerate(entries)
            if corrected is None or not (entry.again or entry.corrected != corrected.get(entry.document or "", ""))
        )

    def entry(self, reference: Reference) -> Entry:
        """What became of an item. The entries of the part asked for last are kept at hand."""
        number, place = divmod(reference, _ENTRIES)
        if self._recent[0] != number:
            self._recent = (number, part.unpack_entries((self._parts[number] / part.ENTRIES).read_bytes()))
        return self._recent[1][place]

    def by_part(self) -> Iterator[tuple[Path, dict[int, int]]]:
        """Folders of parts; of the chosen entries in them, by their numbers, the number of the document by its id."""
        references, documents = self._chosen
        first = 0
        while first < len(references):
            number = int(references[first] // _ENTRIES)
            last = int(np.searchsorted(references, (number + 1) * _ENTRIES))
            entries = (references[first:last] % _ENTRIES).tolist()
            yield self._parts[number], dict(zip(entries, documents[first:last].tolist(), strict=True))
            first = last

    @cached_property
    def _chosen(self) -> tuple[np.ndarray, np.ndarray]:
        """`Index.chosen`, when all are, for as many threads as go through them."""
        count = self.index.count()
        references, documents = (on_disk(self._spill / name, "int64", count) for name in ("chosen", "numbers"))
        for at, (reference, document) in enumerate(self.index.chosen()):
            references[at], documents[at] = reference, document
        return references, documents

    def clean(self) -> None:
        """Removes other generations, and parts of which too little is chosen."""
        sizes = dict(zip(self._parts, self._sizes, strict=True))
        wanted = {path for path, places in self.by_part() if len(places) >= _LEAST_USED * sizes[path]}
        for other in self._root.iterdir():
            if other != self._folder:
                shutil.rmtree(other, ignore_errors=True)
        for path in self._folder.iterdir():
            if path not in wanted:
                shutil.rmtree(path, ignore_errors=True)
