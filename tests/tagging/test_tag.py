import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newslab import load_sample, sample_codebook, tag
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
    assert provenance["engine"] == "rules"
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


def test_boilerplate_counts_in_no_words():
    tagged = tag(pd.DataFrame({"text": ["Ships wait, she warned. Sign up for our newsletter."]}))
    assert tagged.articles["words"].tolist() == [4]


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
