"""The functions behind the public names: each is one step from what a user has to what a user wants."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

from newsnlp.article import Article, check_published
from newsnlp.batch import MEMORY_LIMIT, Outcome, enrich_in_order, refuse_duplicates
from newsnlp.dates import resolve_date as resolve_expression
from newsnlp.dates.component import DateComponent
from newsnlp.document import EnrichedDocument, Timex
from newsnlp.entities.component import EntityComponent
from newsnlp.entities.knowledge.given import base_among
from newsnlp.entities.knowledge.link import EntityLinker
from newsnlp.errors import ConfigError
from newsnlp.io.failure import Failure
from newsnlp.io.frame_rows import Frame, given_items
from newsnlp.io.outputs import Of, write
from newsnlp.io.readers import scan
from newsnlp.io.writers import document_line
from newsnlp.knowledge.component import Knowledge
from newsnlp.knowledge.sources import Given as Facts
from newsnlp.linked import LinkResult, link_articles, unique_ids
from newsnlp.pipeline import Pipeline
from newsnlp.protocols import Component
from newsnlp.quantities.component import QuantityComponent
from newsnlp.runs import STDOUT, OnError, Summary, run_enrichment, write_failures, written_files

__all__ = [
    "Given",
    "default_components",
    "enrich",
    "enrich_folder",
    "enrich_many",
    "link",
    "link_files",
    "load",
    "resolve_date",
]

Model = Literal["fast", "accurate"]
Given = str | Mapping[str, Any] | Article | EnrichedDocument
_MODELS = ("fast", "accurate")


def default_components(model: Model = "fast") -> list[Component]:
    """Give the components that `load` uses: entities, dates, quantities, in this order.

    Args:
        model: the entity model: `fast`, or `accurate` at about half its speed.

    Raises:
        ConfigError: no such model.
        ModelError: the model's files are missing or damaged.

    Example:
        >>> [component.name for component in newsnlp.default_components()]
        ['entities', 'dates', 'quantities']
    """
    if model not in _MODELS:
        raise ConfigError(f"model is {model!r}, expected one of {', '.join(_MODELS)}")
    return [EntityComponent(model=model), DateComponent(), QuantityComponent()]


def load(
    model: Model = "fast",
    components: Iterable[Component] | None = None,
    knowledge: Facts | Iterable[Facts] = (),
    *,
    allow: Iterable[str] | None = None,
    deny: Iterable[str] = (),
) -> Pipeline:
    """Make a pipeline: call it with an `Article`, or hand it to the functions here.

    Args:
        model: the entity model, when `components` is not given.
        components: what finds the mentions, in order, instead of the default ones.
        knowledge: names that you know: a `.csv`, `.tsv` or `.jsonl`, a mapping, or several of these; docs/knowledge.md
            tells their fields. A `.sqlite` that `newsnlp kb build` made stands in for the base that ships.
        allow: labels of the mentions that are kept; by default all.
        deny: labels of the mentions that are left out.

    Raises:
        ConfigError: no such model, something is no component, two have one name, a record of the knowledge is wrong,
            or a label is unknown, or both allowed and denied.
        UnreadableFile: a file of the knowledge cannot be read.
        ModelError: the model's files are missing or damaged.

    Example:
        >>> pipeline = newsnlp.load()
        >>> pipeline(newsnlp.Article("Moscow hosts a parade.")).places[0].name
        'Moscow'
    """
    base, own = base_among(knowledge)
    known = Knowledge(own)
    names = known if known.entries or known.stops else None
    linker, models = EntityLinker(base), {"knowledge": base.version}
    if components is not None:
        return Pipeline(components, models=models, knowledge=names, allow=allow, deny=deny, linker=linker)
    chosen = default_components(model)
    models |= {f"news_ner/{c.model}": c.version for c in chosen if isinstance(c, EntityComponent)}
    options = {"model": model}
    return Pipeline(chosen, models=models, options=options, knowledge=names, allow=allow, deny=deny, linker=linker)


@functools.lru_cache(maxsize=2)
def _default_pipeline(model: Model) -> Pipeline:
    return load(model)


def enrich(
    text: str = "",
    title: str | None = None,
    published: str | None = None,
    id: str | None = None,  # noqa: A002 - the record's own name for it
    url: str | None = None,
    source: str | None = None,
    *,
    model: Model = "fast",
    pipeline: Pipeline | None = None,
) -> EnrichedDocument:
    """Enrich one text, headline, or article.

    Args:
        text: the body, or a text or headline alone.
        title: the headline of the body.
        published: ISO date or date-time: what "yesterday" is counted from.
        id: the record's id; by default the first 16 hex digits of the text's SHA-256.
        url: where it was published.
        source: the outlet.
        model: the entity model, `fast` or `accurate`, when `pipeline` is not given.
        pipeline: what `load` made.

    Raises:
        InvalidArticle: the text is no string, too long, or holds a lone surrogate.
        InvalidDate: `published` is no date.
        ModelError: the model's files are missing or damaged.

    Example:
        >>> doc = newsnlp.enrich("Xi Jinping will visit Moscow on May 9.", published="2025-02-10")
        >>> [(m.text, m.label) for m in doc.mentions]
        [('Xi Jinping', 'PERSON'), ('Moscow', 'GPE'), ('May 9', 'DATE')]
        >>> doc.dates[0].timex.value
        '2025-05-09'
    """
    article = Article(text=text, title=title, published=published, id=id, url=url, source=source)
    return (pipeline if pipeline is not None else _default_pipeline(model))(article)


def enrich_many(
    articles: Iterable[Given],
    *,
    jobs: int = 1,
    timeout: float | None = None,
    memory_limit: int = MEMORY_LIMIT,
    model: Model = "fast",
    pipeline: Pipeline | None = None,
) -> Iterator[EnrichedDocument]:
    """Enrich articles lazily, in their order.

    Args:
        articles: strings, mappings with the record's keys, or `Article`s; or a DataFrame of pandas or polars with these
            keys for columns (`newsnlp.read(frame, columns=...)` reads others).
        jobs: number of processes; with more than one, call it below `if __name__ == "__main__"`.
        timeout: seconds for a document, for each 100,000 characters begun; 0 for any. By default 30 with two jobs or
            more, and any with one. With one job and a time limit one worker process does the work.
        memory_limit: megabytes of resident memory above which a worker process is replaced; 0 for any.
        model: the entity model, when `pipeline` is not given.
        pipeline: what `load` made.

    Raises:
        InputError: an article cannot be enriched, or an id is given twice; those before it have been yielded.
        DocumentError: with worker processes, an article took too long, or took its process down.
        ConfigError: `jobs` is less than 1.

    Example:
        >>> docs = newsnlp.enrich_many(["Xi visits Moscow", {"title": "Putin Visits Beijing", "text": ""}])
        >>> [doc.people[0].name for doc in docs]
        ['Xi', 'Putin']
    """
    chosen = pipeline if pipeline is not None else _default_pipeline(model)
    items = refuse_duplicates(_items(articles))
    outcomes = enrich_in_order(items, chosen, jobs=jobs, timeout=timeout, memory_limit=memory_limit)
    return (_document(outcome) for outcome in outcomes)


def enrich_folder(
    source: str | Path,
    out: str | Path,
    *,
    jobs: int = 1,
    timeout: float | None = None,
    memory_limit: int = MEMORY_LIMIT,
    resume: bool = False,
    model: Model = "fast",
    pipeline: Pipeline | None = None,
    lines: bool = False,
    published: str | None = None,
    columns: Mapping[str, str] | None = None,
    of: Of = None,
    on_error: OnError = "skip",
    watch: Callable[[Outcome], None] | None = None,
) -> Summary:
    """Enrich the files of a folder (or one file) into a `.jsonl` file, or into a table.

    Args:
        source: a folder with files of the kinds in docs/formats.md at any depth, or a file.
        out: the output, as for `write`; it appears when all is done, and failures stand beside it in
            `NAME.errors.jsonl`.
        jobs: number of processes; with more than one, call it below `if __name__ == "__main__"`.
        timeout: seconds for a document, for each 100,000 characters begun; 0 for any. By default 30 with two jobs or
            more, and any with one. With one job and a time limit one worker process does the work.
        memory_limit: megabytes of resident memory above which a worker process is replaced; 0 for any.
        resume: go on where an interrupted run stopped: what it made of the same articles with the same configuration is
            kept, what failed is tried again; `.jsonl` files alone can be.
        model: the entity model, when `pipeline` is not given.
        pipeline: what `load` made.
        lines: every line of a `.txt` is an article.
        published: reference date of the articles that have none.
        columns: for tables and JSON, the column that a field is read from, as in `{"title": "headline"}`.
        of: what a row of a table is, as for `write`.
        on_error: `skip` a document that fails and go on, or `fail` at the first.
        watch: called with each enriched document or failure, in order.

    Raises:
        InputError: the source cannot be read; with `fail`, any document that cannot.
        ConfigError: the output cannot be written, or an option is unknown.

    Example:
        >>> summary = newsnlp.enrich_folder("samples", "articles.jsonl", lines=True)
        >>> len(summary.failures)
        0
    """
    chosen = pipeline if pipeline is not None else _default_pipeline(model)
    return run_enrichment(
        [source],
        out,
        chosen,
        lines=lines,
        published=published,
        columns=columns,
        of=of,
        jobs=jobs,
        timeout=timeout,
        memory_limit=memory_limit,
        resume=resume,
        on_error=on_error,
        watch=watch,
    )


def _items(given: Iterable[Given] | Frame) -> Iterator[Article | Failure]:
    """Give the articles of whatever the functions here take."""
    return (item if isinstance(item, Failure) else Article.of(item) for item in given_items(given))


def _articles(given: Iterable[Given] | Frame) -> Iterator[Article]:
    for item in _items(given):
        if isinstance(item, Failure):
            raise item.error
        yield item


def _document(outcome: Outcome) -> EnrichedDocument:
    if isinstance(outcome, Failure):
        raise outcome.error
    return outcome


def link(
    items: Iterable[Given] | Frame,
    *,
    min_score: float | None = None,
    window_days: int | None = None,
    entities: bool = False,
    reader: bool | None = None,
    model: Model = "fast",
    pipeline: Pipeline | None = None,
) -> LinkResult:
    """Link headlines and articles that tell one story.

    Args:
        items: headlines, mappings, articles or enriched documents; or a DataFrame, as for `enrich_many`. A string is a
            headline.
        min_score: links below this probability are left out; by default the threshold of one story.
        window_days: what was published more days apart is not compared.
        entities: enrich what carries no mentions first, so that links show the entities they share.
        reader: let a transformer read the pairs that may be one story: better links at some three milliseconds a
            headline. By default what `entities` is.
        model: the entity model for that, when `pipeline` is not given.
        pipeline: what `load` made, for that.

    Raises:
        DuplicateId: two items carry one id.
        InputError: an item is no article.
        ConfigError: an option is out of its range.
        ModelError: a model's files are missing or damaged.

    Example:
        >>> result = newsnlp.link(["Quake Hits Chile", "Strong Quake Hits Chile", "Bank Cuts Rates"])
        >>> [story.members for story in result.stories] == [tuple(doc.id for doc in result.documents[:2])]
        True
    """
    articles: list[Article | EnrichedDocument] = list(unique_ids(_articles(items)))
    if entities:
        chosen = pipeline if pipeline is not None else _default_pipeline(model)
        articles = [chosen(a) if isinstance(a, Article) and not a.mentions else a for a in articles]
    return link_articles(
        articles,
        min_score=min_score,
        window_days=window_days,
        reader=entities if reader is None else reader,
    )


def link_files(
    paths: Iterable[str | Path],
    out: str | Path,
    *,
    min_score: float | None = None,
    window_days: int | None = None,
    entities: bool = False,
    reader: bool | None = None,
    model: Model = "fast",
    pipeline: Pipeline | None = None,
    published: str | None = None,
    columns: Mapping[str, str] | None = None,
    of: Of = None,
    passed_over: Callable[[Path], None] | None = None,
) -> tuple[LinkResult, tuple[Failure, ...]]:
    """Link the headlines and articles of files into a file as for `write`, or to standard output for `-`.

    Args:
        paths: files, folders, or `-`; every line of a `.txt` is a headline.
        out: the output: one record for each that could be read, in input order.
        min_score: as for `link`.
        window_days: as for `link`.
        entities: as for `link`.
        reader: as for `link`.
        model: as for `link`.
        pipeline: as for `link`.
        published: reference date of the articles that have none.
        columns: for tables and JSON, the column that a field is read from.
        of: what a row of a table is, as for `write`.
        passed_over: called with each thing in a folder that is not read.

    Raises:
        InputError: a path cannot be read.
        ConfigError: the output cannot be written, or an option is out of its range.
        ModelError: a model's files are missing or damaged.
    """
    outputs = written_files(out, of)
    found = scan(paths, lines=True, published=published, columns=columns, outputs=outputs, passed_over=passed_over)
    items = list(refuse_duplicates(found))
    failures = tuple(item for item in items if isinstance(item, Failure))
    articles = [item for item in items if isinstance(item, Article)]
    result = link(
        articles,
        min_score=min_score,
        window_days=window_days,
        entities=entities,
        reader=reader,
        model=model,
        pipeline=pipeline,
    )
    if str(out) == STDOUT:
        sys.stdout.writelines(document_line(doc) for doc in result.documents)
        sys.stdout.flush()
    else:
        write(result.documents, out, of)
        write_failures(failures, Path(out))
    return result, failures


def resolve_date(expression: str, published: str | None = None, *, country: str | None = None) -> Timex | None:
    """Resolve one date expression.

    Args:
        expression: the expression alone, such as "last Friday".
        published: ISO date or date-time from which a relative expression is counted.
        country: ISO 3166 alpha-2 code of the outlet, for public holidays and the order of day and month.

    Returns:
        The timex, its extent counted in `expression`; None when it is no date expression.

    Raises:
        InvalidDate: `published` is no date.

    Example:
        >>> newsnlp.resolve_date("last Friday", published="2025-02-10").value
        '2025-02-07'
    """
    return resolve_expression(expression, check_published(published), country=country)
