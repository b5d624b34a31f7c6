"""Hugging Face datasets: `map` with a pipeline, whose fingerprint is the same in every process."""

import importlib.util
import os
import subprocess
import sys

import pytest

WITHOUT = importlib.util.find_spec("datasets") is None
MAP = """
import datasets, newsnlp
from newsnlp import enrich_many
from newsnlp.quantities.component import QuantityComponent
from newsnlp.dates.component import DateComponent

def enrich(batch, pipeline):
    rows = [dict(zip(batch, row)) for row in zip(*batch.values())]
    return {"dates": [[m.text for m in doc.dates] for doc in enrich_many(rows, pipeline=pipeline)]}

if __name__ == "__main__":
    datasets.disable_progress_bars()
    titles = ["Rain on May 9"] * 5 + ["Snow on May 7"] * 5
    dataset = datasets.Dataset.from_dict({"title": titles})
    pipeline = newsnlp.load(components=[DateComponent(), QuantityComponent()], deny=["ORDINAL"])
    found = dataset.map(enrich, batched=True, batch_size=3, fn_kwargs={"pipeline": pipeline})
    assert found["dates"][:] == [["May 9"]] * 5 + [["May 7"]] * 5, found["dates"][:]
    two = dataset.map(enrich, batched=True, batch_size=3, fn_kwargs={"pipeline": pipeline}, num_proc=2)
    assert two["dates"][:] == found["dates"][:]
    assert [doc.text for doc in newsnlp.enrich_many(dataset, pipeline=pipeline)] == titles
    print(found._fingerprint)
"""
PICKLE = """
import hashlib, pickle, newsnlp
pipeline = newsnlp.load(knowledge=[{"name": "Zorblax", "aliases": ["Zed", "Zax"], "label": "ORG"}], deny=["DATE"])
first = pickle.dumps(pipeline)
pipeline(newsnlp.Article("Zorblax met Putin."))
assert pickle.dumps(pipeline) == first
assert pickle.loads(first).labels == pipeline.labels
print(hashlib.sha256(first).hexdigest())
"""


def told(path, code, seed):
    path.write_text(code, encoding="utf-8")
    environment = {**os.environ, "PYTHONHASHSEED": seed, "HF_HUB_OFFLINE": "1", "HF_HOME": str(path.parent)}
    run = subprocess.run([sys.executable, path], env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return run.stdout.splitlines()[-1]


def test_a_pipeline_pickles_to_the_same_bytes_in_every_process(tmp_path):
    assert told(tmp_path / "pickled.py", PICKLE, "1") == told(tmp_path / "pickled.py", PICKLE, "2")


@pytest.mark.nightly
@pytest.mark.skipif(WITHOUT, reason="datasets is not installed: pip install datasets")
def test_map_gives_what_enrich_many_gives_and_its_fingerprint_stays(tmp_path):
    assert told(tmp_path / "mapped.py", MAP, "1") == told(tmp_path / "mapped.py", MAP, "2")
