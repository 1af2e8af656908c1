"""The trained tagger with the rules: every construction of the news, and texts that are none."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest
import yaml

from newslab import tag
from newslab.errors import InputError
from newslab.tagging.model import installed

pytestmark = pytest.mark.skipif(not installed(), reason="the weights of the trained tagger are not installed")

ENGINES = ("auto", "rules")
TABLE = yaml.safe_load((Path(__file__).parents[1] / "data" / "constructions.yml").read_text(encoding="utf-8"))


def cases(key):
    """A row for each text of the table that has the key, and each engine."""
    return [
        pytest.param(
            case["text"], case[key], engine, id=f"{name} {n} {engine}",
            marks=[pytest.mark.xfail(reason="a known miss")] if engine in case.get("missed", []) else [],
        )
        for name, texts in TABLE.items() for n, case in enumerate(texts, 1) for engine in ENGINES if key in case
    ]  # fmt: skip


_WORD = re.compile(r"\w+")


def words(text):
    return _WORD.findall(text.lower())


def outer(text, engine="auto"):
    frame = tag(pd.DataFrame({"text": [text]}), engine=engine).attributions
    return frame[frame["within"].isna()]


def hits(rows, source, content):
    """Rows that fit at the measure of relation@0.5: half of the content's words, and a word of the source."""
    own = set(words(content))
    fit = [
        row for row in rows.to_dict("records")
        if len(own & set(words(row["content"]))) >= 0.5 * len(own | set(words(row["content"])))
    ]  # fmt: skip
    return [row for row in fit if not source or set(words(row["source"])) & set(words(source))]


@pytest.mark.parametrize(("text", "wanted", "engine"), cases("says"))
def test_a_construction_is_found(text, wanted, engine):
    found = outer(text, engine)
    for source, content in wanted:
        assert hits(found, source, content), found[["source", "content"]].to_numpy().tolist()
    if not wanted:
        assert found.empty, found[["source", "content"]].to_numpy().tolist()


@pytest.mark.parametrize(("text", "wanted", "engine"), cases("inner"))
def test_what_is_said_within_is_marked(text, wanted, engine):
    found = tag(pd.DataFrame({"text": [text]}), engine=engine).attributions
    for source, content in wanted:
        assert hits(found[found["within"].notna()], source, content)


@pytest.mark.parametrize(("text", "strange", "engine"), cases("not"))
def test_a_content_ends_where_it_ends(text, strange, engine):
    for content in outer(text, engine)["content"]:
        assert set(words(content)).isdisjoint(strange)


@pytest.mark.parametrize(
    "text",
    ["a", "“", '"' * 2000, "‘’" * 500, "x" * 5000, "word " * 30_000, "\n\n\n“\n”\n", "\u200b", "😀😀 said 😀", "Der Hafen ist zu."],
    ids=["one character", "one mark", "marks", "single marks", "one word", "long line", "lines", "blank", "emoji", "German"],
)  # fmt: skip
@pytest.mark.filterwarnings("ignore:.*do not look English|.*does not look English")
def test_no_text_is_an_error(text):
    tagged = tag(pd.DataFrame({"text": [text]}))
    assert len(tagged.articles) + len(tagged.skipped) == 1


def test_confidence_is_a_chance_and_says_who_found_it():
    frame = outer("“We will open the bridge in May,” said Ana Ruiz, the mayor.")
    assert frame["confidence"].between(0.5, 1).all()
    assert frame["found_by"].str.startswith("tagger").all()


def test_an_article_is_tagged_alike_alone_and_among_others():
    texts = [case["text"] for group in TABLE.values() for case in group][::4]
    together = tag(pd.DataFrame({"text": texts})).attributions
    alone = pd.concat([tag(pd.DataFrame({"text": [t]})).attributions for t in texts], ignore_index=True)
    columns = ["content_spans", "source_spans", "confidence", "found_by"]
    pd.testing.assert_frame_equal(together[columns], alone[columns])


def test_a_relative_pronoun_stands_for_its_antecedent():
    assert outer("Ana Ruiz, who said the dam was safe, left early.")["speaker"].tolist() == ["Ana Ruiz"]


def test_the_rules_alone_need_no_weights():
    tagged = tag(pd.DataFrame({"text": ["“We pay,” said Ana Ruiz."]}), engine="rules")
    assert tagged.provenance["engine"] == "rules"
    assert tagged.attributions["found_by"].tolist() == ["rules: quotation"]


def test_an_unknown_engine_is_named():
    with pytest.raises(InputError, match=r"engine is 'best'; it can be"):
        tag(pd.DataFrame({"text": ["“We pay,” said Ana Ruiz."]}), engine="best")
