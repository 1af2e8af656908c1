"""Which articles tell of the same event."""

from __future__ import annotations

import random
import re
from datetime import UTC, datetime, timedelta
from itertools import combinations

import pandas as pd
import pytest
from edited import TRAIN, read_train
from hypothesis import given, settings
from hypothesis import strategies as st

from newslab import load_sample, stories
from newslab.article import Article, articles_frame
from newslab.comparing import linkage
from newslab.errors import InputError
from newslab.frames import STORIES

DAY = datetime(2025, 3, 4, 9, tzinfo=UTC)
EVENTS = {
    "bridge": (
        "Crane falls on Orle bridge\n\nA crane fell from the Orle bridge at Callan on Tuesday and hurt "
        "four welders. Engineer Tova Brandt said a cable had snapped. The bridge is shut until the steel is "
        "tested.",
        "Four hurt as crane collapses\n\nFour welders are in hospital after a cable snapped and their crane "
        "dropped onto the Orle bridge in Callan. “I heard the steel scream,” said welder Ole Finch.",
        "Callan bridge closed\n\nDrivers must go by Ostley until the Orle bridge is safe, the council said "
        "after Tuesday's crane accident. Tova Brandt, the engineer, blamed a cable. Four welders were hurt.",
    ),
    "museum": (
        "Museum returns bronze mask\n\nThe Saltmarket museum will give the bronze mask of Irune back to the "
        "island. Curator Pell Ashby said it had been looted in 1889 by a naval captain.",
        "Irune mask goes home\n\nA looted mask is to leave the Saltmarket museum after 130 years. Islanders "
        "of Irune cheered; curator Pell Ashby spoke of a debt. A captain took the bronze in 1889.",
        "Mask dispute ends\n\nIrune's council thanked the Saltmarket museum for the return of a bronze mask, "
        "looted by a captain in 1889, and asked curator Pell Ashby for the drums as well.",
    ),
    "cider": (
        "Frost ruins cider orchards\n\nA late frost killed the apple blossom in half the orchards of Mardle, "
        "growers say. Cider will be dear, warned Hedda Low of the growers' guild.",
        "Apple growers count the cost\n\nHedda Low walked her orchards in Mardle on Tuesday and found brown "
        "blossom. The frost came late; the guild wants relief for cider makers.",
        "No cider this year?\n\nThe guild of apple growers asks the state for relief after a frost took the "
        "blossom of Mardle's orchards. “Half my apples are gone,” said Hedda Low.",
    ),
}  # fmt: skip


def made(events=EVENTS, *, dated=True):
    return articles_frame([
        Article(
            record=f"{event}-{n}",
            outlet=f"Outlet {n}",
            title=text.split("\n")[0],
            text=text,
            published=DAY + timedelta(hours=20 * n) if dated else None,
        )
        for event, texts in events.items()
        for n, text in enumerate(texts)
    ])  # fmt: skip


def together(articles, **options):
    """The stories as sets of records."""
    found = stories(articles, **options)
    record = articles.set_index("article_id")["record"][found["article_id"]].to_numpy()
    return {frozenset(group) for _, group in pd.Series(record).groupby(found["story"].to_numpy())}


def of_events(articles):
    return {frozenset(g) for _, g in articles["record"].groupby(articles["record"].str.split("-").str[0])}


def pairs(groups):
    return {pair for group in groups for pair in combinations(sorted(group), 2)}


def f1(found, gold):
    return 2 * len(pairs(found) & pairs(gold)) / (len(pairs(found)) + len(pairs(gold)))


@pytest.mark.parametrize("dated", [True, False])
def test_outlets_versions_of_an_event_are_one_story(dated):
    articles = made(dated=dated)
    assert together(articles) == of_events(articles)


@pytest.mark.parametrize("event", EVENTS)
def test_one_event_alone_is_one_story(event):
    assert len(together(made({event: EVENTS[event]}))) == 1


@pytest.mark.parametrize("dated", [True, False])
def test_articles_on_different_events_are_alone(dated):
    articles = made({event: texts[:1] for event, texts in EVENTS.items()}, dated=dated)
    found = stories(articles)
    assert found["story"].tolist() == found["article_id"].tolist() == articles["article_id"].tolist()
    assert found["articles"].tolist() == [1, 1, 1]
    assert found["likeness"].isna().all()


def test_table():
    articles = made()
    found = stories(articles)
    assert found.columns.tolist() == STORIES.names
    assert found["article_id"].tolist() == articles["article_id"].tolist()
    assert found["articles"].tolist() == [3] * 9
    assert found["likeness"].between(0.1, 0.9).all()
    assert found.attrs == {"left_out": {"articles_without_text": 0}, "notes": []}


def test_story_is_named_by_its_earliest_article():
    articles = made()
    articles["published"] = articles["published"].iloc[::-1].to_numpy()
    found = stories(articles)
    assert found["story"].tolist() == [articles["article_id"][n] for n in (2, 2, 2, 5, 5, 5, 8, 8, 8)]


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("dated", [True, False])
def test_order_of_rows_does_not_matter(seed, dated):
    sample = load_sample()
    if not dated:
        sample["published"] = pd.NaT
    there = stories(sample).set_index("article_id")
    mixed = sample.sample(frac=1, random_state=seed)
    here = stories(mixed)
    assert here["article_id"].tolist() == mixed["article_id"].tolist()
    pd.testing.assert_frame_equal(here.set_index("article_id").loc[there.index], there, check_exact=True)


def test_unrelated_article_changes_nothing():
    articles = made()
    alone = "Chess\n\nGrandmaster Ulla Voss resigned on move forty of a quiet Spanish game in the final."
    more = articles_frame([Article(record="chess-0", text=alone, published=DAY)])
    assert together(pd.concat([articles, more])) == together(articles) | {frozenset(["chess-0"])}


def test_outlets_play_no_part():
    articles = made()
    assert together(articles.assign(outlet="One")) == together(articles.assign(outlet=None))
    assert together(articles.assign(outlet="One")) == of_events(articles)


def test_index_of_the_table_does_not_matter():
    articles = made()
    odd = articles.set_index(pd.Index([7] * len(articles)))
    pd.testing.assert_frame_equal(stories(odd), stories(articles))


@pytest.mark.parametrize(("days", "apart"), [(3, True), (0, True), (40, False)])
def test_articles_too_far_apart_in_time_are_not_one_story(days, apart):
    articles = made()
    later = articles["record"].str.endswith("-2")
    articles.loc[later, "published"] += timedelta(days=30)
    assert (frozenset(["museum-2"]) in together(articles, days=days)) is apart


def test_no_days_apart_is_the_same_calendar_day():
    articles = made({"museum": EVENTS["museum"]})
    articles["published"] = pd.to_datetime(["2025-03-04T00:10Z", "2025-03-04T23:50Z", "2025-03-05T00:10Z"])
    assert together(articles, days=0) == {
        frozenset(["museum-0", "museum-1"]),
        frozenset(["museum-2"]),
    }


def test_some_articles_without_date():
    articles = made()
    articles.loc[[1, 5], "published"] = pd.NaT
    assert together(articles) == of_events(articles)
    assert stories(articles).attrs["notes"] == [
        "2 of 9 articles have no date: by their texts alone, which is less sure."
    ]


def test_undated_article_does_not_join_two_events_a_year_apart():
    articles = made({"cider": EVENTS["cider"]})
    articles["published"] = [DAY, pd.NaT, DAY + timedelta(days=365)]
    assert max(map(len, together(articles))) == 2


@pytest.mark.parametrize("original", ["here", "elsewhere"])
def test_copies_are_in_one_story_whatever_their_date_and_text(original):
    articles = made()
    first = articles["article_id"][0] if original == "here" else "elsewhere"
    articles.loc[[3, 6], "copy_of"] = first
    found = stories(articles)
    assert found["story"][3] == found["story"][6]
    assert (found["story"][0] == found["story"][3]) == (original == "here")


def test_copies_of_copies():
    articles = made()
    ids = articles["article_id"]
    articles.loc[3, "copy_of"], articles.loc[6, "copy_of"], articles.loc[0, "copy_of"] = (
        ids[0],
        ids[3],
        ids[6],
    )
    assert stories(articles)["story"][[0, 3, 6]].nunique() == 1


def test_likeness_of_copies_alone_is_one():
    text = EVENTS["bridge"][0]
    articles = articles_frame([Article(text=text, outlet=name) for name in "ab"])
    articles.loc[1, "copy_of"] = articles["article_id"][0]
    assert stories(articles)["likeness"].tolist() == [1.0, 1.0]


def test_copies_that_nobody_marked_do_not_part_a_story():
    events = {**EVENTS, "museum": (*EVENTS["museum"], *[EVENTS["museum"][0]] * 4)}
    assert together(made(events)) == of_events(made(events))


def test_lines_that_an_outlet_prints_everywhere_do_not_make_a_story():
    notice = (
        "Orle Valley Gazette brings readers crosswords, puzzles, recipes, gardening tips, horoscopes, "
        "weather, obituaries, classified adverts, betting guides and holiday vouchers. Subscribers save "
        "seventeen crowns."
    )
    events = {f"e{n}": (f"{texts[0]}\n\n{notice}",) for n, texts in enumerate(EVENTS.values())}
    articles = made(events).assign(outlet="Gazette")
    assert together(articles) == of_events(articles)


def test_other_language():
    events = {
        "zug": (
            "Zug entgleist bei Harlau\n\nEin Güterzug ist bei Harlau entgleist. Lokführer Jost Wiemann blieb "
            "unverletzt, zwölf Waggons liegen im Acker.",
            "Güterzug im Acker\n\nZwölf Waggons sprangen bei Harlau aus den Gleisen. Der Lokführer Jost "
            "Wiemann sprach von einem Schlag.",
        ),
        "wahl": (
            "Knappe Wahl in Tensbek\n\nMit neun Stimmen Vorsprung wird Ilse Rademann Bürgermeisterin von "
            "Tensbek.",
            "Rademann gewinnt\n\nNeun Stimmen entschieden in Tensbek: Ilse Rademann ist Bürgermeisterin.",
        ),
    }
    assert together(made(events)) == of_events(made(events))


def test_chain_too_long_for_memory_is_cut_at_its_weakest_pairs(monkeypatch):
    articles = made()
    whole = together(articles)
    monkeypatch.setattr(linkage, "_LARGEST", 2)
    assert pairs(together(articles)) < pairs(whole)
    assert len(pairs(together(articles))) >= 3


@pytest.mark.parametrize(
    "texts", [[], [None], ["***"], ["Ships"], ["Ships wait.", None, "…"], ["\ud800 ß İ"] * 2]
)
def test_odd_texts(texts):
    articles = articles_frame([Article(text=text or "", problem="" if text else "Empty.") for text in texts])
    found = stories(articles)
    kept = [text for text in texts if text]
    assert len(found) == len(kept)
    assert found.columns.tolist() == STORIES.names
    assert set(found["story"]) <= set(articles["article_id"])
    assert found.attrs["left_out"] == {"articles_without_text": len(texts) - len(kept)}


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda a: a.drop(columns=["published", "copy_of"]), "lacks the columns published, copy_of"),
        (lambda a: pd.concat([a, a]), "comes more than once.*drop_duplicates"),
        (lambda a: a.assign(article_id=None), "9 of 9 articles have no article_id"),
        (lambda a: a.assign(published=2016), "published holds numbers, as 2016"),
        (lambda a: a.assign(published="some day"), "something that is no date"),
        (lambda a: a.to_dict("records"), "must be a DataFrame; this is a list"),
    ],
)
def test_table_that_cannot_be_used(change, says):
    with pytest.raises(InputError, match=says):
        stories(change(made()))


@pytest.mark.parametrize("days", [-1, float("nan"), "3", None, True])
def test_days_that_are_no_number(days):
    with pytest.raises(InputError, match=r"days is .*must be a number from 0 to 3650"):
        stories(made(), days=days)


def test_the_table_given_stays_as_it_was():
    articles = made()
    before = articles.copy(deep=True)
    stories(articles)
    pd.testing.assert_frame_equal(articles, before)


WORDS = st.lists(
    st.sampled_from(["harbour", "lease", "fire", "ferry", "strike", "pay", "flood", "wall", "poll", "vote"]),
    max_size=12,
)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(WORDS, st.one_of(st.none(), st.integers(0, 9))), max_size=12))
def test_stories_part_the_articles(rows):
    articles = articles_frame([
        Article(
            text=" ".join(words),
            problem="" if words else "Empty.",
            published=None if day is None else DAY + timedelta(days=day),
        )
        for words, day in rows
    ])  # fmt: skip
    found = stories(articles).set_index("article_id")
    assert found.index.tolist() == [
        i for i, t in zip(articles["article_id"], articles["text"], strict=True) if t
    ]
    assert (found["story"][found["story"]].to_numpy() == found["story"].to_numpy()).all()
    assert (found.groupby("story")["story"].transform("size") == found["articles"]).all()
    assert found["likeness"].dropna().between(0, 1).all()
    assert (found["likeness"].isna() == (found["articles"] == 1)).all()


# The last day of each event within a story of the sample, as the articles tell it; two articles are alone.
LAST_DAYS = {
    "court": ("07-10", "07-19"),
    "ferry": ("04-05", "04-10", "04-25"),
    "harbour": ("02-28", "03-11"),
    "poll": ("09-18",),
    "storm": ("10-17", "10-22"),
    "teachers": ("05-15", "05-21"),
    "trawler": ("01-24", "01-29", "02-06", "02-14"),
    "water": ("06-07", "06-13"),
}
ALONE = {"courier-storm-2", "courier-teachers-2"}


def test_events_of_the_sample():
    sample = load_sample()
    gold: dict[tuple[str, str], set[str]] = {}
    for record, published in zip(sample["record"], sample["published"], strict=True):
        story, day = record.split("-")[1], f"{published:%m-%d}"
        last = next(end for end in LAST_DAYS[story] if day <= end)
        gold.setdefault((story, record if record in ALONE else last), set()).add(record)
    assert f1(together(sample), gold.values()) >= 0.97


def _thirds(rows, seed):
    """Triplets: articles of 450 words or more, each cut into three, two sentences in turn to each."""
    draw = random.Random(seed)
    first = draw.choice(sorted(row["date"][:10] for row in rows)[: len(rows) // 2])
    days = pd.Timestamp(first), pd.Timestamp(first) + timedelta(days=25)
    near = [
        r for r in rows if days[0] <= pd.Timestamp(r["date"][:10]) < days[1] and len(r["text"].split()) >= 450
    ]
    articles = []
    for row in draw.sample(near, min(28, len(near))):
        sentences = re.split(r"(?<=[.!?”])\s+(?=[A-Z“])", row["text"].partition("\n")[2])
        for part in range(3):
            text = " ".join(s for n, s in enumerate(sentences) if n // 2 % 3 == part)
            published = pd.Timestamp(row["date"][:10], tz="UTC") + timedelta(
                days=draw.choice([0, 0, 0, 1, 1, 2])
            )
            articles.append(Article(record=f"{row['id']}|{part}", text=text, published=published))
    return articles_frame(articles)


@pytest.mark.skipif(not TRAIN.is_file(), reason="needs the annotated corpus beside the repository")
@pytest.mark.parametrize(("dated", "floor"), [(True, 0.93), (False, 0.89)])
def test_triplets_made_of_real_news(dated, floor):
    rows = read_train()
    scores = []
    for seed in range(6):
        articles = _thirds(rows, seed)
        if not dated:
            articles["published"] = pd.NaT
        gold = articles["record"].groupby(articles["record"].str.partition("|")[0]).agg(set)
        scores.append(f1(together(articles), gold))
    assert sum(scores) / len(scores) >= floor
