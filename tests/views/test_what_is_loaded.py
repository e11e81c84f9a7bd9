"""What the first page loads before it is shown."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
READS = ("pipeline.places.find", "pipeline.groups.find", "pipeline.events.find", "pipeline.merge.within")
APPLIES = ("pipeline.corrections.applying", "pipeline.corrections.fields")
ASKED = "import sys, views.explore, views.frame; print(*sys.modules)"


def test_the_first_page_loads_nothing_that_reads_documents():
    """Whoever looks at a table does not wait for what reads documents or applies corrections."""
    loaded = subprocess.run([sys.executable, "-c", ASKED], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "views.explore" in loaded.stdout.split()
    assert not {*READS, *APPLIES} & set(loaded.stdout.split())
