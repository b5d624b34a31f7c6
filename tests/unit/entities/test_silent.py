"""Nothing is sent, and nothing is written to the user's home."""

import os
import subprocess
import sys
from pathlib import Path

SRC = Path(__file__).resolve().parents[3] / "src"


def test_loading_a_model_leaves_the_home_alone(tmp_path):
    kept = {
        name: value for name, value in os.environ.items() if name not in ("ORT_DISABLE_TELEMETRY", "XDG_CACHE_HOME")
    }
    # What onnxruntime takes for a run of tests is left alone: then it is silent by itself.
    for name in ("CI", "GITHUB_ACTIONS", "GITLAB_CI", "CIRCLECI", "ORT_RUNNING_UNIT_TESTS"):
        kept.pop(name, None)
    subprocess.run(
        [sys.executable, "-c", "import newsnlp; newsnlp.enrich('Ana Ruiz spoke in Lisbon.')"],
        env={**kept, "HOME": str(tmp_path), "PYTHONPATH": str(SRC), "PYTHONDONTWRITEBYTECODE": "1"},
        check=True,
    )
    assert list(tmp_path.rglob("*")) == []
