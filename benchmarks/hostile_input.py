"""Every hostile input through the real command: what comes out, in which time, and with how much memory.

    python benchmarks/hostile_input.py [WORDS IN NAMES...] [--giant 1073741824] [--model fast] [--failures]

Each case is made in a folder of its own and read twice, each time in a new process: by `newsnlp.read` alone, and by
`python -m newsnlp enrich ... --out`. Counted are CPU seconds (all threads, user and system) beyond those of the same
process on a text of one line, and the most memory resident. A case fails when the command

- ends with another code than 0, 1 or 2, by a signal, with a traceback, or without a word when its code is not 0,
- writes, moves, makes or removes anything but what belongs to `--out`, or opens a connection, or starts a process,
- takes more than 5 CPU seconds beyond its base, or more than 500 MB in all.

Linux only. Exits with 1 when a case fails. With `--failures` only those are shown.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from hostile_cases import Case, cases

MOST_SECONDS, MOST_MEGABYTES = 5.0, 500.0
GUARD_SECONDS = 60
# Runs in the process that is measured: tells on a file descriptor what it opens for writing, moves and starts.
AUDIT = """
import os, sys
def audit(event, args, fd=int(os.environ["HOSTILE_AUDIT"])):
    if event == "open":
        path, mode, flags = args
        if isinstance(path, int) or not (flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)): return
    elif event not in ("os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate",
                       "socket.connect", "socket.getaddrinfo", "subprocess.Popen", "os.system", "os.exec"): return
    os.write(fd, (repr((event, *map(str, args[:2]))) + "\\n").encode())
sys.addaudithook(audit)
"""
READ = """
import sys
from newsnlp.errors import NewsNlpError
from newsnlp.io.readers import scan
paths = [given for given in sys.argv[1:] if given not in ("--", "--lines")]
try:
    for _ in scan(paths, lines="--lines" in sys.argv): pass
except NewsNlpError as error:
    sys.exit(f"refused: {error}")
"""


@dataclass
class Run:
    """How a process ended."""

    code: int
    seconds: float
    megabytes: float
    said: str
    did: list[str]


def limited() -> None:
    """Bound the process, so that a hang ends."""
    resource.setrlimit(resource.RLIMIT_CPU, (GUARD_SECONDS, GUARD_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def run(command: list[str], sandbox: Path, stdin: str | None) -> Run:
    """Run a command in a sandbox."""
    reading, writing = os.pipe()
    os.set_blocking(reading, False)
    environment = {
        **os.environ, "HOME": str(sandbox / "home"), "TMPDIR": str(sandbox / "tmp"), "HOSTILE_AUDIT": str(writing),
        "PYTHONPATH": f"{sandbox / 'audit'}:{os.environ.get('PYTHONPATH', '')}", "PYTHONDONTWRITEBYTECODE": "1",
        "OMP_NUM_THREADS": "1", "NO_COLOR": "1", "COLUMNS": "300",
    }  # fmt: skip
    with (sandbox / "said").open("wb") as said, Path(stdin or os.devnull).open("rb") as given:
        process = subprocess.Popen(
            command, stdin=given, stdout=said, stderr=subprocess.STDOUT, cwd=sandbox / "cwd", env=environment,
            pass_fds=(writing,), preexec_fn=limited,
        )  # fmt: skip
        os.close(writing)
        # A process that waits for ever uses no CPU time: this is its guard.
        signal.alarm(3 * GUARD_SECONDS)
        try:
            _, status, used = os.wait4(process.pid, 0)
        except TimeoutError:
            process.kill()
            _, status, used = os.wait4(process.pid, 0)
        signal.alarm(0)
        process.returncode = os.waitstatus_to_exitcode(status)
    with os.fdopen(reading, "rb") as pipe:
        did = (pipe.read() or b"").decode().splitlines()
    text = (sandbox / "said").read_bytes().decode(errors="backslashreplace").replace(f"{sandbox}/", "")
    return Run(process.returncode, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, text, did)


def sandboxed(case: Case, giant: int, root: Path, model: str, read_only: bool = False) -> tuple[Run, Run]:
    """Make a case and read it both ways."""
    sandbox = Path(tempfile.mkdtemp(dir=root))
    try:
        for name in ("in", "home", "tmp", "cwd", "audit", "out"):
            (sandbox / name).mkdir()
        (sandbox / "audit" / "sitecustomize.py").write_text(AUDIT)
        arguments = case.make(sandbox / "in", giant)
        stdin = next((given[1:] for given in arguments if given.startswith("<")), None)
        arguments = ["-" if given.startswith("<") else given for given in arguments]
        reading = run([sys.executable, "-c", READ, *arguments], sandbox, stdin)
        if read_only:
            return reading, reading
        out = sandbox / "out" / "out.jsonl"
        command = [sys.executable, "-m", "newsnlp", "enrich", "--out", str(out), "--model", model, "-q", *arguments]
        whole = run(command, sandbox, stdin)
        whole.did = [line for line in whole.did if not _belongs(line, sandbox)]
        left = {path.name for path in (sandbox / "out").iterdir()}
        left -= {"out.jsonl", "out.errors.jsonl", "out.jsonl.part"}
        left |= {str(path) for name in ("home", "tmp", "cwd") for path in (sandbox / name).iterdir()}
        whole.did += [f"left {name}" for name in sorted(left)]
        return reading, whole
    finally:
        shutil.rmtree(sandbox)


def _belongs(line: str, sandbox: Path) -> bool:
    """Tell whether what was done is to `--out`, what stands beside it, a temporary file, or a place that takes all."""
    places = (
        str(sandbox / "out" / "out."),
        str(sandbox / "out" / ".out."),
        str(sandbox / "tmp"),
        "/dev/null",
        "/dev/shm",
    )
    return any(f"'{place}" in line for place in places)


def verdict(whole: Run, seconds: float) -> str:
    """Say what is wrong, or `ok`."""
    wrong = []
    if whole.code not in (0, 1, 2):
        wrong.append(f"exit code {whole.code}")
    if "Traceback" in whole.said or (whole.code and not whole.said.strip()):
        wrong.append("traceback" if whole.said.strip() else "says nothing")
    if whole.did:
        wrong.append(f"does {whole.did[0]}")
    if seconds > MOST_SECONDS:
        wrong.append("too slow")
    if whole.megabytes > MOST_MEGABYTES:
        wrong.append("too large")
    return "FAILED: " + ", ".join(wrong) if wrong else "ok"


def outcome(whole: Run) -> str:
    """Give the first thing that the command said, cut short; of a traceback the last."""
    if whole.code == 0:
        return "read"
    line = whole.said.strip().splitlines()[-1] if "Traceback" in whole.said else " ".join(whole.said.split())
    return line.removeprefix("failed ").removeprefix("error ")[:90]


def main() -> int:
    """Run the cases and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("words", nargs="*", help="run only the cases whose name has all of these")
    parser.add_argument("--giant", type=int, default=1 << 30)
    parser.add_argument("--model", default="fast")
    parser.add_argument("--failures", action="store_true", help="show only cases that fail")
    options = parser.parse_args()
    signal.signal(signal.SIGALRM, _out_of_time)
    # One at a time: what this process holds counts for what it starts.
    chosen = (case for case in cases() if all(word in case.name for word in options.words))
    count, failed, slowest, largest, reads = 0, 0, 0.0, 0.0, 0.0
    with tempfile.TemporaryDirectory(prefix="hostile-") as folder:
        root = Path(folder)
        plain = Case("plain", lambda place, _: [str(_text(place))])
        bases = [sandboxed(plain, 0, root, options.model) for _ in range(3)]
        base = [statistics.median(pair[n].seconds for pair in bases) for n in (0, 1)]
        memory = [statistics.median(pair[n].megabytes for pair in bases) for n in (0, 1)]
        print(f"base: reading {base[0]:.2f} s, {memory[0]:.0f} MB; command {base[1]:.2f} s, {memory[1]:.0f} MB")
        print(f"{'case':44}{'reading':>9}{'MB':>6}{'command':>9}{'MB':>6}{'exit':>5}  verdict, outcome")
        for case in chosen:
            reading, whole = sandboxed(case, options.giant, root, options.model)
            first, second = reading.seconds - base[0], whole.seconds - base[1]
            judged = verdict(whole, second)
            count += 1
            failed += judged != "ok"
            slowest, largest, reads = max(slowest, second), max(largest, whole.megabytes), max(reads, reading.megabytes)
            if judged != "ok" or not options.failures:
                print(
                    f"{ascii(case.name)[1:-1][:43]:44}{first:9.2f}{reading.megabytes:6.0f}{second:9.2f}"
                    f"{whole.megabytes:6.0f}{whole.code:5}  {judged}; {ascii(outcome(whole))[1:-1]}",
                    flush=True,
                )
    print(f"{count} cases, {failed} failed; at most {slowest:.1f} s, {largest:.0f} MB ({reads:.0f} MB for reading)")
    return 1 if failed else 0


def _text(folder: Path) -> Path:
    path = folder / "x.txt"
    path.write_text("Ana Ruiz spoke in Lisbon on May 9.")
    return path


def _out_of_time(*_: object) -> None:
    raise TimeoutError


if __name__ == "__main__":
    sys.exit(main())
