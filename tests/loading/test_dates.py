"""Dates as they are written."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslab.loading.dates import implausible, parse_date, read_date


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2025-03-04", "2025-03-04T00:00:00+00:00"),
        ("2025-3-4", "2025-03-04T00:00:00+00:00"),
        ("2025/03/04", "2025-03-04T00:00:00+00:00"),
        ("20250304", "2025-03-04T00:00:00+00:00"),
        ("2025-03-04T06:30:00Z", "2025-03-04T06:30:00+00:00"),
        ("2025-03-04 06:30", "2025-03-04T06:30:00+00:00"),
        ("2025-03-04 06:30:00 UTC", "2025-03-04T06:30:00+00:00"),
        ("2025-03-04T06:30:00.123+02:00", "2025-03-04T04:30:00.123000+00:00"),
        ("March 4, 2025", "2025-03-04T00:00:00+00:00"),
        ("Sept. 4, 2025", "2025-09-04T00:00:00+00:00"),
        ("4 March 2025", "2025-03-04T00:00:00+00:00"),
        ("4th of March 2025", "2025-03-04T00:00:00+00:00"),
        ("Tuesday, March 4, 2025, 6:30 p.m.", "2025-03-04T18:30:00+00:00"),
        ("March 4, 2025 at 12:05 am", "2025-03-04T00:05:00+00:00"),
        ("Tue, 04 Mar 2025 06:30:00 +0100", "2025-03-04T05:30:00+00:00"),
        ("Tue, 4 Mar 2025 06:30:00 GMT", "2025-03-04T06:30:00+00:00"),
        (dt.date(2025, 3, 4), "2025-03-04T00:00:00+00:00"),
        (pd.Timestamp("2025-03-04 06:30", tz="Europe/Vienna"), "2025-03-04T05:30:00+00:00"),
    ],
)
def test_readable(written, iso):
    assert parse_date(written).isoformat() == iso


@pytest.mark.parametrize(
    "written",
    [
        "04/03/2025",
        "4.3.2025",
        "2025",
        "31 February 2025",
        "2025-13-04",
        "yesterday",
        "",
        "1741069800",
        1741069800,
        "0001-01-01",
        "9999-12-31",
        None,
        pd.NaT,
        float("nan"),
    ],
)
def test_not_guessed(written):
    assert parse_date(written) is None


@given(st.text())
def test_no_text_stops_the_reading(written):
    found = parse_date(written)
    assert found is None or found.tzinfo is not None


@given(st.datetimes(min_value=dt.datetime(1700, 1, 1), max_value=dt.datetime(2200, 1, 1)))
def test_iso_form_comes_back(moment):
    assert parse_date(moment.isoformat()) == moment.replace(tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("written", "day_first", "iso"),
    [
        ("04/03/2025", True, "2025-03-04T00:00:00+00:00"),
        ("04/03/2025", False, "2025-04-03T00:00:00+00:00"),
        ("25/03/2025", None, "2025-03-25T00:00:00+00:00"),
        ("03/25/2025", None, "2025-03-25T00:00:00+00:00"),
        ("3.3.2025", None, "2025-03-03T00:00:00+00:00"),
        ("4.3.2025 18:30", True, "2025-03-04T18:30:00+00:00"),
        ("04/03/2025 6:30 PM", True, "2025-03-04T18:30:00+00:00"),
        ("04/03/2025, 12:05 am", True, "2025-03-04T00:05:00+00:00"),
        ("4 mars 2025", None, "2025-03-04T00:00:00+00:00"),
        ("Dienstag, 4. März 2025", None, "2025-03-04T00:00:00+00:00"),
        ("5 de marzo de 2025", None, "2025-03-05T00:00:00+00:00"),
        ("Mar 04, 2025 6:30PM EST", None, "2025-03-04T23:30:00+00:00"),
        ("2025-03-04T06:30:00+01:00", None, "2025-03-04T05:30:00+00:00"),
        ("2970-01-01", None, "2970-01-01T00:00:00+00:00"),
    ],
)
def test_in_words_and_in_a_given_order(written, day_first, iso):
    assert read_date(written, day_first=day_first).isoformat() == iso


@pytest.mark.parametrize(
    "written",
    [
        *("04/03/2025", "4.3.2025", "04/03/25", "mars 2025", "4 mars", "yesterday", "3 days ago", "2025"),
        *("31/02/2025", "2025-13-04", "lundi", "1741069800", "", "In 2025, on 4 March, they left at 6"),
    ],
)
def test_no_part_is_guessed(written):
    assert read_date(written) is None


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("1970-01-01", True),
        ("1970-01-01T00:00:00Z", True),
        ("1969-12-31T19:00:00-05:00", True),
        ("1970-01-01T06:30:00Z", False),
        ("1970-01-02", False),
        ("2970-01-01", True),
        ("9999-12-31", True),
        ("0001-01-01", True),
        ("1851-09-18", False),
        ("2025-03-04", False),
    ],
)
def test_dates_that_cannot_be_right(written, found):
    assert bool(implausible(read_date(written))) == found


@given(st.text(), st.sampled_from([None, True, False]))
def test_no_text_stops_the_reading_of_dates(written, day_first):
    found = read_date(written, day_first=day_first)
    assert found is None or found.tzinfo is not None
