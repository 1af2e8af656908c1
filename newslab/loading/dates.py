"""Dates as newspapers and exports write them, to UTC."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_tz

# What pandas can hold in nanoseconds, so that one odd date cannot lose the table.
_EARLIEST, _LATEST = 1678, 2261
_ISO_LIKE = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)(.*)", re.DOTALL)
_ZONE_NAME = re.compile(r"\s*(?:UTC|GMT)$", re.IGNORECASE)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_MONTH = r"(?P<month>[a-z]{3})[a-z]*\.?"
_TIME = r"(?P<time>\d{1,2}:\d{2}(?::\d{2})?)(?:\s*(?P<half>[ap])\.?m\.?)?(?P<zone>\s+\S+)?"
_REST = r",?\s+(?P<year>\d{4})(?:(?:,|,?\s+at)?\s+" + _TIME + ")?$"
_WRITTEN = [
    re.compile(r"(?:[a-z]+\.?,?\s+)?" + day_and_month + _REST, re.IGNORECASE)
    for day_and_month in (_MONTH + r"\s+" + _DAY, _DAY + r"\s+(?:of\s+)?" + _MONTH)
]


def _iso(value: str) -> datetime | None:
    parts = _ISO_LIKE.match(value)
    if parts:
        year, month, day, rest = parts.groups()
        value = f"{year}-{int(month):02}-{int(day):02}{rest}"
    value = _ZONE_NAME.sub("+00:00", value) if parts and ":" in value else value
    try:
        return datetime.fromisoformat(value)
    except ValueError:
        return None


def _written(value: str) -> datetime | None:
    """Read "March 4, 2025", "Tuesday, 4 March 2025, 6:30 pm" and the dates of e-mail and RSS."""
    half = ""
    found = next(filter(None, (pattern.match(value) for pattern in _WRITTEN)), None)
    if found:
        half = (found["half"] or "").lower()
        time = (found["time"] or "00:00") + (found["zone"] or "")
        value = f"{found['day']} {found['month']} {found['year']} {time}"
    # The standard library's own English month names, which no locale changes.
    fields = parsedate_tz(value)
    if fields is None:
        return None
    year, month, day, hour, minute, second = fields[:6]
    if half:
        hour = hour % 12 + 12 * (half == "p")
    try:
        zone = timezone(timedelta(seconds=fields[9] or 0))
        return datetime(year, month, day, hour, minute, second, tzinfo=zone)
    except (ValueError, OverflowError):
        return None


def parse_date(value: object) -> datetime | None:
    """Read a date, or return None where it cannot be read without guessing.

    Parameters
    ----------
    value : object
        A string, or a date or datetime (of pandas too). "04/03/2025" may be April or March and is
        not guessed; nor is a bare number.

    Returns
    -------
    datetime or None
        In UTC; a time without zone is taken as UTC.

    Examples
    --------
    >>> parse_date("March 4, 2025").isoformat(), parse_date("2025-03-04T06:30:00+01:00").isoformat()
    ('2025-03-04T00:00:00+00:00', '2025-03-04T05:30:00+00:00')
    >>> parse_date("04/03/2025") is None
    True
    """
    found: datetime | None = None
    if isinstance(value, datetime):
        # A missing date of pandas is a datetime too; it alone differs from itself.
        found = value if value == value else None
    elif isinstance(value, date):
        found = datetime(value.year, value.month, value.day)
    elif isinstance(value, str):
        found = _iso(value.strip()) or _written(value.strip())
    if found is None or not _EARLIEST < found.year < _LATEST:
        return None
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
