"""Ways to find near-duplicate headlines: this library's candidates, and what others use.

Each takes headlines and gives pairs of line numbers, as two arrays, as the method gives them: not verified.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence

import numpy as np

__all__ = ["WAYS"]

Pairs = tuple[np.ndarray, np.ndarray]
GRAM = 3  # letters of a shingle
PERMUTATIONS, LIKE = 128, 0.5  # of MinHash; the Jaccard similarity that its tables are made for


def candidates(headlines: Sequence[str]) -> Pairs:
    """Encode the headlines and find the pairs that the linker scores, for a collection of this size.

    The pairs go to a file as they come, and stand there.
    """
    from newsnlp.linking.encode import encode
    from newsnlp.linking.join import candidate_blocks
    from newsnlp.linking.rule import rule_for

    docs = encode(Inputs(headlines))
    with tempfile.TemporaryFile() as file:
        for block in candidate_blocks(docs, rule_for(len(docs))):
            file.write(np.stack(block, axis=1).tobytes())
        file.flush()
        pairs = np.memmap(file, np.int64, "r").reshape(-1, 2) if file.tell() else np.zeros((0, 2), np.int64)
    return pairs[:, 0], pairs[:, 1]


class Inputs:
    """Headlines as the linker takes them, made anew each time they are gone through."""

    def __init__(self, headlines: Sequence[str]) -> None:
        self._headlines = headlines

    def __len__(self) -> int:
        return len(self._headlines)

    def __iter__(self) -> Iterator[object]:
        from newsnlp.linking import LinkInput

        return (LinkInput(str(number), headline) for number, headline in enumerate(self._headlines))


def datasketch(headlines: Sequence[str]) -> Pairs:
    """MinHash LSH of datasketch."""
    from datasketch import MinHash, MinHashLSH

    table = MinHashLSH(threshold=LIKE, num_perm=PERMUTATIONS)

    def found() -> Iterator[tuple[int, int]]:
        for number, headline in enumerate(headlines):
            sketch = MinHash(num_perm=PERMUTATIONS)
            sketch.update_batch([gram.encode() for gram in _grams(headline)])
            yield from ((other, number) for other in table.query(sketch))
            table.insert(number, sketch, check_duplication=False)

    return _arrays(found())


def rensa(headlines: Sequence[str]) -> Pairs:
    """MinHash LSH of rensa."""
    from rensa import RMinHash, RMinHashLSH

    table = RMinHashLSH(threshold=LIKE, num_perm=PERMUTATIONS, num_bands=32)

    def found() -> Iterator[tuple[int, int]]:
        for number, headline in enumerate(headlines):
            sketch = RMinHash(num_perm=PERMUTATIONS, seed=7)
            sketch.update(_grams(headline))
            yield from ((other, number) for other in table.query(sketch))
            table.insert(number, sketch)

    return _arrays(found())


def cdist(headlines: Sequence[str], rows: Sequence[int] | None = None, least: float = 85.0) -> Pairs:
    """Find the pairs of some rows, or all, with a token_set_ratio of `least` and up, by a look at every pair."""
    from rapidfuzz import fuzz, process, utils

    plain = [utils.default_process(headline) for headline in headlines]
    numbers = np.arange(len(plain)) if rows is None else np.array(rows)
    left, right = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for start in range(0, len(numbers), 100):
        part = numbers[start : start + 100]
        asked = [plain[number] for number in part]
        scores = process.cdist(asked, plain, scorer=fuzz.token_set_ratio, score_cutoff=least, dtype=np.uint8)
        one, other = np.nonzero(scores)
        apart = part[one] != other
        left.append(part[one[apart]])
        right.append(other[apart])
    return np.concatenate(left), np.concatenate(right)


def _grams(headline: str) -> list[str]:
    plain = " ".join(headline.lower().split())
    return list({plain[start : start + GRAM] for start in range(max(len(plain) - GRAM + 1, 1))})


def _arrays(pairs: Iterator[tuple[int, int]]) -> Pairs:
    flat = np.fromiter((number for pair in pairs for number in pair), np.int64)
    return flat[::2], flat[1::2]


WAYS: dict[str, Callable[..., Pairs]] = {
    "newsnlp candidates": candidates,
    "datasketch": datasketch,
    "rensa": rensa,
    "rapidfuzz cdist": cdist,
}
