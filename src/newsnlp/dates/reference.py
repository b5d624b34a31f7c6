"""The reference time: the calendar date of publication as written, never shifted to another zone."""

from __future__ import annotations

import re
from datetime import date

from newsnlp.errors import InvalidDate

__all__ = ["reference_date"]

_ISO = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)(?:[T ](?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:[.,]\d{1,9})?)?(?:\s?(?:Z"
    r"|[+-]\d\d(?::?\d\d)?))?)?"
)


def reference_date(published: str | None) -> date | None:
    """Give the calendar date of an ISO date or date-time.

    Raises:
        InvalidDate: it is no ISO date or no such day exists.
    """
    if published is None:
        return None
    written = _ISO.fullmatch(published.strip())
    try:
        if written is None:
            raise ValueError("not of the form YYYY-MM-DD")  # noqa: TRY301 - one message for both
        return date(int(written[1]), int(written[2]), int(written[3]))
    except ValueError as error:
        raise InvalidDate(
            f"published is {published!r} ({error}): give an ISO date or date-time such as 2025-02-10T08:30Z"
        ) from error
