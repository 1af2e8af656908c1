"""What the readers of databases share."""

from __future__ import annotations

import zipfile
from datetime import datetime
from pathlib import Path

import pytest
from exports import (
    STORIES,
    docx_bytes,
    factiva_html,
    factiva_rtf,
    lexisnexis_text,
    nexis_article,
    nexis_rtf,
    proquest_text,
    ris,
    tdm_xml,
    xml_of,
)
from hypothesis import given
from hypothesis import strategies as st

from newslab.loading import read_articles
from newslab.loading.exports import agency_of, labels, language_code, not_held, record
from newslab.loading.factiva import FACTIVA
from newslab.loading.find import Found
from newslab.loading.gdelt import GDELT
from newslab.loading.mediacloud import MEDIACLOUD
from newslab.loading.moments import moment, moment_as_found
from newslab.loading.newsapi import NEWSAPI
from newslab.loading.nexis import NEXIS
from newslab.loading.proquest import PROQUEST
from newslab.loading.warc import WARC

DATABASES = [NEXIS, FACTIVA, PROQUEST, MEDIACLOUD, GDELT, NEWSAPI, WARC]
STARTS = [
    b"",
    b"PK\x03\x04",
    b"{\\rtf1",
    b"<",
    b"{",
    b"[",
    b"TY  - ",
    b"\x1f\x8b",
    b"\xff\xfe",
    b"WARC/1.0\r\n",
]


@pytest.mark.parametrize(
    ("value", "clock", "expected"),
    [
        ("January 11, 2010 Monday", "", "2010-01-11T00:00"),
        ("Monday, January 11, 2010", "", "2010-01-11T00:00"),
        ("May 2, 2002, Thursday,, FINAL EDITION", "", "2002-05-02T00:00"),
        ("January 10, 2018 Wednesday 10:36 EST", "", "2018-01-10T15:36"),
        ("July 1, 2019 Monday 12:05 AM GMT", "", "2019-07-01T00:05"),
        ("July 1, 2019 Monday 12:05 p.m. CEST", "", "2019-07-01T10:05"),
        ("November 3, 2024 1:30 PM ET", "", "2024-11-03T18:30"),
        ("July 3, 2024 1:30 PM ET", "", "2024-07-03T17:30"),
        ("11. Januar 2010 Montag", "", "2010-01-11T00:00"),
        ("29 décembre 2011", "15:32", "2011-12-29T15:32"),
        ("lunes 11 de enero de 2010", "", "2010-01-11T00:00"),
        ("2018 年 10 月 7 日 17:04", "", "2018-10-07T17:04"),
        ("2019 Feb 05", "", "2019-02-05T00:00"),
        ("2019/02/05/", "", "2019-02-05T00:00"),
        ("Feb 5, 2019", "", "2019-02-05T00:00"),
        ("2025-03-04T06:30:00+01:00", "", "2025-03-04T05:30"),
        # The zone is unknown, and so the time.
        ("March 4, 2025 10:36 QQT", "", "2025-03-04T00:00"),
        ("March 4, 2025 25:99", "", "2025-03-04T00:00"),
    ],
)
def test_dates(value, clock, expected):
    found = moment(value, clock)
    assert isinstance(found, datetime)
    assert found.isoformat() == f"{expected}:00+00:00"


@pytest.mark.parametrize(
    ("value", "clock", "guessed"),
    [
        ("July 1, 2019 Monday 9:20 AM", "", "July 1, 2019 Monday 9:20 AM"),
        ("March 4, 2025 10:36 QQT", "", "March 4, 2025 10:36 QQT"),
        ("29 décembre 2011", "15:32", "29 décembre 2011 15:32"),
        ("2025-03-04 06:30", "", "2025-03-04 06:30"),
        ("July 1, 2019 Monday 9:20 AM GMT", "", None),
        ("November 3, 2024 1:30 PM ET", "", None),
        ("2025-03-04T06:30:00+01:00", "", None),
        ("2019 Feb 05", "", None),
        ("Winter 2004", "", None),
    ],
)
def test_dates_whose_time_is_a_guess_keep_their_words(value, clock, guessed):
    assert moment_as_found(value, clock) == guessed


@pytest.mark.parametrize(
    ("values", "noted"),
    [
        ({"byline": "Ada Marsk", "language": "English", "published": "4 March 2025"}, {}),
        ({"byline": "Ada Marsk, Associated Press"}, {"wire": "Ada Marsk, Associated Press"}),
        ({"credit": "AP", "byline": "Ada Marsk"}, {"wire": "AP"}),
        ({"language": "Skerrish"}, {"language": "Skerrish"}),
        ({"published": "4 March 2025", "clock": "15:32"}, {"published": "4 March 2025 15:32"}),
    ],
)
def test_a_record_keeps_the_words_of_what_is_guessed(values, noted):
    assert record("document 1", "Lease", ["Ships wait."], **values)[1]["as_found"] == noted


@pytest.mark.parametrize("value", ["Winter 2004", "February 1990", "30 February 2020", "04/03/2025", "n/a"])
def test_what_is_no_date_stays_as_it_is(value):
    assert moment(value) == value


@pytest.mark.parametrize(
    ("credit", "agency"),
    [
        ("By JANE DOE The Associated Press", "AP"),
        ("Jane Doe, Associated Press Writer", "AP"),
        ("AP", "AP"),
        ("Ada Marsk and AP", "AP"),
        ("Agence France Presse -- English", "AFP"),
        ("Reuters News", "Reuters"),
        ("BAC, dpa", "dpa"),
        ("By A.P. Herbert", ""),
        ("Apollo Marsk", ""),
        ("Jan Pap", ""),
        ("", ""),
    ],
)
def test_agencies(credit, agency):
    assert agency_of(credit) == agency


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("SPANISH; ESPAÑOL", "es"),
        ("Chinese - Simplified", "zh"),
        ("en_US", "en"),
        ("deu", "de"),
        ("klingon", ""),
    ],
)
def test_languages(name, code):
    assert language_code(name) == code


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.booleans())))
def test_as_many_titles_lack_as_there_are_fewer_articles(listed):
    titles = [f"Title {name}" for name, _ in listed]
    held = [title.upper() for title, (_, kept) in zip(titles, listed, strict=True) if kept]
    lacking = not_held(titles, held)
    assert len(lacking) == len(titles) - len(held)
    # What is left is, title by title, what the file holds.
    assert [title.upper() for i, title in enumerate(titles) if i not in lacking] == held


def test_titles_that_differ_in_the_two_places_are_not_told_missing():
    assert not_held(["One", "Two, longer", "Three"], ["One", "Two", "Three"]) == []
    assert not_held(["One", "Two, longer", "Three"], ["One", "Second"]) == [2]


def test_a_record_without_text_keeps_what_is_known():
    _, fields = record("document 1", "Lease", [" ", ""], outlet="Harbour Post")
    assert fields["outlet"] == "Harbour Post"
    assert "without its text" in fields["problem"]
    assert "text" not in fields


@pytest.mark.parametrize("database", ["nexis", "factiva", "proquest", "proquest ris"])
def test_labels_are_there(database):
    assert len(labels(database)) > 10


@given(st.sampled_from(STARTS), st.binary(max_size=300), st.sampled_from(["a.txt", "a.csv", "a.docx", "a"]))
def test_no_file_makes_the_judging_fail(start, data, name):
    found = Found(Path(name), data=start + data)
    fitting = [family.name for family in DATABASES if family.fits(found, start + data)]
    assert fitting == [] or start in {b"TY  - ", b"WARC/1.0\r\n"}


def test_exports_in_a_zip_file(tmp_path):
    written = {
        "nexis/Files (3).DOCX": docx_bytes([line for story in STORIES for line in nexis_article(story)]),
        "nexis/Files (3).RTF": nexis_rtf(STORIES),
        "lexisnexis.txt": lexisnexis_text(STORIES).encode(),
        "factiva.html": factiva_html(STORIES),
        "factiva.rtf": factiva_rtf(STORIES),
        "proquest.txt": proquest_text(STORIES).encode(),
        "proquest.ris": ris(STORIES).encode(),
        "proquest.xml": xml_of([tdm_xml(story, 1) for story in STORIES]).encode(),
    }
    with zipfile.ZipFile(tmp_path / "exports.zip", "w") as archive:
        for name, data in written.items():
            archive.writestr(name, data)
    found = read_articles(tmp_path / "exports.zip")
    assert found["problem"].isna().all()
    assert found.groupby("origin").size().tolist() == [len(STORIES)] * len(written)
    assert found["text"].tolist() == [story.text for story in STORIES] * len(written)
