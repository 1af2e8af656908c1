"""Saved pages: the article's text, and what the page states of it."""

from __future__ import annotations

import json

import pytest

from newslab.article import complete_articles
from newslab.loading import read_articles
from newslab.loading.page_links import headlines_elsewhere
from newslab.loading.page_text import marked_captions, parsed
from newslab.passages import find_passages

BODY = [
    "Ships wait at the quay of Skerrin while the council talks of the lease, Ms. Marsk said on Tuesday.",
    "“We will sign it,” she told reporters, “and then we will see who comes to the harbour.”",
    "The lease runs for twenty years and costs the town nothing, according to the council's own paper.",
    "Northwind, the company that leases it, did not answer questions on Wednesday about the ferry.",
]
NO = "Tolland said no"
AROUND = {
    "navigation": f"<nav><ul><li><a href='/'>Home</a></li><li><a href='/x'>{NO}</a></li></ul></nav>",
    "menu": f"<div class='main-menu'><a href='/'>Home</a> <a href='/x'>{NO}</a></div>",
    "comments": "<section id='comments'><h2>2 comments</h2><div class='comment'>"
    f"<p>“{NO} to all of it,” says user77, who has a long opinion on all of the lease.</p></div></section>",
    "list of comments": f"<ol class='commentlist'><li>“{NO},” says user77.</li></ol>",
    "related": f"<div class='related-stories'><h3>Related</h3><p><a href='/x'>“{NO}”: why</a></p></div>",
    "most read": f"<aside><h3>Most read</h3><ul><li><a href='/x'>{NO}</a></li></ul></aside>",
    "newsletter": f"<div class='newsletter-signup'><p>{NO}? Get our newsletter every morning.</p></div>",
    "footer": f"<footer><p>© Harbour Post. {NO} to cookies.</p></footer>",
    "share": f"<div class='share-buttons'><a href='#'>{NO} on Facebook</a></div>",
    "script": f"<script>var x = '{NO}';</script>",
}


def paragraphs(texts):
    return "".join(f"<p>{text}</p>" for text in texts)


def page(body, head="", before="", after=""):
    return (
        f"<!doctype html><html><head><title>Harbour leased | Harbour Post</title>{head}</head><body>{before}"
        f"<main><article><h1>Harbour leased</h1>{body}</article></main>{after}</body></html>"
    )


def read(folder, source, name="a.html"):
    path = folder / name
    path.write_bytes(source if isinstance(source, bytes) else source.encode())
    return read_articles(path)


def blocks(folder, source):
    frame = read(folder, source)
    assert frame["problem"].tolist() == [None]
    return frame["text"][0].split("\n\n")


def test_headline_and_paragraphs(tmp_path):
    assert blocks(tmp_path, page(paragraphs(BODY))) == ["Harbour leased", *BODY]


@pytest.mark.parametrize("count", [1, 2, 4])
@pytest.mark.parametrize("where", ["before", "after", "within"])
@pytest.mark.parametrize("kind", AROUND)
def test_what_stands_around_is_left_out(tmp_path, kind, where, count):
    body = paragraphs(BODY[:count])
    if where == "within":
        source = page(body + AROUND[kind] + paragraphs(BODY[-1:]))
        expected = [*BODY[:count], BODY[-1]]
    else:
        source, expected = page(body, **{where: AROUND[kind]}), BODY[:count]
    found = blocks(tmp_path, source)
    assert not [block for block in found if "Tolland" in block]
    # The extractor may leave out a repeated paragraph; all others are there.
    assert list(dict.fromkeys(["Harbour leased", *expected])) == found


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<h2>What the council says</h2>" + paragraphs(BODY[:1]), ["What the council says", BODY[0]]),
        ("<blockquote><p>“We wait.”</p></blockquote>" + paragraphs(BODY[:1]), ["“We wait.”", BODY[0]]),
        (
            "<p>She said <q>never</q> <b>again</b>, <a href='/x'>twice</a>.</p>",
            ["She said “never” again, twice."],
        ),
        ("<p>One line<br>that goes on.<br>Another.</p>", ["One line that goes on.", "Another."]),
        (
            "<ul><li>One demand.</li><li>Another.</li></ul>" + paragraphs(BODY[:1]),
            ["One demand.", "Another.", BODY[0]],
        ),
        (
            "<table><tr><th>Year</th><th>Ships</th></tr><tr><td>2024</td><td>12</td></tr></table>"
            + paragraphs(BODY[:1]),
            ["Year | Ships", "2024 | 12", BODY[0]],
        ),
        (
            "<figure><img src='a.jpg'><figcaption>A ship at the quay.</figcaption></figure>"
            + paragraphs(BODY[:1]),
            ["A ship at the quay.", BODY[0]],
        ),
        ("<p>Ships\n   wait\tat&nbsp;the quay&shy;side.</p>", ["Ships wait at the quayside."]),
    ],
    ids=["subhead", "quote", "inline", "line breaks", "list", "table", "caption", "white space"],
)
def test_blocks(tmp_path, markup, expected):
    found = blocks(tmp_path, page(paragraphs(BODY[1:3]) + markup + paragraphs(BODY[3:])))
    assert found == ["Harbour leased", *BODY[1:3], *expected, BODY[3]]


def test_teasers_are_not_taken_for_the_article(tmp_path):
    body = "".join(f"<div class='c9'><p>{text}</p></div>" for text in BODY)
    cards = [f"<article><a href='/x'><h3>{NO}</h3><p>{NO} again.</p></a></article>"] * 2
    main = (
        f"<main><div><h1>Harbour leased</h1></div><section>{body}</section><div>{''.join(cards)}</div></main>"
    )
    assert blocks(tmp_path, f"<html><body>{main}</body></html>") == ["Harbour leased", *BODY]


@pytest.mark.parametrize("label", ["Related stories", "More on this story", "READ MORE", "Most read"])
@pytest.mark.parametrize("tag", ["h3", "p", "div"])
def test_a_list_of_other_stories_is_left_out(tmp_path, label, tag):
    listed = (
        f"<{tag}>{label}</{tag}><ul><li><a href='/x'>{NO}</a></li><li>And <a href='/y'>{NO}</a></li></ul>"
    )
    assert blocks(tmp_path, page(paragraphs(BODY[:2]) + listed + paragraphs(BODY[2:]))) == [
        "Harbour leased",
        *BODY,
    ]


def test_a_list_below_another_heading_is_kept(tmp_path):
    listed = "<h3>What the town asks</h3><ul><li>A <a href='/x'>wall</a></li><li>Two ferries</li></ul>"
    found = blocks(tmp_path, page(paragraphs(BODY) + listed))
    assert found[-3:] == ["What the town asks", "A wall", "Two ferries"]


def test_what_opens_at_a_click_on_read_more_is_kept(tmp_path):
    source = page(paragraphs(BODY[:3]) + f"<div class='js-read-more'>{paragraphs(BODY[3:])}</div>")
    assert blocks(tmp_path, source) == ["Harbour leased", *BODY]


@pytest.mark.parametrize(
    "credit", ["Photo: Lowri Penhale", "Getty Images", "Lowri Penhale/Northwire", "Credit: Northwire"]
)
def test_a_credit_alone_is_no_caption(tmp_path, credit):
    figure = f"<figure><img src='a.jpg'><figcaption>{credit}</figcaption></figure>"
    assert blocks(tmp_path, page(paragraphs(BODY[:2]) + figure + paragraphs(BODY[2:]))) == [
        "Harbour leased",
        *BODY,
    ]


def test_the_slow_way_is_taken_where_the_fast_one_finds_little(monkeypatch):
    import trafilatura

    from newslab.loading.page_text import article_blocks, parsed

    taken = []
    whole = trafilatura.bare_extraction

    def extract(tree, *, fast=False, **options):
        taken.append(fast)
        return whole(parsed(page(paragraphs(BODY[:1]))) if fast else tree, fast=fast, **options)

    monkeypatch.setattr(trafilatura, "bare_extraction", extract)
    assert article_blocks(parsed(page(paragraphs(BODY * 3))), "")[-1] == BODY[-1]
    assert taken == [True, False]


@pytest.mark.parametrize("spoilt", [b"Gr\xfc\xdfe aus Z\xfcrich", b"NUL\0"])
def test_what_is_spoilt_beside_the_article_does_not_lose_it(tmp_path, spoilt):
    source = page(paragraphs([*BODY, "She said: “café”."]), after="<footer><p>Banner</p></footer>").encode()
    frame = read(tmp_path, source.replace(b"Banner", spoilt) + b" " * 1000)
    assert frame["text"][0].split("\n\n") == ["Harbour leased", *BODY, "She said: “café”."]


def test_what_is_spoilt_within_the_article_is_told(tmp_path):
    source = page(paragraphs([*BODY, "She said: “café”."])).encode()
    problem = read(tmp_path, source.replace(b"the ferry", b"Gr\xfc\xdfe aus Z\xfcrich"))["problem"][0]
    assert problem.startswith("The file mixes UTF-8 with another encoding")


@pytest.mark.parametrize(
    ("stated", "published"),
    [
        (["0001-01-01T00:00:00", "2025-03-04"], "2025-03-04"),
        (["1970-01-01", "2025-03-04"], "2025-03-04"),
        (["2970-01-01", "2025-03-04"], "2025-03-04"),
        (["0001-01-01T00:00:00"], None),
    ],
)
def test_the_date_is_the_first_that_an_article_can_have(tmp_path, stated, published):
    names = ["article:published_time", "datepublished"]
    metas = [f'<meta name="{name}" content="{date}">' for name, date in zip(names, stated, strict=False)]
    frame = read(tmp_path, page(paragraphs(BODY), "".join(metas)))
    assert frame["problem"].tolist() == [None]
    found = frame["published"][0]
    assert (None if found is None or found != found else found.date().isoformat()) == published


def test_posts_of_a_live_page_are_kept(tmp_path):
    posts = "".join(f"<article><h3>At {i} o'clock</h3><p>{text}</p></article>" for i, text in enumerate(BODY))
    found = blocks(tmp_path, f"<html><body><h1>Harbour leased</h1><main>{posts}</main></body></html>")
    assert [block for block in found if block in BODY] == BODY


def test_paragraphs_that_line_breaks_part(tmp_path):
    source = f"<html><title>Harbour leased</title><div id='text'>{'<br><br>'.join(BODY)}</div></html>"
    assert [block for block in blocks(tmp_path, source) if block != "Harbour leased"] == BODY


LINKED = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "Organization", "@id": "#post", "name": "Harbour Post"},
        {"@type": "Person", "@id": "#ines", "name": "Ines Calder"},
        {"@type": "WebPage", "name": "Not this"},
        {
            "@type": ["NewsArticle"],
            "headline": "Harbour leased",
            "author": [{"@id": "#ines"}, {"@type": "Person", "name": "Lowri Penhale"}],
            "publisher": {"@id": "#post"},
            "datePublished": "2025-03-04T06:30:00+01:00",
            "dateModified": "2025-03-09T06:30:00+01:00",
            "articleSection": "Town &amp; Harbour",
        },
    ],
}
META = (
    '<meta property="og:site_name" content="Harbour Post"><meta name="author" content="By Ines Calder">'
    '<meta property="article:published_time" content="2025-03-04T05:30:00Z">'
    '<meta property="article:section" content="Town &amp; Harbour">'
    '<meta property="og:title" content="Harbour leased"><meta property="article:author" content="https://x.example/i">'
)


@pytest.mark.parametrize(
    ("head", "byline"),
    [
        (f"<script type='application/ld+json'>{json.dumps(LINKED)}</script>", "Ines Calder, Lowri Penhale"),
        (META, "Ines Calder"),
        (f"<script type='application/ld+json'>{{broken</script>{META}", "Ines Calder"),
    ],
    ids=["linked data", "meta", "broken linked data"],
)
def test_what_the_page_states(tmp_path, head, byline):
    address = '<link rel="canonical" href="https://www.post.example/lease">'
    source = page(paragraphs(BODY), head + address).replace("<html>", '<html lang="en-GB">')
    row = read(tmp_path, source).iloc[0]
    assert (row["outlet"], row["byline"], row["title"]) == ("Harbour Post", byline, "Harbour leased")
    assert (row["section"], row["language"]) == ("Town & Harbour", "en-GB")
    assert row["url"] == "https://www.post.example/lease"
    assert row["published"].isoformat() == "2025-03-04T05:30:00+00:00"


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ('<meta property="og:title" content="Harbour leased | Harbour Post">', "Harbour leased"),
        ('<meta property="og:title" content="Another wording">', "Another wording"),
        ("", "Harbour leased"),
    ],
)
def test_title(tmp_path, head, title):
    assert read(tmp_path, page(paragraphs(BODY), head))["title"].tolist() == [title]


@pytest.mark.parametrize(
    "markup",
    [
        "<div class='meta'>By <span class='vcard'><a rel='author' href='/i'>Ines Calder</a></span></div>",
        "<p class='byline'>By Ines Calder</p>",
        "<span itemprop='author'>Ines Calder</span>",
    ],
)
def test_byline_that_the_page_shows(tmp_path, markup):
    assert read(tmp_path, page(markup + paragraphs(BODY)))["byline"].tolist() == ["Ines Calder"]


@pytest.mark.parametrize(
    ("source", "url"),
    [
        ("<link rel='canonical' href='/lease'><meta property='og:url' content='https://post.example/x'>",
         "https://post.example/lease"),
        ("<meta property='og:url' content='https://post.example/x'>", "https://post.example/x"),
        ("<!-- saved from url=(0026)https://post.example/saved -->", "https://post.example/saved"),
        ("", None),
    ],
)  # fmt: skip
def test_url(tmp_path, source, url):
    frame = read(tmp_path, page(paragraphs(BODY), source))
    assert frame["url"].tolist() == [url]
    assert frame["outlet"].tolist() == ["post.example" if url else None]


def test_an_address_is_no_outlets_name(tmp_path):
    meta = '<meta property="og:site_name" content="http://www.post.example">'
    meta += '<meta property="og:url" content="https://www.post.example/a">'
    (tmp_path / "a.html").write_text(
        f"<html><head>{meta}</head><body><p>{'Ships wait. ' * 30}</p></body></html>"
    )
    assert read_articles(tmp_path / "a.html")["outlet"].tolist() == ["post.example"]


def test_outlet_is_the_folder_where_the_page_states_none(tmp_path):
    (tmp_path / "The Lantern").mkdir()
    (tmp_path / "The Lantern" / "a.html").write_text(page(paragraphs(BODY)), encoding="utf-8")
    assert read_articles(tmp_path)["outlet"].tolist() == ["The Lantern"]


@pytest.mark.filterwarnings("ignore:.* was read as utf-16-le")
@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", ""),
        ("utf-8", "<meta charset='iso-8859-1'>"),
        ("cp1252", "<meta http-equiv='content-type' content='text/html; charset=ISO-8859-1'>"),
        ("utf-16", ""),
        ("cp1251", "<meta charset=windows-1251>"),
    ],
)
def test_encodings(tmp_path, encoding, declared):
    said = "Порт закрыт" if encoding == "cp1251" else "“café” – déjà"
    text = BODY[0] if encoding == "cp1251" else BODY[1]
    source = page(paragraphs([text, f"She said: {said}."]), declared)
    assert f"She said: {said}." in read(tmp_path, source.encode(encoding, "ignore"))["text"][0]


def test_text_that_linked_data_alone_hold(tmp_path):
    data = {"@type": "NewsArticle", "headline": "Harbour leased", "articleBody": "\n\n".join(BODY)}
    head = f"<script type='application/ld+json'>{json.dumps(data)}</script>"
    source = f"<html><head>{head}</head><body><div id='app'></div></body></html>"
    assert blocks(tmp_path, source) == ["Harbour leased", *BODY]


@pytest.mark.parametrize("name", ["a.html", "a.txt", "a.aspx", "a"])
def test_a_page_is_told_by_what_it_holds(tmp_path, name):
    assert read(tmp_path, page(paragraphs(BODY)), name)["title"].tolist() == ["Harbour leased"]


def test_text_with_tags_is_no_page(tmp_path):
    assert read(tmp_path, "<b>Ships</b> wait.", "a.txt")["text"].tolist() == ["<b>Ships</b> wait."]


def test_a_report_of_newslab_is_no_article(tmp_path):
    source = page(paragraphs(BODY), '<meta charset="utf-8">\n<meta name="generator" content="newslab">')
    assert read(tmp_path, source)["problem"][0].startswith("It is a report, not an article")


def test_pictures_within_a_page_do_not_make_it_too_large(tmp_path):
    picture = "<img src='data:image/png;base64," + "A" * 21_000_000 + "'>"
    assert blocks(tmp_path, page(picture + paragraphs(BODY))) == ["Harbour leased", *BODY]


def test_the_headline_is_the_one_that_the_article_shows(tmp_path):
    source = (
        "<html lang='en'><title>Harbour leased</title><article>"
        "<h1>Harbour leased for 40 years</h1>"
        "<p>Ships wait at the quay until the lease is signed by both sides.</p>"
        "<p>“Nobody else offered,” said Helena Marsk on Monday.</p></article></html>"
    )
    (tmp_path / "a.html").write_text(source, encoding="utf-8")
    article = read_articles(tmp_path / "a.html").iloc[0]
    assert article["title"] == "Harbour leased"
    assert article["text"].startswith("Harbour leased for 40 years\n\nShips wait")


def test_a_caption_that_the_page_marks_is_one(tmp_path):
    markup = "<figure><img src='a.jpg'><figcaption>Ships off Skerrin.</figcaption></figure>"
    frame = read(tmp_path, page(paragraphs(BODY[:2]) + markup + paragraphs(BODY[2:])))
    text = frame["text"][0]
    kinds = {text[p.start : p.end]: p.kind for p in find_passages(frame).itertuples()}
    assert kinds["Ships off Skerrin."] == "caption"
    assert [kinds[paragraph] for paragraph in BODY] == ["lead", "body", "body", "body"]
    again = complete_articles(frame)
    assert "caption" in set(find_passages(again)["kind"])


@pytest.mark.parametrize(
    ("markup", "marked"),
    [
        ("<figcaption>Ships off Skerrin</figcaption>", True),
        ("<p class='wp-caption-text'>Ships off Skerrin</p>", True),
        ("<span class='photo-credit'>Ships off Skerrin</span>", True),
        ("<p class='captioned'>Ships off Skerrin</p>", False),
        ("<p>Ships off Skerrin</p>", False),
    ],
)
def test_what_a_page_marks_as_a_caption(markup, marked):
    assert marked_captions(parsed(markup)) == ["Ships off Skerrin"] * marked


def test_captions_that_are_most_of_the_text_are_the_article(tmp_path):
    figures = "".join(f"<figure><img><figcaption>{text}</figcaption></figure>" for text in BODY)
    frame = read(tmp_path, page("<p>Four ships of Skerrin.</p>" + figures))
    assert "caption" not in set(find_passages(frame)["kind"])


LINK = f"<a href='/x'>{NO} to all of it</a>"


@pytest.mark.parametrize(
    ("markup", "kept"),
    [
        (f"<p>{LINK}</p>", False),
        (f"<p>Read more: {LINK}</p>", False),
        (f"<p><strong>{LINK}</strong></p>", False),
        (f"<ul><li>{LINK}</li><li>{LINK}</li></ul>", False),
        (f"<p>As he had said before, {LINK}</p>", True),
        (f"<h3>{LINK}</h3>", True),
        (f"<ul><li>{LINK}</li><li>The council did not.</li></ul>", True),
    ],
)
def test_a_paragraph_that_is_a_link_to_another_story_is_left_out(tmp_path, markup, kept):
    found = blocks(tmp_path, page(paragraphs(BODY[:2]) + markup + paragraphs(BODY[2:])))
    assert [b for b in found if NO not in b] == [
        "Harbour leased", *BODY[:2], *(["The council did not."] if "council did" in markup else []), *BODY[2:]
    ]  # fmt: skip
    assert any(NO in b for b in found) == kept


@pytest.mark.parametrize(
    ("markup", "alone"),
    [
        ("<p><a href='/x'>Ships wait in Skerrin</a></p>", True),
        ("<p>Read more: <a href='/x'>Ships wait in Skerrin</a></p>", True),
        ("<p><a href='#x'>Ships wait in Skerrin</a></p>", False),
        ("<p><a href='/x'>Ships wait</a></p>", False),
        ("<blockquote><p><a href='/x'>Ships wait in Skerrin</a></p></blockquote>", False),
        ("<p>She says <a href='/x'>ships wait in Skerrin</a></p>", False),
    ],
)
def test_paragraphs_that_are_a_link_alone(markup, alone):
    assert bool(headlines_elsewhere(parsed(markup))[1]) == alone


@pytest.mark.parametrize("markup", [f"<h3>{LINK}</h3>", f"<div>{LINK}</div><div>{LINK}</div>"])
def test_links_below_the_article_are_left_out(tmp_path, markup):
    assert blocks(tmp_path, page(paragraphs(BODY) + markup)) == ["Harbour leased", *BODY]


@pytest.mark.parametrize("name", ["author-bio", "about-the-author", "tags-list", "entry-tags", "signup-form"])
def test_boxes_below_the_article_are_left_out(tmp_path, name):
    box = f"<div class='{name}'><p>Ines Calder writes on harbours for the Harbour Post.</p></div>"
    assert blocks(tmp_path, page(paragraphs(BODY) + box)) == ["Harbour leased", *BODY]
