"""The trained tagger with the rules: every construction of the news, and texts that are none."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from newslab import tag
from newslab.errors import InputError
from newslab.tagging.model import installed

pytestmark = pytest.mark.skipif(not installed(), reason="the weights of the trained tagger are not installed")

# name, text, and for each attribution its source (or "") and its content
CASES = [
    ("quotation before its cue", "“We will open the bridge in May,” said Ana Ruiz, the mayor.",
     [("Ana Ruiz", "“We will open the bridge in May,”")]),
    ("quotation after its cue", "Ana Ruiz said: “We will open the bridge in May.”",
     [("Ana Ruiz", "“We will open the bridge in May.”")]),
    ("several paragraphs, only the last closes",
     "Ana Ruiz spoke on Monday.\n\n“We have waited for years,” she said. “Nobody helped us.\n\n“Now we act on our own.\n\n"
     "“The bridge will stand by May.”", [("she", "“We have waited for years,” “Nobody helped us. “Now we act on our own. "
     "“The bridge will stand by May.”")]),
    ("a stray mark harms nothing after it",
     "The sign read \"no entry and nobody cared.\n\nThe river is rising fast, Omar Haddad said on Tuesday.",
     [("Omar Haddad", "The river is rising fast")]),
    ("quotation inside a quotation", "“He told me ‘never again’ and left,” Mara Lindt said.",
     [("Mara Lindt", "“He told me ‘never again’ and left,”")]),
    ("British marks among apostrophes",
     "‘It’s the workers’ pay that’s at stake, and we won’t give in,’ said Owen Pryce.",
     [("Owen Pryce", "‘It’s the workers’ pay that’s at stake, and we won’t give in,’")]),
    ("guillemets", "«The harbour is closed until Friday», said Luc Berger.",
     [("Luc Berger", "«The harbour is closed until Friday»")]),
    ("low and high marks", "„The harbour is closed until Friday“, said Jana Vogel.",
     [("Jana Vogel", "„The harbour is closed until Friday“")]),
    ("speech split around its cue", "“The budget,” said Ana Ruiz, “is far too small for this city.”",
     [("Ana Ruiz", "“The budget,” “is far too small for this city.”")]),
    ("a second sentence under one cue", "“We are ready,” Ana Ruiz said. “The trains will run on time.”",
     [("Ana Ruiz", "“We are ready,” “The trains will run on time.”")]),
    ("according to", "According to the harbour office, two ships ran aground last night.",
     [("harbour office", "two ships ran aground last night")]),
    ("colon in a headline", "Mayor Ruiz: Bridge will open in May", [("Mayor Ruiz", "Bridge will open in May")]),
    ("inserted cue", "The bridge, Ana Ruiz said, will open in May.", [("Ana Ruiz", "The bridge will open in May")]),
    ("that-clause", "The minister said that the dam was safe.", [("minister", "that the dam was safe")]),
    ("relative clause", "Ana Ruiz, who said the dam was safe, left early.", [("who", "the dam was safe")]),
    ("denial", "Omar Haddad denied that he had taken the money.", [("Omar Haddad", "that he had taken the money")]),
    ("question", "Reporters asked whether the dam would hold.", [("Reporters", "whether the dam would hold")]),
    ("fear", "Residents fear that the dam will break.", [("Residents", "that the dam will break")]),
    ("document", "The report says that three bridges are unsafe.", [("report", "that three bridges are unsafe")]),
    ("poll", "A new poll found that most voters oppose the tunnel.", [("poll", "that most voters oppose the tunnel")]),
    ("first person", "I think the tunnel will never be built.", [("I", "the tunnel will never be built")]),
    ("passive", "The driver was said to be unhurt.", [("", "to be unhurt")]),
    ("long indirect", "Mara Lindt warned on Sunday that food prices would rise again if the strike went on.",
     [("Mara Lindt", "that food prices would rise again if the strike went on")]),
]  # fmt: skip
NOTHING = [
    ("scare quotes", "The so-called “smart” lamp broke after a week."),
    ("title", "Her novel “The Long Field” sold well in spring."),
    ("nickname", "Paul “Slim” Ortega won the race by a minute."),
    ("plain prose", "The road was closed for two days and opened on Friday."),
]
_WORD = re.compile(r"\w+")


def words(text):
    return _WORD.findall(text.lower())


def outer(text):
    frame = tag(pd.DataFrame({"text": [text]})).attributions
    return frame[frame["within"].isna()]


@pytest.mark.parametrize(("text", "wanted"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_a_construction_is_found(text, wanted):
    """At the measure of relation@0.5: half of the words of the content, and a word of the source."""
    found = outer(text)
    for source, content in wanted:
        own = set(words(content))
        hits = [
            row for row in found.to_dict("records")
            if len(own & set(words(row["content"]))) >= 0.5 * len(own | set(words(row["content"])))
        ]  # fmt: skip
        assert hits, found["content"].tolist()
        said_by = set(words(hits[0]["source"]))
        assert said_by & set(words(source)) or not source


@pytest.mark.parametrize("text", [c[1] for c in NOTHING], ids=[c[0] for c in NOTHING])
def test_what_attributes_nothing(text):
    assert outer(text).empty


@pytest.mark.parametrize(
    "text",
    ["a", "“", '"' * 2000, "‘’" * 500, "x" * 5000, "word " * 30_000, "\n\n\n“\n”\n", "\u200b", "😀😀 said 😀", "Der Hafen ist zu."],
    ids=["one character", "one mark", "marks", "single marks", "one word", "long line", "lines", "blank", "emoji", "German"],
)  # fmt: skip
@pytest.mark.filterwarnings("ignore:.*do not look English|.*does not look English")
def test_no_text_is_an_error(text):
    tagged = tag(pd.DataFrame({"text": [text]}))
    assert len(tagged.articles) + len(tagged.skipped) == 1


def test_confidence_is_a_chance_and_says_who_found_it():
    frame = outer("“We will open the bridge in May,” said Ana Ruiz, the mayor.")
    assert frame["confidence"].between(0.5, 1).all()
    assert frame["found_by"].str.startswith("tagger").all()


def test_an_article_is_tagged_alike_alone_and_among_others():
    texts = [c[1] for c in CASES]
    together = tag(pd.DataFrame({"text": texts})).attributions
    alone = pd.concat([tag(pd.DataFrame({"text": [t]})).attributions for t in texts], ignore_index=True)
    columns = ["content_spans", "source_spans", "confidence", "found_by"]
    pd.testing.assert_frame_equal(together[columns], alone[columns])


def test_a_relative_pronoun_stands_for_its_antecedent():
    assert outer("Ana Ruiz, who said the dam was safe, left early.")["speaker"].tolist() == ["Ana Ruiz"]


def test_the_rules_alone_need_no_weights():
    tagged = tag(pd.DataFrame({"text": ["“We pay,” said Ana Ruiz."]}), engine="rules")
    assert tagged.provenance["engine"] == "rules"
    assert tagged.attributions["found_by"].tolist() == ["rules: quotation"]


def test_an_unknown_engine_is_named():
    with pytest.raises(InputError, match=r"engine is 'best'; it can be"):
        tag(pd.DataFrame({"text": ["“We pay,” said Ana Ruiz."]}), engine="best")
