"""Links between documents that tell one story: normalise, block, score, cluster.

Pure functions of text, numbers and records. `link.py` shows the way of the data.
"""

from __future__ import annotations

from newsnlp.linking.inputs import LinkInput
from newsnlp.linking.link import Linked, compare, link_inputs

__all__ = ["LinkInput", "Linked", "compare", "link_inputs"]
