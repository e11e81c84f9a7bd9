"""Where parts are made: in this process, in workers on this machine, or on a Dask cluster."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from functools import partial
from typing import TYPE_CHECKING

from pipeline import settings
from pipeline.parts.collect import Run, small
from pipeline.parts.part import Files, Job

if TYPE_CHECKING:
    from pipeline.places.complete import Ask

_AHEAD = 2  # jobs a worker that wait for it, so that it never waits for them


def runner(*, workers: int | None = None, scheduler: str | None = None, ask: Ask | None = None) -> Run:
    """How to make parts. `ask` can't be handed to another process, so whoever asks reads in this one."""
    if ask:
        return partial(here, ask=ask)
    if scheduler:
        from pipeline.parts.cluster import on_cluster

        return partial(on_cluster, scheduler=scheduler)
    return partial(on_this_machine, workers=workers)


def here(jobs: Iterator[Job], ask: Ask | None = None) -> Iterator[Files]:
    """One after the other, in this process."""
    return map(partial(_make, ask=ask), jobs)


def _make(job: Job, ask: Ask | None) -> Files:
    from pipeline.parts import work  # loads all that reading takes, which is for nothing where nothing is new

    return work.make(job, ask=ask)


def on_this_machine(jobs: Iterator[Job], workers: int | None = None) -> Iterator[Files]:
    """In so many processes, by default as many as there are cores; a few short texts in this one."""
    few, jobs = small(jobs)
    if few:
        yield from here(jobs)
        return
    from pipeline.parts.pool import pool

    count = workers or settings.usable_cores()
    with pool() as workers_here, ThreadPoolExecutor(count) as threads:
        yield from _in_any_order(jobs, lambda job: threads.submit(workers_here.make, job), count * _AHEAD)


def _in_any_order(jobs: Iterator[Job], submit, most: int) -> Iterator[Files]:
    """The parts of jobs as they are done; at most `most` are under way or waiting."""
    under_way: set[Future] = set()
    try:
        for job in jobs:
            under_way.add(submit(job))
            if len(under_way) >= most:
                done, under_way = wait(under_way, return_when=FIRST_COMPLETED)
                yield from (future.result() for future in done)
        while under_way:
            done, under_way = wait(under_way, return_when=FIRST_COMPLETED)
            yield from (future.result() for future in done)
    finally:
        for future in under_way:
            future.cancel()
