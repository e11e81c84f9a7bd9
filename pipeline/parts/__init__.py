"""Work in parts: documents are analysed some at a time, wherever there is room, and what comes of them lies on disk.

So memory does not grow with the corpus, a killed build goes on where it stopped, and a later build reads only what is
new. What a table holds does not depend on how the work was cut, where it was done, or in which order it was finished.
"""

from __future__ import annotations

from pipeline.on_demand import on_demand
from pipeline.parts.cache import Cache
from pipeline.parts.collect import Collected, Progress, collect, collect_stored
from pipeline.parts.run import runner
from pipeline.parts.streams import document_batches, mention_batches, opened, reader

__all__ = [
    "Cache",
    "Collected",
    "Progress",
    "collect",
    "collect_stored",
    "corrected",
    "document_batches",
    "mention_batches",
    "opened",
    "reader",
    "runner",
]
__getattr__ = on_demand(__name__, {"work": ("corrected",)})  # loads all that reading takes
