"""What of a title is listed so that others find it: words that are enough, and pairs of words.

A prefix filter as in PPJoin (Xiao et al. 2008), with two words: titles that share enough rarity share one word that is
enough, or two. Of a title those pairs of words are listed that may be the two rarest of what it shares with another;
the words after them bound what more there can be.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from newsnlp.linking.encode import Encoded
from newsnlp.linking.rows import Floats, Ints, Rows, spread
from newsnlp.linking.rule import MOST_OF, TELLING, Bound, telling_rarity

__all__ = ["Listing", "listed", "needs", "telling"]

_BITS = 31  # of a term's number


@dataclass(frozen=True, slots=True)
class Listing:
    """What is listed, an entry each.

    Attributes:
        owners: the title.
        keys: a number of the word or the pair of words.
        rarity: its rarity, nats.
        rest: that of the title's words that are less rare.
    """

    owners: Ints
    keys: Ints
    rarity: Floats
    rest: Floats

    def take(self, which: Ints) -> Listing:
        """Give some of the entries."""
        return Listing(self.owners[which], self.keys[which], self.rarity[which], self.rest[which])


def needs(docs: Encoded, bound: Bound) -> NDArray[np.float64]:
    """Give the rarity that each title and another need in common, if the other's own need is no greater."""
    need: NDArray[np.float64] = np.minimum(bound.rarity, MOST_OF * telling_rarity(docs, docs.titles, TELLING))
    return need


def telling(docs: Encoded, rows: Rows, least: float) -> Rows:
    """Give the rows with the words alone that have at least so much rarity."""
    kept = docs.idf[rows.terms] >= least
    starts = np.concatenate([[0], np.cumsum(kept)])[rows.starts]
    return Rows.flat(starts, rows.terms[kept], rows.weights[kept], rows.width)


def listed(docs: Encoded, rows: Rows, need: NDArray[np.float64]) -> Listing:
    """List what is enough, or may be the rarest of what is: single words and pairs of words.

    Args:
        docs: the documents, for the rarity of terms.
        rows: the telling words of titles.
        need: of each row.
    """
    owner = rows.owners
    order = np.lexsort((rows.terms, -docs.idf[rows.terms], owner))
    term = rows.terms[order]  # rarest first in each title
    rarity = docs.idf[term]
    summed = np.cumsum(rarity.astype(np.float64))  # exact, as rarity comes in steps; see `idf.py`
    rest = (np.concatenate([[0.0], summed])[rows.starts[owner + 1]] - summed).astype(np.float32)
    alone = np.flatnonzero(rarity >= need[owner])
    behind = np.arange(1, len(owner) + 1)
    first, second = spread(behind, rows.starts[owner + 1] - behind)
    may = rarity[first] + rarity[second] + rest[second] >= need[owner[first]]
    first, second = first[may], second[may]
    keys = (np.minimum(term[first], term[second]) << _BITS) + np.maximum(term[first], term[second])
    return Listing(
        np.concatenate([owner[alone], owner[first]]),
        np.concatenate([(term[alone] << _BITS) + term[alone], keys]),
        np.concatenate([rarity[alone], rarity[first] + rarity[second]]),
        np.concatenate([rest[alone], rest[second]]),
    )
