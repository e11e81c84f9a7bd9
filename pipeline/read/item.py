"""What may give a document, before anything of it is parsed: cheap to find, to count, to send to a worker."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Item:
    """The bytes of one input and what its container states of it."""

    source: str  # path, and record number or name where a file holds several
    form: str  # key of pipeline.read.PARSERS
    content: bytes
    default_id: str
    metadata: Mapping[str, str | None] = field(default_factory=dict)

    @property
    def key(self) -> bytes:
        """Digest of all that its document can depend on."""
        stated = json.dumps([self.source, self.form, self.default_id, dict(self.metadata)], sort_keys=True)
        digest = hashlib.blake2b(stated.encode(errors="surrogatepass"), digest_size=16)
        digest.update(self.content)
        return digest.digest()
