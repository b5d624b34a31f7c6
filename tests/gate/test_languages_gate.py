"""English news is not called foreign."""

import json

import pytest

from newsnlp.languages import language_of


@pytest.mark.shared
@pytest.mark.parametrize("name", ["ner/newsgold_dev", "link/uci_dev", "timex/timebank"])
def test_no_english_text_is_called_foreign(shared, name):
    with (shared / "data" / f"{name}.jsonl").open(encoding="utf-8") as file:
        records = [json.loads(line) for line in file]
    texts = [f"{record.get('title') or ''} {record.get('text') or ''}" for record in records]
    assert [text for text in texts if language_of(text) not in (None, "en")] == []
