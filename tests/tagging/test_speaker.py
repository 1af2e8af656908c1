"""Whom a source names, in stories of a few lines about made-up people."""

import pandas as pd
import pytest

from newslab import tag

STORIES = {
    "full name from a surname": ("Ana Ruiz, the mayor, spoke. “We pay,” Ms. Ruiz said.", ["Ana Ruiz"]),
    "surname before the full name": ("Ruiz: We will pay\n\nThe mayor, Ana Ruiz, was tired.", ["Ana Ruiz"]),
    "title in front": ("Transport Minister Corin Vasey said the road was safe.", ["Corin Vasey"]),
    "apposition": ("A spokeswoman, Petra Quill, said the road was safe.", ["Petra Quill"]),
    "he": ("Mr. Dunn opened the hall. “It is cold,” he said.", ["Dunn"]),
    "she, not the man": (
        "Ms. Orrin met Mr. Dunn at the harbour. She said the ferry was safe.", ["Orrin"]),
    "he is never someone inside the quotation": (
        "Mr. Dunn smiled. “Mr. Orr has lost,” he said.", ["Dunn"]),
    "the running speaker": (
        "“We pay,” said Ana Ruiz.\n\n“We always have,” she added.", ["Ana Ruiz", "Ana Ruiz"]),
    "a role for a name": (
        "Russian Foreign Minister Ivan Petrov arrived. The foreign minister said talks would go on.",
        ["Ivan Petrov"]),
    "two who share a surname": (
        "Ana Ruiz and her brother, Pablo Ruiz, came. “I pay,” said Ana Ruiz. “I don’t,” said Pablo Ruiz.",
        ["Ana Ruiz", "Pablo Ruiz"]),
    "unnamed twice": (
        "A Ukrainian military source said the bridge fell. The Ukrainian source said nobody was hurt.",
        ["Ukrainian military source", "Ukrainian military source"]),
    "a capital for a government": ("Kyiv reported that seven missiles were used.", ["Ukraine"]),
    "a seat for a government": ("The Kremlin said the talks had failed.", ["Russia"]),
    "joint source": ("Both Russia and North Korea have denied sending weapons.", ["Russia & North Korea"]),
    "organisation with its country": (
        "The bridge fell, according to Ukraine’s military intelligence agency.",
        ["Ukraine’s military intelligence agency"]),
    "acronym and its expansion": (
        "The Norvane Teachers’ Union (NTU) met. The NTU said the offer was poor.",
        ["Norvane Teachers’ Union"]),
    "not the person in a possessive": ("Ana Ruiz’s lawyer said the case was closed.", ["Ana Ruiz’s lawyer"]),
    "his office": ("Corin Vasey left. His office said he was ill.", ["Corin Vasey’s office"]),
    "two who share a surname, by their titles": (
        "Ana Dunn left. Tom Dunn spoke. Tom Dunn waved. Ms. Dunn said the road was safe.", ["Ana Dunn"]),
    "a house is no person": ("The White House said the talks had failed.", ["United States"]),
    "a newspaper is no person": ("The New York Post said the talks had failed.", ["New York Post"]),
    "a bank is no person": ("Wells Fargo said the branch would close.", ["Wells Fargo"]),
    "a firm with an ampersand": ("Marks & Spencer said the branch would close.", ["Marks & Spencer"]),
    "an aide is not the one served": ("A Ruiz campaign aide said it was late.", ["Ruiz campaign aide"]),
    "marks of direction": ("\u202eAna Ruiz\u202c said the road was safe.", ["Ana Ruiz"]),
    "document": ("The inspection report says the pumps failed twice.", ["inspection report"]),
}  # fmt: skip


def speakers(text):
    attributions = tag(pd.DataFrame({"text": [text]})).attributions
    return attributions[attributions["within"].isna()]["speaker"].tolist()


@pytest.mark.parametrize("name", STORIES)
def test_speaker(name):
    text, expected = STORIES[name]
    assert speakers(text) == expected


def test_named_speakers_share_an_id_across_articles_and_unnamed_ones_do_not():
    texts = [
        "“We pay,” said Ana Ruiz. A senior official said it was late.",
        "Ana Ruiz said it. A senior official said it had rained.",
    ]
    frame = tag(pd.DataFrame({"text": texts})).attributions
    by_speaker = frame.groupby("speaker")["speaker_id"].nunique()
    assert by_speaker["Ana Ruiz"] == 1
    assert by_speaker["senior official"] == 2


def test_every_attribution_says_why():
    frame = tag(pd.DataFrame({"text": ["Ana Ruiz came. “We pay,” she said."]})).attributions
    assert frame["reasons"][0]["speaker"] == "“she” goes back to Ana Ruiz"
