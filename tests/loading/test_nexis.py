"""Nexis Uni and LexisNexis: every article that a file announces is an article or a problem."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from exports import (
    MADE,
    STORIES,
    Story,
    docx_bytes,
    lexisnexis_text,
    nexis_article,
    nexis_cover,
    nexis_rtf,
    rtf_bytes,
    rtf_paragraphs,
    us_day,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from newslab.loading import read_found
from newslab.loading.dates import read_date
from newslab.loading.find import Found
from newslab.loading.nexis import NEXIS


def read(data, name="Files (3)"):
    data = data.encode() if isinstance(data, str) else data
    found = Found(Path(name), data=data)
    assert NEXIS.fits(found, data[:65_536])
    return list(read_found(found))


def lines_of(stories, cover=True, **options):
    lines = nexis_cover(stories) if cover else []
    return [*lines, *(line for story in stories for line in nexis_article(story, **options))]


FORMS = {
    "docx": lambda: docx_bytes(lines_of(STORIES)),
    "docx without a cover": lambda: docx_bytes(lines_of(STORIES, cover=False)),
    "docx with classification": lambda: docx_bytes(lines_of(STORIES, closing="classification")),
    "rtf": lambda: nexis_rtf(STORIES),
    "rtf without a cover": lambda: nexis_rtf(STORIES, cover=False, closing="classification"),
    "text": lambda: lexisnexis_text(STORIES),
    "text of before 2008": lambda: lexisnexis_text(STORIES, layout="old"),
    "text of Windows": lambda: lexisnexis_text(STORIES).replace("\n", "\r\n").encode("utf-8-sig"),
    "text in rtf": lambda: rtf_bytes(rtf_paragraphs(lexisnexis_text(STORIES).split("\n"))),
}


@pytest.fixture(params=FORMS)
def articles(request):
    suffix = ".docx" if "docx" in request.param else ".rtf" if "rtf" in request.param else ".txt"
    return read(FORMS[request.param](), f"export{suffix}")


def test_every_article_is_read(articles):
    assert [article.problem for article in articles] == [""] * len(STORIES)


def test_text_is_headline_and_body_alone(articles):
    assert [article.text for article in articles] == [story.text for story in STORIES]


def test_metadata(articles):
    assert [article.title for article in articles] == [story.title for story in STORIES]
    assert [article.outlet for article in articles] == [story.outlet for story in STORIES]
    assert [article.byline for article in articles] == [story.byline for story in STORIES]
    assert [article.section for article in articles] == [story.section for story in STORIES]
    assert [article.wire for article in articles] == ["", "AP", ""]
    days = [article.published.date() for article in articles]
    assert days == [read_date(us_day(story)).date() for story in STORIES]
    assert [article.record for article in articles] == ["document 1", "document 2", "document 3"]


@pytest.mark.parametrize(
    ("clock", "hours"),
    [
        ("Tuesday 9:20 AM GMT", "09:20"),
        ("Tuesday 10:36 EST", "15:36"),
        ("Tuesday 10:36 PM BST", "21:36"),
        ("10:36 ET", "15:36"),
        ("Tuesday, Late Edition - Final", "00:00"),
        ("Tuesday,, FINAL EDITION", "00:00"),
        ("Tuesday 10:36 XYZ", "00:00"),
        ("", "00:00"),
    ],
)
def test_time_and_zone(clock, hours):
    article, = read(docx_bytes(lines_of(STORIES[:1], clock=clock)))  # fmt: skip
    assert article.published.isoformat() == f"2025-03-04T{hours}:00+00:00"


def test_language_of_the_classification():
    article, = read(docx_bytes(lines_of(STORIES[:1], closing="classification")))  # fmt: skip
    assert article.language == "en"


@pytest.mark.parametrize("lost", [0, 1, 2])
def test_an_article_that_only_the_cover_lists_is_a_problem(lost):
    kept = [story for i, story in enumerate(STORIES) if i != lost]
    lines = [*nexis_cover(STORIES), *(line for story in kept for line in nexis_article(story))]
    found = read(docx_bytes(lines))
    problems = [article for article in found if article.problem]
    assert len(found) == len(STORIES)
    assert [(article.record, article.title.replace(";", "; ")) for article in problems] == [
        (f"document {lost + 1}", STORIES[lost].title)
    ]
    assert "does not hold it" in problems[0].problem
    assert not problems[0].text


@pytest.mark.parametrize("cells", [True, False])
def test_a_cover_whose_numbers_stand_apart(cells):
    lines = nexis_cover(STORIES, apart=not cells)
    if cells:
        lines = [re.sub(r"^(\d\.) (.*)", r"\1|\2|", line) for line in lines]
        lines += ["Content Type|Narrowed by|", "News|Sources: Harbour Post|", ""]
    lines += [line for story in STORIES[1:] for line in nexis_article(story)]
    found = read(rtf_bytes(rtf_paragraphs(lines)))
    assert [article.text for article in found if article.text] == [story.text for story in STORIES[1:]]
    assert [article.title for article in found if article.problem] == [STORIES[0].title]


def test_a_headline_with_a_bar_after_the_cover():
    story = replace(STORIES[0], title="Harbour | Ninety years")
    found = read(docx_bytes(lines_of([story])))
    assert [article.title for article in found] == [story.title]


def test_articles_beyond_those_that_the_cover_names_are_counted_too():
    found = read(docx_bytes([*nexis_cover(STORIES, announced=10), *lines_of(STORIES, cover=False)]))
    assert len(found) == 10
    assert sum(bool(article.text) for article in found) == 3


def test_an_article_that_breaks_off_is_a_problem():
    lines = [*lines_of(STORIES[:2], cover=False), *nexis_article(STORIES[2], end=False)]
    found = read(nexis_rtf(STORIES[:2], cover=False)[:-1] + rtf_paragraphs(lines[-20:]).encode())
    assert [bool(article.text) for article in found] == [True, True, False]
    assert "breaks off" in found[2].problem


def test_an_article_without_text_is_a_problem():
    lines = nexis_article(STORIES[0])
    lines = lines[: lines.index("Body")] + lines[lines.index("\nEnd of Document") :]
    first, second = read(docx_bytes([*lines, *nexis_article(STORIES[1])]))
    assert first.title == STORIES[0].title
    assert "“Body”" in first.problem
    assert second.text == STORIES[1].text


@pytest.mark.parametrize(
    ("numbers", "total", "request_", "missing"),
    [
        ([1, 3], 3, "", ["document 2"]),
        ([1, 2], 4, "", ["document 3", "document 4"]),
        # The others are in another file.
        ([1, 2], 900, "Selected Items: 1-2", []),
        ([501, 503], 900, "Selected Items: 501-503", ["document 502"]),
        ([501, 502], 503, "", ["document 503"]),
    ],
)
def test_numbers_that_do_not_come_are_problems(numbers, total, request_, missing):
    found = read(lexisnexis_text(STORIES[:2], numbers, total, request=request_), "export.txt")
    assert [article.record for article in found if article.problem] == missing
    assert [article.text for article in found if article.text] == [story.text for story in STORIES[:2]]


def test_a_headline_over_two_lines_and_an_article_without_a_date():
    lines = nexis_article(STORIES[0])
    at = lines.index(STORIES[0].title)
    lines[at : at + 3] = [
        "Harbour leased;\nNinety years - Correction Appended",
        "Harbour Post",
        "Correction Appended",
    ]
    article, = read(docx_bytes(lines))  # fmt: skip
    assert (article.title, article.outlet) == ("Harbour leased; Ninety years", "Harbour Post")
    assert article.published is None


def test_summary_before_the_text_and_address_after_it():
    story = Story(
        "Lease", paragraphs=("ABSTRACT", "Short.", "FULL TEXT", "Ships wait.", "https://post.example/1")
    )
    article, = read(docx_bytes(nexis_article(story)))  # fmt: skip
    assert article.text == "Lease\n\nShips wait."
    assert article.url == "https://post.example/1"


def test_a_german_interface():
    lines = ["", "Hafen verpachtet", "Hafenpost", "4. März 2025 Dienstag", "", "\nCopyright 2025 Hafenpost"]
    lines += [
        "Rubrik:\xa0LOKALES; S. 4",
        "Länge:\xa03 words",
        "Autor:\xa0Ada Marsk",
        "Body",
        "",
        "Schiffe warten.",
    ]
    lines += ["\nLoad-Date:\xa04. März 2025", "", "\nEnd of Document"]
    article, = read(docx_bytes(lines))  # fmt: skip
    assert (article.outlet, article.byline, article.section) == ("Hafenpost", "Ada Marsk", "LOKALES; S. 4")
    assert article.published.date().isoformat() == "2025-03-04"
    assert article.text == "Hafen verpachtet\n\nSchiffe warten."


def test_a_table_of_the_body_is_kept():
    import io

    from docx import Document

    lines = nexis_article(Story("Fares", paragraphs=("Fares rise.",)))
    document, file = Document(), io.BytesIO()
    for line in lines:
        document.add_paragraph(line)
        if line == "Fares rise.":
            table = document.add_table(1, 2)
            table.cell(0, 0).text, table.cell(0, 1).text = "Adults", "4 crowns"
    document.save(file)
    article, = read(file.getvalue())  # fmt: skip
    assert article.text == "Fares\n\nFares rise.\n\nAdults | 4 crowns"


def test_an_old_export_of_one_thing_that_is_no_article():
    assert not NEXIS.fits(Found(Path("a.txt")), b"He read 3 of 10 documents.\n")
    assert not NEXIS.fits(Found(Path("a.docx"), data=docx_bytes(["Ships wait."])), b"PK\x03\x04")


@settings(max_examples=25, deadline=None)
@given(MADE, st.data())
def test_articles_in_are_articles_and_problems_out(stories, data):
    kept = [story for story in stories if data.draw(st.booleans())]
    lines = [*nexis_cover(stories), *(line for story in kept for line in nexis_article(story))]
    if not kept:
        return
    found = read(rtf_bytes(rtf_paragraphs(lines)))
    assert len(found) == len(stories)
    assert [article.text for article in found if not article.problem] == [story.text for story in kept]
