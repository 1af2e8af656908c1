import numpy as np
import pandas as pd
import pytest

from newslab.comparing.context import in_context
from newslab.comparing.terms import count_terms, find_terms
from newslab.comparing.wording import wording
from newslab.errors import InputError
from newslab.frames import SUMMARY


@pytest.fixture
def said(make_tagged):
    """`said([(article, side, content), …], articles=[…])` → Tagged, the contents standing in the texts."""

    def build(rows, *, articles=(), **options):
        texts, attributions = {}, []
        for article, side, content, *more in rows:
            text = texts.get(article, "") + "\nShe said: "
            texts[article] = text + str(content)
            spans = [(len(text), len(texts[article]))] if isinstance(content, str) else None
            attributions.append({
                "article_id": article, "side": side, "speaker_id": side, "content": content,
                "content_spans": spans, **(more[0] if more else {}),
            })  # fmt: skip
        given = {article["article_id"]: article for article in articles}
        table = [{"article_id": i, "text": text, **given.get(i, {})} for i, text in texts.items()]
        return make_tagged(table, attributions, **options)

    return build


DAM = [("a", "North", "The dam is safe"), ("a", "South", "the dam leaks"), ("b", "North", "It's safe, safe!")]


def many(n=12):
    """North says safe, South leaks, in n articles."""
    return [
        row
        for i in range(n)
        for row in ((f"{i:02}", "North", "a safe dam"), (f"{i:02}", "South", "a dam that leaks"))
    ]


@pytest.mark.parametrize(
    ("text", "ngrams", "expected"),
    [
        ("Don’t GO", 1, ["don't", "go"]),
        ("38 hectares, “Reform”-minded", 1, ["38", "hectares", "reform", "minded"]),
        ("the voters' dam", 1, ["the", "voters", "dam"]),
        ("the dam … is safe", 2, ["the", "dam", "is", "safe", "the dam", "is safe"]),
        ("…", 2, []),
        (None, 1, []),
        (float("nan"), 1, []),
    ],
)
def test_words(text, ngrams, expected):
    terms = count_terms([text], ngrams)
    assert terms.names == expected
    assert terms.words.sum() == len([name for name in expected if " " not in name])


def test_a_word_is_found_where_it_stands():
    text = "We can’t, we can’t"
    assert [text[start:end] for term, start, end in find_terms(text, 2) if term == "can't we"] == [
        "can’t, we"
    ]
    assert [(start, end) for term, start, end in find_terms(text, 1) if term == "can't"] == [(3, 8), (13, 18)]


def test_counts_rates_and_estimate_by_hand(said):
    frame = wording(said(DAM), fewest=1).set_index("word")
    safe = frame.loc["safe"]
    # North says 7 words, South 3; the prior has 0.2, of which 3 tenths are "safe".
    assert safe["estimate"] == pytest.approx(np.log(3.06 / 4.14) - np.log(0.06 / 3.14), abs=1e-9)
    assert safe["z"] == pytest.approx(safe["estimate"] / np.sqrt(1 / 3.06 + 1 / 0.06), abs=1e-9)
    assert [safe["first_count"], safe["second_count"], safe["n_articles"], safe["n_attributions"]] == [
        3,
        0,
        2,
        2,
    ]
    assert [safe["first_rate"], safe["second_rate"]] == pytest.approx([30000 / 7, 0])
    assert dict(frame["group"]) == {
        **dict.fromkeys(["safe", "is", "it's"], "North"),
        **dict.fromkeys(["the", "dam", "leaks"], "South"),
    }


def test_columns_and_what_attrs_say(said):
    rows = [*many(), ("00", None, "nobody’s words"), ("01", "North", "inner", {"within": 1})]
    frame = wording(said(rows))
    assert list(frame)[:8] == ["word", "group", *SUMMARY, "z"]
    assert frame.attrs["groups"] == ["North", "South"]
    assert frame.attrs["words"] == [36, 48]
    assert frame.attrs["attributions"] == [12, 12]
    assert frame.attrs["notes"] == []
    left_out = frame.attrs["left_out"]
    assert left_out["unassigned_attributions"] == 1
    assert left_out["inner_attributions"] == 1
    assert left_out["rare_words"] == 0


def test_what_most_sets_groups_apart_comes_first_with_interval_and_test(said):
    frame = wording(said(many(20)))
    assert set(frame["word"][:3]) == {"safe", "leaks", "that"}
    found = frame.set_index("word")
    assert found.loc["safe", "low"] > 0
    assert found.loc["leaks", "high"] < 0
    assert (frame["p_adjusted"][:3] < 0.001).all()
    assert (found.loc[["a", "dam"], "p_adjusted"] > 0.4).all()


def test_copies_of_one_story_are_one_article(said):
    said_again = (("North", "safe safe dam"), ("South", "a dam"))
    story = [(f"c{i}", side, content) for i in range(40) for side, content in said_again]
    copies = [{"article_id": f"c{i}", "copy_of": "c0"} for i in range(1, 40)]
    tagged = said([*many(), *story], articles=copies)
    frame = wording(tagged).set_index("word")
    assert frame.loc["safe", "n_articles"] == 52
    alone = wording(said(many())).set_index("word")
    assert frame.loc["safe", "p_adjusted"] > alone.loc["safe", "p_adjusted"] / 10
    once = wording(tagged, copies="once").set_index("word")
    assert once.loc["safe", "n_articles"] == 13


def test_words_in_few_articles_are_left_out_and_counted(said):
    rows = [*many(), ("00", "North", "turbines turbines turbines")]
    frame = wording(said(rows))
    assert "turbines" not in set(frame["word"])
    assert frame.attrs["left_out"]["rare_words"] == 1
    rare = wording(said(rows), fewest=1).set_index("word").loc["turbines"]
    assert rare["first_count"] == 3
    assert rare[["low", "high", "p_adjusted"]].isna().all()


def test_no_intervals_under_ten_articles_and_a_note(said):
    frame = wording(said(many(9)))
    assert frame[["low", "high", "p_adjusted"]].isna().all(axis=None)
    assert frame["estimate"].notna().all()
    assert "10 articles" in frame.attrs["notes"][0]


def test_no_intervals_where_one_group_is_in_few_articles(said):
    rows = [row for row in many() if row[1] == "North" or row[0] < "04"]
    frame = wording(said(rows))
    assert frame["low"].isna().all()
    assert "5 of each group" in frame.attrs["notes"][0]


@pytest.mark.parametrize(
    ("groups", "names", "second"),
    [
        (("North", "West"), ["North", "West"], 1),
        (("West", "North"), ["West", "North"], 1),
        ("North", ["North", "(others)"], 2),
        (["North"], ["North", "(others)"], 2),
    ],
)
def test_groups_are_chosen(said, groups, names, second):
    frame = wording(said([*DAM, ("b", "West", "no dam"), ("b", None, "dam dam")]), groups=groups, fewest=1)
    assert frame.attrs["groups"] == names
    assert frame.attrs["attributions"] == ([2, second] if groups[0] != "West" else [1, 2])
    assert frame.attrs["left_out"]["other_groups_attributions"] == 2 - second
    assert frame.attrs["left_out"]["unassigned_attributions"] == 1


def test_a_column_of_the_articles_makes_groups(said):
    outlets = [{"article_id": "a", "outlet": "Argus"}, {"article_id": "c", "outlet": None}]
    tagged = said([*DAM, ("c", "North", "dam")], articles=outlets)
    frame = wording(tagged, by="outlet", fewest=1)
    assert frame.attrs["groups"] == ["Argus", "The Ledger"]
    assert frame.set_index("word")["first_count"]["dam"] == 2
    assert frame.attrs["left_out"]["unassigned_attributions"] == 1


def test_a_column_that_the_user_made(said):
    tagged = said(DAM)
    tagged.attributions["who"] = ["minister", "minister", "engineer"]
    assert wording(tagged, by="who", fewest=1).attrs["groups"] == ["engineer", "minister"]


def test_joint_speakers_say_it_for_each_of_their_sides(said):
    joint = ("b", "North & South", "we agree", {"speaker_id": "orrin & vale"})
    frame = wording(said([*DAM, joint]), fewest=1).set_index("word").loc["agree"]
    assert [frame["first_count"], frame["second_count"], frame["n_attributions"]] == [1, 1, 1]


def test_the_words_of_cues(said):
    cue = {"cue": "claims", "cue_spans": [(1, 4)]}
    tagged = said([("a", "North", "x", cue), ("a", "South", "x", {"cue": "said", "cue_spans": [(1, 4)]})])
    assert set(wording(tagged, of="cue", fewest=1)["word"]) == {"claims", "said"}


def test_pairs_of_words(said):
    frame = wording(said(many()), ngrams=2).set_index("word")
    assert {"safe dam", "a dam", "that leaks"} <= set(frame.index)
    assert frame.loc["safe dam", "first_rate"] == pytest.approx(10000 / 3)


def test_the_same_frame_each_time(said):
    one, other = wording(said(many())), wording(said(many()))
    pd.testing.assert_frame_equal(one, other)


def test_no_word_in_enough_articles(said):
    frame = wording(said(DAM), fewest=3)
    assert frame.empty
    assert "word" in frame
    assert frame.attrs["notes"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"by": "sides"}, "by is 'sides'.*Did you mean 'side'"),
        ({"by": "position"}, "no group at all"),
        ({"groups": ("North", "East")}, "groups has 'East'"),
        ({"groups": ("North", "North")}, "Name two of them"),
        ({"groups": ("North", "South", "West")}, "Name two of them"),
        ({"groups": ()}, "Name two of them"),
        ({}, "there are 3 groups"),
        ({"of": "source"}, "of is 'source'"),
        ({"ngrams": 3}, "ngrams is 3"),
        ({"fewest": 0}, "fewest is 0"),
        ({"prior": 0}, "prior is 0"),
        ({"passages": ["leads"]}, "A passage to count is 'leads'"),
        ({"copies": "all"}, "copies is 'all'"),
    ],
)
def test_what_cannot_be_compared_is_told(said, options, message):
    with pytest.raises(InputError, match=message):
        wording(said([*DAM, ("b", "West", "no dam")]), **options)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([], "no group at all"),
        ([("a", "North", "the dam")], "have 'North'"),
        ([("a", None, "the dam"), ("b", float("nan"), "dam")], "no group at all"),
        ([("a", "North", "the dam"), ("a", "South", None)], "'South' have no words"),
        ([("a", "North", "…"), ("a", "South", "dam")], "'North' have no words"),
    ],
)
def test_too_little_to_compare(said, rows, message):
    with pytest.raises(InputError, match=message):
        wording(said(rows))


def test_a_missing_column_and_a_table_instead_of_what_tag_returned(said):
    tagged = said(DAM)
    with pytest.raises(InputError, match="summaries take what"):
        wording(tagged.attributions)
    del tagged.attributions["content"]
    with pytest.raises(InputError, match="lacks the column content"):
        wording(tagged)


def test_examples_stand_in_different_articles_of_the_group(said):
    tagged = said([*many(5), ("00", "South", "unsafe, not safe")])
    texts = tagged.articles.set_index("article_id")["text"]
    examples = wording(tagged).set_index("word").loc["safe", "examples"]
    assert [place["article_id"] for place in examples] == ["00", "02", "04"]
    assert {texts[p["article_id"]][p["start"] : p["end"]] for p in examples} == {"safe"}
    assert all(texts[p["article_id"]][: p["start"]].endswith("a ") for p in examples)


def test_in_context_shows_each_example(said):
    articles = [{"article_id": "a", "outlet": "Argus", "published": pd.Timestamp("2025-03-01", tz="UTC")}]
    tagged = said([*DAM, ("b", "South", "It leaks")], articles=articles)
    frame = wording(tagged, fewest=1)
    shown = in_context(tagged, frame[frame["word"] == "leaks"], width=9)
    assert list(shown) == ["word", "group", "outlet", "published", "article_id", "left", "match", "right"]
    assert shown["outlet"].tolist() == ["Argus", "The Ledger"]
    assert shown["left"].tolist() == [" the dam ", "said: It "]
    assert shown["match"].tolist() == ["leaks", "leaks"]
    assert not shown["right"].str.contains("\n").any()


def test_in_context_of_nothing_is_empty(said):
    tagged = said(DAM)
    shown = in_context(tagged, wording(tagged, fewest=3))
    assert shown.empty
    assert "left" in shown


def test_in_context_of_something_else(said):
    tagged = said(DAM)
    with pytest.raises(InputError, match="what wording"):
        in_context(tagged, tagged.articles)
    other = said([("z", "North", "dam"), ("z", "South", "dam")])
    with pytest.raises(InputError, match="not among these"):
        in_context(other, wording(tagged, fewest=1))
