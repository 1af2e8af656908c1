"""Dates with times and zones, as the databases' exports write them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from functools import cache

from newslab.loading.dates import date_as_found, read_date
from newslab.loading.fields import data_rows

_MONTH = r"[^\W\d_]{3,}\.?"
_DATE = re.compile(
    r"(?:[^\W\d_]{2,}\.?,?\s+)?(?:"
    r"(?P<cjk>\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日)"
    r"|(?P<iso>\d{4}([-/])\d{1,2}\3\d{1,2})/?"
    rf"|(?P<year>\d{{4}})\s+(?P<month>{_MONTH})\s+(?P<day>\d{{1,2}})"
    rf"|(?P<us>{_MONTH}\s+\d{{1,2}},?\s+\d{{4}})"
    rf"|(?P<eu>\d{{1,2}}\.?\s+(?:de\s+)?{_MONTH}\s+(?:de\s+)?\d{{4}})"
    r")(?!\d)"
)
_CLOCK = re.compile(
    r"(?<![\d:])(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d))?"
    r"\s*(?P<half>[AaPp])?(?(half)\.?[Mm]\.?)\s*(?P<zone>[A-Z]{1,5}\b)?"
)


@cache
def _zones() -> Mapping[str, str]:
    return {row["name"]: row["zone"] for row in data_rows("zones.csv")}


def moment_as_found(value: str, clock: str = "") -> str | None:
    """The words of an export's date whose time has no zone, or an unknown one; else None.

    Examples
    --------
    >>> moment_as_found("July 1, 2019 Monday 9:20 AM"), moment_as_found("July 1, 2019 Monday 9:20 AM EDT")
    ('July 1, 2019 Monday 9:20 AM', None)
    >>> moment_as_found("7 January 1995", "16:05")
    '7 January 1995 16:05'
    """
    words = " ".join(f"{value} {clock}".split())
    day = _DATE.search(value)
    at = _CLOCK.search(clock or (value[day.end() :] if day else value))
    if at is None or (value[:4].isdigit() and not clock and date_as_found(value) is None):
        return None
    known = at["zone"] and _offset(at["zone"], datetime(2000, 1, 1)) is not None
    return None if known else words


def starts_with_date(line: str) -> bool:
    """Whether a line begins with a date: "January 11, 2010 Monday", "11. Januar 2010 Montag"."""
    found = _DATE.match(line.strip())
    return found is not None and read_date(_piece(found)) is not None


def _piece(found: re.Match[str]) -> str:
    """The date in a form that `read_date` knows."""
    if found["cjk"]:
        return "-".join(re.findall(r"\d+", found["cjk"]))
    if found["year"]:
        return f"{found['day']} {found['month']} {found['year']}"
    return str(found["iso"] or found["us"] or found["eu"])


def _offset(zone: str, moment: datetime) -> timedelta | None:
    from zoneinfo import ZoneInfo

    given = _zones().get(zone, "")
    if not given:
        return None
    if given[0] in "+-":
        hours, minutes = map(int, given[1:].split(":"))
        return timedelta(hours=hours, minutes=minutes) * (-1 if given[0] == "-" else 1)
    return moment.replace(tzinfo=ZoneInfo(given)).utcoffset()


def moment(value: str, clock: str = "") -> datetime | str:
    """Read an export's date, with its time and zone where it has them, to UTC.

    Parameters
    ----------
    value : str
        As the export has it: "July 1, 2019 Monday 9:20 AM GMT", "2019 Feb 05", "9 Januar 1993".
    clock : str, optional
        The time, where it stands apart.

    Returns
    -------
    datetime or str
        A time without zone is taken as UTC, one with an unknown zone is left out. Where no date can be
        read it is `value`, for the warning.

    Examples
    --------
    >>> moment("July 1, 2019 Monday 9:20 AM EDT").isoformat()
    '2019-07-01T13:20:00+00:00'
    >>> moment("Winter 2004")
    'Winter 2004'
    """
    value = " ".join(value.split())
    whole = read_date(value) if value[:4].isdigit() and not clock else None
    if whole:
        return whole
    found = _DATE.search(value)
    day = read_date(_piece(found)) if found else None
    if found is None or day is None:
        return read_date(value) or value
    at = _CLOCK.search(clock or value[found.end() :])
    if not at:
        return day
    hour = int(at["hour"])
    if at["half"]:
        hour = hour % 12 + 12 * (at["half"] in "pP")
    if hour > 23 or int(at["minute"]) > 59:
        return day
    local = datetime(day.year, day.month, day.day, hour, int(at["minute"]), int(at["second"] or 0))
    offset = _offset(at["zone"], local) if at["zone"] else timedelta()
    return day if offset is None else (local - offset).replace(tzinfo=UTC)
