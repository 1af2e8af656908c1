"""Tag articles: who is said to say what, who that is, and for which side."""

from __future__ import annotations

import hashlib
import platform
import warnings
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any

from newslab.errors import InputError
from newslab.frames import (
    ARTICLES,
    ATTRIBUTIONS,
    PASSAGE_TABLE,
    SKIPPED,
    SPEAKERS,
    check_columns,
    make_frame,
)
from newslab.progress import progress
from newslab.tagged import Tagged
from newslab.tagging.aliases import Aliases
from newslab.tagging.coding import code_tables, identity
from newslab.tagging.corpus import join_corpus
from newslab.tagging.language import is_english, looks_english, stated_language
from newslab.tagging.reading import Reading
from newslab.tagging.rows import tag_article
from newslab.tagging.side import Codebook

if TYPE_CHECKING:
    import pandas as pd
    from spacy.language import Language

    from newslab.tagging.model import Tagger

__all__ = ["tag"]

_MAX_CHARACTERS = 1_000_000


def _check_options(codebook: Any, aliases: Any, pipeline: Any) -> None:
    """Say before any work what cannot be used."""
    if codebook is not None and not isinstance(codebook, Codebook):
        path = repr(codebook) if isinstance(codebook, str) else "…"
        raise InputError(
            f"codebook is a {type(codebook).__name__}, which holds no sides that tag() can read; give "
            f"read_codebook({path}), made from a .yml file."
        )
    if aliases is not None and not isinstance(aliases, Aliases):
        path = repr(aliases) if isinstance(aliases, str) else "…"
        raise InputError(
            f"aliases is a {type(aliases).__name__}; give read_aliases({path}), made from a .csv file."
        )
    if pipeline is None:
        return
    pipes = getattr(pipeline, "pipe_names", ())
    if "newslab" not in getattr(pipeline, "meta", ()) or "newslab_lines" not in pipes:
        name = repr(pipeline) if isinstance(pipeline, str) else "…"
        raise InputError(
            f"pipeline is a {type(pipeline).__name__} that newslab did not make ready for news; give "
            f"load_pipeline({name}), with the name or the folder of a spaCy model."
        )


def _warn_of_other_languages(articles: list[dict[str, Any]]) -> None:
    unstated = (article for article in articles if not stated_language(article))
    count = sum(not looks_english(article["text"]) for article in unstated)
    if count:
        whose, do, them = ("article", "does", "it") if count == 1 else ("articles", "do", "them")
        warnings.warn(
            f"{count} {whose} of {len(articles)} {do} not look English. newslab reads English only, so what "
            f'it finds in {them} is not to be trusted; a column \'language\' that says "de", "fr" … '
            f"leaves {them} out.",
            UserWarning,
            stacklevel=3,
        )


def _skip(article: dict[str, Any], stage: str, reason: str) -> dict[str, Any]:
    return {
        **{k: article.get(k) for k in ("article_id", "origin", "record")},
        "stage": stage,
        "reason": reason,
    }


def _sorted_out(articles: pd.DataFrame) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The articles that can be tagged, and rows of `skipped` for the others."""
    good, skipped = [], []
    for article in articles.to_dict("records"):
        text, problem = article.get("text"), article.get("problem")
        if isinstance(problem, str) and problem:
            skipped.append(_skip(article, "loading", problem))
        elif not isinstance(text, str) or not text.strip():
            skipped.append(_skip(article, "loading", "The article has no text."))
        elif len(text) > _MAX_CHARACTERS:
            reason = (
                f"The text has {len(text):,} characters; at most {_MAX_CHARACTERS:,} can be parsed. Split it."
            )
            skipped.append(_skip(article, "tagging", reason))
        elif (language := stated_language(article)) and not is_english(language):
            reason = f"The article is in {language!r}; newslab reads English only."
            skipped.append(_skip(article, "tagging", reason))
        else:
            good.append(article)
    return good, skipped


def _readings(
    nlp: Language, articles: list[dict[str, Any]], passages: dict[str, list[dict[str, Any]]]
) -> Iterator[tuple[dict[str, Any], Reading]]:
    """Parse every article; boilerplate is left out of what the rules see."""
    texts = (str(article["text"]) for article in articles)
    for article, doc in zip(articles, nlp.pipe(texts, batch_size=16), strict=True):
        own = passages.get(article["article_id"], [])
        banned = [(p["start"], p["end"]) for p in own if p["kind"] == "boilerplate"]
        yield article, Reading(doc, article["text"], banned)


def input_hash(articles: pd.DataFrame) -> str:
    """SHA-256 over the identifiers and texts of a corpus, in order."""
    digest = hashlib.sha256()
    for key, text in zip(articles["article_id"], articles["text"], strict=True):
        digest.update(f"{key}\n{text if isinstance(text, str) else ''}\n".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def _tagger(engine: Any) -> Tagger | None:
    """The trained tagger, or None where the rules do the work alone."""
    if engine not in ("auto", "rules"):
        raise InputError(
            f'engine is {engine!r}; it can be "auto" (the trained tagger where its weights are installed, '
            'else the rules) or "rules".'
        )
    from newslab.tagging.model import installed, load_tagger

    return load_tagger() if engine == "auto" and installed() else None


def _provenance(
    nlp: Language,
    articles: pd.DataFrame,
    codebook: Codebook | None,
    tagger: Tagger | None,
    aliases: Aliases | None,
) -> dict[str, Any]:
    from newslab.vocabulary import vocabulary_hashes

    try:
        own = version("newslab")
    except PackageNotFoundError:
        own = "not installed"
    packages = {name: version(name) for name in ("numpy", "pandas", "spacy")}
    return {
        "engine": "rules" if tagger is None else "tagger and rules",
        **({} if tagger is None else {"tagger": {**tagger.settings["identity"], "sha256": tagger.sha256}}),
        "versions": {"newslab": own, "python": platform.python_version(), **packages},
        "model": dict(nlp.meta.get("newslab", {"name": nlp.meta.get("name", "")})),
        "vocabulary": dict(vocabulary_hashes()),
        "codebook": identity(codebook),
        "aliases": {"sha256": aliases.sha256} if aliases else {},
        "input": {"articles": len(articles), "sha256": input_hash(articles)},
    }


def tag(
    articles: pd.DataFrame,
    *,
    codebook: Codebook | None = None,
    aliases: Aliases | None = None,
    passages: pd.DataFrame | None = None,
    pipeline: Language | None = None,
    engine: str = "auto",
) -> Tagged:
    """Find who is said to say what in every article, who that is, and for which side.

    Parameters
    ----------
    articles : pandas.DataFrame
        One row an article: what `read_articles` returns, or any frame with a column ``text``.
    codebook : Codebook, optional
        Sides to give to speakers, from `read_codebook`; without one nobody has a side.
    aliases : Aliases, optional
        Names that are one speaker, and names that never are, from `read_aliases`; they win over every rule.
    passages : pandas.DataFrame, optional
        What `find_passages` found, perhaps corrected by hand; found here by default.
    pipeline : spacy.language.Language, optional
        From `load_pipeline`, to use another spaCy model.
    engine : {"auto", "rules"}
        What finds attributions: with "auto" the trained tagger together with the rules where its
        weights are installed, else the rules; with "rules" the rules alone, which need no weights.

    Returns
    -------
    Tagged
        ``attributions`` (one row each time someone is said to say, deny, ask or think something),
        ``speakers``, ``passages``, ``articles`` that were tagged, and ``skipped`` with the reason for
        every other one: those without a text, too long or in another language than English. Where
        no article can be tagged, all are in ``skipped`` and the other tables have no rows.
        `newslab.frames` states all columns.

    Raises
    ------
    InputError
        If `articles` is no frame, has no column of texts or has no rows, or if `codebook`, `aliases` or
        `pipeline` is not what `read_codebook`, `read_aliases` and `load_pipeline` return, or if `engine`
        is unknown.
    ModelNotFoundError
        If no spaCy model is installed.

    Warns
    -----
    UserWarning
        If articles that state no language do not look English; they are tagged all the same.

    Examples
    --------
    >>> import pandas as pd
    >>> from newslab import tag
    >>> text = "“We will pay,” said Ana Ruiz, the mayor."
    >>> tag(pd.DataFrame({"text": [text]})).attributions[["speaker", "cue", "content"]]
        speaker   cue         content
    0  Ana Ruiz  said  “We will pay,”
    """
    from newslab.article import complete_articles
    from newslab.passages import find_passages
    from newslab.tagging.pipeline import load_pipeline

    _check_options(codebook, aliases, pipeline)
    tagger = _tagger(engine)
    frame = complete_articles(articles)
    check_columns(frame, ARTICLES)
    if not len(frame):
        raise InputError("There is no article to tag: the articles table has no rows.")
    good, skipped = _sorted_out(frame)
    _warn_of_other_languages(good)
    tagged_frame = frame[frame["article_id"].isin([a["article_id"] for a in good])].reset_index(drop=True)
    if passages is None:
        passages = find_passages(tagged_frame)
    check_columns(passages, PASSAGE_TABLE)
    nlp = pipeline if pipeline is not None else load_pipeline()
    own: dict[str, list[dict[str, Any]]] = {}
    for passage in passages.to_dict("records"):
        own.setdefault(passage["article_id"], []).append(passage)
    rows: list[dict[str, Any]] = []
    speakers: list[dict[str, Any]] = []
    words: list[int] = []
    readings = _readings(nlp, good, own)
    for article, reading in progress(readings, what="Tagging", unit="article", total=len(good)):
        found, who, counted = tag_article(
            article, reading, own.get(article["article_id"], []), aliases, tagger
        )
        rows += found
        speakers += who
        words.append(counted)
    tagged_frame = tagged_frame.assign(words=words).astype({"words": "Int64"})
    speakers = join_corpus(rows, speakers, aliases)
    attributions, cast = code_tables(make_frame(rows, ATTRIBUTIONS), make_frame(speakers, SPEAKERS), codebook)
    return Tagged(
        tagged_frame, attributions, cast, passages, make_frame(skipped, SKIPPED), codebook,
        _provenance(nlp, frame, codebook, tagger, aliases),
    )  # fmt: skip
