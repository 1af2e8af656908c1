"""The corpus to spaCy's DocBin and back."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
import spacy
from exported import SPLIT, TEXT, make_tagged
from spacy.tokens import DocBin

from newslab.article import Article, articles_frame
from newslab.errors import InputError
from newslab.export import write_tables
from newslab.frames import ATTRIBUTIONS, make_frame


def written(tagged, tmp_path):
    write_tables(tagged, tmp_path / "out.spacy")
    return list(DocBin().from_disk(tmp_path / "out.spacy").get_docs(spacy.blank("en").vocab))


def of_text(text, **values):
    """A tagging of one article with one attribution."""
    articles = articles_frame([Article(text=text, record="a")])
    row = {"article_id": articles["article_id"][0], **SPLIT, "content_spans": [], "cue_spans": [],
           "source_spans": [], **values}  # fmt: skip
    return replace(make_tagged(), articles=articles, attributions=make_frame([row], ATTRIBUTIONS))


def test_docs_have_the_articles_texts(tmp_path):
    assert [doc.text for doc in written(make_tagged(), tmp_path)] == [TEXT, "Ships wait."]


def test_spans_by_role_with_the_number_of_the_attribution(tmp_path):
    doc, empty = written(make_tagged(), tmp_path)
    found = {role: [(span.text, span.label_) for span in doc.spans[role]] for role in doc.spans}
    assert found == {
        "content": [("“We wait,”", "0"), ("“For now.”", "0"), ("“We wait,”", "1"), ("“For now.”", "1")],
        "source": [("Ms. Orrin", "0"), ("Ms. Orrin", "1")],
        "cue": [("said", "0"), ("said", "1")],
    }
    assert {role: len(group) for role, group in empty.spans.items()} == {"content": 0, "source": 0, "cue": 0}


def test_metadata_is_plain(tmp_path):
    tagged = make_tagged()
    doc = written(tagged, tmp_path)[0]
    json.dumps(doc.user_data)  # nothing in it but what JSON knows; spaCy makes tuples of lists
    assert doc.user_data["name"] == "a-1"
    assert doc.user_data["article"]["article_id"] == tagged.articles["article_id"][0]
    assert "text" not in doc.user_data["article"]
    first, second = doc.user_data["attributions"]
    assert (first["content_spans"], first["speaker"], first["within"]) == (
        ((0, 10), (62, 72)),
        "Ada Orrin",
        None,
    )
    assert (second["side"], second["within"]) == ("Toravia", 0)


def test_spans_are_widened_to_whole_tokens(tmp_path):
    doc = written(of_text("Well-known ships wait.", content_spans=[(0, 2)], cue_spans=[(12, 14)]), tmp_path)[
        0
    ]
    assert [span.text for span in doc.spans["cue"]] == ["ships"]
    assert doc.user_data["attributions"][0]["cue_spans"] == ((12, 14),)


@pytest.mark.parametrize(
    "text", ["🎈👩‍👩‍👧 “Wait,” she said.", "a\r\nb\tc\x00d\x1f", "  \n\n ", "你好。“等。”", ""]
)
def test_any_text_comes_back(tmp_path, text):
    assert written(of_text(text), tmp_path)[0].text == text


def test_offsets_behind_emoji(tmp_path):
    text = "🎈🎈 “Wait,” she said."
    doc = written(of_text(text, content_spans=[(3, 10)], cue_spans=[(15, 19)]), tmp_path)[0]
    assert [doc.spans[role][0].text for role in ("content", "cue")] == ["“Wait,”", "said"]


def test_an_article_longer_than_pipelines_allow(tmp_path):
    assert len(written(of_text("wait " * 210_000), tmp_path)[0].text) == 1_050_000


def test_halves_of_characters_are_marked(tmp_path):
    assert written(of_text("a \ud83c b"), tmp_path)[0].text == "a \ufffd b"


@pytest.mark.parametrize("name", ["out.spacy", "out.zip"])
@pytest.mark.parametrize("span", [(8, 30), (30, 34), (3, 3), (-2, 2)])
def test_a_span_outside_the_text_is_named(tmp_path, name, span):
    if name == "out.zip":
        pytest.importorskip("cassis")
    with pytest.raises(
        InputError, match=rf"The cue of attribution 0 in article .* is at {span[0]} to {span[1]}"
    ):
        write_tables(of_text("They said so.", cue_spans=[span]), tmp_path / name)
    assert list(tmp_path.iterdir()) == []
