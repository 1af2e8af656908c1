"""Sentences with their attributions marked as in tests/marked.py, and what the rules make of them."""

import json
from pathlib import Path

import pytest
from marked import attributions

from newslab.tagging.attribution import find_attributions, without_hearer
from newslab.tagging.pipeline import load_pipeline
from newslab.tagging.reading import Found, Reading

# ruff: noqa: E501

SAMPLE = Path(__file__).parents[2] / "newslab" / "data" / "sample" / "articles.jsonl"
SENTENCES = {
    "quotation before its cue": "{1c “We will pay,”} {1s Ana Ruiz} {1q said}.",
    "inverted cue": "{1c “We will pay,”} {1q said} {1s Ana Ruiz, the mayor}.",
    "cue before the quotation": "{1s Ana Ruiz} {1q said}: {1c “We will pay the bill.”}",
    "speech split around its cue": "{1c “I don’t want it,”} {1s she} {1q said}. {1c “Nobody does.”}",
    "speech split within a sentence": "{1c “The road,”} {1s he} {1q said}, {1c “was never safe.”}",
    "straight marks": '{1c "We will pay,"} {1q said} {1s Ana Ruiz}. {1c "We always have."}',
    "British single marks": "{1c ‘We won’t pay,’} {1q said} {1s Ms Ruiz}. {1c ‘It isn’t the workers’ fault.’}",
    "two speakers in one line": "{1c “We pay,”} {1q said} {1s Ruiz}. {2c “They never paid,”} {2q replied} {2s Dunn}.",
    "a verb that is no usual cue": "{1c “Leave us in peace,”} {1q shouted} {1s one of the fishermen}.",
    "a verb that no list names": "{1c “Leave us in peace,”} {1s she} {1q surmised}.",
    "a phrase that no list names": "{1s The mayor} {1q put} it bluntly: {1c “Nobody here will pay for it.”}",
    "clause with that": "{1s The ministry} {1q said} {1c that the bridge would close on Monday}.",
    "clause without that": "{1s Officials} {1q say} {1c the bridge is safe}.",
    "fronted clause": "{1c The bridge would close on Monday}, {1s the ministry} {1q said}.",
    "cue set into a clause": "{1c The bridge}, {1s the engineer} {1q said}, {1c was never inspected}.",
    "participle": "{1s She} left early, {1q saying} {1c that the talks had failed}.",
    "partial quotation": "{1s Ms. Ruiz} {1q said} {1c the plan was “a gift to the builders”}.",
    "according to, after": "{1c The bridge cost 40 million}, {1q according to} {1s the auditor}.",
    "according to, before": "{1q According to} {1s the auditor}, {1c the bridge cost 40 million}.",
    "as stated by": "{1c The bridge cost 40 million}, {1q as stated by} {1s the auditor}.",
    "in the words of": "{1q In the words of} {1s the auditor}, {1c the accounts were a swamp}.",
    "denial of a claim": "{1s The company} {1q denied} {1c that it had paid bribes}.",
    "denial of a deed": "{1s The minister} {1q has denied} {1c taking money from the builders}.",
    "denial of a thing": "{1s The minister} {1q denied} {1c the allegations}.",
    "refusal to comment": "{1s The company} {1q declined} {1c to comment}.",
    "silence": "{1s The ministry} {1q did not respond} {1c to requests for comment}.",
    "question": "{1s Reporters} {1q asked} {1c whether the mayor would resign}.",
    "fear": "{1s Residents} {1q fear} {1c that the river will rise again}.",
    "fear, as an adjective": "{1s Residents} {1q are afraid} {1c that the river will rise again}.",
    "relative clause": "The firm hired {1s voters who} {1q think} {1c that taxes are too high}.",
    "noun of saying": "{1s The minister}’s {1q claim} {1c that the river was clean} proved wrong.",
    "a letter between cue and clause": "{1s Ms. Ruiz} {1q complained} in a letter {1c that nobody had been told}.",
    "accusation": "{1s Mr. Dunn} {1q accused} {1c the mayor of hiding the bill}.",
    "promise": "{1s The mayor} {1q vowed} {1c to rebuild the bridge}.",
    "poll": "{1s The survey} {1q found} {1c that half of the voters were undecided}.",
    "document": "{1s The report} {1q says} {1c the pumps failed twice}.",
    "joint source": "{1s Both Norvane and Toravia} {1q said} {1c that the talks had failed}.",
    "comment clause is no content": "{1s Dana Orrin} {1q said} {1c that the port is safe}, as mentioned in an interview.",
    "next speaker is no content": "{1s She} {1q said} {1c the well was clean}, and {2s the lab} {2q said} {2c it was not}.",
    "a title attributes nothing": "Her film “The Long Dry Summer” opens in May.",
    "a nickname attributes nothing": "Samuel “Sandy” Orr plays the “hero” of the story.",
    "a scare quote attributes nothing": "The so-called “reform” cost jobs.",
    "no attribution at all": "The bridge closed on Monday and the ferry sank.",
}


def found_in(text):
    reading = Reading(load_pipeline()(text), text)
    return find_attributions(reading)


def said(text, spans):
    return [text[s:e] for s, e in spans]


@pytest.mark.parametrize("name", SENTENCES)
def test_sentence(name):
    text, expected = attributions(SENTENCES[name])
    wanted = [
        {role: said(text, a[role]) for role in ("source", "cue", "content")}
        for a in expected if a["content"]
    ]  # fmt: skip
    found = [
        {role: said(text, getattr(f, role)) for role in ("source", "cue", "content")}
        for f in found_in(text) if f.within is None
    ]  # fmt: skip
    assert found == wanted


@pytest.mark.parametrize(
    ("text", "source", "cue", "left"),
    [
        ("She was told to leave the house.", "She", "was told", []),
        ("The parents are accused of hiding it.", "The parents", "are accused of", []),
        ("She told them to leave the house.", "She", "told", ["She"]),
        ("Asked by Ana Ruiz, he left.", "Ana Ruiz", "Asked by", ["Ana Ruiz"]),
        ("Asked whether it was far, Tom Dunn smiled.", "Tom Dunn", "Asked", []),
        ("Tom Dunn smiled when asked whether it was far.", "Tom Dunn", "asked", []),
    ],
)
def test_who_is_told_something_is_no_source(text, source, cue, left):
    reading = Reading(load_pipeline()(text), text)
    spans = [[(text.index(words), text.index(words) + len(words))] for words in (source, cue)]
    found = without_hearer(reading, Found(*spans, [(len(text) - 6, len(text) - 1)], "clause", head=0))
    assert said(text, found.source) == left


def test_quotation_over_paragraphs_is_one_attribution():
    text = "“The water came at night,” said Ana Ruiz. “We took the cat.\n\n“Then we took the boat.\n\n“That is all.”"
    (found,) = found_in(text)
    assert said(text, found.content) == [
        "“The water came at night,”", "“We took the cat.", "“Then we took the boat.", "“That is all.”",
    ]  # fmt: skip


def test_speech_that_goes_on_in_the_next_paragraph():
    text = "“We lost the house,” Ana Ruiz said.\n\n“And nobody came to ask about it.”"
    (found,) = found_in(text)
    assert len(found.content) == 2


def test_cue_that_ends_its_line_introduces_the_next():
    text = "He said:\n\n“The pumps were never switched on, and nobody asked why.”"
    (found,) = found_in(text)
    assert said(text, found.source) == ["He"]
    assert said(text, found.content) == [text.split("\n\n")[1]]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("Mayor: We will not pay", "Mayor", "We will not pay"),
        ("Prosecutor: Who told you?\n\nWitness: My brother did.", "Prosecutor", "Who told you?"),
        ("Ruiz says bridge is safe", "Ruiz", "bridge is safe"),
        ("Mayor to council: 'We will not pay'", "Mayor", "'We will not pay'"),
        ("Minister on strike: “There is no money”", "Minister", "“There is no money”"),
    ],
)
def test_headlines_and_transcripts(text, source, content):
    found = found_in(text)[0]
    assert said(text, found.source) == [source]
    assert said(text, found.content) == [content]


def test_inner_attribution_is_within_the_outer():
    text = "The mayor said that Mr. Dunn had told her that the pumps were broken."
    outer, inner = found_in(text)
    assert outer.within is None
    assert inner.within == 0
    assert said(text, inner.content) == ["that the pumps were broken"]


def test_a_stray_mark_leaves_the_rest_of_the_article_alone():
    text = "“We will pay, she said.\n\n“Not me,” said Tom Dunn.\n\nThe mayor said the bridge was safe."
    sources = [said(text, f.source) for f in found_in(text)]
    assert ["Tom Dunn"] in sources
    assert ["The mayor"] in sources


def test_nothing_is_found_in_boilerplate():
    text = "The mayor said the bridge was safe. Sign up, said the editor, for our newsletter."
    reading = Reading(load_pipeline()(text), text, boilerplate=[(36, len(text))])
    assert [said(text, f.source) for f in find_attributions(reading)] == [["The mayor"]]


def test_source_cue_and_content_are_apart():
    text = "‘We are not selling a stone,’ the Prime Minister, Helena Marsk, told reporters."
    (found,) = found_in(text)
    assert said(text, found.content) == ["‘We are not selling a stone,’"]


def test_source_and_content_never_overlap_on_the_sample():
    for line in SAMPLE.read_text(encoding="utf-8").splitlines():
        text = json.loads(line)["text"]
        for found in found_in(text):
            for start, end in found.source:
                assert all(end <= s or e <= start for s, e in found.content), text[start:end]


@pytest.mark.parametrize(
    "text",
    ["a", "“", "”", "“”" * 30, "\n\n\n", "…", ":", "said", "said said said", "he said:", "Der Minister sagte nichts dazu.",
     "\u202eevil\u202c “text” said", "x" * 10_000, "🙂 “🙂,” she said"],
)  # fmt: skip
def test_odd_texts_are_no_error(text):
    for found in found_in(text):
        for start, end in [*found.source, *found.cue, *found.content]:
            assert 0 <= start < end <= len(text)
            assert "\n" not in text[start:end]
