"""Word, RTF and PDF files."""

from __future__ import annotations

import io

import pytest
from documents import docx, encrypted, pdf, printed, rtf, with_part
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from newslab.loading import read_articles
from newslab.loading.blocks import text_of_blocks
from newslab.loading.printed import Line, joined_lines

WORDS = st.lists(st.sampled_from(["Ships", "wait", "“yes”,", "quay", "café", "said"]), min_size=1, max_size=8)
PARAGRAPHS = st.lists(WORDS.map(" ".join), min_size=1, max_size=5)
# The libraries load at first use.
SLOW = settings(deadline=None, max_examples=25)
ORDER = ("first", "second", "third")
LONG = "Ships wait at the quay while the council talks of the lease that nobody has read, Ms. Marsk said."


def write(folder, name, data):
    path = folder / name
    path.write_bytes(data)
    return path


def text(folder, name, data):
    frame = read_articles(write(folder, name, data))
    assert frame["problem"].tolist() == [None]
    return frame["text"][0]


@SLOW
@given(PARAGRAPHS)
def test_paragraphs_of_word_come_back(tmp_path_factory, paragraphs):
    assert text(tmp_path_factory.mktemp("w"), "a.docx", docx(*paragraphs)) == "\n\n".join(paragraphs)


@SLOW
@given(PARAGRAPHS)
def test_paragraphs_of_rtf_come_back(tmp_path_factory, paragraphs):
    assert text(tmp_path_factory.mktemp("r"), "a.rtf", rtf(*paragraphs)) == "\n\n".join(paragraphs)


@SLOW
@given(st.integers(1, 4))
def test_paragraphs_of_pdf_come_back(tmp_path_factory, count):
    paragraphs = [f"{number} {LONG}" for number in range(count)]
    assert text(tmp_path_factory.mktemp("p"), "a.pdf", pdf(printed(*paragraphs))) == "\n\n".join(paragraphs)


@pytest.mark.parametrize("name", ["a.docx", "a.txt", "a"])
def test_the_name_does_not_matter(tmp_path, name):
    assert text(tmp_path, name, docx("Ships wait.")) == "Ships wait."


@pytest.mark.parametrize(
    ("data", "title"),
    [
        (docx("Harbour leased", "Ships wait.", style="Title"), "Harbour leased"),
        (docx("Harbour leased", "Ships wait.", style="Heading 1"), "Harbour leased"),
        (docx("Harbour leased", "Ships wait.", title="Harbour leased"), "Harbour leased"),
        (docx("Harbour leased", "Ships wait.", title="Document1"), None),
    ],
)
def test_title_of_a_word_file(tmp_path, data, title):
    frame = read_articles(write(tmp_path, "a.docx", data))
    assert frame["title"].tolist() == [title]
    assert frame["text"].tolist() == ["Harbour leased\n\nShips wait."]


def test_date_and_folder(tmp_path):
    (tmp_path / "Harbour Post").mkdir()
    write(
        tmp_path / "Harbour Post", "a.docx", docx("Harbour leased", "Published: 4 March 2025", "Ships wait.")
    )
    frame = read_articles(tmp_path)
    assert frame["outlet"].tolist() == ["Harbour Post"]
    assert frame["published"].dt.date.astype(str).tolist() == ["2025-03-04"]


def test_what_stands_where_in_a_word_file(tmp_path):
    document, file = Document(), io.BytesIO()
    document.sections[0].header.paragraphs[0].text = "Running head"
    document.add_paragraph("One line\nthat goes on.").add_run("\nAnother paragraph.")
    table = document.add_table(2, 2)
    for row, cells in zip(table.rows, [("Year", "Ships"), ("2024", "12")], strict=True):
        for cell, value in zip(row.cells, cells, strict=True):
            cell.text = value
    document.add_paragraph("The end.")
    document.save(file)
    expected = ["One line that goes on.", "Another paragraph.", "Year | Ships", "2024 | 12", "The end."]
    assert text(tmp_path, "a.docx", file.getvalue()).split("\n\n") == expected


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        (b"<w:ins><w:r><w:t>Ships wait.</w:t></w:r></w:ins>", "Ships wait."),
        (b"<w:del><w:r><w:delText>Gone.</w:delText></w:r></w:del><w:r><w:t>Kept.</w:t></w:r>", "Kept."),
        (b"<w:r><w:t>co</w:t><w:noBreakHyphen/><w:t>op</w:t><w:tab/><w:t>x</w:t></w:r>", "co-op x"),
        (b"<w:r><w:instrText>PAGE</w:instrText><w:t>Ships.</w:t></w:r>", "Ships."),
        (
            b"<w:hyperlink><w:r><w:t>Ships</w:t></w:r></w:hyperlink><w:r><w:t> wait.</w:t></w:r>",
            "Ships wait.",
        ),
        (b"<w:sdt><w:sdtContent><w:r><w:t>Ships.</w:t></w:r></w:sdtContent></w:sdt>", "Ships."),
        (b"<w:r><w:t>One</w:t><w:br w:type='page'/><w:t>page.</w:t></w:r>", "One page."),
    ],
    ids=["inserted", "deleted", "marks", "field", "link", "control", "page break"],
)
def test_runs_of_a_word_file(tmp_path, markup, expected):
    data = with_part(
        docx("HERE"), "word/document.xml", lambda xml: xml.replace(b"<w:r><w:t>HERE</w:t></w:r>", markup)
    )
    assert text(tmp_path, "a.docx", data) == expected


def test_links_and_characters_of_rtf(tmp_path):
    data = (
        rb"{\rtf1\ansi\ansicpg1252{\header Running head}{\pict\wmetafile8 0102}"
        rb"{\field{\*\fldinst{HYPERLINK \"https://post.example/a\"}}{\fldrslt Ships}} wait\'85 "
        rb"\u8220?yes\u8221?, \u-10179?\u-8704?\par\par caf\'e9.}"
    )
    assert text(tmp_path, "a.rtf", data) == "Ships wait… “yes”, 😀\n\ncafé."


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["the coun-", "cil waits"], ["the council waits"]),
        (["a well-known quay and a well-", "known lease"], ["a well-known quay and a well-known lease"]),
        (["the Franco-", "German lease"], ["the Franco-German lease"]),
        (["ﬁnd the ﬂag"], ["find the flag"]),
        (["from 2024-", "2025 on"], ["from 2024- 2025 on"]),
    ],
)
def test_hyphens(lines, expected):
    assert joined_lines([Line(line, 0, 70, 700 - 14 * i, 11) for i, line in enumerate(lines)]) == expected


def test_indented_paragraphs_of_pdf(tmp_path):
    # Of equal length, without a gap between them.
    lines = [
        f"{word} waits at the quay until the lease is signed by all."
        for word in ("Nobody", "Nicola", "Norman")
    ]
    page = [(82 if i != 1 else 70, 700 - 14 * i, 11, line) for i, line in enumerate(lines)]
    assert text(tmp_path, "a.pdf", pdf(page)).split("\n\n") == [f"{lines[0]} {lines[1]}", lines[2]]


def test_running_heads_and_page_numbers_are_left_out(tmp_path):
    pages = [
        [
            (70, 800, 8, f"Harbour Post   {n + 3} March"),
            *printed(f"The {ORDER[n]}: {LONG}", f"The {ORDER[n]} page ends."),
            (290, 20, 8, str(n + 1)),
        ]
        for n in range(3)
    ]
    expected = [line for n in range(3) for line in (f"The {ORDER[n]}: {LONG}", f"The {ORDER[n]} page ends.")]
    assert text(tmp_path, "a.pdf", pdf(*pages)).split("\n\n") == expected


def test_a_paragraph_goes_on_over_pages(tmp_path):
    first = printed("Ships wait at the quay while the council talks of the lease and")
    second = printed("nobody has read it.")
    assert text(tmp_path, "a.pdf", pdf(first, second)) == (
        "Ships wait at the quay while the council talks of the lease and nobody has read it."
    )


def test_headline_of_pdf(tmp_path):
    page = [(70, 760, 20, "Harbour leased"), (70, 736, 20, "to Northwind"), *printed(LONG, LONG)]
    frame = read_articles(write(tmp_path, "a.pdf", pdf(page)))
    assert frame["title"].tolist() == ["Harbour leased to Northwind"]
    assert frame["text"][0].split("\n\n") == ["Harbour leased to Northwind", LONG, LONG]


def test_a_pdf_that_anyone_may_read(tmp_path):
    assert text(tmp_path, "a.pdf", encrypted(pdf(printed("Ships wait.")), password="")) == "Ships wait."


def test_pages_without_text_are_told(tmp_path):
    path = write(tmp_path, "a.pdf", pdf(printed("Ships wait."), []))
    with pytest.warns(UserWarning, match="1 of 2 pages hold no text"):
        assert read_articles(path)["text"].tolist() == ["Ships wait."]


@SLOW
@given(st.lists(st.text(), max_size=6), st.text())
def test_no_block_has_a_line_break(blocks, title):
    paragraphs = text_of_blocks(blocks, title).split("\n\n")
    assert all("\n" not in paragraph and paragraph == paragraph.strip() for paragraph in paragraphs)
