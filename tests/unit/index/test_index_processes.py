import os
import signal
import subprocess
import sys

import newsnlp

ADDS = """
import sys, newsnlp
path, name = sys.argv[1:]
with newsnlp.Index(path) as index:
    for number in range(10_000):
        index.add([{"id": f"{name}{number}", "title": f"Quake {number} Hits Chile and {name}"}])
        print(f"{name}{number}", flush=True)
        if name != "endless" and number == 40:
            break
"""


def start(path, name):
    return subprocess.Popen([sys.executable, "-c", ADDS, str(path), name], stdout=subprocess.PIPE, text=True)


def test_kill_loses_nothing_acknowledged(tmp_path):
    path, acknowledged = tmp_path / "news.db", []
    for lines in (1, 8, 23):
        with start(path, "endless") as process:
            said = [process.stdout.readline().strip() for _ in range(lines)]
            os.kill(process.pid, signal.SIGKILL)
            said += process.stdout.read().split()
        acknowledged += said
    with newsnlp.Index(path) as index:
        assert set(acknowledged) <= set(index)
        index.settle()
        assert index.stories() == newsnlp.link(list(index.export())).stories


def test_two_processes_write_at_once(tmp_path):
    path = tmp_path / "news.db"
    with newsnlp.Index(path) as index:
        index.add([{"id": "first", "title": "Quake Hits Chile"}])
        with start(path, "one") as one, start(path, "two") as two:
            seen = len(index)
            assert one.wait(timeout=100) == two.wait(timeout=100) == 0
        assert seen >= 1
        assert len(index) == 83
        index.delete(["one3"])
        with newsnlp.Index(path) as other:
            other.delete(["two5"])
            other.add([{"id": "last", "title": "Quake 5 Hits Chile and one"}])
        assert list(index.export()) == [index.get(name) for name in index]
        index.settle()
        batch = newsnlp.link(list(index.export()))
        assert index.stories() == batch.stories
        assert list(index.export()) == list(batch.documents)
