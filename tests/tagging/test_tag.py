import json
import pathlib
import warnings

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newslab import load_pipeline, load_sample, sample_codebook, tag
from newslab.article import Article, articles_frame
from newslab.errors import InputError
from newslab.frames import (
    ACTORS,
    ATTRIBUTIONS,
    CHANNELS,
    IDENTIFICATIONS,
    KINDS,
    PASSAGES,
    SKIPPED,
    SPEAKERS,
    SPEECH,
)
from newslab.tagging.language import looks_english

SHARED = pathlib.Path(__file__).parents[3] / "shared"
QUOTE = "“We will pay,” said Ana Ruiz, the mayor."
GERMAN = (
    "Der Bürgermeister hat am Montag in einer Mitteilung erklärt, dass die Stadt in diesem Jahr mehr Geld "
    "an Schulen geben will. Was an dem Plan neu ist, war am Abend nicht zu hören, so die Sprecherin."
)
DUTCH = (
    "De burgemeester was maandag in het stadhuis en zei dat het plan in orde is. Of er meer geld over is "
    "voor de scholen, was in de vergadering niet duidelijk, zei hij."
)


@pytest.fixture(scope="module")
def sample():
    return tag(load_sample().head(12), codebook=sample_codebook())


def test_tables_have_the_columns_that_frames_states(sample):
    assert sample.attributions.columns.tolist() == ATTRIBUTIONS.names
    assert sample.speakers.columns.tolist() == SPEAKERS.names
    assert sample.skipped.columns.tolist() == SKIPPED.names


@pytest.mark.parametrize(
    ("column", "allowed"),
    [("kind", KINDS), ("identification", IDENTIFICATIONS), ("actor", ACTORS), ("channel", CHANNELS),
     ("speech", SPEECH), ("passage", PASSAGES)],
)  # fmt: skip
def test_values_are_those_that_are_allowed(sample, column, allowed):
    assert set(sample.attributions[column]) <= set(allowed)


def test_every_number_traces_back_to_text(sample):
    texts = dict(zip(sample.articles["article_id"], sample.articles["text"], strict=True))
    for row in sample.attributions.to_dict("records"):
        text = texts[row["article_id"]]
        for role in ("source", "cue", "content"):
            spans = row[f"{role}_spans"]
            assert row[role] == " … ".join(text[s:e] for s, e in spans)
            assert not any("\n" in text[s:e] for s, e in spans)
        assert 0 <= row["position"] <= 1
        assert row["quoted_words"] <= row["words"]
        assert 0 <= row["confidence"] <= 1


def test_speakers_add_up_to_the_attributions(sample):
    outer = sample.attributions[sample.attributions["within"].isna() & sample.attributions["speaker"].notna()]
    assert sample.speakers["words"].sum() == pytest.approx(outer["words"].sum())


def test_same_input_same_output(sample):
    again = tag(load_sample().head(12), codebook=sample_codebook())
    pd.testing.assert_frame_equal(sample.attributions, again.attributions)
    assert sample.provenance == again.provenance


def test_an_article_is_tagged_alike_alone_and_among_others(sample):
    alone = tag(load_sample().iloc[[5]], codebook=sample_codebook()).attributions
    among = sample.attributions[sample.attributions["article_id"] == alone["article_id"][0]]
    pd.testing.assert_frame_equal(alone, among.reset_index(drop=True))


def test_provenance_names_what_made_the_result(sample):
    provenance = sample.provenance
    assert provenance["engine"] == "tagger and rules"
    assert len(provenance["tagger"]["sha256"]) == 64
    assert provenance["model"]["published"] is True
    assert "cues.csv" in provenance["vocabulary"]
    assert provenance["codebook"]["sha256"] == sample_codebook().sha256
    assert provenance["input"]["articles"] == 12


def test_what_cannot_be_tagged_is_skipped_with_a_reason():
    articles = articles_frame(
        [
            Article(text="“We pay,” said Ana Ruiz.", origin="a.txt"),
            Article(problem="The file is empty.", origin="b.txt"),
            Article(text="x" * 1_000_001, origin="c.txt"),
        ]
    )
    tagged = tag(articles)
    assert len(tagged.articles) == 1
    assert tagged.skipped[["origin", "stage"]].values.tolist() == [["b.txt", "loading"], ["c.txt", "tagging"]]
    assert tagged.skipped["reason"][0] == "The file is empty."


def test_no_articles_is_an_error():
    with pytest.raises(InputError, match="no rows"):
        tag(articles_frame([]))


def test_no_frame_is_an_error():
    with pytest.raises(InputError):
        tag("“We pay,” said Ana Ruiz.")


def test_articles_without_any_text_are_all_skipped():
    tagged = tag(pd.DataFrame({"text": ["", None, "  "]}))
    assert len(tagged.articles) == len(tagged.attributions) == len(tagged.passages) == 0
    assert len(tagged.skipped) == 3


@pytest.mark.parametrize(
    ("codebook", "says"),
    [("cb.yml", r"give read_codebook\('cb.yml'\)"), ({"sides": {}}, r"give read_codebook\(…\)"),
     ("", "read_codebook"), ([], "read_codebook")],
)  # fmt: skip
def test_what_is_no_codebook_is_an_error_before_any_work(codebook, says):
    with pytest.raises(InputError, match=says):
        tag(None, codebook=codebook)


def test_what_is_no_pipeline_is_an_error_before_any_work():
    import spacy

    for pipeline in (spacy.blank("en"), 1, ""):
        with pytest.raises(InputError, match="load_pipeline"):
            tag(None, pipeline=pipeline)
    with pytest.raises(InputError, match=r"give load_pipeline\('en_core_web_sm'\)"):
        tag(None, pipeline="en_core_web_sm")


def test_the_pipeline_of_load_pipeline_is_taken():
    tagged = tag(pd.DataFrame({"text": [QUOTE]}), pipeline=load_pipeline())
    assert tagged.attributions["speaker"].tolist() == ["Ana Ruiz"]


@pytest.mark.parametrize(
    ("language", "is_tagged"),
    [("en", True), ("EN-GB", True), ("en_US", True), ("eng", True), ("English", True),
     ("British English", True), ("English (UK)", True), ("", True), (None, True), ("und", True),
     ("de", False), ("fr-CA", False), ("German", False), ("enm", False), ("Englisch", False)],
)  # fmt: skip
def test_only_english_is_tagged_where_the_language_is_stated(language, is_tagged):
    tagged = tag(pd.DataFrame({"text": [QUOTE], "language": [language]}))
    assert len(tagged.articles) == is_tagged
    reason = f"The article is in {language!r}; newslab reads English only."
    rows = tagged.skipped[["stage", "reason"]].values.tolist()
    assert rows == ([] if is_tagged else [["tagging", reason]])


def test_articles_that_do_not_look_english_are_tagged_with_a_warning():
    with pytest.warns(UserWarning, match="2 articles of 3 do not look English") as caught:
        tagged = tag(pd.DataFrame({"text": [GERMAN, QUOTE, DUTCH]}))
    assert len(tagged.articles) == 3
    assert [w.filename for w in caught] == [__file__]


@pytest.mark.parametrize(
    "frame",
    [{"text": [QUOTE]}, {"text": ["Die Stadt zahlt, sagte er."]},
     {"text": [GERMAN], "language": ["de"]}, {"text": [GERMAN], "language": ["en"]}],
)  # fmt: skip
def test_english_short_and_stated_articles_give_no_warning(frame):
    with warnings.catch_warnings():
        warnings.simplefilter("error", UserWarning)
        tagged = tag(pd.DataFrame(frame))
    assert len(tagged.articles) + len(tagged.skipped) == 1


def test_the_sample_looks_english():
    assert all(map(looks_english, load_sample()["text"]))


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs the folder ../shared with real articles")
def test_real_articles_look_english():
    files = sorted((SHARED / "bench" / "polnear").glob("*.jsonl"))
    lines = [line for file in files for line in file.read_text(encoding="utf-8").split("\n") if line]
    texts = [json.loads(line)["text"] for line in lines]
    texts.append((SHARED / "seed" / "article.txt").read_text(encoding="utf-8"))
    assert len(texts) > 1
    assert all(map(looks_english, texts))


def test_a_line_that_an_outlet_prints_everywhere_is_not_tagged():
    notice = "The Ledger said that its readers pay for its reporting."
    texts = [f"Ship {n} waited. {name} said that {n} more would come.\n\n{notice}" for n, name in
             enumerate(("Ana Ruiz", "Ines Calder", "Lowri Penhale"))]  # fmt: skip
    frame = articles_frame([Article(text=text, outlet="The Ledger") for text in texts])
    alone = tag(frame.head(1), engine="rules")
    together = tag(frame, engine="rules")
    assert "Ledger" in set(alone.attributions["speaker"])
    assert "Ledger" not in set(together.attributions["speaker"])
    assert len(together.attributions) == 3


def test_boilerplate_counts_in_no_words():
    tagged = tag(pd.DataFrame({"text": ["Ships wait in the bay, she warned. Sign up for our newsletter."]}))
    assert tagged.articles["words"].tolist() == [7]


def test_joint_source_has_a_side_for_each_speaker(tmp_path):
    from newslab import read_codebook

    path = tmp_path / "codebook.yml"
    path.write_text("sides: {R: {nationalities: [Russia]}}", encoding="utf-8")
    text = "Both Russia and North Korea have denied sending weapons."
    frame = tag(pd.DataFrame({"text": [text]}), codebook=read_codebook(path)).attributions
    assert frame[["speaker", "side"]].values.tolist() == [["Russia & North Korea", "R & unassigned"]]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(alphabet=st.characters(codec="utf-8"), min_size=1, max_size=200))
def test_no_text_is_an_exception(text):
    tagged = tag(pd.DataFrame({"text": [text]}))
    assert len(tagged.articles) + len(tagged.skipped) == 1
