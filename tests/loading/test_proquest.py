"""ProQuest: TXT, RIS and XML."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from exports import (
    MADE,
    STORIES,
    historical_xml,
    proquest_text,
    ris,
    tdm_xml,
    us_day,
    xml_of,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from newslab.loading import read_found
from newslab.loading.dates import read_date
from newslab.loading.find import Found
from newslab.loading.proquest import PROQUEST


def read(data, name="ProQuestDocuments-2025-03-07.txt"):
    data = data.encode() if isinstance(data, str) else data
    found = Found(Path(name), data=data)
    assert PROQUEST.fits(found, data[:65_536])
    return list(read_found(found))


def numbered(write):
    return [write(story, number) for number, story in enumerate(STORIES, start=1)]


FORMS = {
    "txt": lambda: proquest_text(STORIES),
    "txt with numbers": lambda: proquest_text(STORIES, numbered=True),
    "txt with one line a paragraph": lambda: proquest_text(STORIES, ends="\n"),
    "txt of Windows": lambda: proquest_text(STORIES).replace("\n", "\r\n").encode("utf-8-sig"),
    "txt in UTF-16": lambda: proquest_text(STORIES).encode("utf-16"),
    "ris": lambda: ris(STORIES),
    "ris of others": lambda: ris(STORIES, layout="other"),
    "xml of TDM Studio": lambda: xml_of(numbered(tdm_xml)),
    "xml of Historical Newspapers": lambda: xml_of(numbered(historical_xml)),
}


@pytest.fixture(params=FORMS)
def articles(request):
    return read(FORMS[request.param](), f"export.{request.param[:3]}")


def test_every_article_is_read(articles):
    assert [article.problem for article in articles] == [""] * len(STORIES)


def test_text_is_headline_and_body_alone(articles):
    assert [article.text for article in articles] == [story.text for story in STORIES]


def test_metadata(articles):
    assert [article.title for article in articles] == [story.title for story in STORIES]
    assert [article.outlet for article in articles] == [story.outlet for story in STORIES]
    assert [article.byline for article in articles] == [story.byline for story in STORIES]
    assert [article.wire for article in articles] == ["", "AP", ""]
    assert {article.language for article in articles} == {"en"}
    assert [article.published for article in articles] == [read_date(us_day(story)) for story in STORIES]
    assert all(article.record.isdigit() for article in articles)


@pytest.mark.parametrize(
    ("credit", "byline", "wire"),
    [("Lena Orr Ivo Tarn", "Lena Orr Ivo Tarn", ""), ("The Associated Press", "The Associated Press", "AP")],
)
@pytest.mark.parametrize("story", [STORIES[2], replace(STORIES[2], paragraphs=("One line.",))])
def test_captions_and_credits_below_the_text(credit, byline, wire, story):
    below = f"CAPTION: The harbour at night.\nCREDIT: {credit}\n\nSubject: Harbours"
    text = proquest_text([story]).replace("\n\nSubject: Harbours", f"\n{below}")
    article, = read(text)  # fmt: skip
    assert (article.byline, article.wire) == (byline, wire)
    assert article.text == story.text


def test_an_article_without_full_text_is_a_problem():
    found = read(proquest_text(STORIES, full=False))
    assert [article.title for article in found] == [story.title for story in STORIES]
    assert all("no full text" in article.problem for article in found)


def test_numbers_that_do_not_come_are_problems():
    found = read(proquest_text(STORIES, numbered=True, total=5))
    assert [article.record for article in found if article.problem] == ["document 4", "document 5"]
    assert len(found) == 5


@pytest.mark.parametrize("lost", [0, 1, 2])
def test_a_record_without_its_end_takes_no_other_along(lost):
    text = "".join(ris([story], ends=i != lost) for i, story in enumerate(STORIES))
    found = read(text, "a.ris")
    assert [bool(article.problem) for article in found] == [i == lost for i in range(3)]
    assert [article.title for article in found] == [story.title for story in STORIES]


def test_xml_that_breaks_off_gives_what_comes_before():
    found = read(xml_of(numbered(tdm_xml))[:-200], "a.xml")
    assert [bool(article.text) for article in found] == [True, True, False]
    assert "breaks off" in found[2].problem


@pytest.mark.parametrize(
    "declared",
    [
        '<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">',
        '<!ENTITY a SYSTEM "file:///etc/hostname">',
        '<!ENTITY % a SYSTEM "http://localhost:1/a.dtd"> %a;',
    ],
    ids=["explodes", "reads a file", "reaches for a server"],
)
def test_entities_are_refused(declared):
    text = xml_of(numbered(tdm_xml)).replace("<RECORDS>", f"<!DOCTYPE RECORDS [{declared}]><RECORDS>")
    article, = read(text, "a.xml")  # fmt: skip
    assert "declares entities" in article.problem


@pytest.mark.parametrize(
    "text", ["Ships wait.\n" + "_" * 60 + "\nSo do we.", "<html><p>Ships wait.</p></html>", "TYres - sold"]
)
def test_other_texts_are_none(text):
    assert not PROQUEST.fits(Found(Path("a.txt")), text.encode())


WRITERS = {
    "txt": proquest_text,
    "ris": ris,
    "tdm": lambda stories: xml_of(tdm_xml(story, 1) for story in stories),
    "historical": lambda stories: xml_of(historical_xml(story, 1) for story in stories),
}


@settings(max_examples=25, deadline=None)
@given(MADE, st.sampled_from(list(WRITERS)))
def test_articles_in_are_articles_out(stories, layout):
    found = read(WRITERS[layout](stories), "export")
    assert [article.text for article in found] == [story.text for story in stories]
