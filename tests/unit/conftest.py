"""A pipeline that needs no model, for the tests of what surrounds the components."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from newsnlp.document import Mention, Timex
from newsnlp.pipeline import Pipeline


class Capitals:
    """A small component for tests: words with a capital are people, years are dates; `POISON` breaks it."""

    name = "capitals"

    def annotate(self, doc: Any, so_far: Any) -> Iterator[Mention]:
        if "POISON" in doc.text:
            raise LookupError("poisoned")
        for token in doc:
            start, end = token.idx, token.idx + len(token)
            if re.fullmatch(r"\d{4}", token.text):
                timex = Timex("DATE", token.text, (start, end))
                yield Mention(start, end, token.text, "DATE", by=f"{self.name}:year", timex=timex)
            elif token.text[0].isupper():
                yield Mention(start, end, token.text, "PERSON", score=0.5, by=self.name)


@pytest.fixture
def pipeline() -> Pipeline:
    """Give a pipeline that needs no model."""
    return Pipeline([Capitals()])
