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
└── ModelError             a shipped artefact cannot be used
    ├── ModelMissing       its files are not there
    └── ModelDamaged       its files differ from their manifest
```

Each message says what was wrong, the value, and the remedy. "Not found" is None or empty, never an exception.
"""

from __future__ import annotations

__all__ = [
    "ComponentError",
    "ConfigError",
    "DuplicateId",
    "InputError",
    "InvalidArticle",
    "InvalidDate",
    "InvalidRecord",
    "ModelDamaged",
    "ModelError",
    "ModelMissing",
    "NewsNlpError",
    "UnreadableFile",
]


class NewsNlpError(Exception):
    """Base of every error that newsnlp raises on purpose."""


class InputError(NewsNlpError, ValueError):
    """What was given cannot be read as news."""


class InvalidArticle(InputError):
    """A field of an article is missing, of the wrong type, or cannot be stored as text."""


class InvalidDate(InputError):
    """A publication date that is no ISO date or date-time."""


class DuplicateId(InputError):
    """Two records carry one id."""


class UnreadableFile(InputError):
    """A file, or a line of one, that cannot be read."""


class InvalidRecord(InputError):
    """A record that does not follow the published schema."""


class ConfigError(NewsNlpError, ValueError):
    """Options that exclude each other, or a name that is not known."""


class ComponentError(ConfigError):
    """A component broke its contract: offsets, labels or types."""


class ModelError(NewsNlpError):
    """A shipped artefact cannot be used."""


class ModelMissing(ModelError):
    """The files of an artefact are not where they should be."""


class ModelDamaged(ModelError):
    """The files of an artefact differ from their manifest."""
