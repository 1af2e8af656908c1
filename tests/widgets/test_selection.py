"""What a selection gives, and that its code gives the same rows."""

from __future__ import annotations

import datetime

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newslab.errors import InputError
from newslab.widgets.selection import Selection, check, code, mask, narrowed, with_articles

DAY = datetime.date
ARTICLES = [
    {"article_id": "a", "outlet": "The Ledger", "published": pd.Timestamp("2025-03-01T23:30Z")},
    {
        "article_id": "b",
        "outlet": "The \"Post\" 'n' \u202e $x$",
        "published": pd.Timestamp("2025-03-02T00:10Z"),
    },
    {"article_id": "c", "outlet": None, "published": None},
]
SAID = [
    {"article_id": "a", "speaker": "Ana Ruiz", "side": "North", "kind": "direct"},
    {"article_id": "a", "speaker": "Tom Dunn", "side": "South", "kind": "indirect", "within": 0},
    {"article_id": "a", "speaker": "Ana Ruiz & Tom Dunn", "side": "North & South", "kind": "mixed"},
    {"article_id": "b", "speaker": "officials (two)", "side": None, "kind": "indirect"},
    {"article_id": "b", "speaker": "Ana Ruiz", "side": "North & unassigned", "kind": "direct",
     "passage": "headline"},
    {"article_id": "c", "speaker": None, "side": None, "kind": "indirect"},
    {"article_id": "c", "speaker": "Eva Moll", "side": "South", "kind": "direct"},
]  # fmt: skip
WHOLE = Selection(counted=False)


@pytest.fixture
def tagged(make_tagged):
    return make_tagged(ARTICLES, SAID)


def pasted(text, tagged):
    """What a cell leaves behind in which the code was pasted."""
    cell = {"tagged": tagged}
    exec(text, cell)
    return cell["chosen"]


def chosen(tagged, selection):
    return list(tagged.attributions[mask(with_articles(tagged), selection)].index)


@pytest.mark.parametrize(
    ("selection", "rows"),
    [
        (WHOLE, [0, 1, 2, 3, 4, 5, 6]),
        (Selection(), [0, 2, 3, 5, 6]),
        (Selection(outlet="The Ledger", counted=False), [0, 1, 2]),
        (Selection(outlet=ARTICLES[1]["outlet"], counted=False), [3, 4]),
        (Selection(outlet="(no outlet)", counted=False), [5, 6]),
        (Selection(side="North", counted=False), [0, 2, 4]),
        (Selection(side="unassigned", counted=False), [3, 4, 5]),
        (Selection(kind="direct", counted=False), [0, 4, 6]),
        (Selection(speaker="DUNN", counted=False), [1, 2]),
        (Selection(speaker="(two)", counted=False), [3]),
        (Selection(since=DAY(2025, 3, 2), counted=False), [3, 4]),
        (Selection(until=DAY(2025, 3, 1), counted=False), [0, 1, 2]),
        (Selection(outlet="The Ledger", side="South"), [2]),
        (Selection(outlet="The Gazette"), []),
    ],
)
def test_rows_of_a_selection_and_of_its_code(tagged, selection, rows):
    assert chosen(tagged, selection) == rows
    assert list(pasted(code(selection), tagged).index) == rows


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.builds(
        Selection,
        outlet=st.sampled_from([None, "The Ledger", ARTICLES[1]["outlet"], "(no outlet)", "x"]),
        side=st.sampled_from([None, "North", "South", "unassigned"]),
        kind=st.sampled_from([None, "direct", "indirect"]),
        speaker=st.one_of(st.none(), st.text(max_size=4), st.sampled_from(["a", "an", "'", '"', "\\", "{"])),
        since=st.one_of(st.none(), st.dates(DAY(2025, 2, 27), DAY(2025, 3, 3))),
        until=st.one_of(st.none(), st.dates(DAY(2025, 2, 27), DAY(2025, 3, 3))),
        counted=st.booleans(),
    )
)
def test_code_gives_the_rows_of_any_selection(tagged, selection):
    assert list(pasted(code(selection), tagged).index) == chosen(tagged, selection)


def test_code_runs_where_there_are_no_attributions(make_tagged):
    selection = Selection("x", "North", "direct", speaker="y", since=DAY(2025, 1, 1))
    assert pasted(code(selection), make_tagged(ARTICLES, [])).empty


def test_code_shows_no_character_that_steers_a_screen():
    assert "\u202e" not in code(Selection(outlet="\u202e", speaker="\x1b"))


def test_narrowing_leaves_out_articles_by_day_only(tagged):
    shown = narrowed(tagged, with_articles(tagged), Selection(kind="direct", until=DAY(2025, 3, 1)))
    assert (list(shown.articles["article_id"]), list(shown.attributions.index)) == (["a"], [0])


@pytest.mark.parametrize(
    ("articles", "said"),
    [([{"article_id": "a"}, {"article_id": "a"}], "same article_id"), ([{"article_id": None}], "or none")],
)
def test_articles_without_an_id_of_their_own_are_told_of(make_tagged, articles, said):
    with pytest.raises(InputError, match=said):
        check(make_tagged(articles, []))


def test_what_is_not_tagged_is_told_of():
    with pytest.raises(InputError, match="give what tag"):
        check(pd.DataFrame())
