"""Checks for components that others write: does one keep the contract of `newsnlp.protocols`?

Example, as a test of a component of your own:

    from newsnlp.testing import check_component

    def test_speakers_keep_the_contract():
        check_component(Speakers())
"""

from __future__ import annotations

import json
import pickle
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from newsnlp.article import Article
from newsnlp.document import Mention
from newsnlp.errors import ComponentError, InvalidRecord
from newsnlp.mentions import check_mention
from newsnlp.protocols import Component
from newsnlp.tokens import make_doc, news_tokens

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

__all__ = ["AWKWARD_TEXTS", "check_component"]

AWKWARD_TEXTS: tuple[str, ...] = (
    " \n ",
    ".",
    "“",
    "The minister resigned on Friday. Her successor, Ana Ruiz, takes over on May 9 with a budget of $1.2 billion.",
    "MINISTER RESIGNS OVER 2019-21 BUDGET ROW IN U.S.-BROKERED DEAL #BREAKING @DESK",
    "minister resigns two weeks after vote no full stop no capitals 40 percent turnout",
    "“I won’t go,” said Ms. Ruiz’s deputy; ‘not yet’, he’d told the BBC’s reporters.",
    "Fans cheered 🎉🏆 in 🇦🇷 as the 👩‍👩‍👧‍👦 family and 👩🏽‍🚀 Ana waved ❤️ on Sunday.",
    "Cafe\u0301 owner Jose\u0301 Nun\u0303ez paid 5 €\u0301 in Zu\u0308rich on 3 Ma\u0308rz.",
    "رئيس الوزراء Ana Ruiz قال في 2024 \u202bإن\u202c النمو بلغ 3% و\u200fשלום from Tel Aviv.",
    "A NUL\x00here and\x07 a bell\x1b[31m in the wire copy of May 9\x00.",
    "First line\r\n\r\nSecond line\rThird line\u2028Fourth\u2029Fifth\x85Sixth\x0bSeventh\x0cEighth.",
    "On\u00a09\u00a0May\u00a02024,\u202f$1\u202f200\u2007was paid\u3000in New\u00a0York.",
    "The co\u00adop\u00ader\u00ada\u00adtion be\u00adgan in Sep\u00adtem\u00adber.",
    "The o\ufb03ce of \ufb01nance in \ufb02ooded \ufb01elds: \u216b \u00bd \u00b2 \u2460 \uff12\uff10\uff12\uff14.",
    "\ufeffA byte order mark, a \u200bzero\u200bwidth\u200b space and a \u2060joiner in Mos\u200bcow.",
    '<p class="lead">Shares of <b>Acme&nbsp;Inc.</b> rose 3&#37; &amp; <br/>fell on <a href="//x.test?a=1">May 9</a>',
    "東京 2024年5月9日 – 首相は述べた。 İstanbul’da ıssız ǅ ß ſ K",
    "--- *** === ((( [[[ ... !!! ??? ,,, ;;; ––– ””” ‘‘‘ $$$ %%% ### 1/2/3/4/5 1-2-3-4-5-6",
    "in in in the the of of and and last next this ago May March Sunday second minute $ 9 99 999 9999 99999",
    "99999999999999999999999999 and 0000-00-00 and 31/31/9999 and 1e999 and $9,99,99.9.9 bn on February 30",
    "X" * 20_000,
    "1" * 2_000 + "-" * 500,
    "A 𝔹𝕠𝕝𝕕 name 𠮷野家 and \U0010ffff beyond the basic plane in 𝟚𝟘𝟚𝟜.",
)
"""What news pipelines meet sooner or later: each is tried by default."""

_TITLE = "Ruiz’s Rivals Win 52% in Vote of May 9"
_PUBLISHED = "2025-02-10"
_SHOWN = 60


def check_component(component: Component, *, texts: Iterable[str] = AWKWARD_TEXTS) -> None:
    """Check that a component keeps the contract that `newsnlp.protocols` states.

    It must have a name, yield mentions whose offsets, texts, labels and values are right, give the same again for
    the same document whatever came before it, change neither the document nor the mentions so far, and do the same
    after pickling. Each text is tried as a bare text, as a dated text under a title, and as a title.

    Args:
        component: what to check.
        texts: what to try it on.

    Raises:
        ComponentError: the component breaks the contract; the message says how, and on which text.

    Example:
        >>> for component in newsnlp.default_components():
        ...     newsnlp.testing.check_component(component)
    """
    name = getattr(component, "name", None)
    if not isinstance(name, str) or not name:
        raise ComponentError(f"{component!r} has the name {name!r}, expected a string that is not empty")
    if not isinstance(component, Component) or not callable(component.annotate):
        raise ComponentError(f"component {name!r} has no method annotate(doc, so_far)")
    articles = [article for text in texts for article in _variants(text)]
    _pickled(component)
    nlp = news_tokens()
    expected = [_annotate(component, nlp, article) for article in articles]
    # Backwards: what a component keeps from one document must not show in another.
    again = [_annotate(component, nlp, article) for article in reversed(articles)][::-1]
    _compare(name, articles, expected, again, "a second time, and in another order")
    copy = _pickled(component)
    copied = [_annotate(copy, nlp, article) for article in articles]
    _compare(name, articles, expected, copied, "after pickling")


def _variants(text: str) -> Iterator[Article]:
    yield Article(text=text)
    yield Article(text=text, title=_TITLE, published=_PUBLISHED)
    yield Article(title=text, text="Ana Ruiz spoke.", published=f"{_PUBLISHED}T23:30:00+09:00")


def _annotate(component: Component, nlp: Language, article: Article) -> list[Mention]:
    """Give the mentions of one article, each of them checked, and the document seen to be unchanged."""
    doc = make_doc(nlp, article)
    so_far = _earlier(doc)
    before = _state(doc, so_far)
    where = f"component {component.name!r} on the text {_shown(doc.text)}"
    try:
        found = list(component.annotate(doc, so_far))
    except Exception as error:  # whatever it raises is told with its name and the text
        raise ComponentError(f"{where} failed: {type(error).__name__}: {error}") from error
    if _state(doc, so_far) != before:
        raise ComponentError(f"{where} changed the document or the mentions so far: yield mentions instead")
    for mention in found:
        _check(mention, doc.text, component.name, where)
    return found


def _earlier(doc: Doc) -> tuple[Mention, ...]:
    """Give a mention such as a component before it could have found: the first word."""
    words = [token for token in doc if not token.is_space]
    return tuple(
        Mention(word.idx, word.idx + len(word), word.text, "PERSON", score=0.9, by="earlier") for word in words[:1]
    )


def _state(doc: Doc, so_far: Sequence[Mention]) -> tuple[object, ...]:
    return doc.to_bytes(exclude=["strings", "user_data"]), dict(doc.user_data), tuple(so_far)


def _check(mention: object, text: str, name: str, where: str) -> None:
    """Check one mention, and that it survives being written to a record and read again."""
    checked = check_mention(mention, text, name)
    try:
        read_again = Mention.from_dict(json.loads(json.dumps(checked.to_dict(), allow_nan=False)))
    except (TypeError, ValueError, AttributeError, InvalidRecord) as error:
        raise ComponentError(f"{where} yielded {checked!r}, which no record can hold: {error}") from error
    if read_again != checked:
        raise ComponentError(f"{where} yielded {checked!r}, which reads as {read_again!r} from a record")
    if checked.score is not None and not 0 <= checked.score <= 1:
        raise ComponentError(f"{where} yielded the score {checked.score!r}, expected a probability or None")
    if checked.timex is not None and not 0 <= checked.timex.extent[0] < checked.timex.extent[1] <= len(text):
        raise ComponentError(f"{where} yielded a timex whose extent {checked.timex.extent} is not in the text")


def _pickled(component: Component) -> Component:
    try:
        copy: Component = pickle.loads(pickle.dumps(component))  # noqa: S301 - what we have just written
    except Exception as error:  # anything can go wrong in a user's __getstate__ or __setstate__
        raise ComponentError(
            f"component {component.name!r} cannot be pickled ({type(error).__name__}: {error}): define its class at "
            "the top of a module, and keep open files, locks and sessions out of its state"
        ) from error
    return copy


def _compare(
    name: str, articles: Sequence[Article], expected: Sequence[object], found: Sequence[object], when: str
) -> None:
    for article, one, other in zip(articles, expected, found, strict=True):
        if one != other:
            raise ComponentError(
                f"component {name!r} gives other mentions {when}, on the text {_shown(article.full_text)}: "
                f"{one!r}, then {other!r}"
            )


def _shown(text: str) -> str:
    return ascii(text if len(text) <= _SHOWN else text[:_SHOWN] + "...")
