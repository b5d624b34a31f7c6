"""Progress: a bar on a terminal, lines elsewhere."""

import io

from rich.console import Console

from newsnlp.display.progress import Progress


class Clock:
    """A clock that a test moves."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def steps(terminal, monkeypatch, term="xterm"):
    monkeypatch.setenv("TERM", term)
    stream, clock = io.StringIO(), Clock()
    progress = Progress(Console(file=stream, force_terminal=terminal, highlight=False, soft_wrap=True), clock)
    progress.start("enriching")
    for number in range(1, 2001):
        clock.now += 0.006
        progress.step(5, failed=number == 3)
    progress.stop()
    return stream.getvalue()


def test_plain_lines_each_thousand_documents_or_ten_seconds(monkeypatch):
    assert steps(False, monkeypatch).splitlines() == [
        "1,000 documents, 1 failed, 833 words a second",
        "2,000 documents, 1 failed, 833 words a second",
    ]
    monkeypatch.setattr("newsnlp.display.progress._EVERY_SECONDS", 3.0)
    assert len(steps(False, monkeypatch).splitlines()) == 4


def test_a_bar_on_a_terminal(monkeypatch):
    told = steps(True, monkeypatch)
    assert "enriching" in told
    assert "\x1b[2K" in told  # the line is drawn anew


def test_no_bar_where_the_cursor_cannot_move(monkeypatch):
    assert steps(True, monkeypatch, term="dumb").splitlines()[0].startswith("1,000 documents")


def test_no_colours_when_asked(monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    told = steps(True, monkeypatch)
    assert "\x1b[3" not in told
    assert "\x1b[9" not in told
