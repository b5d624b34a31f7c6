"""A user's knowledge as a component: it finds the names, says what they denote, and which mentions are none."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from newsnlp.document import Mention
from newsnlp.errors import ConfigError
from newsnlp.knowledge.entries import Entry, Stop, read_record
from newsnlp.knowledge.gazetteer import Gazetteer
from newsnlp.knowledge.sources import Given, records
from newsnlp.knowledge.words import split
from newsnlp.protocols import TextDoc

__all__ = ["Knowledge"]

_SHOWN = 5
# "the Home Depot" in a sentence, for a name that begins with "The": its article is not a part of the name.
_ARTICLE = re.compile(r"the\s+(?=[^\W\d_])")
# "Acme Inc." for a company that is known as "Acme": its legal form is a part of the name.
_LEGAL_FORM = re.compile(r",?[^\S\r\n]+(?:(?:Inc|Corp|Co|Ltd|Bros)(?![\w-])\.?|(?:LLC|LLP|PLC|plc|AG|GmbH)(?![\w-]))")


class Knowledge:
    """The names that a user knows, and the texts that are no names.

    Args:
        given: a path to a `.csv`, `.tsv` or `.jsonl`, a mapping (one record), or several of these.

    Raises:
        UnreadableFile: a file cannot be read.
        ConfigError: a record is wrong, or one name stands for two entries.
    """

    name = "knowledge"

    def __init__(self, given: Given | Iterable[Given]) -> None:
        read = [read_record(record, where) for record, where in records(given)]
        self.entries = _merged(record for record in read if isinstance(record, Entry))
        self.stops = tuple(record for record in read if isinstance(record, Stop))
        self._names = _gazetteer(self.entries)
        self._stopped: Gazetteer[frozenset[str | None]] = Gazetteer()
        self._add_stops()

    @property
    def digest(self) -> str:
        """SHA-256 of the content, the same whatever files it came from."""
        known: list[Entry | Stop] = [*self.entries, *self.stops]
        content = [dataclasses.asdict(dataclasses.replace(record, where="")) for record in known]
        return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()

    def find(self, text: str) -> Iterator[tuple[Mention, Entry]]:
        """Yield the mentions of known names with what they denote, in text order."""
        reached = 0
        for start, end, entry in self._names.find(text):
            if start < reached:
                continue
            if entry.label == "ORG" and (form := _LEGAL_FORM.match(text, end)):
                end = form.end()
            reached = end
            article = _ARTICLE.match(text, start, end)
            first = article.end() if article and entry.case != "exact" else start
            written = text[first:end]
            rule = "name" if _same(text[start:end], entry.name) else "alias"
            yield Mention(first, end, written, entry.label, by=f"{self.name}:{rule}"), entry

    def annotate(self, doc: TextDoc, so_far: Sequence[Mention]) -> Iterator[Mention]:  # noqa: ARG002
        """Yield the mentions of known names in `doc`."""
        for mention, _ in self.find(doc.text):
            yield mention

    def stops_mention(self, mention: Mention) -> bool:
        """Tell whether the stop-list says that this is no mention."""
        labels = self._stopped.get(mention.text)
        return labels is not None and (None in labels or mention.label in labels)

    def _add_stops(self) -> None:
        """Fill the stop-list; records on one name add up.

        Raises:
            ConfigError: it stops a name that an entry has.
        """
        grouped: dict[tuple[str, str | None], set[str | None]] = {}
        for stop in self.stops:
            for name in stop.names:
                _check_words(name, stop.where)
                entry = self._names.get(name)
                if entry is not None and stop.label in (None, entry.label):
                    raise ConfigError(
                        f"{stop.where} stops {name!r}, which {entry.where} knows as {entry.name!r} ({entry.label}): "
                        "remove one of them"
                    )
                grouped.setdefault((name, stop.case), set()).add(stop.label)
        for (name, case), labels in grouped.items():
            if self._stopped.add(name, case, frozenset(labels)) is not None:
                raise ConfigError(f"the stop-list has {name!r} twice, with other case or spelling: keep one of them")


def _gazetteer(entries: Iterable[Entry]) -> Gazetteer[Entry]:
    """Give the names of all entries.

    Raises:
        ConfigError: a name has no letter, or stands for two entries.
    """
    names: Gazetteer[Entry] = Gazetteer()
    clashes: list[str] = []
    for entry in entries:
        for name in (entry.name, *entry.aliases):
            _check_words(name, entry.where)
            other = names.add(name, entry.case, entry)
            if other is not None and other is not entry:
                clashes.append(
                    f"{name!r} stands for {other.name!r} ({other.label}, {other.where}) "
                    f"and {entry.name!r} ({entry.label}, {entry.where})"
                )
    if clashes:
        more = f"; and {len(clashes) - _SHOWN} more" if len(clashes) > _SHOWN else ""
        raise ConfigError(f"{'; '.join(clashes[:_SHOWN])}{more}: keep each name with one of its entries")
    return names


def _check_words(name: str, where: str) -> None:
    if not split(name):
        raise ConfigError(f"{where}: the name {name!r} has no word: correct or remove it")


def _merged(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Give the entries; records with the same name, label and id are one, with all their aliases and facts."""
    found: dict[tuple[str | None, ...], Entry] = {}
    for entry in entries:
        key = (entry.name, entry.label, entry.qid, entry.id)
        first = found.get(key)
        found[key] = entry if first is None else _both(first, entry)
    return tuple(found.values())


def _both(first: Entry, second: Entry) -> Entry:
    facts: Mapping[str, object] = {
        key: getattr(first, key) if getattr(first, key) is not None else getattr(second, key)
        for key in ("description", "country", "lat", "lon", "case")
    }
    aliases = tuple(dict.fromkeys(first.aliases + second.aliases))
    return dataclasses.replace(first, aliases=aliases, **facts)  # type: ignore[arg-type]


def _same(one: str, other: str) -> bool:
    return [word.key for word in split(one)] == [word.key for word in split(other)]
