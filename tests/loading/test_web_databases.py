"""Media Cloud, NewsAPI, Event Registry, GDELT and WARC."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
import socket
import warnings
from pathlib import Path
from urllib.parse import quote

import pytest
from exports import STORIES, http, news_json, page, warc_record

from newslab.loading import read_articles, read_found
from newslab.loading.find import Found
from newslab.loading.gdelt import GDELT
from newslab.loading.mediacloud import MEDIACLOUD
from newslab.loading.newsapi import NEWSAPI
from newslab.loading.warc import WARC

URLS = [f"https://harbour-post.example/2025/{number}.html" for number in range(1, 4)]


@pytest.fixture(autouse=True)
def no_network(monkeypatch):
    def refused(*_):
        raise AssertionError("A reader opened a connection.")

    monkeypatch.setattr(socket.socket, "connect", refused)


def read(family, data, name):
    data = data.encode() if isinstance(data, str) else data
    found = Found(Path(name), data=data)
    assert family.fits(found, data[:65_536])
    return list(read_found(found))


def table(rows):
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue()


# --- Media Cloud ----------------------------------------------------------------------------------------


def stories(old=False, text=()):
    rows = []
    for number, story in enumerate(STORIES):
        row = {"stories_id": 100 + number} if old else {"id": f"{number:064x}", "indexed_date": "2025-03-05"}
        row |= {"publish_date": f"2025-03-0{number + 1} 06:30:00", "title": story.title, "url": URLS[number]}
        row |= {"language": "en", "media_name": story.outlet, "media_url": "https://harbour-post.example"}
        row |= {"ap_syndicated": str(number == 1), "media_id": 7} if old else {}
        rows.append(row | ({"text": text[number]} if text else {}))
    return table(rows)


@pytest.mark.parametrize("old", [True, False])
def test_stories_without_text_are_problems_that_keep_what_is_known(old):
    found = read(MEDIACLOUD, stories(old), "stories.csv")
    assert len(found) == len(STORIES)
    assert all("without their text" in article.problem and not article.text for article in found)
    assert [article.url for article in found] == URLS
    assert [article.outlet for article in found] == [story.outlet for story in STORIES]
    assert [article.wire for article in found] == ["", "AP" if old else "", ""]
    assert found[0].published.isoformat() == "2025-03-01T06:30:00+00:00"


@pytest.mark.parametrize("old", [True, False])
def test_stories_with_text(old):
    found = read(MEDIACLOUD, stories(old, ["Ships wait.\n", "", "So do we."]), "stories.csv")
    assert [article.text for article in found] == ["Ships wait.\n", "", "So do we."]
    assert [bool(article.problem) for article in found] == [False, True, False]


# --- NewsAPI, Event Registry ----------------------------------------------------------------------------


def newsapi_article(number, content="Ships wait."):
    return {
        "source": {"id": None, "name": "Harbour Post"}, "author": "Ada Marsk", "title": STORIES[number].title,
        "description": "…", "url": URLS[number], "urlToImage": None, "publishedAt": "2025-03-04T06:30:00Z",
        "content": content,
    }  # fmt: skip


def registry_article(number, body="Ships wait."):
    return {
        "uri": f"80{number}", "lang": "eng", "isDuplicate": False, "date": "2025-03-04", "time": "06:31:00",
        "dateTime": "2025-03-04T06:31:00Z", "dateTimePub": "2025-03-04T06:30:00Z", "dataType": "news",
        "url": URLS[number], "title": STORIES[number].title, "body": body,
        "source": {"uri": "harbour-post.example", "dataType": "news", "title": "Harbour Post"},
        "authors": [{"uri": "ada_marsk@harbour-post.example", "name": "Ada Marsk", "type": "author"}],
    }  # fmt: skip


def three(write):
    return [write(number) for number in range(3)]


ANSWERS = {
    "NewsAPI": news_json(three(newsapi_article)),
    "NewsAPI, pages": json.dumps([json.loads(news_json([article])) for article in three(newsapi_article)]),
    "Event Registry": json.dumps(
        {"articles": {"page": 1, "pages": 1, "totalResults": 3, "results": three(registry_article)}}
    ),
    "Event Registry, recent": json.dumps({"recentActivityArticles": {"activity": three(registry_article)}}),
    "Event Registry, by address": json.dumps(
        {article["uri"]: {"info": article} for article in three(registry_article)}
    ),
    "Event Registry, a list": json.dumps(three(registry_article)),
    "Event Registry, lines": "\n".join(map(json.dumps, three(registry_article))),
}


@pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS)
def test_answers(answer):
    found = read(NEWSAPI, answer, "answer.json")
    assert [article.text for article in found] == ["Ships wait."] * 3
    assert [article.title for article in found] == [story.title for story in STORIES]
    assert [article.url for article in found] == URLS
    assert {(article.outlet, article.byline) for article in found} == {("Harbour Post", "Ada Marsk")}
    assert {article.published.isoformat() for article in found} == {"2025-03-04T06:30:00+00:00"}
    assert {article.problem for article in found} == {""}


def test_text_that_is_cut_off_or_lacks_is_a_problem():
    articles = [
        newsapi_article(0, "Ships wait in… [+2345 chars]"),
        newsapi_article(1, None),
        newsapi_article(2),
    ]
    found = read(NEWSAPI, news_json(articles), "answer.json")
    assert [bool(article.text) for article in found] == [False, False, True]
    assert "beginning" in found[0].problem
    assert "without its text" in found[1].problem


def test_an_answer_says_that_there_are_more():
    with pytest.warns(UserWarning, match="2345 articles were found, of which this answer holds 3"):
        assert len(read(NEWSAPI, news_json(three(newsapi_article), totalResults=2345), "a.json")) == 3


def test_fields_that_the_user_names(tmp_path):
    article = registry_article(0) | {"translated": "Skip venter."}
    (tmp_path / "answer.json").write_text(json.dumps([article]), encoding="utf-8")
    found = read_articles(tmp_path / "answer.json", columns={"text": "translated"})
    assert found["text"].tolist() == ["Skip venter."]


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        (
            '{"status": "error", "code": "apiKeyInvalid", "message": "Your key is wrong."}',
            "Your key is wrong.",
        ),
        ('{"status": "ok", "totalResults": 0, "articles": []}', "holds no articles"),
        ('{"status": "ok", "totalResults": 3, "articles": [{"title"', "not valid JSON"),
    ],
)
def test_answers_without_articles(answer, problem):
    article, = read(NEWSAPI, answer, "answer.json")  # fmt: skip
    assert problem in article.problem


# --- GDELT ----------------------------------------------------------------------------------------------


def gdelt_rows(**more):
    rows = [
        {
            "url": url, "url_mobile": "", "title": story.title, "seendate": "20250304T063000Z",
            "socialimage": "", "domain": "harbour-post.example", "language": "English",
            "sourcecountry": "Skerrin",
        }
        for url, story in zip(URLS, STORIES, strict=True)
    ]  # fmt: skip
    return [row | {name: values[i] for name, values in more.items()} for i, row in enumerate(rows)]


FORMATS = {"list.json": lambda rows: json.dumps({"articles": rows}), "list.csv": table}


@pytest.mark.parametrize("name", FORMATS)
def test_a_list_without_pages_is_problems(name):
    found = read(GDELT, FORMATS[name](gdelt_rows()), name)
    assert len(found) == len(STORIES)
    assert all("no stored page" in article.problem for article in found)
    assert [article.title for article in found] == [story.title for story in STORIES]
    assert {article.published.isoformat() for article in found} == {"2025-03-04T06:30:00+00:00"}
    assert {(article.outlet, article.language) for article in found} == {("harbour-post.example", "en")}


STORED = {
    "named in the list": lambda number: f"page-{number}.html",
    "by md5": lambda number: hashlib.md5(URLS[number].encode()).hexdigest() + ".html",
    "by the address": lambda number: quote(URLS[number], safe="") + ".html",
    "in a folder": lambda number: f"pages/{hashlib.sha256(URLS[number].encode()).hexdigest()}.html",
}


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("way", STORED)
def test_a_list_with_stored_pages(tmp_path, name, way):
    names = [STORED[way](number) for number in range(3)]
    for file, story in list(zip(names, STORIES, strict=True))[:2]:
        (tmp_path / file).parent.mkdir(exist_ok=True)
        (tmp_path / file).write_bytes(page(story))
    more = {"file": names} if way == "named in the list" else {}
    (tmp_path / name).write_text(FORMATS[name](gdelt_rows(**more)), encoding="utf-8")
    found = read_articles(tmp_path / name)
    assert found["title"].tolist() == [story.title for story in STORIES]
    assert found["problem"].isna().tolist() == [True, True, False]
    assert found["url"].tolist() == URLS
    assert found["text"][0].startswith(f"{STORIES[0].title}\n\nShips wait.")
    # The page says when it was published, which GDELT does not know.
    assert found["published"].dt.date.astype(str).tolist() == ["2025-03-04", "2024-05-11", "2025-03-04"]
    assert found["outlet"].tolist()[0] == "Harbour Post"


def test_pages_of_a_list_are_not_read_twice(tmp_path):
    names = [f"page-{number}.html" for number in range(3)]
    for name, story in zip(names, STORIES, strict=True):
        (tmp_path / name).write_bytes(page(story))
    (tmp_path / "other.html").write_bytes(page(STORIES[0], 2))
    (tmp_path / "list.json").write_text(json.dumps(gdelt_rows(file=names)), encoding="utf-8")
    origins = [path.rsplit("/", 1)[1] for path in read_articles(tmp_path)["origin"]]
    assert origins == ["list.json"] * 3 + ["other.html"]


def test_a_list_names_no_file_of_another_folder(tmp_path):
    (tmp_path / "secret.html").write_bytes(page(STORIES[0]))
    (tmp_path / "lists").mkdir()
    names = ["../secret.html", str(tmp_path / "secret.html"), "..\\secret.html"]
    (tmp_path / "lists/list.json").write_text(json.dumps(gdelt_rows(file=names)), encoding="utf-8")
    assert read_articles(tmp_path / "lists/list.json")["text"].isna().all()


# --- WARC -----------------------------------------------------------------------------------------------


def archive(*, packed=False, each=False, broken=0):
    blocks = [warc_record("warcinfo", "", b"software: made up\r\n", content_type="application/warc-fields")]
    for number, (url, story) in enumerate(zip(URLS, STORIES, strict=True), start=1):
        blocks.append(
            warc_record(
                "request", url, b"GET / HTTP/1.1\r\n\r\n", content_type="application/http; msgtype=request"
            )
        )
        blocks.append(warc_record("response", url, http(page(story), packed=packed), number))
    blocks.append(warc_record("response", "https://a.example/x", http(b"gone", "404 Not Found"), 8))
    blocks.append(warc_record("response", "https://a.example/y", http(b"<html></html>"), 9))
    blocks.append(warc_record("response", "https://a.example/i.png", http(b"\x89PNG", kind="image/png"), 10))
    data = b"".join(gzip.compress(block, mtime=0) for block in blocks) if each else b"".join(blocks)
    return data[: len(data) - broken]


@pytest.mark.parametrize("each", [True, False], ids=["gz", "plain"])
@pytest.mark.parametrize("packed", [True, False], ids=["packed answers", "plain answers"])
def test_pages_of_a_warc_file(each, packed):
    with pytest.warns(UserWarning, match="1 stored answers are no pages"):
        found = read(WARC, archive(packed=packed, each=each), "CC-NEWS-20250307093100-00001.warc.gz")
    assert len(found) == 5
    assert [article.title for article in found[:3]] == [story.title for story in STORIES]
    assert [article.text.split("\n\n")[0] for article in found[:3]] == [story.title for story in STORIES]
    assert [article.url for article in found[:3]] == URLS
    assert [article.record[-12:] for article in found[:3]] == ["000000000001", "000000000002", "000000000003"]
    assert [article.outlet for article in found[:3]] == [story.outlet for story in STORIES]
    assert "404" in found[3].problem
    assert "no article" in found[4].problem


@pytest.mark.parametrize("broken", [1, 30, 200, 300, 400, 800, 1500])
@pytest.mark.parametrize("each", [True, False], ids=["gz", "plain"])
def test_a_warc_file_that_breaks_off_says_so(each, broken):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = read(WARC, archive(each=each, broken=broken), "a.warc.gz")
    whole = sum(bool(article.text) for article in found)
    assert whole <= 3
    # What closes a record is no part of it.
    assert "breaks off" in found[-1].problem or (broken == 1 and not each)
    assert not any("breaks off" in article.problem for article in found[:-1])


def test_a_warc_file_of_a_folder(tmp_path):
    (tmp_path / "a.warc").write_bytes(archive())
    with pytest.warns(UserWarning, match="no pages"):
        found = read_articles(tmp_path)
    assert found["text"].notna().sum() == 3


def test_the_encoding_that_the_site_alone_states():
    body = page(STORIES[1]).decode().encode("cp1252")
    block = http(body, kind="text/html; charset=windows-1252")
    article, = read(WARC, warc_record("response", URLS[0], block), "a.warc")  # fmt: skip
    assert "“very late”" in article.text


def test_a_warc_file_of_texts_alone():
    data = warc_record("conversion", URLS[0], b"Ships wait.", content_type="text/plain")
    article, = read(WARC, data, "a.warc.wet")  # fmt: skip
    assert "has no pages" in article.problem


def test_a_gz_file_that_is_no_warc():
    data = gzip.compress(b"Ships wait.")
    assert not WARC.fits(Found(Path("a.gz"), data=data), data)
