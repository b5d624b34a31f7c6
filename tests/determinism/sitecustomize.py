"""Another clock for a whole process: NEWSNLP_TEST_CLOCK holds the date that it is told.

spaCy comes first: it has pydantic make subclasses of the real classes.
"""

import datetime as dt
import os
import time

import spacy  # noqa: F401

_real = dt.datetime
_real_date = dt.date
_localtime = time.localtime
_NOW = _real.fromisoformat(os.environ["NEWSNLP_TEST_CLOCK"]).replace(tzinfo=dt.UTC).timestamp()


class _DateKind(type):
    def __instancecheck__(cls, other):
        return isinstance(other, _real_date)


class _DatetimeKind(type):
    def __instancecheck__(cls, other):
        return isinstance(other, _real)


class FakeDate(_real_date, metaclass=_DateKind):
    """A date whose today is another."""

    @classmethod
    def today(cls):
        return cls.fromtimestamp(_NOW)


class FakeDatetime(_real, metaclass=_DatetimeKind):
    """A datetime whose now is another."""

    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(_NOW, tz)

    @classmethod
    def today(cls):
        return cls.fromtimestamp(_NOW)

    @classmethod
    def utcnow(cls):
        return cls.fromtimestamp(_NOW, dt.UTC).replace(tzinfo=None)


time.time = lambda: _NOW
time.localtime = lambda seconds=None: _localtime(_NOW if seconds is None else seconds)
dt.date = FakeDate
dt.datetime = FakeDatetime
