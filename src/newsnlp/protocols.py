r"""What an outsider implements: a component that finds mentions.

A component is an object with a `name` and `annotate(doc, so_far)`:

    class Hashtags:
        name = "hashtags"

        def annotate(self, doc, so_far):
            for match in re.finditer(r"#\w+", doc.text):
                yield Mention(match.start(), match.end(), match.group(), "PRODUCT", by=self.name)

It changes nothing (neither `doc` nor `so_far`), does no input or output, gives the same mentions for the same
document, and can be pickled, so that worker processes can have it. Options are keyword-only and checked when it is
made. It need not care about overlaps: the pipeline settles them (see `newsnlp.mentions`).

A component that reads one language says so by an attribute (`language = "en"`): it is passed over in a text that is
known to be in another.

One that can be set up in several ways says how by an attribute `options` (whatever JSON holds, or has a `repr` that is
the same in each run): it is part of the configuration whose hash stands in the records, so that `--resume` makes
anew what was made otherwise.

`doc` is a spaCy Doc with tokens and sentences, nothing else. What is known of the article stands in `doc.user_data`
under the keys below; values are None when unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from newsnlp.document import Mention
from newsnlp.explanation import Note

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["MENTIONS", "PUBLISHED", "TITLE_END", "URL", "Component", "Explains", "SentenceLike", "TextDoc"]

MENTIONS = "newsnlp"
"""Key of `doc.user_data` in a pipeline of others: the mentions as records."""
PUBLISHED = "newsnlp_published"
"""Key of `doc.user_data`: the publication date as an ISO string."""
TITLE_END = "newsnlp_title_end"
"""Key of `doc.user_data`: one past the title's last code point in the text."""
URL = "newsnlp_url"
"""Key of `doc.user_data`: where the article was published, if known."""


@runtime_checkable
class Component(Protocol):
    """Finds mentions in a document; see the module's text for the contract."""

    name: str

    def annotate(self, doc: Doc, so_far: Sequence[Mention]) -> Iterable[Mention]:
        """Yield mentions of `doc`; `so_far` holds those of the components before it."""


@runtime_checkable
class Explains(Protocol):
    """A component that can also say why: `Pipeline.explain` asks those that have this method."""

    def explain(self, doc: Doc) -> Iterable[Note]:
        """Yield notes on the mentions that `annotate` yields for `doc`."""


class SentenceLike(Protocol):
    """The part of a spaCy Span that components without spaCy read."""

    @property
    def start_char(self) -> int:
        """First code point."""

    @property
    def end_char(self) -> int:
        """One past the last code point."""


class TextDoc(Protocol):
    """The part of a spaCy Doc that components without spaCy read."""

    @property
    def text(self) -> str:
        """The text."""

    @property
    def sents(self) -> Iterator[SentenceLike]:
        """The sentences, in order."""

    @property
    def user_data(self) -> dict[Any, Any]:
        """What is known of the article."""
