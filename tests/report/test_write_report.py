import base64
import hashlib
import json
import pathlib
import re
import sys
import zlib
from html.parser import HTMLParser

import pytest

import newslab
from newslab.errors import InputError
from newslab.report import write_report
from newslab.report.methods import KNOWN_ERRORS, KNOWN_SPEAKERS
from newslab.report.paper import check_printer
from newslab.report.record import read_report

README = (pathlib.Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")

TEXT = "Ada Orrin said the dam will hold.\n\nTam Vale denied it <script>alert(1)</script>."
ARTICLE = {"article_id": "a", "title": "The dam", "text": TEXT, "url": "https://example.org/a"}
ROWS = [
    {"article_id": "a", "speaker": "Ada Orrin", "speaker_id": "orrin", "side": "North", "words": 5,
     "source_spans": [(0, 9)], "cue_spans": [(10, 14)], "content_spans": [(15, 33)]},
    {"article_id": "a", "speaker": "Tam Vale", "speaker_id": "vale", "words": 1,
     "source_spans": [(35, 43)], "cue_spans": [(44, 50)], "content_spans": [(51, 53)]},
]  # fmt: skip
VOID = {"meta", "br", "img", "input", "link", "hr"}


class Page(HTMLParser):
    """What a browser would see: elements that are open, identifiers, links, text."""

    def __init__(self, html):
        super().__init__()
        self.open, self.ids, self.links, self.tags, self.text, self.addresses = [], [], [], [], [], []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        held = dict(attrs)
        self.tags.append((tag, held))
        self.ids += [held["id"]] if "id" in held else []
        self.links += [held["href"]] if "href" in held else []
        self.addresses += [held["src"]] if "src" in held else []
        if tag not in VOID and tag != "rect":
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text.append((self.open[-1] if self.open else "", data))

    def said(self):
        return " ".join("".join(data for tag, data in self.text if tag not in ("script", "style")).split())


@pytest.fixture
def report(tmp_path, make_tagged):
    def write(*args, options=None, **tables):
        path = write_report(make_tagged(*args, **tables), tmp_path / "report.html", **(options or {}))
        return path.read_text(encoding="utf-8")

    return write


def test_everything_is_there_in_order(report):
    html = report([ARTICLE], ROWS)
    ids = ["findings", "balance", "sourcing", "speakers", "articles", "skipped", "provenance"]
    places = [html.index(f'<section id="{name}"') for name in ids]
    assert places == sorted(places)


def test_it_is_sound_html(report):
    page = Page(report([ARTICLE], ROWS, skipped=[{"reason": "no text"}]))
    assert page.open == []
    assert len(page.ids) == len(set(page.ids))
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)
    tags = [tag for tag, _ in page.tags]
    assert tags.count("h1") == 1
    assert all("alt" in held and held["alt"] for tag, held in page.tags if tag == "img")
    assert all("scope" in held for tag, held in page.tags if tag == "th")
    assert dict(page.tags[0][1])["lang"] == "en"


def test_nothing_is_fetched(report):
    html = report([ARTICLE], ROWS)
    page = Page(html)
    assert page.addresses
    assert all(address.startswith("data:") for address in page.addresses)
    assert not [held for tag, held in page.tags if tag in ("link", "iframe", "object")]
    assert not re.search(r"url\(|@import", html)


def test_hostile_text_is_shown_as_text(report):
    evil = '<script>alert("x")</script>\'"&'
    article = {
        **ARTICLE,
        "title": evil,
        "outlet": evil,
        "byline": evil,
        "url": "javascript:alert(1)",
        "language": '"x',
    }
    row = {**ROWS[0], "speaker": evil, "side": evil, "found_by": evil}
    page = Page(report([article], [row], sides=(evil,), skipped=[{"reason": evil}], provenance={evil: evil},
                       options={"title": evil}))  # fmt: skip
    # The page's own script, and record and evidence, which are none.
    kinds = [held.get("type") for tag, held in page.tags if tag == "script"]
    assert kinds == ["application/json", "application/json", None]
    assert not [link for link in page.links if link.startswith("javascript")]
    assert not [name for _, held in page.tags for name in held if name.startswith("on")]
    assert page.said().count(" ".join(evil.split())) > 5
    assert "denied it <script>alert(1)</script>." in page.said()


@pytest.mark.parametrize("title", ["a \x00 byte", "$\\frac{", "漢字", ""])
def test_odd_characters_do_not_stop_it(report, title):
    article = {**ARTICLE, "title": title, "outlet": title, "text": title * 3}
    assert "<h1>" in report(
        [article], [{**ROWS[0], "speaker": title, "side": title or None}], sides=("x", title)
    )


def test_marks_and_links(report):
    html = report([ARTICLE], ROWS)
    assert '<span class="source side-0"' in html
    assert ">Ada Orrin</span>" in html
    assert 'href="#a1-0"' in html
    assert '<a id="a1-0"></a>' in html
    assert "dam will hold.</span>" in html
    assert "\n\n<a" in html[html.index('class="text"') :]


def test_findings_carry_their_numbers(report):
    said = Page(report([ARTICLE], ROWS)).said()
    assert "In 1 article of 1 outlet, newslab found 2 attributions" in said
    assert "North has 100 % and South has 0 %; this rests on 1 attribution by 1 speaker." in said
    assert "1 attribution, 17 % of all attributed words." in said


@pytest.mark.parametrize(
    ("n", "told"), [(1, "too few articles for intervals"), (10, "The intervals say how much")]
)
def test_findings_say_what_they_do_not_allow_for(report, n, told):
    said = Page(report([{"article_id": str(i)} for i in range(n)], [{"article_id": "0"}])).said()
    assert told in said
    assert "the tagger’s own errors" in said


def test_findings_compare_outlets(report):
    articles = [
        {"article_id": f"{outlet}{i}", "outlet": outlet} for outlet in ("Argus", "Ledger") for i in range(12)
    ]
    rows = [
        {"article_id": f"{outlet}{i}", "side": side, "words": words + i, "speaker_id": side}
        for outlet, north in (("Argus", 90), ("Ledger", 20))
        for i in range(12)
        for side, words in (("North", north), ("South", 100 - north))
    ]
    said = Page(report(articles, rows)).said()
    assert "Of 2 outlets, Argus gives North most" in said
    assert "these intervals do not overlap." in said


def test_without_a_codebook_it_says_how_to_get_one(report):
    said = Page(report([ARTICLE], ROWS, sides=None)).said()
    assert "--codebook" in said
    assert "Speakers by attributed words" in said
    assert "How sources are identified" in said
    assert "unassigned" in said


def test_a_codebook_that_fits_nobody(report):
    assert "gives a side to none" in Page(report([ARTICLE], [{**ROWS[0], "side": None}])).said()


@pytest.mark.parametrize("sides", [None, ("North", "South")])
@pytest.mark.parametrize("articles", [[], [ARTICLE]])
def test_nothing_found_is_said(report, articles, sides):
    said = Page(report(articles, sides=sides)).said()
    assert "newslab found 0 attributions" in said
    assert "No attribution has a speaker" in said
    assert "Nothing was skipped." in said
    assert ("No article could be tagged." in said) == (not articles)


def test_half_a_surrogate_pair_does_not_stop_it(report):
    assert "half ? a pair" in report([{**ARTICLE, "text": "half \ud83d a pair"}])


def test_skipped_records_are_listed(report):
    row = {"origin": "x.txt", "record": "7", "stage": "loading", "reason": "It is empty."}
    html = report([], skipped=[row, {"reason": "No record."}])
    assert "<tr><td>x.txt</td><td>7</td><td>loading</td><td>It is empty.</td></tr>" in html
    assert "<tr><td>–</td><td>–</td><td>–</td><td>No record.</td></tr>" in html


def test_provenance_is_shown_however_deep(report):
    model = {"name": "en_x", "hashes": {"a.csv": "ff00"}}
    provenance = {"engine": "rules", "model": model, "options": [], "passages": ["a", "b"]}
    html = report([ARTICLE], ROWS, provenance=provenance, options={"seed": 5, "resamples": 50})
    said = " ".join(re.sub("<[^>]*>", " ", html[html.index('<section id="provenance"') :]).split())
    assert "engine rules model name en_x hashes a.csv ff00 options – passages a, b report" in said
    assert "resamples 50 seed 5" in said


def test_only_fifty_speakers_are_listed_and_the_rest_counted(report):
    rows = [
        {"article_id": "a", "speaker_id": f"s{i}", "speaker": f"Speaker {i}", "words": 100 - i}
        for i in range(60)
    ]
    said = Page(report([ARTICLE], [*rows, {"article_id": "a"}])).said()
    assert "Speaker 49" in said
    assert "10 more speakers have fewer words" in said
    assert "1 attribution without a speaker is not in this table" in said


def test_joint_speakers_are_listed_apart_and_striped(report):
    row = {
        **ROWS[0],
        "speaker": "Ada Orrin & Tam Vale",
        "speaker_id": "orrin & vale",
        "side": "North & South",
    }
    html = report([ARTICLE], [row])
    assert '<th scope="row">Ada Orrin</th>' in html
    assert '<th scope="row">Tam Vale</th>' in html
    assert ".content.side-0-1 { background: repeating-linear-gradient" in html


def test_findings_count_a_joint_source_once(report):
    joint = {"speaker_id": "orrin & vale", "side": "North & North", "identification": "unnamed"}
    said = Page(report([ARTICLE], [*ROWS, {"article_id": "a", **joint}, {"article_id": "a"}])).said()
    assert "Of all attributions, 75 % name a person and 25 % rest on unnamed sources." in said
    assert "a joint one counts once for each of its sides" in said


def test_title_is_the_codebooks_unless_given(report):
    assert "<title>The dam</title>" in report([ARTICLE], ROWS)
    assert "<title>Mine</title>" in report([ARTICLE], ROWS, options={"title": "Mine"})
    assert "<title>Who is quoted</title>" in report([ARTICLE], ROWS, sides=None)


def undated(html):
    """A report without the one line that says when and on what it was made."""
    kept = [line for line in html.splitlines() if not line.startswith('<p id="made">')]
    assert len(kept) == len(html.splitlines()) - 1
    return kept


def test_same_input_same_bytes_but_for_the_line_of_date_and_machine(report, monkeypatch):
    first = report([ARTICLE], ROWS)
    monkeypatch.setattr("platform.machine", lambda: "another")
    assert report([ARTICLE], ROWS) != first
    assert undated(report([ARTICLE], ROWS)) == undated(first)


def test_a_users_matplotlib_settings_do_not_show(report):
    import matplotlib

    plain = report([ARTICLE], ROWS)
    with matplotlib.rc_context({"font.size": 30, "axes.facecolor": "red", "svg.fonttype": "path"}):
        assert undated(report([ARTICLE], ROWS)) == undated(plain)
        assert matplotlib.rcParams["font.size"] == 30


def test_articles_stand_by_outlet_and_time(report):
    articles = [
        {"article_id": "1", "outlet": "Ledger", "title": "third", "published": "2026-03-02"},
        {"article_id": "2", "outlet": None, "title": "first"},
        {"article_id": "3", "outlet": "Ledger", "title": "second", "published": "2026-03-01"},
        {"article_id": "4", "outlet": "Ledger", "title": "fourth"},
    ]
    html = report(articles)
    places = [html.index(f"<h4>{title}</h4>") for title in ("first", "second", "third", "fourth")]
    assert places == sorted(places)
    assert "(no outlet)" in html


def test_an_unwritable_target_is_told(tmp_path, make_tagged):
    with pytest.raises(InputError, match="does not exist"):
        write_report(make_tagged([ARTICLE], ROWS), tmp_path / "none" / "report.html")


def test_a_failed_report_leaves_what_was_there(tmp_path, make_tagged):
    path = tmp_path / "report.html"
    path.write_text("old", encoding="utf-8")
    with pytest.raises(InputError, match="resamples"):
        write_report(make_tagged([{"article_id": str(i)} for i in range(12)],
                                 [{"article_id": str(i), "side": "North"} for i in range(12)]),
                     path, resamples=5)  # fmt: skip
    assert [file.name for file in tmp_path.iterdir()] == ["report.html"]
    assert path.read_text(encoding="utf-8") == "old"


def test_many_outlets_are_cut_in_the_chart_and_counted(tmp_path, make_tagged):
    text = "Ada Orrin said the dam will hold. " * 60
    articles = [{"article_id": str(i), "outlet": f"Outlet {i % 30}", "text": text} for i in range(300)]
    rows = [
        {"article_id": str(i), "speaker_id": f"s{n}", "side": "North" if n % 3 else "South", "words": 4,
         "source_spans": [(34 * n, 34 * n + 9)], "content_spans": [(34 * n + 15, 34 * n + 32)]}
        for i in range(300) for n in range(20)
    ]  # fmt: skip
    path = write_report(make_tagged(articles, rows), tmp_path / "report.html")
    assert "the table has 10 more" in path.read_text(encoding="utf-8")


def test_each_row_of_the_balance_has_a_cell_a_column(report):
    table = re.search(
        r"<table>\s*<caption>Table 1\. Shares of the sides.*?</table>", report([ARTICLE], ROWS), re.DOTALL
    )[0]
    head, *rows = re.findall(r"<tr.*?</tr>", table, re.DOTALL)
    columns = len(re.findall(r"<th", head))
    assert columns == 5
    # The outlet's cell spans its rows, so that only the first of them has it.
    assert {len(re.findall(r"<t[hd]", row)) + ("rowspan" not in row) for row in rows} == {columns}


def test_texts_can_be_left_out(report):
    html = report([ARTICLE], ROWS, options={"texts": False})
    assert "the dam will hold" not in html
    assert f"{len(TEXT)} characters, SHA-256 {hashlib.sha256(TEXT.encode()).hexdigest()}" in html
    page = Page(html)
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)


def test_the_data_of_its_figures_can_be_read_back(tmp_path, make_tagged):
    tagged = make_tagged([ARTICLE], ROWS)
    _, tables = read_report(write_report(tagged, tmp_path / "report.html"))
    assert list(tables)[:2] == ["balance", "balance of all"]
    frame = newslab.balance(tagged)
    assert tables["balance"]["estimate"].map(lambda text: float(text or "nan")).tolist() == pytest.approx(
        frame["estimate"].tolist(), nan_ok=True
    )


def test_a_page_without_a_record_says_so(tmp_path):
    (tmp_path / "page.html").write_text("<p>no report</p>", encoding="utf-8")
    with pytest.raises(InputError, match="no record"):
        read_report(tmp_path / "page.html")


def test_the_methods_are_those_that_were_run(report):
    said = Page(report([ARTICLE], ROWS, options={"resamples": 500, "seed": 7, "copies": "once"})).said()
    assert "drawn again 500 times (seed 7)" in said
    assert "counts once, where it ran first" in said
    assert "The codebook “The dam”" in said or "the codebook “The dam”" in said
    assert "No intervals were asked for." in Page(report([ARTICLE], ROWS, options={"resamples": 0})).said()
    assert "No codebook was given, so nobody has a side." in Page(report([ARTICLE], ROWS, sides=None)).said()


@pytest.mark.parametrize("engine", list(KNOWN_ERRORS))
def test_the_known_error_is_that_of_the_readme(report, engine):
    known = KNOWN_ERRORS[engine]
    assert f"| {known['precision']} | {known['recall']} | {known['f1']} |" in README
    assert f", as first measured | {KNOWN_SPEAKERS} % |" in README
    said = Page(report([ARTICLE], ROWS, provenance={"engine": engine})).said()
    assert f"it finds {known['recall']:.0f} % of what is there" in said


def test_figures_and_tables_are_numbered_and_say_what_they_rest_on(report):
    html = report([ARTICLE], ROWS)
    figures = re.findall(r"Figure (\d+)\.", html)
    assert figures == [str(n) for n in range(1, len(figures) + 1)]
    assert len(figures) > 3
    tables = re.findall(r"<caption>Table (\d+)\.", html)
    assert tables == [str(n) for n in range(1, len(tables) + 1)]
    assert html.count("1 article, 1 attribution; 95 % intervals by 2,000 draws of whole articles.") == 3


def test_evidence_lists_what_counts(make_tagged, tmp_path):
    rows = [*ROWS, {**ROWS[0], "within": 0}, {**ROWS[0], "passage": "headline"}]
    html = write_report(make_tagged([ARTICLE], rows), tmp_path / "r.html").read_text(encoding="utf-8")
    held = json.loads(re.search(r'id="newslab-evidence">(.*?)</script>', html, re.DOTALL)[1])
    assert [dict(zip(held["columns"], row, strict=True))["words"] for row in held["rows"]] == [5, 1]
    assert held["values"]["speaker"] == ["Ada Orrin", "Tam Vale"]
    assert held["values"]["side"] == ["North", "unassigned"]


def test_texts_of_many_articles_are_packed(make_tagged, tmp_path):
    articles = [{**ARTICLE, "article_id": str(n)} for n in range(101)]
    html = write_report(
        make_tagged(articles, [{**ROWS[0], "article_id": "5"}]), tmp_path / "r.html"
    ).read_text("utf-8")
    assert "the dam will hold" not in html
    packed = re.findall(r'id="packed-\d+">([^<]*)<', html)
    texts = [zlib.decompress(base64.b64decode(text)).decode() for text in packed]
    assert len(texts) == 101
    assert sum('class="source' in text for text in texts) == 1
    assert all("&lt;script&gt;" in text and "<script>" not in text for text in texts)


def test_a_report_can_be_a_pdf(make_tagged, tmp_path):
    from pypdf import PdfReader

    try:
        check_printer()
    except InputError:
        pytest.skip("WeasyPrint or its Pango is not installed")

    path = write_report(make_tagged([ARTICLE], ROWS), tmp_path / "report.PDF")
    text = " ".join(" ".join(page.extract_text() for page in PdfReader(path).pages).split())
    assert PdfReader(path).metadata.title == "The dam"
    assert "Ada Orrin said the dam will hold." in text
    assert "Methods" in text


def test_without_the_printer_it_says_what_to_install(make_tagged, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(InputError, match=r"pip install 'newslab\[pdf\]'"):
        write_report(make_tagged([ARTICLE], ROWS), tmp_path / "report.pdf")
    assert list(tmp_path.iterdir()) == []


def test_the_call_that_made_it_is_told(report):
    said = Page(report([ARTICLE], ROWS, options={"seed": 3, "copies": "once", "resamples": 100})).said()
    assert "write_report(tagged, path, passages=['lead', 'body', 'inset', 'caption'], copies='once'" in said
    assert "resamples=100, seed=3)" in said
