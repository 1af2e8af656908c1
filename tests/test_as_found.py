"""The words of a file stand beside the values that were guessed from them."""

from __future__ import annotations

import json

import pandas as pd
import pytest
from documents import docx, pdf, printed

from newslab import find_copies, read_articles
from newslab.article import Article, articles_frame, complete_articles
from newslab.as_found import as_found_text, read_as_found
from newslab.loading.dates import date_as_found

ENGLISH = "The harbour stays closed for a long time, the minister said on Tuesday in the town hall. " * 3


def read(folder, name, content, **options):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    frame = read_articles(folder if "/" in name else path, **options)
    return [read_as_found(cell) for cell in frame["as_found"]]


@pytest.mark.parametrize(
    ("value", "guessed"),
    [
        ("2025-03-04", False),
        ("March 4, 2025", False),
        ("2025-03-04 00:00:00", False),
        ("2025-03-04 06:30", True),
        ("2025-03-04T06:30:00.123", True),
        ("20250304T063000", True),
        ("20250304T063000Z", False),
        ("2025-03-04T06:30:00Z", False),
        ("2025-03-04 06:30:00+01:00", False),
        ("2025-03-04 06:30 UTC", False),
        ("Tue, 04 Mar 2025 06:30:00 +0100", False),
        ("Tue, 04 Mar 2025 06:30:00 EST", False),
        ("March 4, 2025 6:30 pm", True),
        ("March 4, 2025 6:30 pm QQT", True),
        ("25/03/2025", False),
        ("25/03/2025 06:30", True),
        ("not a date 06:30", False),
    ],
)
def test_a_time_without_a_zone_is_a_guess(value, guessed):
    assert date_as_found(value) == (value if guessed else None)


@pytest.mark.parametrize(
    ("value", "guessed"),
    [("04/03/2025", True), ("25/03/2025", False), ("04/04/2025", False), ("04.03.2025", True)],
)
def test_the_order_of_day_and_month_is_a_guess_where_both_may_be_either(value, guessed):
    assert date_as_found(value, day_first=True) == (value if guessed else None)


@pytest.mark.parametrize(
    ("moment", "guessed"),
    [
        (pd.Timestamp("2025-03-04 06:30"), "2025-03-04 06:30:00"),
        (pd.Timestamp("2025-03-04"), None),
        (pd.Timestamp("2025-03-04 06:30", tz="UTC"), None),
        (pd.NaT, None),
        (None, None),
    ],
)
def test_of_a_moment_its_zone_is_the_guess(moment, guessed):
    assert date_as_found(moment) == guessed


def test_records_of_a_table(tmp_path):
    table = "outlet,date,language,text\n" + "".join(
        f"Post,{date},{language},Ships wait at quay {n}.\n"
        for n, (date, language) in enumerate(
            [("2025-03-04", "en"), ("2025-03-04 06:30", "en"), ("05/06/2025", "en"), ("spring", "en")]
        )
    )
    with pytest.warns(UserWarning, match="could not be read without guessing"):
        found = read(tmp_path, "a.csv", table)
    dates = [{"published": word} if word else {} for word in ("", "2025-03-04 06:30", "05/06/2025", "spring")]
    assert found == dates


def test_what_is_stated_leaves_nothing_to_note(tmp_path):
    row = {"outlet": "Post", "published": "2025-03-04T06:30:00Z", "language": "en", "text": ENGLISH}
    assert read(tmp_path, "a.jsonl", json.dumps(row)) == [{}]


def test_a_detected_language(tmp_path):
    assert read(tmp_path, "a.jsonl", json.dumps({"text": ENGLISH})) == [{"language": ""}]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("Harbour Post/a.txt", "Ships wait."),
        ("Harbour Post/a.docx", docx("Harbour leased", "Ships wait.")),
        ("Harbour Post/a.pdf", pdf(printed("Ships wait."))),
        (
            "Harbour Post/a.html",
            "<html lang='en'><h1>Lease</h1><p>Ships wait, she said on Monday.</p></html>",
        ),
        ("Harbour Post/empty.txt", ""),
    ],
)
def test_the_outlet_by_its_folder(tmp_path, name, content):
    assert read(tmp_path, name, content)[0]["outlet"] == "Harbour Post"


def test_the_outlet_by_the_address_and_a_time_without_a_zone_of_a_page(tmp_path):
    head = (
        '<meta property="og:url" content="https://www.post.example/1">'
        '<meta property="article:published_time" content="2025-03-04T06:30:00">'
    )
    page = f"<html lang='en'><head>{head}</head><h1>Lease</h1><p>{ENGLISH}</p></html>"
    assert read(tmp_path, "a.html", page) == [{"outlet": "post.example", "published": "2025-03-04T06:30:00"}]


def test_a_date_that_stands_for_none_does_not_lose_the_page(tmp_path):
    head = '<meta property="og:site_name" content="Post"><meta name="date" content="{}">'
    page = f"<html lang='en'><head>{head}</head><h1>Lease</h1><p>{ENGLISH}</p></html>"
    (tmp_path / "a.html").write_text(page.format("0001-01-01T00:00:00"), encoding="utf-8")
    frame = read_articles(tmp_path / "a.html")
    assert frame["problem"].isna().all()
    assert frame["published"].isna().all()
    assert read_as_found(frame["as_found"][0]) == {"published": "0001-01-01T00:00:00"}


def test_gdelt_says_when_it_saw_an_article(tmp_path):
    row = {"url": "https://post.example/1", "seendate": "20250304T063000Z", "domain": "post.example"}
    page = f"<html lang='en'><h1>Lease</h1><p>{ENGLISH}</p></html>"
    (tmp_path / "list.json").write_text(json.dumps({"articles": [row | {"html": page}]}), encoding="utf-8")
    frame = read_articles(tmp_path / "list.json")
    assert frame["published"][0].isoformat() == "2025-03-04T06:30:00+00:00"
    assert read_as_found(frame["as_found"][0]) == {"outlet": "post.example", "published": "20250304T063000Z"}


def test_a_byline_from_the_credit_line():
    from newslab.loading.proquest import _finished

    values = {"title": "Lease", "wire": "Ada Marsk, Associated Press"}
    for byline, expected in (("", {"byline", "wire"}), ("Ines Calder", {"wire"})):
        _, fields = _finished("document 1", values | {"byline": byline}, ["Ships wait."])
        assert set(fields["as_found"]) == expected
        assert set(fields["as_found"].values()) == {"Ada Marsk, Associated Press"}


def test_an_agency_that_was_detected():
    copies = find_copies(articles_frame([Article(text="SKERRIN (Reuters) - Ships wait.")]))
    assert copies["wire"].tolist() == ["Reuters"]
    assert copies["as_found"].tolist() == ['{"wire": ""}']


def stored():
    found = {"published": "4/3 “2025” 06:30, Zürich", "language": ""}
    articles = [Article(text="Ships wait.", as_found=found), Article(text="Ships left.")]
    return articles_frame(articles), found


@pytest.mark.parametrize("kind", ["csv", "xlsx", "parquet", "jsonl"])
def test_it_comes_back_from_every_kind_of_table(tmp_path, kind):
    frame, found = stored()
    path = tmp_path / f"articles.{kind}"
    if kind == "csv":
        frame.to_csv(path, index=False)
    elif kind == "xlsx":
        frame.to_excel(path, index=False)
    elif kind == "parquet":
        frame.to_parquet(path)
    else:
        frame.to_json(path, orient="records", lines=True, date_format="iso")
    back = read_articles(path)
    assert [read_as_found(cell) for cell in back["as_found"]] == [found, {}]
    assert back["as_found"].isna().tolist() == [False, True]


def test_it_comes_back_from_the_users_own_frame():
    frame, _ = stored()
    assert complete_articles(frame)["as_found"].tolist() == frame["as_found"].tolist()


def test_a_column_of_that_name_with_other_things_in_it_is_left():
    frame = pd.DataFrame({"text": ["Ships wait."] * 3, "as_found": ["Skerrin", '{"x": "y"}', "[1, 2]"]})
    assert complete_articles(frame)["as_found"].isna().all()


def test_it_changes_no_identifier():
    frame, _ = stored()
    assert frame["article_id"][0] == Article(text="Ships wait.").article_id


@pytest.mark.parametrize("value", ['{"a": 1}', "[[", None, float("nan"), 7, [("a", "b")], {"a": "b"}])
def test_whatever_a_cell_holds_is_read(value):
    assert read_as_found(value) in ({}, {"a": "b"})


def test_nothing_guessed_is_a_missing_cell():
    assert as_found_text({}) is None
