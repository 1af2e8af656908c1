"""Dates as newspapers and exports write them, to UTC."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from email.utils import parsedate_tz
from functools import lru_cache

# What pandas can hold in nanoseconds, so that one odd date cannot lose the table.
_EARLIEST, _LATEST = 1678, 2261
_ISO_LIKE = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)(.*)", re.DOTALL)
_SLASHED = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?!\d)(?:,?\s+(.*))?$", re.DOTALL)
_HALF_DAY = re.compile(r"(\d{1,2})(:\d{2}(?::\d{2})?)\s*([ap])\.?m\.?", re.IGNORECASE)
# A newspaper's first day, and the last that an article read today can have.
_FIRST_YEAR, _LAST_YEAR = 1605, 2100
# Of the exports and pages whose language is not English.
_LANGUAGES = ["en", "de", "fr", "es", "it", "pt", "nl"]
_MIDNIGHT = re.compile(r"0?0:?00(?::?00)?(?:\.0+)?\s*$")
_LONGEST = 60
# A time of day, with the zone that follows it.
_CLOCK = re.compile(
    r"(?:(?<![\d:])\d{1,2}:\d\d(?::\d\d(?:[.,]\d+)?)?|(?<=\dT)\d{4}(?:\d\d)?|(?<!\d)\d{1,2}(?=\s?[ap]\.?m\b))"
    r"(?:\s*[ap]\.?m\.?)?\s*(?P<zone>Z\b|[+-]\d\d(?::?\d\d)?(?![\d-])|\(?(?:UTC?|GMT|[AECMP][SD]T)\b)?",
    re.IGNORECASE,
)
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


def _of_object(value: object) -> datetime | None:
    if isinstance(value, datetime):
        # A missing date of pandas is a datetime too; it alone differs from itself.
        return value if value == value else None
    return datetime(value.year, value.month, value.day) if isinstance(value, date) else None


def _to_utc(found: datetime | None) -> datetime | None:
    if found is None or found.tzinfo is None:
        return found and found.replace(tzinfo=UTC)
    try:
        return found.astimezone(UTC)
    except OverflowError:
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
    found = _of_object(value)
    if isinstance(value, str):
        found = _iso(value.strip()) or _written(value.strip())
    if found is None or not _EARLIEST < found.year < _LATEST:
        return None
    return _to_utc(found)


def _slashed(value: str, day_first: bool | None) -> datetime | None:
    """Read 25/03/2025, and 04/03/2025 where the order of day and month is known."""
    found = _SLASHED.match(value)
    if not found:
        return None
    first, second = int(found[1]), int(found[3])
    if day_first is None:
        # One that is no month is the day; where both are the same, it does not matter.
        if first <= 12 and second <= 12 and first != second:
            return None
        day_first = first > 12 or second <= 12
    day, month = (first, second) if day_first else (second, first)
    clock = _HALF_DAY.sub(
        lambda half: f"{int(half[1]) % 12 + 12 * (half[3] in 'pP'):02}{half[2]}", found[5] or ""
    )
    return _iso(f"{found[4]}-{month:02}-{day:02} {clock}".strip())


@lru_cache(maxsize=4096)
def _in_words(value: str, day_first: bool | None) -> datetime | None:
    """Read "mardi 4 mars 2025", never guessing a part that is not there."""
    from dateparser import parse

    # Four digits are the year; what begins with them was no date of the ISO's kind.
    if len(value) > _LONGEST or not re.search(r"(?<!\d)\d{4}(?!\d)", value[1:]) or value[:4].isdigit():
        return None
    orders = ["DMY", "MDY"] if day_first is None else ["DMY" if day_first else "MDY"]
    settings = {
        "PREFER_LOCALE_DATE_ORDER": False,
        "REQUIRE_PARTS": ["day", "month", "year"],
        "PARSERS": ["absolute-time"],
        "RETURN_AS_TIMEZONE_AWARE": True,
        # Given both ways, so that the machine's own zone plays no part.
        "TIMEZONE": "UTC",
        "TO_TIMEZONE": "UTC",
    }
    try:
        read = {parse(value, _LANGUAGES, settings={**settings, "DATE_ORDER": order}) for order in orders}
    except (ValueError, OverflowError, TypeError):
        return None
    found: datetime | None = read.pop()
    return None if read else found


def read_date(value: object, *, day_first: bool | None = None) -> datetime | None:
    """Read a date as `parse_date` does, and such as 25/03/2025 and "4 mars 2025" too.

    Parameters
    ----------
    value : object
        A string, or a date or datetime.
    day_first : bool, optional
        Whether 04/03/2025 is the fourth of March. Where it is not said, what can be read in two ways
        is not read.

    Returns
    -------
    datetime or None
        In UTC. It may be one that no article has; `implausible` tells.

    Examples
    --------
    >>> read_date("04/03/2025") is None, read_date("04/03/2025", day_first=True).date().isoformat()
    (True, '2025-03-04')
    >>> read_date("mardi 4 mars 2025").date().isoformat()
    '2025-03-04'
    """
    if not isinstance(value, str):
        return _to_utc(_of_object(value))
    value = value.strip()
    if not any(character.isdigit() for character in value):
        return None
    return _to_utc(
        _iso(value) or _written(value) or _slashed(value, day_first) or _in_words(value, day_first)
    )


def date_as_found(value: object, *, day_first: bool | None = None) -> str | None:
    """The words of a date whose reading takes a guess, or None.

    A guess is a time without a zone, or with one that is not known, and the order of day and month where
    both could be either, though the user said it.

    Parameters
    ----------
    value : object
        What `read_date` reads.
    day_first : bool, optional
        As in `read_date`.

    Examples
    --------
    >>> date_as_found("2025-03-04 06:30"), date_as_found("04/03/2025", day_first=True)
    ('2025-03-04 06:30', '04/03/2025')
    >>> date_as_found("2025-03-04"), date_as_found("2025-03-04T06:30:00+01:00")
    (None, None)
    """
    if not isinstance(value, str):
        moment = _of_object(value)
        guessed = moment is not None and moment.tzinfo is None and moment.time() != time()
        return str(value) if guessed else None
    value = value.strip()
    clock = _CLOCK.search(value)
    slashed = _SLASHED.match(value)
    unordered = slashed and int(slashed[1]) != int(slashed[3]) and max(int(slashed[1]), int(slashed[3])) <= 12
    # Midnight is how programs write a day.
    guessed = bool(unordered) or (clock is not None and not clock["zone"] and not _MIDNIGHT.match(clock[0]))
    return value if guessed and read_date(value, day_first=day_first) else None


def is_placeholder(moment: datetime) -> bool:
    """Whether a date is what programs write where they know none.

    Examples
    --------
    >>> is_placeholder(read_date("0001-01-01")), is_placeholder(read_date("1970-01-01"))
    (True, True)
    """
    return moment == datetime(1970, 1, 1, tzinfo=UTC) or moment.year < _FIRST_YEAR


def implausible(moment: datetime | None) -> str:
    """Say why a date cannot be an article's, or ''.

    Examples
    --------
    >>> implausible(read_date("2970-01-01"))
    'Its date, 2970-01-01, cannot be right; correct it, or leave it empty, and read the file again.'
    >>> implausible(read_date("2025-03-04"))
    ''
    """
    if moment is None:
        return ""
    day = moment.date().isoformat()
    what = "correct it, or leave it empty, and read the file again."
    if moment == datetime(1970, 1, 1, tzinfo=UTC):
        return f"Its date, {day}, is what programs write where they know none; {what}"
    if not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        return f"Its date, {day}, cannot be right; {what}"
    return ""
