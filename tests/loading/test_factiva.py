"""Factiva: HTML and RTF, as shown and with field codes."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from exports import (
    FACTIVA_PAGE,
    MADE,
    STORIES,
    eu_day,
    factiva_coded,
    factiva_html,
    factiva_rtf,
    factiva_shown,
    rtf_escaped,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from newslab.loading import read_found
from newslab.loading.dates import read_date
from newslab.loading.factiva import FACTIVA
from newslab.loading.find import Found


def read(data, name="Factiva-20250307-0931"):
    found = Found(Path(name), data=data)
    assert FACTIVA.fits(found, data[:65_536])
    return list(read_found(found))


FORMS = {
    "html as shown": lambda: factiva_html(STORIES),
    "html with codes": lambda: factiva_html(STORIES, factiva_coded),
    "rtf as shown": lambda: factiva_rtf(STORIES),
    "rtf with codes": lambda: factiva_rtf(STORIES, coded=True),
}


@pytest.fixture(params=FORMS)
def articles(request):
    return read(FORMS[request.param](), "Factiva" + (".html" if "html" in request.param else ".rtf"))


def test_every_article_is_read(articles):
    assert [article.problem for article in articles] == [""] * len(STORIES)


def test_text_is_headline_and_body_alone(articles):
    assert [article.text for article in articles] == [story.text for story in STORIES]


def test_metadata(articles):
    assert [article.record for article in articles] == [story.accession for story in STORIES]
    assert [article.title for article in articles] == [story.title for story in STORIES]
    assert [article.outlet for article in articles] == [story.outlet for story in STORIES]
    assert [article.byline for article in articles] == [story.byline for story in STORIES]
    assert [article.section for article in articles] == [story.section for story in STORIES]
    assert [article.wire for article in articles] == ["", "AP", ""]
    assert {article.language for article in articles} == {"en"}
    days = [read_date(eu_day(story)) for story in STORIES]
    assert [article.published for article in articles] == [day.replace(hour=9, minute=20) for day in days]


@pytest.mark.parametrize(
    "data",
    [
        factiva_html(STORIES[:2]).replace(b"</div></form>", factiva_shown(STORIES[2], end=False).encode()),
        FACTIVA_PAGE.format(
            "".join([*map(factiva_coded, STORIES[:2]), factiva_coded(STORIES[2], end=False)])
        ).encode(),
        factiva_rtf(STORIES[:2]).split(rb"\pard\plain\f0\fs20 Search Summary")[0]
        + factiva_rtf(STORIES[2:], ends=False)
        .split(rb"09000003}")[1]
        .split(rb"\pard\plain\f0\fs20 Search")[0],
    ],
    ids=["html as shown", "html with codes", "rtf"],
)
def test_an_article_that_breaks_off_is_a_problem(data):
    found = read(data)
    assert [bool(article.text) for article in found] == [True, True, False]
    assert "breaks off" in found[2].problem
    assert found[2].title == STORIES[2].title


@pytest.mark.parametrize(
    ("language", "words", "day", "code"),
    [
        ("Deutsch", "Wörter", "4 März 2025", "de"),
        ("Français", "mots", "4 mars 2025", "fr"),
        ("英文", "字", "2025 年 3 月 4 日", "en"),
    ],
)
def test_interfaces_in_other_languages(language, words, day, code):
    shown = factiva_shown(STORIES[0], language=language, words=words).replace(eu_day(STORIES[0]), day)
    shown = shown.replace("<p>Document ", "<p>文件 " if code == "en" else "<p>Dokument ")
    article, = read(FACTIVA_PAGE.format(shown).encode())  # fmt: skip
    assert article.text == STORIES[0].text
    assert (article.language, article.record) == (code, STORIES[0].accession)
    assert article.published.isoformat() == "2025-03-04T09:20:00+00:00"


@pytest.mark.parametrize("story", STORIES)
def test_rtf_without_bold_type(story):
    article, = read(factiva_rtf([story], bold=False))  # fmt: skip
    assert (article.title, article.byline, article.section) == (story.title, story.byline, story.section)


def test_a_page_that_is_only_about_factiva_is_none():
    page = b"<html><title>Factiva bought</title><p>Ships wait.</p></html>"
    assert not FACTIVA.fits(Found(Path("a.html"), data=page), page)


def test_lines_that_are_no_head_are_a_problem():
    shown = factiva_shown(replace(STORIES[0], day=("next", "week", 1)))
    article, = read(FACTIVA_PAGE.format(shown).encode())  # fmt: skip
    assert "no line of them is a date" in article.problem


def test_a_list_of_headlines_in_front():
    found = read(factiva_rtf(STORIES[2:] + STORIES[:2], contents=True), "a.rtf")
    assert [article.text for article in found] == [story.text for story in STORIES[2:] + STORIES[:2]]
    assert found[0].section == STORIES[2].section


@pytest.mark.parametrize(
    ("last", "kept"),
    [
        ("Harbour Papers Ltd", False),
        ("Digital Harbour Inc.", False),
        ("“We wait,” she said.", True),
        ("Why?", True),
    ],
)
def test_the_last_line_of_an_rtf_is_the_publisher_unless_it_is_a_sentence(last, kept):
    data = factiva_rtf(STORIES[:1]).replace(rb"Harbour Papers Ltd\par", rtf_escaped(last).encode() + rb"\par")
    article, = read(data)  # fmt: skip
    assert article.text == STORIES[0].text + (f"\n\n{last}" if kept else "")


def test_an_accession_number_in_small_letters():
    story = replace(STORIES[0], accession="pnp0000020250304du4i003v3")
    for data in (factiva_html([story]), factiva_html([story], factiva_coded), factiva_rtf([story])):
        assert [article.record for article in read(data)] == [story.accession]


@settings(max_examples=25, deadline=None)
@given(MADE, st.sampled_from([factiva_html, partial(factiva_html, layout=factiva_coded), factiva_rtf]))
def test_articles_in_are_articles_out(stories, write):
    assert [article.text for article in read(write(stories))] == [story.text for story in stories]
