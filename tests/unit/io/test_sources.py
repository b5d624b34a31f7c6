"""From what a user points at to files."""

import errno
import os

import pytest

from newsnlp.errors import UnreadableFile
from newsnlp.io.failure import Failure
from newsnlp.io.readers import scan
from newsnlp.io.sources import find_sources


def test_the_failures_of_an_earlier_run_are_no_articles(tmp_path):
    for name in ("a.jsonl", "out.errors.jsonl"):
        (tmp_path / name).write_text("{}\n", encoding="utf-8")
    assert [source.name for source in find_sources([tmp_path])] == ["a.jsonl"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_what_a_folder_holds_besides_is_told(tmp_path):
    folder, outside = tmp_path / "in", tmp_path / "outside"
    (folder / "sub").mkdir(parents=True)
    outside.mkdir()
    for path in (folder / "a.txt", outside / "b.txt", folder / ".hidden.png", folder / "out.errors.jsonl"):
        path.write_text("Ferry Resumes", encoding="utf-8")
    (folder / "sub" / "photo.png").write_bytes(b"\x89PNG\r\n")
    os.mkfifo(folder / "pipe.txt")
    (folder / "link.txt").symlink_to(outside / "b.txt")
    (folder / "linked").symlink_to(outside)
    told = []
    assert [source.name for source in find_sources([folder], passed_over=told.append)] == ["a.txt"]
    assert [path.relative_to(folder).as_posix() for path in told] == [
        "link.txt",
        "linked",
        "pipe.txt",
        "sub/photo.png",
    ]


def test_a_folder_that_cannot_be_looked_into_is_a_failure(tmp_path, monkeypatch):
    (tmp_path / "shut").mkdir()
    (tmp_path / "a.txt").write_text("Ferry Resumes", encoding="utf-8")
    scandir, open_ = os.scandir, os.open

    def closed(call):
        def refuse(path=".", *args, **options):
            if os.fspath(path) == str(tmp_path / "shut"):
                raise PermissionError(errno.EACCES, "Permission denied", os.fspath(path))
            return call(path, *args, **options)

        return refuse

    monkeypatch.setattr(os, "scandir", closed(scandir))
    monkeypatch.setattr(os, "open", closed(open_))
    first, second = scan([tmp_path])
    assert first.text == "Ferry Resumes"
    assert isinstance(second, Failure)
    assert isinstance(second.error, UnreadableFile)
    assert str(tmp_path / "shut") in str(second.error)
    assert "Permission denied" in str(second.error)
