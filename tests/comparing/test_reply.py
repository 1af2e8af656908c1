"""Who is accused, and what the article gives in return: sentences with made-up people."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

import newslab
from newslab.errors import InputError
from newslab.frames import ARTICLES, ATTRIBUTIONS, PASSAGE_TABLE, REPLIES, SKIPPED, SPEAKERS, make_frame
from newslab.tagged import Tagged
from newslab.tagging.side import Codebook, Side

PEOPLE = ("Ada Orrin", "Tobin Vale", "Mara Quist")
BODIES = ("Harbour Board", "Vale campaign")
TEXT = "Ada Orrin, Tobin Vale and Mara Quist met the Harbour Board, and Sir Edric Holm was there."


def said(who: str, content: str, **more: Any) -> dict[str, Any]:
    return {"speaker": who, "content": content, "cue": "said", "speech": "statement", **more}


def tagged(rows: list[dict[str, Any]], text: str = TEXT, codebook: Any = None) -> Tagged:
    """One article with these attributions, a paragraph each unless they say otherwise."""
    records = []
    for n, row in enumerate(rows):
        place = text.find(row["content"])
        spans = [(place, place + len(row["content"]))] if place >= 0 else []
        records.append({
            "article_id": "a", "attribution": n, "paragraph": n, "passage": "body", "position": n / 10,
            "speaker_id": row["speaker"], "source": row["speaker"], "content_spans": spans, **row,
        })  # fmt: skip
    speakers = [
        {"article_id": "a", "speaker": name, "speaker_id": name, "aliases": [name], "identification": kind}
        for names, kind in ((PEOPLE, "named_person"), (BODIES, "named_group"))
        for name in names
    ]
    return Tagged(
        make_frame([{"article_id": "a", "outlet": "The Ledger", "text": text}], ARTICLES),
        make_frame(records, ATTRIBUTIONS),
        make_frame(speakers, SPEAKERS),
        make_frame([], PASSAGE_TABLE),
        make_frame([], SKIPPED),
        codebook,
    )


def accused(content: str, **more: Any) -> list[str]:
    return list(newslab.reply(tagged([said("Ada Orrin", content, **more)]))["accused"])


@pytest.mark.parametrize(
    ("content", "whom"),
    [
        ("that Vale hid the report", "Tobin Vale"),
        ("that Mr Vale had deliberately hidden the report", "Tobin Vale"),
        ("“Tobin Vale is a liar,”", "Tobin Vale"),
        ("“crooked Vale will never resign,”", "Tobin Vale"),
        ("“I blame Tobin Vale for the flood,”", "Tobin Vale"),
        ("“we must condemn the Harbour Board,”", "Harbour Board"),
        ("that the money was stolen by Tobin Vale", "Tobin Vale"),
        ("that Vale was guilty of fraud", "Tobin Vale"),
        ("Vale’s lies about the dam", "Tobin Vale"),
        ("corruption in the Harbour Board", "Harbour Board"),
        ("that the ministry failed to warn anyone", "the ministry"),
        ("that the harbour’s operator of thirty years and the council neglected the wall", "the council"),
        ("that Holm misled the town", "Edric Holm"),
        ("that Vale’s supporters threatened her", "Vale supporters"),
        ("that Norway violated the treaty", "Norway"),
    ],
)
def test_the_words_say_who_is_accused(content: str, whom: str) -> None:
    assert accused(content) == [whom]


@pytest.mark.parametrize(
    "content",
    [
        "that Vale published the report",
        "that Vale never hid the report",
        "that it was untrue that Vale lied to the town",
        "that the report was hidden from Vale",
        "that nobody lied, and Vale went home",
        "that she did not know whether Vale had lied",
        "a racist comment about Vale",
        "that Vale criticised the Harbour Board",
        "that he lied to the town",
        "that the tide had ruined the quay at Port Vale by hiding the rocks",
        "that Ada Orrin had failed to reply",
    ],
)
def test_what_accuses_nobody_by_name_is_not_listed(content: str) -> None:
    assert accused(content) == []


@pytest.mark.parametrize(
    ("cue", "content", "whom"),
    [
        ("accused", "Tobin Vale of hiding the report", ["Tobin Vale"]),
        ("blamed", "the Harbour Board for the flood", ["Harbour Board"]),
        ("blamed", "the flood on Tobin Vale", []),
        ("accused", "him of keeping Mara Quist out", []),
        ("did not blame", "Tobin Vale for the flood", []),
        ("praised", "Tobin Vale for the wall", []),
    ],
)
def test_a_cue_accuses_whom_it_is_said_of(cue: str, content: str, whom: list[str]) -> None:
    assert accused(content, cue=cue) == whom


@pytest.mark.parametrize("speech", ["denial", "question", "no_response"])
def test_who_denies_or_asks_does_not_accuse(speech: str) -> None:
    assert accused("that Vale hid the report", speech=speech) == []


ANSWER = "that the seawall inspection was on the web"
RAIN = [said("Mara Quist", "that it rained")] * 4
ACCUSATION = said("Ada Orrin", "that Vale hid the seawall inspection")


@pytest.mark.parametrize(
    ("rows", "answer", "below"),
    [
        ([ACCUSATION, said("Tobin Vale", "that he hid it", speech="denial", cue="denied")], "denial", 1),
        ([ACCUSATION, said("Tobin Vale", ANSWER)], "reply", 1),
        ([ACCUSATION, *RAIN, said("Tobin Vale", ANSWER)], "reply", 5),
        ([ACCUSATION, *RAIN, said("Tobin Vale", "that he likes sailing")], "silence", None),
        ([ACCUSATION, said("Tobin Vale", "to comment", speech="no_response", cue="declined")], "declined", 1),
        ([ACCUSATION, said("Tobin Vale", "calls", speech="no_response", cue="did not return")],
         "unreachable", 1),
        ([ACCUSATION, said("a spokesman for Tobin Vale", "that the claim was a joke")], "reply", 1),
        ([ACCUSATION, said("Vale campaign", "that the claim was a joke")], "reply", 1),
        ([ACCUSATION, said("Mara Quist", ANSWER)], "silence", None),
        ([said("Tobin Vale", ANSWER), ACCUSATION], "reply", -1),
        ([said("Tobin Vale", "that he likes the town"), ACCUSATION], "silence", None),
        ([ACCUSATION], "silence", None),
        ([ACCUSATION, said("Tobin Vale", "to comment", speech="no_response", cue="declined"),
          said("Tobin Vale", ANSWER)], "reply", 2),
    ],
)  # fmt: skip
def test_what_the_article_gives_in_return(rows: list[dict[str, Any]], answer: str, below: int | None) -> None:
    frame = newslab.reply(tagged(rows))
    row = frame[frame["accusation"] == ACCUSATION["content"]].iloc[0]
    assert row["answer"] == answer
    assert below is None if pd.isna(row["paragraphs_below"]) else row["paragraphs_below"] == below


def test_words_below_are_counted_in_the_text() -> None:
    text = "Orrin said Vale lied to all. It then rained for two days. “I told all of it,” Vale said."
    rows = [
        said("Ada Orrin", "Vale lied to all", paragraph=0),
        said("Tobin Vale", "I told all of it", paragraph=0),
    ]
    assert list(newslab.reply(tagged(rows, text))["words_below"]) == [6]


def test_an_institution_is_answered_for_by_its_side() -> None:
    codebook = Codebook("", "", (Side("Government", speakers=("Harbour Board", "Mara Quist")),))
    rows = [
        said("Ada Orrin", "that the Harbour Board hid the report", side="Town"),
        said("Mara Quist", "that the report was never asked for", side="Government"),
    ]
    made = tagged(rows, codebook=codebook)
    made.speakers["side"] = made.speakers["speaker"].map({"Harbour Board": "Government"})
    row = newslab.reply(made).iloc[0]
    assert (row["answer"], row["answer_by"], row["accused_side"]) == ("reply", "Mara Quist", "Government")
    assert "same side" in row["reasons"]["answer"]


def test_the_table_is_as_stated_and_counts_its_answers() -> None:
    frame = newslab.reply(tagged([ACCUSATION]))
    assert list(frame.columns) == list(make_frame([], REPLIES).columns)
    assert frame.attrs["answers"]["silence"] == 1
    assert sum(frame.attrs["answers"].values()) == 1


def test_no_accusation_is_an_empty_table_with_a_note() -> None:
    frame = newslab.reply(tagged([said("Ada Orrin", "that it rained")]))
    assert frame.empty
    assert "No accusation" in frame.attrs["notes"][0]


def test_what_stands_within_another_attribution_or_in_a_headline_is_counted_as_left_out() -> None:
    frame = newslab.reply(
        tagged([ACCUSATION, {**ACCUSATION, "passage": "headline"}, {**ACCUSATION, "within": 0}])
    )
    assert len(frame) == 1
    assert frame.attrs["left_out"]["other_attributions"] == 2


def test_missing_speakers_contents_and_cues_are_no_accident() -> None:
    rows = [{**ACCUSATION, "speaker": None, "speaker_id": None, "cue": None}, {**ACCUSATION, "content": None}]
    rows[1]["content_spans"] = None
    made = tagged([dict(row, content=row["content"] or "") for row in rows])
    made.attributions.loc[1, "content"] = None
    assert list(newslab.reply(made)["accused"]) == ["Tobin Vale"]


@pytest.mark.parametrize("column", ["content", "speech", "paragraph"])
def test_a_missing_column_is_named(column: str) -> None:
    made = tagged([ACCUSATION])
    made = replace(made, attributions=made.attributions.drop(columns=column))
    with pytest.raises(InputError, match=column):
        newslab.reply(made)


def test_an_unknown_passage_is_named() -> None:
    with pytest.raises(InputError, match="footnote"):
        newslab.reply(tagged([ACCUSATION]), passages=["footnote"])
