"""Worker processes: order, and no document lost or doubled, whatever happens to the process that has it."""

import importlib
import itertools
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from newsnlp.article import Article
from newsnlp.batch import enrich_in_order
from newsnlp.errors import ConfigError, DocumentCrash, DocumentTimeout, UnreadableFile
from newsnlp.io.failure import Failure
from newsnlp.io.writers import to_line
from newsnlp.pipeline import Pipeline
from newsnlp.worker import allowance

# A worker process imports the component anew, so it stands in a module of its own.
MODULE = r'''
import os, re, signal, sys, time
from newsnlp.document import Mention

class Fragile:
    """Initials are people; some words take the process down; each text is noted in a file of its process."""

    name = "fragile"

    def __init__(self, notes):
        self.notes = notes

    def annotate(self, doc, so_far):
        with open(f"{self.notes}/{os.getpid()}", "a") as file:
            file.write(doc.text + "\n")
        word = doc.text.split()[0]
        if word == "KILL":
            os.kill(os.getpid(), signal.SIGKILL)
        elif word == "SEGV":
            os.kill(os.getpid(), signal.SIGSEGV)
        elif word == "EXIT":
            os._exit(0)
        elif word == "QUIT":
            sys.exit(3)
        elif word == "SLEEP":
            time.sleep(600)
        elif word == "SPIN":
            re.match("(a+)+b", "a" * 60)
        elif word == "POISON":
            raise LookupError("poisoned")
        elif word == "ONCE":
            flag = f"{self.notes}/once"
            if not os.path.exists(flag):
                open(flag, "w").close()
                os.kill(os.getpid(), signal.SIGKILL)
        elif word == "GROW":
            self.hoard = bytearray(os.urandom(1)) * 800_000_000
        for token in doc:
            if token.text[0].isupper():
                yield Mention(token.idx, token.idx + 1, token.text[0], "PERSON", by=self.name)
'''


@pytest.fixture(scope="module")
def module(tmp_path_factory):
    folder = tmp_path_factory.mktemp("module")
    (folder / "fragile_for_workers.py").write_text(MODULE, encoding="utf-8")
    sys.path.insert(0, str(folder))
    yield importlib.import_module("fragile_for_workers")
    sys.path.remove(str(folder))
    del sys.modules["fragile_for_workers"]


@pytest.fixture
def notes(tmp_path):
    folder = tmp_path / "notes"
    folder.mkdir()
    return folder


@pytest.fixture
def fragile(module, notes):
    return Pipeline([module.Fragile(str(notes))])


def seen(notes):
    return sorted(line for path in notes.iterdir() for line in path.read_text(encoding="utf-8").splitlines())


def articles(*marked, number=40):
    texts = [f"Ana {n} and Leo" for n in range(number)]
    for at, word in marked:
        texts[at] = f"{word} {at}"
    return [Article(text, id=str(n)) for n, text in enumerate(texts)]


def test_two_processes_give_the_same_bytes_as_one_and_as_this_one(fragile):
    items = [Article(f"Ana {n} and Leo " * (1 + n % 7), id=str(n), meta={"n": n}) for n in range(60)]
    items[20:20] = [Failure("a.txt", "read", UnreadableFile("cannot be read")), Article("POISON", id="p")]

    def lines(**options):
        return [to_line(outcome.to_dict()) for outcome in enrich_in_order(iter(items), fragile, **options)]

    here = lines()
    assert [lines(jobs=1, timeout=20), lines(jobs=2)] == [here, here]


FEW = [(3, "KILL"), (17, "EXIT"), (18, "SPIN")]
ALL = [*FEW, (4, "SEGV"), (19, "SLEEP"), (30, "QUIT"), (31, "KILL"), (39, "KILL")]


@pytest.mark.skipif(not hasattr(signal, "SIGALRM"), reason="there is no alarm")
@pytest.mark.parametrize("deadly", [FEW, pytest.param(ALL, marks=pytest.mark.nightly)], ids=["few", "all"])
def test_each_document_that_ends_its_process_costs_one_failure_and_no_other_document(deadly, fragile, notes):
    outcomes = list(enrich_in_order(articles(*deadly), fragile, jobs=2, timeout=3))
    assert [o.where if isinstance(o, Failure) else o.id for o in outcomes] == [str(n) for n in range(40)]
    failures = {int(o.where): o for o in outcomes if isinstance(o, Failure)}
    kinds = {at: DocumentTimeout if word in ("SLEEP", "SPIN") else DocumentCrash for at, word in deadly}
    assert {at: type(failure.error) for at, failure in failures.items()} == kinds
    assert "SIGKILL" in str(failures[3].error)
    assert "exit code 0" in str(failures[17].error)
    assert "more than 3 s" in str(failures[18].error)
    assert failures[3].to_dict()["stage"] == "enrich"
    assert failures[3].to_dict()["remedy"].startswith("leave it out")
    # A crash is tried twice, a time-out once, every other document once.
    twice = [f"{word} {at}" for at, word in deadly if word not in ("SLEEP", "SPIN")]
    assert seen(notes) == sorted([article.text for article in articles(*deadly)] + twice)


def test_a_process_that_others_ended_costs_no_document(fragile, notes):
    outcomes = list(enrich_in_order(articles((9, "ONCE"), number=20), fragile, jobs=1, timeout=30))
    assert not any(isinstance(outcome, Failure) for outcome in outcomes)
    assert seen(notes).count("ONCE 9") == 2
    assert len([text for text in seen(notes) if text]) == 21


def test_a_process_that_has_grown_is_replaced(fragile, notes):
    items = articles((2, "GROW"), number=40)
    outcomes = list(enrich_in_order(items, fragile, jobs=1, timeout=30, memory_limit=800))
    assert [outcome.id for outcome in outcomes] == [str(n) for n in range(40)]
    assert len(list(notes.iterdir())) == 2
    assert len(seen(notes)) == 40


def test_it_reads_ahead_so_far_and_no_further_and_who_stops_early_leaves_no_process(fragile, notes):
    taken = itertools.count()
    outcomes = enrich_in_order((Article(f"Ana {next(taken)}") for _ in itertools.count()), fragile, jobs=2)
    assert next(outcomes).text == "Ana 0"
    time.sleep(0.2)
    assert next(taken) <= 2 * 8 * 16 + 16
    pids = [int(path.name) for path in notes.iterdir()]
    assert any(map(is_running, pids))
    outcomes.close()
    assert not any(map(is_running, pids))


def test_a_long_text_has_longer():
    assert allowance(Article("a" * 100_000), 30) == 30
    assert allowance(Article("a" * 100_001), 30) == 60
    assert allowance(Article("a" * 4_950_000), 0) == 0


def test_a_pipeline_that_other_processes_cannot_make_is_told(module, notes, monkeypatch):
    pipeline = Pipeline([module.Fragile(str(notes))])
    monkeypatch.setattr(sys, "path", [entry for entry in sys.path if "module" not in entry])
    with pytest.raises(ConfigError, match="cannot make the pipeline"):
        list(enrich_in_order(articles(), pipeline, jobs=2))


@pytest.mark.parametrize("limits", [{"timeout": -1}, {"timeout": float("nan")}, {"memory_limit": -1}])
def test_limits_that_cannot_be_are_refused(pipeline, limits):
    with pytest.raises(ConfigError, match="expected"):
        enrich_in_order([], pipeline, jobs=2, **limits)


SCRIPT = """
import sys, time
from newsnlp.article import Article
from newsnlp.batch import enrich_in_order
from newsnlp.pipeline import Pipeline
from fragile_for_workers import Fragile

if {guard}:
    items = [Article("Ana {{n}}") for n in range(20)] + [Article("SLEEP")]
    for n, outcome in enumerate(enrich_in_order(items, Pipeline([Fragile(sys.argv[1])]), jobs=2, timeout=60)):
        print(n, flush=True)
"""


def start(folder, module, guard='__name__ == "__main__"'):
    script = folder / "script.py"
    script.write_text(SCRIPT.format(guard=guard), encoding="utf-8")
    paths = os.pathsep.join([str(Path(module.__file__).parent), *sys.path])
    return subprocess.Popen(
        [sys.executable, script, folder / "notes"],
        env={**os.environ, "PYTHONPATH": paths},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def is_running(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="processes are looked up in /proc")
def test_workers_end_with_their_parent_even_in_the_middle_of_a_document(tmp_path, notes, module):
    parent = start(tmp_path, module)
    try:
        wait_until(lambda: "SLEEP" in seen(notes))
        pids = [int(path.name) for path in notes.iterdir()]
    finally:
        parent.kill()
        parent.communicate()
    wait_until(lambda: not any(map(is_running, pids)))


def wait_until(holds, seconds=60):
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_a_script_without_a_guard_is_told_so(tmp_path, notes, module):
    process = start(tmp_path, module, guard="True")
    _, told = process.communicate(timeout=60)
    assert process.returncode == 1
    assert 'call newsnlp below if __name__ == "__main__"' in told
