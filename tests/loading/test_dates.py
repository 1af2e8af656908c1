"""Dates as they are written."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslab.loading.dates import parse_date


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
