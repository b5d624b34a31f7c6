"""From a row or JSON object to an article, and from what goes wrong to a failure."""

from __future__ import annotations

import datetime as dt
import decimal
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from newsnlp.article import Article
from newsnlp.document import SCHEMA
from newsnlp.errors import InputError, InvalidArticle, NewsNlpError, UnreadableFile
from newsnlp.frozen import FrozenMap
from newsnlp.io.failure import Failure

__all__ = ["article_of", "check_columns", "json_value", "made", "with_meta"]


def made(where: str, make: Callable[[], Article]) -> Article | Failure:
    """Give what `make` makes, or the failure, whose message then names the place."""
    try:
        return make()
    except UnreadableFile as error:
        return Failure(where, "read", error)
    except RecursionError:
        return Failure(where, "read", UnreadableFile(f"{where} is nested too deep: flatten it, or leave it out"))
    except InputError as error:
        placed: NewsNlpError = type(error)(f"{where}: {error}")
        return Failure(where, "read", placed)


def article_of(record: object, columns: Mapping[str, str], name: str | None) -> Article:
    """Make an article of a JSON object or row; `name` is its id, or its `origin` when it has an id of its own.

    Raises:
        InputError: it is no article.
    """
    if not isinstance(record, Mapping):
        raise InvalidArticle(f"a {type(record).__name__}, expected a JSON object with 'title' or 'text'")
    given = dict(record)
    for field, column in columns.items():
        if column in record:
            given[field] = record[column]
            if column not in columns:
                given.pop(column, None)
    article = Article.of(given)
    if name is None:
        return article
    if article.id is None or record.get("schema") == SCHEMA:
        return article.named(name)
    return article if "origin" in article.meta else with_meta(article, origin=name)


def check_columns(
    names: Sequence[str],
    columns: Mapping[str, str],
    shown: str,
    *,
    error: type[InputError] = UnreadableFile,
    option: str = "--columns title=headline,text=body",
) -> None:
    """Refuse a table, named `shown`, that lacks a column which is asked for, or has no text and no title.

    Raises:
        InputError: it has not what an article needs; of the kind `error`, and with `option` as the remedy.
    """
    missing = sorted(set(columns.values()) - set(names))
    if missing:
        raise error(f"{shown} has no column {missing[0]!r}, only {', '.join(names)[:200]}")
    if not {columns.get("text", "text"), columns.get("title", "title")} & set(names):
        raise error(
            f"{shown} has the columns {', '.join(names)[:200]!r}, none of them 'text' or 'title': "
            f"say which to read, as in {option}"
        )


def with_meta(article: Article, **more: Any) -> Article:
    """Give the article with what is known (not None) of `more` added to its `meta`."""
    known = {key: value for key, value in more.items() if value is not None}
    return replace(article, meta=FrozenMap({**article.meta, **known})) if known else article


def json_value(value: Any) -> Any:
    """Give a cell as a value that JSON has; what a cell does not hold is left out of it."""
    match value:
        case dt.date() | dt.time():
            return value.isoformat()
        case decimal.Decimal() | dt.timedelta():
            return str(value)
        case bytes():
            return value.decode("utf-8", "replace")
        case float() if value != value or value in (float("inf"), float("-inf")):
            return None
        case dict():
            return {str(key): json_value(item) for key, item in value.items() if item is not None}
        case list() | tuple():
            return [json_value(item) for item in value]
        case _ if hasattr(value, "tolist"):  # a number or array of NumPy
            return json_value(value.tolist())
        case None | str() | bool() | int() | float():
            return value
    return str(value)  # an identifier, a path, a period: as it is written
