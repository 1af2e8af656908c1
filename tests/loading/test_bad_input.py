"""Bad input: each is a row with its file, record and reason, and the rest is read."""

from __future__ import annotations

import json
import socket
import zipfile
from pathlib import Path

import pandas as pd
import pytest
from documents import docx, encrypted, pdf, printed, rtf, with_part, xlsx, zipped
from hypothesis import example, given, settings
from hypothesis import strategies as st

import newslab.tagging
from newslab.loading import read_articles, read_found
from newslab.loading.find import Found

SAID = "“We’ll wait,” Ms. Marsk said in the café – twice."
GOOD = "Ships wait."
# Each entity is ten of the one before.
EXPLODING = b"<!DOCTYPE x [<!ENTITY a0 'ha'>" + b"".join(
    b"<!ENTITY a%d '%s'>" % (n + 1, b"&a%d;" % n * 10) for n in range(12)
) + b"]>"  # fmt: skip
REACHING = b"<!DOCTYPE x [<!ENTITY a12 SYSTEM 'file:///etc/passwd'>]>"


def declaring(declaration):
    """A change of a part's XML: a declaration after its first line, and the entity in a paragraph."""

    def change(xml):
        start, mark, rest = xml.partition(b"?>")
        return start + mark + declaration + rest.replace(b"HERE", b"&a12;")

    return change


WORD, BOOK = docx("HERE"), xlsx(S=[["text"], ["HERE"]])
PAGE = b"<html><body><p>&a12; waits, she said.</p></body></html>"
MIXED = SAID.encode() * 2 + SAID.encode("cp1252") * 2
NO_TEXT = "The file holds no text in any known encoding"


def word_with(change):
    return with_part(WORD, "word/document.xml", change)


FILES = {
    "encrypted PDF": ("a.pdf", encrypted(pdf(printed(GOOD))), "The PDF is encrypted"),
    "image-only PDF": ("a.pdf", pdf([], []), "The PDF holds no text, only pictures"),
    "truncated PDF": ("a.pdf", pdf(printed(GOOD))[:200], "The PDF is damaged"),
    "truncated DOCX": ("a.docx", docx(GOOD)[:9000], "The document is damaged"),
    "truncated XLSX": ("a.xlsx", BOOK[:2000], "The workbook is damaged"),
    "truncated RTF": ("a.rtf", rtf(GOOD)[:-5], "The document is damaged"),
    "truncated Parquet": ("a.parquet", b"PAR1" + b"\0" * 40, "The Parquet file is damaged"),
    "DOCX without a document": ("a.docx", zipped({"word/x.xml": "<x/>"}), "The document is damaged"),
    "empty DOCX": ("a.docx", docx(), "The document holds no text"),
    "empty RTF": ("a.rtf", rtf(), "The document holds no text"),
    "empty XLSX": ("a.xlsx", xlsx(S=[]), "The workbook is empty"),
    "old Word file": (
        "a.doc",
        b"\xd0\xcf\x11\xe0" + b"\0" * 600,
        "It is a Word or Excel file of the old kind",
    ),
    "DOCX with a bomb": (
        "a.docx",
        word_with(lambda xml: xml + b" " * 30_000_000),
        "The document would unpack to 31 MB",
    ),
    "DOCX that explodes": (
        "a.docx",
        word_with(declaring(EXPLODING)),
        "The document declares entities in its word/document.xml",
    ),
    "DOCX that reaches": (
        "a.docx",
        word_with(declaring(REACHING)),
        "The document declares entities in its word/document.xml",
    ),
    "DOCX that reaches in UTF-16": (
        "a.docx",
        word_with(lambda xml: declaring(REACHING)(xml).decode().replace("UTF-8", "UTF-16").encode("utf-16")),
        "The document declares entities in its word/document.xml",
    ),
    "XLSX that explodes": (
        "a.xlsx",
        with_part(BOOK, "xl/workbook.xml", declaring(EXPLODING)),
        "The workbook declares entities in its xl/workbook.xml",
    ),
    "XLSX that reaches": (
        "a.xlsx",
        with_part(BOOK, "xl/worksheets/sheet1.xml", declaring(REACHING)),
        "The workbook declares entities in its xl/worksheets/sheet1.xml",
    ),
    "page that explodes": ("a.xhtml", EXPLODING + PAGE, "The page declares entities"),
    "page that reaches": ("a.html", REACHING + PAGE, "The page declares entities"),
    "page of 50 MB": ("a.html", b"<html><p>" + b"Ships wait. " * 4_200_000, "The page has 50 MB"),
    "page without article": ("a.html", b"<html><nav>Home</nav></html>", "The page holds no article"),
    "empty page": ("a.html", b"<!-- nothing -->", "The page"),
    "mixed encodings": ("a.txt", MIXED, "The file mixes UTF-8 with another"),
    "page of mixed encodings": ("a.html", b"<html><p>" + MIXED, "The file mixes UTF-8 with another"),
    "NUL bytes": ("a.txt", b"Ships\0wait.", NO_TEXT),
    "NUL bytes in a page": ("a.html", b"<html><p>Ships\0wait.", NO_TEXT),
    "picture": ("a.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 90, ".png is not read, and it holds none of"),
}


@pytest.mark.parametrize("kind", FILES)
def test_a_bad_file_is_a_row_and_the_rest_is_read(tmp_path, kind):
    name, data, problem = FILES[kind]
    (tmp_path / name).write_bytes(data)
    (tmp_path / "z.txt").write_text(GOOD, encoding="utf-8")
    frame = read_articles(tmp_path)
    assert frame["text"].tolist() == [None, GOOD]
    assert frame["problem"][0].startswith(problem)
    assert frame["origin"][0] == f"{tmp_path.as_posix()}/{name}"
    assert frame["record"][0] == name


@pytest.mark.parametrize("kind", FILES)
def test_a_bad_file_in_a_zip_file_is_a_row_and_the_rest_is_read(tmp_path, kind):
    name, data, _ = FILES[kind]
    # Stored as it is, so that no check of the zip file comes first.
    (tmp_path / "all.zip").write_bytes(zipped({"z.txt": GOOD}))
    with zipfile.ZipFile(tmp_path / "all.zip", "a") as archive:
        archive.writestr(name, data)
    frame = read_articles(tmp_path)
    assert frame["text"].tolist() == [None, GOOD]
    assert frame["record"][0] == name


RECORDS = {
    "ragged rows": ("a.csv", b"id,text\n1,one\n2\n3,x,y\n4,four\n", ["row 3", "row 4"]),
    "mixed encodings in CSV": (
        "a.csv",
        b'text\n"%b"\nplain\n"%b"\n"%b"\n' % (SAID.encode(), SAID.encode("cp1252"), SAID.encode()),
        ["row 4"],
    ),
    "mixed encodings in JSON lines": (
        "a.jsonl",
        b'{"text": "' + SAID.encode() * 2 + b'"}\n{"text": "' + SAID.encode("cp1252") + b'"}\n',
        ["line 2"],
    ),
    "NUL bytes in CSV": ("a.csv", b"text\n" + b"Ships wait.\n" * 20 + b"Ships\0wait.\n", ["row 22"]),
    "NUL bytes in JSON lines": (
        "a.jsonl",
        b'{"text": "Ships wait."}\n' * 20 + b'{"text": "Ships\0wait."}\n',
        ["line 21"],
    ),
    "dates of 1970 and 2970": (
        "a.csv",
        b"text,date\none,1970-01-01\ntwo,2970-01-01T00:00:00Z\nthree,2025-03-04\nfour,1970-03-04\n",
        ["row 2", "row 3"],
    ),
    "a date of 1970 in JSON": (
        "a.json",
        b'[{"text": "x", "date": "1970-01-01T00:00:00.000Z"}, {"text": "y"}]',
        ["item 1"],
    ),
}


@pytest.mark.parametrize("kind", RECORDS)
def test_a_bad_record_is_a_row_and_the_rest_is_read(tmp_path, kind):
    name, data, bad = RECORDS[kind]
    (tmp_path / name).write_bytes(data)
    frame = read_articles(tmp_path)
    assert frame.loc[frame["problem"].notna(), "record"].tolist() == bad
    assert (frame["text"].isna() == frame["problem"].notna()).all()
    assert len(frame) > len(bad)


def test_a_page_with_a_date_of_2970_is_a_row(tmp_path):
    head = '<meta property="article:published_time" content="2970-01-01">'
    (tmp_path / "a.html").write_text(f"<html><head>{head}</head><p>{SAID}</p></html>", encoding="utf-8")
    frame = read_articles(tmp_path)
    assert frame["problem"][0].startswith("Its date, 2970-01-01, cannot be right")


def test_a_loop_of_folders_is_a_row(tmp_path):
    (tmp_path / "Post").mkdir()
    (tmp_path / "Post" / "a.txt").write_text(GOOD, encoding="utf-8")
    (tmp_path / "Post" / "back").symlink_to(tmp_path, target_is_directory=True)
    frame = read_articles(tmp_path)
    assert frame["text"].tolist() == [GOOD, None]
    assert frame["problem"][1].startswith("The folder is a link to one that it lies in")


def test_what_could_not_be_read_is_skipped(tmp_path):
    name, data, problem = FILES["encrypted PDF"]
    (tmp_path / name).write_bytes(data)
    (tmp_path / "z.txt").write_text(GOOD, encoding="utf-8")
    skipped = newslab.tagging.tag(read_articles(tmp_path)).skipped
    assert skipped[["record", "stage"]].to_numpy().tolist() == [["a.pdf", "loading"]]
    assert skipped["reason"][0].startswith(problem)


READABLE = {
    "a.csv": b"text\nShips wait.\n",
    "a.tsv": b"id\ttext\n1\tShips wait.\n",
    "a.json": b'[{"text": "Ships wait."}]',
    "a.jsonl": b'{"text": "Ships wait."}\n',
    "a.txt": b"Ships wait.",
    "a.html": b"<!DOCTYPE html SYSTEM 'http://post.example/x.dtd'><html><head><link rel='stylesheet' "
    b"href='http://post.example/x.css'><base href='http://post.example/'></head><body>"
    b"<img src='http://post.example/x.png'><p>Ships wait.</p></body></html>",
    "a.docx": docx(GOOD),
    "a.rtf": rtf(GOOD),
    "a.pdf": pdf(printed(GOOD)),
    "a.xlsx": xlsx(S=[["text"], [GOOD]]),
    "a.zip": zipped({"a.txt": GOOD}),
}


def test_no_reader_opens_a_connection(tmp_path, monkeypatch):
    class NoSocket(socket.socket):
        def __init__(self, *args, **kwargs):
            raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket, "socket", NoSocket)
    monkeypatch.setattr(socket, "create_connection", NoSocket)
    monkeypatch.setattr(socket, "getaddrinfo", NoSocket)
    pd.DataFrame({"text": [GOOD]}).to_parquet(tmp_path / "a.parquet")
    for name, data in READABLE.items():
        (tmp_path / name).write_bytes(data)
    for number, (name, data, _) in enumerate(FILES.values()):
        (tmp_path / f"bad{number}{name}").write_bytes(data)
    frame = read_articles(tmp_path)
    assert frame["text"].dropna().str.contains(GOOD, regex=False).sum() == len(READABLE) + 1
    assert frame["problem"].notna().sum() == len(FILES)
    assert len(frame) == len(READABLE) + 1 + len(FILES)


def as_csv(kinds):
    return b"id,text\n" + b"".join(
        {"good": b"1,Ships wait.\n", "bad": b"1\n", "empty": b"1,\n"}[k] for k in kinds
    )


def as_lines(kinds):
    lines = {"good": b'{"text": "Ships wait."}\n', "bad": b"{\n", "empty": b'{"text": ""}\n'}
    return b"".join(lines[kind] for kind in kinds)


def as_json(kinds):
    return json.dumps(
        [{"good": {"text": GOOD}, "bad": 3, "empty": {"text": ""}}[kind] for kind in kinds]
    ).encode()


def as_xlsx(kinds):
    rows = {"good": [1, GOOD], "bad": [1, GOOD, "x"], "empty": [1, None]}
    return xlsx(S=[["id", "text"], *[rows[kind] for kind in kinds]])


def as_zip(kinds):
    data = {"good": (".docx", WORD), "bad": (".docx", WORD[:3000]), "empty": (".txt", b"")}
    return zipped({f"{i}{data[kind][0]}": data[kind][1] for i, kind in enumerate(kinds)})


FORMATS = {"a.csv": as_csv, "a.jsonl": as_lines, "a.json": as_json, "a.xlsx": as_xlsx, "a.zip": as_zip}


@pytest.mark.parametrize("name", FORMATS)
@settings(deadline=None, max_examples=15)
@given(kinds=st.lists(st.sampled_from(["good", "bad", "empty"]), min_size=1, max_size=6))
def test_articles_in_are_articles_and_problems_out(tmp_path_factory, name, kinds):
    path = tmp_path_factory.mktemp("in") / name
    # One that is good comes first, so that JSON lines are told from a file of one value.
    path.write_bytes(FORMATS[name](["good", *kinds]))
    frame = read_articles(path)
    assert frame["text"].notna().tolist() == [True, *[kind == "good" for kind in kinds]]
    assert (frame["text"].isna() == frame["problem"].notna()).all()


BEGINNINGS = (
    *(
        b"",
        b"%PDF-1.4\n",
        b"PK\x03\x04",
        b"PK\x05\x06",
        b"PAR1",
        b"{\\rtf1 ",
        b"<html>",
        b"<!doctype html><p>",
    ),
    *(b"[{", b'{"text": "x"', b"id,text\n", b"\xff\xfe", b"\xef\xbb\xbf", b"\xd0\xcf\x11\xe0"),
)
ENDINGS = (
    "",
    ".txt",
    ".html",
    ".pdf",
    ".docx",
    ".xlsx",
    ".rtf",
    ".json",
    ".jsonl",
    ".csv",
    ".parquet",
    ".zip",
)


@pytest.mark.filterwarnings("ignore:.* was read as")
@settings(deadline=None, max_examples=150)
@example(b"<!doctype html><p>", b"\xef\xbb\xbf", "", b"")  # a paragraph of nothing that shows
@given(st.sampled_from(BEGINNINGS), st.binary(max_size=200), st.sampled_from(ENDINGS), st.binary(max_size=2))
def test_no_bytes_stop_the_reading(beginning, middle, ending, last):
    found = Found(Path(f"a{ending}"), data=beginning + middle + last)
    articles = list(read_found(found))
    assert articles
    assert all(bool(article.text.strip()) != bool(article.problem) for article in articles)


@pytest.mark.filterwarnings("ignore:.* was read as")
@settings(deadline=None, max_examples=100)
@given(st.sampled_from([name for name in READABLE if name != "a.zip"]), st.data())
def test_no_damage_stops_the_reading(name, draw):
    data = bytearray(READABLE[name])
    for _ in range(draw.draw(st.integers(1, 4))):
        data[draw.draw(st.integers(0, len(data) - 1))] = draw.draw(st.integers(0, 255))
    articles = list(read_found(Found(Path(name), data=bytes(data))))
    assert articles
    assert all(bool(article.text.strip()) != bool(article.problem) for article in articles)
