"""The server around the pages."""

import threading

import pytest

from views import serving


@pytest.fixture
def nobody(monkeypatch):
    """A server that no reader has come to."""
    monkeypatch.setattr(serving, "coming", threading.Event())


def test_everything_is_foreseen_while_nobody_comes(nobody):
    """All steps are gone through."""
    done = []
    serving.foresee(done.append(n) for n in range(5))
    assert done == [0, 1, 2, 3, 4]


def test_a_reader_does_not_have_the_same_worked_out_twice(nobody):
    """The step under way when a reader comes is finished before the visit goes on; none begins after."""
    done, begun, reader = [], threading.Event(), threading.Event()

    def steps():
        yield done.append("first")
        begun.set()
        assert reader.wait(60)
        serving.coming.wait(60)
        yield done.append("second")
        yield done.append("third")

    foreseeing = threading.Thread(target=serving.foresee, args=(steps(),))
    foreseeing.start()
    assert begun.wait(60)
    reader.set()
    serving.attend()
    assert done == ["first", "second"]
    foreseeing.join(60)
    assert done == ["first", "second"]
