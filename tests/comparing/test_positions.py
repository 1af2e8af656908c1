"""Who is heard where in articles, and who quotes whom."""

from __future__ import annotations

import pytest

import newslab
from newslab.errors import InputError


def said(article, side, position, words, **more):
    return {"article_id": article, "side": side, "position": position, "words": words, "passage": "body",
            "speaker": side, "speaker_id": side, **more}  # fmt: skip


@pytest.fixture
def tagged(make_tagged):
    rows = [
        said("a", "North", 0.0, 30), said("a", "South", 0.19, 10), said("a", "South", 1.0, 5),
        said("a", None, 0.1, 99), said("b", "North", 0.5, 7), said("b", "North", None, 50),
    ]  # fmt: skip
    return make_tagged([{"article_id": "a", "outlet": "Argus"}, {"article_id": "b", "outlet": "Post"}], rows,
                       sides=("North", "South"))  # fmt: skip


def test_shares_in_each_section(tagged):
    frame = newslab.positions(tagged, sections=5).set_index(["outlet", "section", "side"])["estimate"]
    assert frame["Argus", 1, "North"] == 0.75
    assert frame["Argus", 5, "South"] == 1
    assert frame["Post", 3, "North"] == 1
    assert frame["Argus"].isna().sum() == 6


def test_attributions_are_those_of_the_section(tagged):
    frame = newslab.positions(tagged, by=None, sections=2)
    assert frame.groupby("section")["n_attributions"].first().tolist() == [2, 2]


@pytest.mark.parametrize("sections", [1, 0, "five", 1000])
def test_sections_must_be_a_number(tagged, sections):
    with pytest.raises(InputError, match="sections"):
        newslab.positions(tagged, sections=sections)


def test_it_can_be_compared_and_followed(tagged):
    assert len(newslab.compare(tagged, "positions", sections=2, resamples=50)) == 4


def test_the_most_heard_and_all_others(tagged):
    frame = newslab.who_is_heard(tagged, top=1)
    assert frame["speaker"].tolist() == ["North", "(all others)"] * 2
    assert frame["estimate"].tolist() == pytest.approx([30 / 45, 15 / 45, 1, 0])
    assert frame["n_attributions"].tolist() == [1, 2, 2, 0]
    assert frame.attrs["others"] == 1
    assert frame.attrs["left_out"]["attributions_without_speaker"] == 1


def test_shares_of_a_group_add_up(tagged):
    frame = newslab.who_is_heard(tagged, top=5)
    assert frame.groupby("outlet")["estimate"].sum().tolist() == pytest.approx([1, 1])
    assert "(all others)" not in set(frame["speaker"])


def test_nobody_is_heard(make_tagged):
    assert newslab.who_is_heard(make_tagged([{"article_id": "a", "outlet": "Argus"}], [])).empty
