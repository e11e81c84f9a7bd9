"""The program that reads documents where it can be killed: python -m pipeline.parts.worker SOCKET

It loads the program's data once, and for every connection that it is handed forks a process that makes parts. A forked
process takes no time to start, and shares the data. The kernel ends it where a document takes too long; where one takes
too much memory it is refused more. It tells which item it is at, so that whoever waits knows what ended it.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import socket
import sys
from multiprocessing.connection import Connection

from pipeline.corpus import is_about_data
from pipeline.frugal import without_frames
from pipeline.parts import part, work
from pipeline.parts.pool import AT, DAMAGED, DONE
from pipeline.read import Item
from pipeline.settings import USUAL

_SELDOM = 100_000  # new objects between collections: analyses are made of tuples, which leave no cycles behind
_PACKING = 64  # megabytes that a part takes besides its documents
# Plainly English: what tells languages apart takes half a second to load, and many corpora never ask for it.
_SAMPLE = (
    "Fighters of the group attacked a post near the town of Gao on 3 May 2012, killing two soldiers and wounding four, "
    "officials said on Friday; the attackers fled with two of the cars."
)


def main(control: socket.socket) -> None:
    """Forks a process for each connection received, until the other end closes. Never returns in those processes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who waits for us closes the connection
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # children are not waited for
    with without_frames():
        warm()
        _fork(control)


def _fork(control: socket.socket) -> None:
    while True:
        message, descriptors, *_ = socket.recv_fds(control, 1, 1)
        if not message:
            return
        if os.fork() == 0:
            try:
                control.close()
                serve(Connection(descriptors[0]))
            finally:  # whatever comes: nothing of what was forked is to be put in order here
                os._exit(0)
        os.close(descriptors[0])


def serve(connection: Connection) -> None:
    """Makes the parts that are asked for, until the other end closes."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    limited = False
    while True:
        try:
            job = part.unpack_job(connection.recv_bytes())
        except (EOFError, OSError):
            return
        if not limited:
            _limit_memory(job.limits.memory)
            limited = True
        try:
            answer = _answer(job, connection)
        except BrokenPipeError:  # nobody waits any more
            return
        connection.send_bytes(answer)


def _answer(job: part.Job, connection: Connection) -> bytes:
    def note(number: int) -> None:
        connection.send_bytes(AT + str(number).encode())
        # SIGALRM ends the process, whatever it is doing; packing the part is not the last document's time.
        signal.setitimer(signal.ITIMER_REAL, job.limits.seconds if number < len(job.items) else 0)

    try:
        return DONE + part.pack_files(work.make(job, note))
    except Exception as error:
        if is_about_data(error):
            return DAMAGED + str(error).encode()
        raise


def _limit_memory(megabytes: int) -> None:
    """Refuses this process more memory than it holds now and that much more; where that can't be told, nothing is."""
    try:
        import resource

        with open("/proc/self/statm") as file:
            pages = int(file.read().split()[5])
        most = pages * resource.getpagesize() + (megabytes + _PACKING) * 1_048_576
        resource.setrlimit(resource.RLIMIT_DATA, (most, resource.getrlimit(resource.RLIMIT_DATA)[1]))
    except (ImportError, OSError, ValueError, IndexError):
        return


def warm() -> None:
    """Loads what every part needs, and lets the collector be; a damaged data file shows with the first part."""
    gc.disable()
    item = Item("sample", "record", json.dumps({"text": _SAMPLE}).encode(), "sample")
    try:
        work.make(part.Job((item,), USUAL, {}, {}))
    except ValueError as error:
        if not is_about_data(error):
            raise
    gc.set_threshold(_SELDOM)
    gc.freeze()  # as it is: what loading left behind is little, and finding it takes a tenth of a second
    gc.enable()


if __name__ == "__main__":
    main(socket.socket(fileno=int(sys.argv[1])))
    os._exit(0)  # nothing to put in order, and libraries that were frozen complain of it
