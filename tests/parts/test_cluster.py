"""A Dask cluster of separate processes: the same table as without one."""

from __future__ import annotations

import pytest

from pipeline.build import build
from pipeline.parts.cluster import NoCluster
from tests.parts.corpora import records, same, write_jsonl

distributed = pytest.importorskip("distributed", reason="the cluster's requirements are not installed")


def test_a_cluster_gives_the_same_table(tmp_path):
    """Two workers in processes of their own, reached by the scheduler's address."""
    path = write_jsonl(tmp_path / "news.jsonl", records(40))
    build([path], tmp_path / "here")
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster:
        build([path], tmp_path / "there", scheduler=cluster.scheduler_address)
    assert same(tmp_path / "here", tmp_path / "there")


def test_no_scheduler_is_an_error_with_words(tmp_path, monkeypatch):
    """An address where nobody answers is named, and nothing is built."""
    monkeypatch.setattr("pipeline.parts.cluster.PATIENCE", "1s")
    path = write_jsonl(tmp_path / "news.jsonl", records(2))
    with pytest.raises(NoCluster) as error:
        build([path], tmp_path / "table", scheduler="tcp://127.0.0.1:9")
    assert error.value.filename == "tcp://127.0.0.1:9"
