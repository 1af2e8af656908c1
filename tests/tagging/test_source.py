"""The axes of a source, each from one sentence."""

import pandas as pd
import pytest

from newslab import tag


def row(text):
    return tag(pd.DataFrame({"text": [text]})).attributions.iloc[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ana Ruiz said the road was safe.", "named_person"),
        ("The Transport Ministry said the road was safe.", "named_group"),
        ("A senior official said the road was safe.", "unnamed"),
        ("The coastguard said the road was safe.", "named_group"),
        ("A news organisation said the road was safe.", "unnamed"),
        ("Hedge funds said the road was safe.", "unnamed"),
        ("The Brackwell police said the road was safe.", "named_group"),
        ("The inspection report says the pumps failed.", "document"),
        ("“Nobody came to help us that night at all.”", "none"),
    ],
)
def test_identification(text, expected):
    assert row(text)["identification"] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Transport Minister Corin Vasey said the road was safe.", "politician"),
        ("Ana Ruiz, a professor of law, said the clause was void.", "expert"),
        ("Ana Ruiz, a resident, said the road was never safe.", "citizen"),
        ("Police said the road was closed.", "official"),
        ("A survey by the union found that most teachers were tired.", "pollster"),
        ("Ana Ruiz said the road was safe.", "citizen"),
        ("The Transport Ministry was late. Tom Dunn, its spokesman, said the road was safe.", "official"),
        ("Tom Dunn, 41, a resident, said the road was safe.", "citizen"),
        ("The Labour Party’s Tom Dunn said the road was safe.", "politician"),
        ("Ana Ruiz, whose company owns the trawler, said the sea was calm.", "business"),
        ("“The road was never safe,” Ana Ruiz wrote in a long piece.", "media"),
        ("Corvane Quays, a conservation group, said the pumps failed.", "civil_society"),
        ("Corvane Quays said the pumps had failed.", "business"),
        ("54 percent of Democrats said the road was safe.", "citizen"),
        ("Many Democrats said the road was safe.", "politician"),
        ("Some islanders said the road was safe.", "citizen"),
        ("The indictment says the pumps failed.", "official"),
        ("The editorial said the pumps had failed.", "media"),
        ("The Transport Ministry report says the pumps failed.", "official"),
        ("Compared with his opponents, Ana Ruiz said the least about the road.", "citizen"),
    ],
)
def test_actor(text, expected):
    assert row(text)["actor"] == expected


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Transport Minister Tom Dunn said no. A spokesman for Mr. Dunn said it was late.", "official"),
        ("Tom Dunn, the candidate, said no. A spokesman for Mr. Dunn said it was late.", "campaign"),
        (
            "Tom Dunn’s campaign was late, Tom Dunn said. Tom Dunn spoke. Eva Dunn said it was late.",
            "campaign",
        ),
        ("Eva Dunn, a singer, sang. A spokesman for Eva Dunn said it was late.", "business"),
    ],
)
def test_whom_somebody_belongs_to(text, actor):
    assert tag(pd.DataFrame({"text": [text]})).attributions["actor"].iloc[-1] == actor


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In an interview with the radio, Ana Ruiz said the road was safe.", "interview"),
        ("Ana Ruiz said in a statement that the road was safe.", "statement"),
        ("“The road is safe,” Ana Ruiz wrote on Facebook.", "social_media"),
        ("“The road is safe,” Ana Ruiz tweeted.", "social_media"),
        ("Ana Ruiz said at a news conference that the road was safe.", "press_conference"),
        ("Ana Ruiz told the court that the road was safe.", "court"),
        ("The inspection report says the pumps failed.", "document"),
        ("Ana Ruiz said the road was safe.", "unspecified"),
        ("“I was in an interview,” Ana Ruiz said.", "unspecified"),
    ],
)
def test_channel(text, expected):
    assert row(text)["channel"] == expected


def test_a_channel_is_the_speakers_own():
    text = "Tom Dunn said no. Ana Ruiz tweeted that it was late. Eva Moll said yes, it was."
    assert tag(pd.DataFrame({"text": [text]})).attributions["channel"].tolist() == [
        "unspecified", "social_media", "unspecified"
    ]  # fmt: skip


def test_an_interview_holds_for_the_words_that_follow():
    text = "In an interview, Ana Ruiz said the road was safe.\n\n“It always was,” she said."
    frame = tag(pd.DataFrame({"text": [text]})).attributions
    assert frame["channel"].tolist() == ["interview", "interview"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ana Ruiz said the road was safe.", "statement"),
        ("Ana Ruiz denied that the road was safe.", "denial"),
        ("Ana Ruiz denied taking money.", "denial"),
        ("The company declined to comment.", "no_response"),
        ("The company did not respond to requests for comment.", "no_response"),
        ("The company would not say who had paid.", "no_response"),
        ("Reporters asked whether the road was safe.", "question"),
        ("Residents fear that the road will close.", "belief"),
    ],
)
def test_speech(text, expected):
    assert row(text)["speech"] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“The road is safe,” said Ana Ruiz.", "direct"),
        ("‘The road is safe,’ said Ana Ruiz.", "direct"),
        ("Ana Ruiz said the road was “quite safe”.", "mixed"),
        ("Ana Ruiz said the road was safe.", "indirect"),
    ],
)
def test_kind(text, expected):
    assert row(text)["kind"] == expected
