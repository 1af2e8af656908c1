"""From attributions to utterances: which attributions count, and which of them are uses of one utterance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from newslab.comparing.counting import kept_articles
from newslab.comparing.reuse.corpus import Floats, Ints, read_corpus
from newslab.comparing.reuse.groups import Speakers, linked_pairs
from newslab.comparing.reuse.words import Saying, read_saying
from newslab.errors import InputError
from newslab.frames import ARTICLES, ATTRIBUTIONS, check_columns

if TYPE_CHECKING:
    import pandas as pd

    from newslab.tagged import Tagged

_OF_ARTICLES = ("article_id", "outlet", "published", "copy_of")
_OF_ATTRIBUTIONS = (
    *("article_id", "attribution", "kind", "content", "content_spans", "speaker", "speaker_id"),
    *("identification", "passage", "within"),
)
_MONTH = 30


@dataclass(frozen=True)
class Uses:
    """The attributions that count, the earliest first, each with the number of its utterance.

    Attributes
    ----------
    rows : pandas.DataFrame
        Attributions with what is known of their articles.
    sayings : list of Saying
        The words of each.
    utterances : array of int64
        The number of each one's utterance.
    days : array of float
        Days from the first publication; missing where there is no date.
    left_out : dict
        What does not count, by reason.
    """

    rows: pd.DataFrame
    sayings: list[Saying]
    utterances: Ints
    days: Floats
    left_out: dict[str, int]


def _check(tagged: Tagged) -> None:
    if not hasattr(tagged, "attributions"):
        raise InputError(
            f"This is a {type(tagged).__name__}; reuse takes what tag() returned, not one of its tables."
        )
    check_columns(tagged.articles, ARTICLES, _OF_ARTICLES)
    check_columns(tagged.attributions, ATTRIBUTIONS, _OF_ATTRIBUTIONS)
    if tagged.articles["article_id"].duplicated().any():
        raise InputError(
            "Some articles have the same article_id, so that nobody can tell which of them ran a quotation. "
            "Give each a different one, or read them with read_articles(), which does."
        )


def _counted(tagged: Tagged, copies: str | bool) -> tuple[pd.DataFrame, dict[str, int]]:
    """The attributions that count, the earliest first, and what is left out."""
    import pandas as pd

    articles = tagged.articles.reset_index(drop=True)
    kept = kept_articles(articles, copies)
    rows = tagged.attributions[list(_OF_ATTRIBUTIONS)]
    facts = kept[list(_OF_ARTICLES)].assign(place=np.arange(len(kept)))
    known = rows.merge(facts, on="article_id", how="inner")
    outer = known[known["within"].isna()]
    has_text = [isinstance(text, str) and bool(text.strip()) for text in outer["content"]]
    said = outer[np.array(has_text, dtype=bool)]
    counted = said.assign(published=pd.to_datetime(said["published"], utc=True, errors="coerce"))
    order = ["published", "place", "attribution"]
    return counted.sort_values(order, kind="stable", na_position="last", ignore_index=True), {
        "inner_attributions": len(known) - len(outer),
        "attributions_without_content": len(outer) - len(counted),
        "other_articles_attributions": len(rows) - len(known),
        "copied_articles": len(articles) - len(kept),
        "skipped_articles": len(tagged.skipped),
    }


def _days(published: pd.Series) -> Floats:
    """Days from the first publication; missing where the date is."""
    since = (published - published.min()).dt.total_seconds()
    return np.asarray(since, dtype=np.float64) / 86_400


def _numbered(columns: Sequence[Sequence[Any]]) -> Ints:
    """A number for each combination of values, in the order in which they come."""
    numbers: dict[tuple[Any, ...], int] = {}
    values = zip(*columns, strict=True)
    return np.array([numbers.setdefault(value, len(numbers)) for value in values], dtype=np.int64)


def _repeats(wordings: Ints, first: Ints, sizes: Ints) -> Ints:
    """Pairs of equal sayings: those of one speaker in turn, and those that several articles run at once."""
    order = np.argsort(wordings[first], kind="stable")
    same = np.flatnonzero(np.diff(wordings[first][order]) == 0)
    in_turn = np.stack([order[same], order[same + 1]], axis=1)
    several = np.flatnonzero(sizes > 1)
    return np.concatenate([np.sort(in_turn, axis=1), np.stack([several, several], axis=1)]).astype(np.int64)


def _joined(pairs: Ints, size: int) -> Ints:
    """The number of the group that each is in."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    graph = coo_array((np.ones(len(pairs), dtype=np.int8), (pairs[:, 0], pairs[:, 1])), shape=(size, size))
    return np.asarray(connected_components(graph, directed=False)[1], dtype=np.int64)


def _utterances(rows: pd.DataFrame, sayings: list[Saying], days: Floats) -> Ints:
    """The number of each row's utterance.

    Equal words of one speaker in one week are compared once, as most of a much copied corpus are.
    """
    speakers = Speakers(*(rows[name].tolist() for name in ("speaker_id", "speaker", "identification")))
    weeks = np.nan_to_num(days // 7, nan=-1).astype(np.int64)
    wordings = _numbered([[(s.words, s.quoted) for s in sayings], speakers.codes.tolist()])
    units = _numbered([wordings.tolist(), weeks.tolist()])
    _, first, sizes = np.unique(units, return_index=True, return_counts=True)
    codes, when = speakers.codes[first], days[first]
    months = np.nan_to_num(when // _MONTH, nan=-1).astype(np.int64)
    corpus = read_corpus([sayings[n] for n in first], _numbered([codes.tolist(), months.tolist()]))
    pairs = linked_pairs(corpus, speakers, codes, when, _repeats(wordings, first, sizes))
    groups = _joined(pairs, len(first))
    # Equal words that are too few to tell an utterance stay apart.
    alone = np.ones(len(first), dtype=bool)
    alone[pairs.ravel()] = False
    found = groups[units]
    found[alone[units]] = len(first) + np.flatnonzero(alone[units])
    return found


def find_uses(tagged: Tagged, copies: str | bool) -> Uses:
    """Put the attributions that are uses of one utterance together."""
    _check(tagged)
    rows, left_out = _counted(tagged, copies)
    if not len(rows):
        return Uses(rows, [], np.empty(0, dtype=np.int64), np.empty(0), left_out)
    read: dict[tuple[Any, ...], Saying] = {}
    sayings = []
    for text, kind, spans in zip(rows["content"], rows["kind"], rows["content_spans"], strict=True):
        # Only where a content has several spans do they say how it is read.
        several = isinstance(spans, list | tuple) and len(spans) > 1
        lengths = tuple(end - start for start, end in spans) if several else None
        key = (text, kind if isinstance(kind, str) else "", lengths)
        sayings.append(read.get(key) or read.setdefault(key, read_saying(*key[:2], spans)))
    days = _days(rows["published"])
    return Uses(rows, sayings, _utterances(rows, sayings, days), days, left_out)
