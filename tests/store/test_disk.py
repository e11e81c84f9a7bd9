"""Values in files, and memory that goes back."""

from __future__ import annotations

import os
import resource
import subprocess
import sys

import pytest

from pipeline.store.disk import on_disk


@pytest.mark.parametrize("size", [0, 1, 300_000])
def test_values_on_disk_are_zeros_until_they_are_set(tmp_path, size):
    """As many values as were asked for, none of them anything yet; what is set stays."""
    values = on_disk(tmp_path / "values", "int64", size)
    assert len(values) == size
    assert not values.any()
    values[:] = 7
    assert (values == 7).all()


def test_no_room_for_values_is_an_error(tmp_path):
    """A full disk is told while the file is made, not by the system's ending the program later."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, before[1]))
    try:
        with pytest.raises(OSError, match="File too large"):
            on_disk(tmp_path / "values", "int64", 1_000_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_the_program_keeps_no_memory_for_later():
    """Run as a program, whatever of Arrow's allocates takes from the system and gives back to it."""
    code = "import pipeline.__main__, pyarrow; print(pyarrow.default_memory_pool().backend_name)"
    unset = {name: value for name, value in os.environ.items() if name != "ARROW_DEFAULT_MEMORY_POOL"}
    found = subprocess.run([sys.executable, "-c", code], env=unset, capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "system"
