"""Speakers made one and kept apart, in the file and in the tables."""

from __future__ import annotations

import pandas as pd
import pytest

from newslab import recode, tag
from newslab.errors import AliasesError, InputError
from newslab.tagging.aliases import Aliases, alias_rows, aliases_of
from newslab.widgets.joining import merged, retold, written
from newslab.widgets.roster import evidence_of, mentions_of, names_of, roster


def aliases(*rows):
    return aliases_of("a.csv", written(rows))


def speaker(article, name, speaker_id, words, count=1, *, mentions=(), kind="named_person", side=None):
    return {"article_id": article, "speaker": name, "speaker_id": speaker_id, "words": words,
            "attributions": count, "aliases": list(mentions), "descriptions": [f"of {name}"],
            "identification": kind, "side": side, "role": "politician"}  # fmt: skip


def said(article, name, speaker_id, words, source, **more):
    who = {"article_id": article, "speaker": name, "speaker_id": speaker_id, "role": "politician"}
    return {**who, "words": words, "source": source, "reasons": {}, **more}


@pytest.fixture
def tagged(make_tagged):
    return make_tagged(
        [{"article_id": "a"}, {"article_id": "b"}],
        [
            said("a", "Ana Ruiz", "ana-ruiz", 4, "Ruiz", content="We pay"),
            said("a", "Ana Ruiz", "ana-ruiz", 3, "Mr. Ruiz", content="Never"),
            said("a", "Ana Ruiz & Tom Dunn", "ana-ruiz & tom-dunn", 6, "both", content="Go"),
            said("b", "A. Ruiz", "ana-ruiz", 5, "A. Ruiz", content="Yes"),
            said("b", "officials", "b/officials", 2, "officials", content="No", within=0),
        ],
        speakers=[
            speaker("a", "Ana Ruiz", "ana-ruiz", 10, 3, mentions=["Ruiz", "Mr. Ruiz", "she"]),
            speaker("a", "Tom Dunn", "tom-dunn", 3, mentions=["both"], side="South"),
            speaker("b", "A. Ruiz", "ana-ruiz", 5, mentions=["A. Ruiz"]),
            speaker("b", "officials", "b/officials", 0, 0, kind="unnamed"),
        ],
        sides=None,
    )


def heard(tagged):
    table = tagged.speakers[["article_id", "speaker_id", "attributions", "words"]]
    return [tuple(row) for row in table.itertuples(index=False)]


def test_no_aliases_change_nothing(tagged):
    assert retold(tagged, Aliases()) is tagged
    assert retold(tagged, aliases(("Eva Moll", "Zora Quist", "same"))) is tagged


def test_a_merged_speaker_takes_over_words_and_mentions(tagged):
    now = retold(tagged, aliases(("Ana Ruiz", "Tom Dunn", "same")))
    assert heard(now) == [("a", "tom-dunn", 3, 13.0), ("b", "ana-ruiz", 1, 5.0), ("b", "b/officials", 0, 0.0)]
    assert now.attributions["speaker"].tolist() == ["Tom Dunn"] * 3 + ["A. Ruiz", "officials"]
    assert now.speakers["aliases"][0] == ["Ruiz", "Mr. Ruiz", "she", "both"]


def test_words_that_are_split_off_are_a_speaker_of_their_own(tagged):
    now = retold(tagged, aliases(("Mr. Ruiz", "Ana Ruiz", "different")))
    assert now.attributions["speaker"].tolist()[:3] == ["Ana Ruiz", "Ruiz", "Ana Ruiz & Tom Dunn"]
    assert ("a", "ruiz", 1, 3.0) in heard(now)


def test_a_name_of_another_article_is_split_off(tagged):
    now = retold(tagged, aliases(("A. Ruiz", "Ana Ruiz", "different")))
    assert ("b", "a-ruiz", 1, 5.0) in heard(now)
    assert ("a", "ana-ruiz", 3, 10.0) in heard(now)


@pytest.mark.parametrize("row", [("Ana Ruiz", "Tom Dunn", "same"), ("Ruiz", "Ana Ruiz", "different")])
def test_what_is_retold_can_be_coded(tagged, row):
    now = recode(retold(tagged, aliases(row)), None)
    assert now.speakers["words"].sum() == tagged.speakers["words"].sum()
    assert now.speakers.dtypes.equals(tagged.speakers.dtypes)


def test_tagging_again_with_the_file_gives_the_same_speakers():
    text = "“We will pay,” said Ana Ruiz. “No,” said Tom Dunn. “Never,” said Eva Moll."
    articles = pd.DataFrame({"text": [text]})
    told = aliases(("Tom Dunn", "Thomas Dunning", "same"), ("Eva Moll", "Ana Ruiz", "same"))
    columns = ["speaker", "speaker_id"]
    now = retold(tag(articles), told)
    again = tag(articles, aliases=told)
    assert now.attributions[columns].values.tolist() == again.attributions[columns].values.tolist()
    assert (
        now.speakers[[*columns, "words"]].values.tolist()
        == again.speakers[[*columns, "words"]].values.tolist()
    )


@pytest.mark.parametrize(
    ("before", "names", "target", "after"),
    [
        ((), ["Ruiz"], "Ana Ruiz", (("Ruiz", "Ana Ruiz", "same"),)),
        ((("Ruiz", "Ana Ruiz", "different"),), ["Ruiz"], "Ana Ruiz", (("Ruiz", "Ana Ruiz", "same"),)),
        ((("Ana Ruiz", "Ruiz", "same"),), ["Ruiz"], "Ana Ruiz", (("Ruiz", "Ana Ruiz", "same"),)),
        ((("Zell", "Toravia", "same"),), ["Ruiz", "Ana Ruiz"], "Ana Ruiz",
         (("Zell", "Toravia", "same"), ("Ruiz", "Ana Ruiz", "same"))),
    ],
)  # fmt: skip
def test_rows_of_a_merge(before, names, target, after):
    assert merged(before, names, target) == after


@pytest.mark.parametrize("target", ["", "Ruiz", "the Ruiz"])
def test_a_merge_with_nobody_else_is_refused(target):
    with pytest.raises(InputError, match="Choose a speaker"):
        merged((), ["Ruiz"], target)


def test_a_pronoun_is_nobodys_name():
    with pytest.raises(AliasesError, match="pronoun"):
        merged((), ["she"], "Ana Ruiz")


def test_the_file_keeps_its_delimiter():
    rows = (("Ruiz, Ana", "Ana Ruiz", "same"), ('the "boss"', "Tom Dunn", "different"))
    for like in ("", "name;speaker\n"):
        text = written(rows, like)
        assert tuple(row[1:] for row in alias_rows(text, "")) == rows
        assert text.startswith("name;speaker" if like else "name,speaker")


def test_the_roster_lists_those_without_a_side_by_words(tagged):
    found = roster(tagged)
    assert found[["speaker", "words", "articles"]].values.tolist() == [
        ["Ana Ruiz", 15.0, 2],
        ["officials", 0.0, 1],
    ]
    assert roster(tagged, everyone=True)["speaker"].tolist() == ["Ana Ruiz", "Tom Dunn", "officials"]


def test_what_is_known_of_a_speaker(tagged):
    who = "ana-ruiz", "Ana Ruiz"
    assert names_of(tagged, *who) == ["Ana Ruiz", "A. Ruiz"]
    assert mentions_of(tagged, *who) == ["A. Ruiz", "Mr. Ruiz", "Ruiz"]
    assert evidence_of(tagged, *who) == (["of A. Ruiz", "of Ana Ruiz"], ["We pay", "Yes"])
