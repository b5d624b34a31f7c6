"""newsnlp: raw news in, enriched documents out.

The public names are those of `__all__`. They are imported when they are first used, so that `import newsnlp` itself
loads no model and no spaCy.

Example:
    >>> import newsnlp
    >>> doc = newsnlp.enrich("Xi Jinping will visit Moscow on May 9.", published="2025-02-10")
    >>> doc.dates[0].timex.value
    '2025-05-09'
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from newsnlp.version import __version__

if TYPE_CHECKING:
    from newsnlp.api import default_components, enrich, enrich_folder, enrich_many, link, load, resolve_date
    from newsnlp.article import Article
    from newsnlp.document import EnrichedDocument, Entity, Link, Mention, Quantity, Story, Timex
    from newsnlp.errors import (
        ComponentError,
        ConfigError,
        DocumentCrash,
        DocumentError,
        DocumentTimeout,
        DuplicateId,
        IndexBusy,
        IndexDamaged,
        IndexMismatch,
        InputError,
        InvalidArticle,
        InvalidDate,
        InvalidRecord,
        ModelDamaged,
        ModelError,
        ModelMissing,
        NewsNlpError,
        StoreError,
        UnreadableFile,
    )
    from newsnlp.frames import to_frame
    from newsnlp.index import Index
    from newsnlp.io.outputs import write
    from newsnlp.io.readers import read

_HOMES = {
    "newsnlp.api": (
        "default_components",
        "enrich",
        "enrich_folder",
        "enrich_many",
        "link",
        "load",
        "resolve_date",
    ),
    "newsnlp.article": ("Article",),
    "newsnlp.document": ("EnrichedDocument", "Entity", "Link", "Mention", "Quantity", "Story", "Timex"),
    "newsnlp.errors": (
        "ComponentError",
        "ConfigError",
        "DocumentCrash",
        "DocumentError",
        "DocumentTimeout",
        "DuplicateId",
        "IndexBusy",
        "IndexDamaged",
        "IndexMismatch",
        "InputError",
        "InvalidArticle",
        "InvalidDate",
        "InvalidRecord",
        "ModelDamaged",
        "ModelError",
        "ModelMissing",
        "NewsNlpError",
        "StoreError",
        "UnreadableFile",
    ),
    "newsnlp.frames": ("to_frame",),
    "newsnlp.index": ("Index",),
    "newsnlp.io.readers": ("read",),
    "newsnlp.io.outputs": ("write",),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "Article",
    "ComponentError",
    "ConfigError",
    "DocumentCrash",
    "DocumentError",
    "DocumentTimeout",
    "DuplicateId",
    "EnrichedDocument",
    "Entity",
    "Index",
    "IndexBusy",
    "IndexDamaged",
    "IndexMismatch",
    "InputError",
    "InvalidArticle",
    "InvalidDate",
    "InvalidRecord",
    "Link",
    "Mention",
    "ModelDamaged",
    "ModelError",
    "ModelMissing",
    "NewsNlpError",
    "Quantity",
    "StoreError",
    "Story",
    "Timex",
    "UnreadableFile",
    "__version__",
    "default_components",
    "enrich",
    "enrich_folder",
    "enrich_many",
    "link",
    "load",
    "read",
    "resolve_date",
    "to_frame",
    "write",
]


def __getattr__(name: str) -> Any:
    if name == "testing":
        return importlib.import_module("newsnlp.testing")
    home = _HOME_OF.get(name)
    if home is None:
        raise AttributeError(f"module 'newsnlp' has no attribute {name!r}")
    value = getattr(importlib.import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__, "testing"})
