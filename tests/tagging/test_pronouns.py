"""Whom pronouns mean, in stories of a few lines about made-up people."""

import pandas as pd
import pytest

from newslab import tag

STORIES = {
    "who, of a name with a description": (
        "The guests were told by Ana Ruiz, a critic who said the bridge was old, to leave.", ["Ana Ruiz"]),
    "that, of a group with a description": (
        "The plan was drawn up by Corvane Water, a group that says the river is foul.", ["Corvane Water"]),
    "who, of the last where the verb is singular": (
        "The prize went to Bo Falk, and Ana Ruiz, who says that she was surprised.", ["Ana Ruiz"]),
    "those who": (
        "Those who live by the road say that it is unsafe.", ["those who live by the road"]),
    "among those are": (
        "Among those who said the road was unsafe are Ana Ruiz and Tom Dunn.", ["Ana Ruiz & Tom Dunn"]),
    "such as": ("Critics such as Ana Ruiz said the road was unsafe.", ["Ana Ruiz"]),
    "both": (
        "Tom Dunn and Ana Ruiz met in Brackwell. Both said the road was safe.", ["Tom Dunn & Ana Ruiz"]),
    "neither": (
        "Ana Ruiz and Tom Dunn left the hall. Neither said where they went.", ["Ana Ruiz & Tom Dunn"]),
    "some of those spoken of": (
        "Teachers met in Brackwell. Some said the offer was poor.", ["some teachers"]),
    "everyone": ("Everyone says that the road is unsafe.", ["everyone"]),
    "they, of a quantity": (
        "A majority of voters voted. They say that the river is foul.", ["voters"]),
    "they, not one or the other": (
        "Whether it is Ana Ruiz or Tom Dunn, teachers worry. They say the road is bad.", ["teachers"]),
    "a group with its name": ("A company called Corvane Water said it was late.", ["Corvane Water"]),
    "they, of two groups": (
        "Nokia and Siemens met. They said the plant would open.", ["Nokia & Siemens"]),
    "it, the group": (
        "Corvane Water hired a lawyer in Brackwell. It said the river was foul.", ["Corvane Water"]),
    "it, the text": (
        "The inspectors wrote a report on Monday. It says that the river is foul.", ["report"]),
    "he does not speak to himself": (
        "Tom Dunn met Bo Falk. Falk waved, and he told Falk that it was safe.", ["Tom Dunn"]),
    "a health organisation is no pronoun": ("The WHO said the vaccine was safe.", ["WHO"]),
}  # fmt: skip

WRITERS = {
    "the byline": ({"byline": "By Ana Ruiz"}, "The bridge is old. I think that it will fall.", ["Ana Ruiz"]),
    "two in the byline": (
        {"byline": "Ana Ruiz and Tom Dunn"}, "The bridge is old. We believe that it will fall.",
        ["Ana Ruiz & Tom Dunn"]),
    "one of two is not known": (
        {"byline": "Ana Ruiz and Tom Dunn"}, "The bridge is old. I believe that it will fall.", [None]),
    "an editorial": (
        {"outlet": "The Courier"}, "The bridge is old. We believe that it will fall.", ["The Courier"]),
    "who asks": (
        {"byline": "Ana Ruiz", "outlet": "The Courier"},
        "The bridge is old. We asked the mayor why it was closed. I think that it will fall.",
        ["The Courier", "Ana Ruiz"]),
    "a last line": (
        {}, "The bridge is old. I think that it will fall.\n\nAna Ruiz is a professor of engineering.",
        ["Ana Ruiz"]),
    "a first line": (
        {}, "An Old Bridge\n\nBy Ana Ruiz\n\nThe bridge is old. I think that it will fall.", ["Ana Ruiz"]),
    "letters": (
        {}, "LETTERS\n\nI believe that the bridge will fall.\n\nTom Dunn\n\nBrackwell\n\n"
        "I think that the mayor is right.\n\nEva Moll\n\nSkerrin", ["Tom Dunn", "Eva Moll"]),
    "the reader": ({}, "The bridge is old. You may think that it will fall.", ["readers"]),
    "nobody is known": ({}, "The bridge is old. I think that it will fall.", ["author"]),
}  # fmt: skip


def told(text, **columns):
    frame = pd.DataFrame({"text": [text], **{name: [value] for name, value in columns.items()}})
    return tag(frame).attributions


@pytest.mark.parametrize("name", STORIES)
def test_pronoun(name):
    text, expected = STORIES[name]
    assert told(text).query("within.isna()")["speaker"].tolist()[-len(expected) :] == expected


@pytest.mark.parametrize("name", WRITERS)
def test_writer(name):
    columns, text, expected = WRITERS[name]
    speakers = told(text, **columns)["speaker"]
    assert [None if pd.isna(s) else s for s in speakers] == expected


def test_in_an_interview_the_answers_are_those_of_the_one_who_is_interviewed():
    text = (
        "Ana Ruiz, the mayor, met the paper.\n\nQ: Do you think the bridge is safe?\n\nA: It is. I believe "
        "that it is safe.\n\nQ: Why did you say it was old?\n\nA: I thought that it would fall."
    )
    speakers = told(text).query("source in ['A', 'I']")["speaker"]
    assert speakers.tolist() == ["Ana Ruiz"] * len(speakers)
    assert len(speakers) > 1


def test_i_within_a_quotation_is_who_speaks_it():
    frame = told("“The road is bad. I am afraid that the mayor lied,” said Ana Ruiz.")
    assert set(frame["speaker"]) == {"Ana Ruiz"}
    assert len(frame) > 1
