"""Quotations that several outlets run: which are one utterance, who cut what, who had it first."""

from __future__ import annotations

import gc
import math
from importlib.resources import files
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslab.comparing.reuse import align_quotation, reuse
from newslab.comparing.reuse.versions import Use, fullest_version
from newslab.comparing.reuse.words import read_saying
from newslab.errors import InputError
from newslab.frames import CHANGES, REUSE
from newslab.loading.gold import read_gold

SAMPLE = files("newslab") / "data" / "sample"
WHOLE = "“We will sign the harbour lease before the summer and not a day later,”"
MARSK = {"speaker": "Helena Marsk", "speaker_id": "helena-marsk", "kind": "direct"}
VOSS = {"speaker": "Radek Voss", "speaker_id": "radek-voss", "kind": "direct"}
UNKNOWN = {"speaker": None, "speaker_id": None, "identification": "none", "kind": "direct"}


@pytest.fixture
def run(make_tagged):
    """`run(*rows, days=…, copies=…)`: each row an article of its own outlet, a day apart unless told."""

    def build(*rows, days=None, copies="each", **articles):
        rows = [{**MARSK, **({"content": r} if isinstance(r, str) else r)} for r in rows]
        days = days if days is not None else range(1, len(rows) + 1)
        given = [
            {"article_id": f"a{n}", "outlet": f"Outlet {n}", "published": day and f"2025-03-{day:02}",
             **{name: values[n] for name, values in articles.items()}}
            for n, day in enumerate(days)
        ]  # fmt: skip
        said = [{"article_id": f"a{n}", "attribution": 0, **row} for n, row in enumerate(rows)]
        return reuse(make_tagged(given, said), copies=copies)

    return build


@pytest.mark.parametrize(
    ("other", "change", "cut", "added"),
    [
        (WHOLE, "whole", "", ""),
        ('"we will sign the harbour lease before the summer and not a day later."', "whole", "", ""),
        ("‘We will sign the harbour lease before the summer and not a day later’", "whole", "", ""),
        ("'We will sign the harbour lease before the summer and not a day later'", "whole", "", ""),
        ("«We will sign the harbour lease before the summer and not a day later»", "whole", "", ""),
        ("“[W]e will sign the harbour lease [sic] before the summer and not a day later”", "whole", "", ""),
        ("“We will sign the harbour lease before the summer”", "cut", "and not a day later", ""),
        ("“We will sign the harbour lease … and not a day later”", "cut", "before the summer", ""),
        ("“We will sign the harbour lease ... and not a day later”", "cut", "before the summer", ""),
        (
            "“We will sign the harbour lease before the autumn and not a day later”",
            "reworded",
            "summer",
            "autumn",
        ),
        (
            "“[The cabinet] will sign the harbour lease before the summer and not a day later”",
            "reworded",
            "We",
            "The cabinet",
        ),
        (
            "“We will sign the harbour lease [of Skerrin] before the summer and not a day later”",
            "reworded",
            "",
            "of Skerrin",
        ),
    ],
)
def test_what_an_outlet_did_to_it(run, other, change, cut, added):
    found = run(WHOLE, other)
    assert found["change"].tolist() == ["whole", change]
    assert found["cut"].tolist() == ["", cut]
    assert found["added"].tolist() == ["", added]


def test_words_outside_the_marks_are_the_outlets_own(run):
    found = run(
        WHOLE, {"content": "that a lease would come “before the summer and not a day later”", "kind": "mixed"}
    )
    assert found.loc[1, ["change", "added"]].tolist() == ["cut", ""]
    assert found.loc[1, "cut"] == "We will sign the harbour lease"
    assert found.loc[1, "kept"] == pytest.approx(8 / 14)


def test_a_paraphrase_in_nearly_the_same_words_is_a_use(run):
    text = "that they would sign the harbour lease before the summer and not a day later"
    found = run(WHOLE, {"content": text, "kind": "indirect"})
    assert found["change"].tolist() == ["whole", "cut"]


def test_two_paraphrases_are_no_quotation(run):
    text = "that they would sign the harbour lease before the summer and not a day later"
    assert run(*[{"content": text, "kind": "indirect"}] * 2).empty


@pytest.mark.parametrize(
    "stock",
    [
        "“No comment,”",
        "“I don’t know,”",
        "“You tell me,”",
        "“Thoughts and prayers,”",
        "“Thank you,”",
        "“Yes.”",
    ],
)
def test_stock_phrases_of_different_speakers_are_no_quotation(run, stock):
    assert run(stock, {"content": stock, **VOSS}).empty


@pytest.mark.parametrize("stock", ["“No comment,”", "“I don’t know,”", "“You tell me,”", "“Yes.”"])
def test_stock_phrases_of_one_speaker_are_none_either(run, stock):
    assert run(stock, stock).empty


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (WHOLE, "“The ferries wait for the tide as they have for a hundred years,”"),
        ("“We will sign the harbour lease,”", "“We will not publish the ferry report,”"),
        ("“I will not sign it,”", "“I will not publish it,”"),
    ],
)
def test_other_words_of_one_speaker_are_another_utterance(run, one, other):
    assert run(one, other).empty


@pytest.mark.parametrize("speaker", [VOSS, UNKNOWN])
def test_a_long_run_needs_no_agreement_of_the_speakers(run, speaker):
    assert len(run(WHOLE, {"content": WHOLE, **speaker})) == 2


def test_a_short_one_needs_the_same_speaker(run):
    short = "“sign the harbour lease”"
    assert len(run(WHOLE, short)) == 2
    assert run(WHOLE, {"content": short, **VOSS}).empty


@pytest.mark.parametrize("name", ["Marsk", "Prime Minister Marsk", "Helena J. Marsk"])
def test_forms_of_a_name_are_one_speaker(run, name):
    short = {"content": "“sign the harbour lease”", "speaker": name, "speaker_id": "x"}
    assert len(run(WHOLE, short)) == 2


def test_a_short_one_long_after_is_another_utterance(run):
    short = "“a day later”"
    assert len(run(WHOLE, short, days=[1, 3])) == 2
    assert run(WHOLE, short, days=[1, 20]).empty


def test_the_earliest_use_is_the_first(run):
    found = run(WHOLE, WHOLE, WHOLE, days=[5, 2, 2])
    assert found["article_id"].tolist() == ["a1", "a2", "a0"]
    assert found["first"].tolist() == [True, True, False]


def test_without_dates_nobody_is_the_first(run):
    assert run(WHOLE, WHOLE, days=[None, None])["first"].tolist() == [False, False]
    assert run(WHOLE, WHOLE, days=[None, 4])["first"].tolist() == [True, False]


def test_the_fullest_version_joins_what_each_has(run):
    found = run(
        "“We will sign the harbour lease before the summer”",
        "“sign the harbour lease before the summer and not a day later”",
    )
    assert found["fullest"].unique().tolist() == [
        "We will sign the harbour lease before the summer and not a day later"
    ]
    assert found["change"].tolist() == ["cut", "cut"]


def test_of_two_wordings_the_more_frequent_is_the_fullest(run):
    takes = "“A sale like this takes two signatures and a lot of closed eyes,”"
    needs = "“A sale like this needs two signatures and a lot of closed eyes,”"
    assert run(takes, needs, needs)["change"].tolist() == ["reworded", "whole", "whole"]


def test_dots_say_that_something_is_cut_where_no_fuller_version_is_known(run):
    text = "“We will sign the harbour lease … before the summer,”"
    row = {"content": text, "content_spans": [(0, len(text))]}
    assert run(row, row)["change"].tolist() == ["cut", "cut"]


def test_the_dots_that_join_spans_cut_nothing(run):
    row = {
        "content": "“We will sign the harbour lease,” … “before the summer,”",
        "content_spans": [(0, 33), (50, 70)],
    }
    assert run(row, "“We will sign the harbour lease before the summer,”")["change"].tolist() == [
        "whole",
        "whole",
    ]


def test_offsets_are_those_of_the_shared_words(make_tagged):
    text = "Rain fell. Helena Marsk said “We will sign the harbour lease before the summer,” and left."
    part = "“We will sign the harbour lease before the summer,”"
    span = (text.index("“"), text.index("”") + 1)
    articles = [{"article_id": i, "outlet": i, "published": "2025-03-01", "text": text} for i in "ab"]
    rows = [{"article_id": i, "content": part, "content_spans": [span], **MARSK} for i in "ab"]
    found = reuse(make_tagged(articles, rows))
    words = {text[start:end] for start, end in zip(found["start"], found["end"], strict=True)}
    assert words == {"We will sign the harbour lease before the summer"}


def test_without_spans_there_are_no_offsets(run):
    assert run(WHOLE, WHOLE)[["start", "end"]].isna().all().all()


def test_one_article_alone_reuses_nothing(make_tagged):
    rows = [{"article_id": "a", "attribution": n, "content": WHOLE, **MARSK} for n in range(2)]
    found = reuse(make_tagged([{"article_id": "a", "published": "2025-03-01"}], rows))
    assert found.empty
    assert list(found) == REUSE.names
    assert found.attrs["left_out"]["repeated_in_one_article"] == 1


@pytest.mark.parametrize(("copies", "uses"), [("each", 3), ("once", 2), (False, 2), (True, 3), ("none", 0)])
def test_copies_count_as_asked(run, copies, uses):
    found = run(WHOLE, WHOLE, WHOLE, copies=copies, copy_of=[None, "a0", None])
    assert len(found) == uses
    if copies == "each":
        assert found["copy_of"].tolist() == [None, "a0", None]


def test_what_is_left_out_is_told(make_tagged):
    articles = [{"article_id": i, "published": "2025-03-01"} for i in "ab"]
    rows = [
        {"article_id": "a", "content": WHOLE, **MARSK},
        {"article_id": "b", "content": WHOLE, "within": 3, **MARSK},
        {"article_id": "b", "content": math.nan, **MARSK},
        {"article_id": "b", "content": "  ", **MARSK},
        {"article_id": "z", "content": WHOLE, **MARSK},
    ]
    found = reuse(make_tagged(articles, rows))
    assert found.empty
    assert found.attrs["left_out"] == {
        "inner_attributions": 1,
        "attributions_without_content": 2,
        "other_articles_attributions": 1,
        "copied_articles": 0,
        "skipped_articles": 0,
        "repeated_in_one_article": 0,
    }


def test_contents_without_a_word_reuse_nothing(run):
    assert run("“…”", "“…”", "“—”").empty


def test_no_attributions_give_an_empty_table(make_tagged):
    found = reuse(make_tagged([{"article_id": "a"}], []))
    assert found.empty
    assert list(found) == REUSE.names


@pytest.mark.parametrize("column", ["content", "speaker_id", "within"])
def test_a_missing_column_is_named(make_tagged, column):
    from dataclasses import replace

    tagged = make_tagged([{"article_id": "a"}], [])
    with pytest.raises(InputError, match=column):
        reuse(replace(tagged, attributions=tagged.attributions.drop(columns=column)))


def test_a_frame_is_no_tagging(make_tagged):
    with pytest.raises(InputError, match="what tag"):
        reuse(make_tagged([{"article_id": "a"}], []).attributions)


def test_articles_must_differ_by_identifier(make_tagged):
    with pytest.raises(InputError, match="same article_id"):
        reuse(make_tagged([{"article_id": "a"}] * 2, []))


def test_an_unknown_way_with_copies_is_refused(run):
    with pytest.raises(InputError, match="copies"):
        run(WHOLE, WHOLE, copies="twice")


def test_the_order_of_the_tables_changes_nothing(make_tagged):
    from dataclasses import replace

    articles = [{"article_id": i, "outlet": i, "published": f"2025-03-0{n}"} for n, i in enumerate("abc", 1)]
    texts = (WHOLE, "“before the summer and not a day later”", "“We will sign the harbour lease”")
    rows = [{"article_id": i, "content": text, **MARSK} for i, text in zip("abc", texts, strict=True)]
    tagged = make_tagged(articles, rows)
    turned = replace(tagged, articles=tagged.articles[::-1], attributions=tagged.attributions[::-1])
    assert reuse(tagged).to_csv() == reuse(turned).to_csv()


def test_a_quotation_side_by_side(run):
    found = run(
        WHOLE,
        "“We will sign the harbour lease before the autumn”",
        "“and not a day later,”",
    )
    aligned = align_quotation(found, 0)
    assert aligned[[1, 2, 3]].values.tolist() == [
        ["We will sign the harbour lease before the", "summer", "and not a day later"],
        ["We will sign the harbour lease before the", "autumn", None],
        [None, None, "and not a day later"],
    ]
    assert aligned.attrs["pieces"][-1] == "and not a day later"
    assert sum(aligned.attrs["words"]) == 14


def test_the_uses_of_one_article_are_one_row(make_tagged):
    articles = [{"article_id": i, "outlet": i, "published": "2025-03-01"} for i in "ab"]
    halves = ("“We will sign the harbour lease before the summer”", "“before the summer and not a day later”")
    rows = [{"article_id": "a", "attribution": n, "content": half, **MARSK} for n, half in enumerate(halves)]
    found = reuse(make_tagged(articles, [*rows, {"article_id": "b", "content": WHOLE, **MARSK}]))
    aligned = align_quotation(found, 0)
    assert aligned["article_id"].tolist() == ["a", "b"]
    assert aligned.drop(columns=["article_id", "outlet", "published", "first"]).notna().all().all()


def test_an_unknown_quotation_is_refused(run):
    with pytest.raises(InputError, match="from 0 to 0"):
        align_quotation(run(WHOLE, WHOLE), 7)
    with pytest.raises(InputError, match="nothing was reused"):
        align_quotation(run(WHOLE), 0)


WORDS = st.lists(
    st.sampled_from(["harbour", "lease", "the", "of", "summer", "we", "sign", "and"]), min_size=1, max_size=14
)


@given(st.lists(WORDS, min_size=1, max_size=4))
def test_kept_and_cut_words_make_the_fullest_version(texts):
    sayings = [read_saying(f"“{' '.join(words)}”") for words in texts]
    fullest = fullest_version(sayings)
    for saying in sayings:
        use = Use(saying, fullest)
        assert use.change in CHANGES
        assert use.kept + len(use.cut.replace(" … ", " ").split()) == len(fullest.words)


@given(st.text(max_size=60), st.sampled_from(["direct", "mixed", "indirect", None]))
def test_any_text_can_be_read(text, kind):
    saying = read_saying(text, kind)
    assert (
        len(saying.words)
        == len(saying.spans)
        == len(saying.quoted)
        == len(saying.edited)
        == len(saying.pieces)
    )


def _gold():
    """The sample's marked attributions, as rows of the attributions table, with their utterances."""
    from newslab.coding.evaluation import _kind

    articles, gold = read_gold(str(SAMPLE / "articles.jsonl"))
    rows = []
    for article in articles.itertuples():
        for n, said in enumerate(gold[article.article_id]):
            spans = [tuple(span) for span in said["content"]]
            rows.append({
                **said, "article_id": article.article_id, "attribution": n, "content_spans": spans,
                "content": " … ".join(article.text[start:end] for start, end in spans),
                "kind": _kind(article.text, spans), "speaker_id": said["speaker"].casefold(),
            })  # fmt: skip
    return articles.to_dict("records"), rows


def _pairs(groups):
    return {pair for members in groups for pair in combinations(sorted(members), 2)}


def test_the_samples_planted_reuses(make_tagged):
    articles, rows = _gold()
    found = reuse(make_tagged(articles, rows))
    key = {(row["article_id"], row["attribution"]): row for row in rows}
    uses = [tuple(values) for values in found[["article_id", "attribution"]].itertuples(index=False)]
    planted: dict[str, list] = {}
    for name, row in key.items():
        if row["quotation"]:
            planted.setdefault(row["quotation"], []).append(name)
    wanted, given_ = (
        _pairs(planted.values()),
        _pairs([uses[n] for n in group.index] for _, group in found.groupby("quotation")),
    )
    assert given_ <= wanted
    assert len(given_) >= 174
    verbatim = {p for p in wanted if "reworded" not in {key[name]["change"] for name in p}}
    # What is missed is one word ("nonsense").
    assert len(verbatim - given_) <= 2
    agree = sum(key[use]["change"] == change for use, change in zip(uses, found["change"], strict=True))
    assert agree >= 0.95 * len(found)


@pytest.mark.parametrize("running", [True, False])
def test_the_search_for_garbage_is_as_it_was(make_tagged, running):
    (gc.enable if running else gc.disable)()
    try:
        reuse(make_tagged([{"article_id": "a"}], []))
        assert gc.isenabled() == running
        with pytest.raises(InputError):
            reuse(make_tagged([{"article_id": "a"}] * 2, []))
        assert gc.isenabled() == running
    finally:
        gc.enable()
