"""What can go wrong, as one tree.

```
NewsNlpError
├── InputError             what was given cannot be read as news
│   ├── InvalidArticle     a field is missing, of the wrong type, or cannot be stored as text
│   ├── InvalidDate        a publication date that is no date
│   ├── DuplicateId        two records with one id
│   ├── UnreadableFile     a file or a line of one that cannot be read
│   └── InvalidRecord      a record that is not of the published schema
├── ConfigError            options that exclude each other, unknown names
│   └── ComponentError     a component that breaks the contract (offsets, labels, types)
├── DocumentError          the process that worked on a document had to end
│   ├── DocumentTimeout    it took too long
│   └── DocumentCrash      it took the process down
├── StoreError             the file of an index cannot be used
│   ├── IndexMismatch      it is no index, or one of another version or other models
│   ├── IndexDamaged       its contents cannot be read
│   └── IndexBusy          another process holds it
└── ModelError             a shipped artefact cannot be used
    ├── ModelMissing       its files are not there
    └── ModelDamaged       its files differ from their manifest
```

Each message says what was wrong, the value, and the remedy. "Not found" is None or empty, never an exception.
"""

from __future__ import annotations

from typing import ClassVar

__all__ = [
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
]


class NewsNlpError(Exception):
    """Base of every error that newsnlp raises on purpose.

    Attributes:
        remedy: what helps against errors of this kind in general; the message says it of this one.
    """

    remedy: ClassVar[str] = "see the message"


class InputError(NewsNlpError, ValueError):
    """What was given cannot be read as news."""

    remedy = "mend the input, or leave it out"


class InvalidArticle(InputError):
    """A field of an article is missing, of the wrong type, or cannot be stored as text."""


class InvalidDate(InputError):
    """A publication date that is no ISO date or date-time."""


class DuplicateId(InputError):
    """Two records carry one id."""

    remedy = "give each record an id of its own"


class UnreadableFile(InputError):
    """A file, or a line of one, that cannot be read."""


class InvalidRecord(InputError):
    """A record that does not follow the published schema."""


class ConfigError(NewsNlpError, ValueError):
    """Options that exclude each other, or a name that is not known."""

    remedy = "change the options"


class ComponentError(ConfigError):
    """A component broke its contract: offsets, labels or types."""

    remedy = "mend the component (newsnlp.testing.check_component), or leave it out"


class DocumentError(NewsNlpError):
    """The process that worked on a document had to end, or did."""


class DocumentTimeout(DocumentError):
    """A document took longer than it may."""

    remedy = "give documents longer (timeout), or leave it out"


class DocumentCrash(DocumentError):
    """A document took its process down: a crash of native code, an exit, a kill, or no memory left."""

    remedy = "leave it out, give the machine more memory, or look at the components of your own"


class StoreError(NewsNlpError):
    """The file of an index cannot be used."""

    remedy = "see to the file, or index anew"


class IndexMismatch(StoreError):
    """A file is no index, or one of another version, or made with other models."""

    remedy = "name another file, or index anew"


class IndexDamaged(StoreError):
    """The contents of an index cannot be read."""

    remedy = "restore a copy, or index anew"


class IndexBusy(StoreError):
    """Another process holds the index."""

    remedy = "try again"


class ModelError(NewsNlpError):
    """A shipped artefact cannot be used."""

    remedy = "reinstall newsnlp"


class ModelMissing(ModelError):
    """The files of an artefact are not where they should be."""


class ModelDamaged(ModelError):
    """The files of an artefact differ from their manifest."""
