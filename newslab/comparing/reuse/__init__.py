"""The same quotation across outlets: who ran it, who had it first, what was cut and what reworded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from newslab.comparing.reuse.aligned import align_quotation
from newslab.comparing.reuse.uses import Uses, find_uses
from newslab.comparing.reuse.versions import Use, fullest_version
from newslab.comparing.reuse.words import joints
from newslab.frames import REUSE, make_frame

if TYPE_CHECKING:
    import pandas as pd

    from newslab.tagged import Tagged

__all__ = ["align_quotation", "reuse"]

_COPIED = (
    *("article_id", "attribution", "outlet", "published", "copy_of", "speaker", "speaker_id"),
    *("passage", "kind", "content", "content_spans"),
)


def _place(content: str, spans: Any, at: int) -> int | None:
    """The character of the article that a character of a content is; None where no spans tell."""
    if not isinstance(spans, list | tuple) or not spans:
        return None
    ends = [start for start, _ in joints(content, spans)]
    if len(ends) != len(spans) - 1:
        return None
    begins = [0, *(end for _, end in joints(content, spans))]
    number = max(n for n, begin in enumerate(begins) if begin <= at)
    return int(spans[number][0]) + at - begins[number]


def _facts(use: Use, spans: Any) -> dict[str, Any]:
    """What is said of one use."""
    saying, words = use.saying, [n for b in use.blocks for n in (b.here, b.here + b.size - 1)]
    start = _place(saying.text, spans, saying.spans[min(words)][0]) if words else None
    last = _place(saying.text, spans, saying.spans[max(words)][1] - 1) if words else None
    return {
        "change": use.change,
        "kept": use.kept / len(use.fullest.words),
        "cut": use.cut,
        "added": use.added,
        "start": start,
        "end": None if last is None else last + 1,
    }


def _groups(found: Uses) -> tuple[list[list[int]], int]:
    """The rows of each utterance that several articles run, and how many only one article repeats."""
    rows: dict[int, list[int]] = {}
    for row, utterance in enumerate(found.utterances.tolist()):
        rows.setdefault(utterance, []).append(row)
    articles = found.rows["article_id"].tolist() if rows else []
    several = [own for own in rows.values() if len({articles[row] for row in own}) > 1]
    return several, sum(len(own) > 1 for own in rows.values()) - len(several)


def _rows(found: Uses, groups: Iterable[list[int]]) -> Iterator[dict[str, Any]]:
    values = found.rows[list(_COPIED)].to_dict("records")
    published = found.rows["published"]
    for quotation, rows in enumerate(groups):
        sayings = [found.sayings[row] for row in rows]
        fullest = fullest_version(sayings)
        uses = {id(saying): Use(saying, fullest) for saying in sayings}
        text, earliest = fullest.text(0, len(fullest.words)), published.iloc[rows].min()
        for row, saying in zip(rows, sayings, strict=True):
            spans = values[row]["content_spans"]
            yield {
                **values[row],
                **_facts(uses[id(saying)], spans),
                "quotation": quotation,
                "first": bool(published.iloc[row] == earliest),
                "fullest": text,
            }


def reuse(tagged: Tagged, *, copies: str | bool = "each") -> pd.DataFrame:
    """Find the quotations that several articles run, who ran which part, and who had them first.

    Two attributions are uses of one utterance where they share words that tell enough: a long run of equal
    words always does; a short one does where it is most of the shorter quotation, is no stock phrase and has
    the same speaker within a few days. What several speakers say, or one at many times, tells little.
    Speakers need not agree where a run is long, as one article may name whom another describes. At least one
    of two uses must be between quotation marks; a paraphrase is found where it keeps enough of the words.

    Parameters
    ----------
    tagged : Tagged
        What `tag` returned.
    copies : {"each", "once", "none"}
        Whether a story that several articles run (`find_copies` says which) counts in each of them, once, as
        the earliest of them ran it, or not at all. True and False stand for "each" and "once".

    Returns
    -------
    pandas.DataFrame
        A row for each use of an utterance that two or more articles run, the earliest utterance first:
        `quotation` (its number, from 0), `article_id`, `attribution`, `outlet`, `published`, `copy_of`
        (where the article is a copy), `speaker`, `speaker_id`, `passage`, `kind`, `first` (no other use was
        published earlier; several may be, and none is where no date is known), `change`, `kept`, `cut`,
        `added`, `start` and `end` (of the shared words, in the article's text; missing where the attributions
        have no spans), `content`, `content_spans` and `fullest`.

        `fullest` is the fullest version known: the longest, with what the others have beside it. `kept` is
        the part of its words that this use has, `cut` the others, `added` what this use has within its
        quotation marks (without any: at all) and the fullest version lacks. `change` is "reworded" where
        something is added, else "cut" where something is left out or dots say so, else "whole". Case,
        punctuation and "[sic]" do not count, words in brackets are additions.

        `attrs["left_out"]` says what does not count, and how many utterances only one article repeats.

    Raises
    ------
    InputError
        A table lacks a column, or two articles have the same identifier.

    See Also
    --------
    align_quotation : one quotation, its uses side by side.
    find_copies : which articles are copies.

    Notes
    -----
    What a speaker really said is not known: where two outlets have other words of the same number, those
    that agree most with the rest count as the fullest version. Attributions within others do not count.

    References
    ----------
    Leskovec, J., Backstrom, L., & Kleinberg, J. (2009). Meme-tracking and the dynamics of the news cycle.
    Proceedings of KDD '09, 497-506.

    Examples
    --------
    >>> import pandas as pd
    >>> from newslab import reuse, tag
    >>> tagged = tag(pd.DataFrame({
    ...     "outlet": ["The Ledger", "The Lantern"], "published": ["2025-03-04", "2025-03-05"], "text": [
    ...     "“We will sign the lease before the summer and not a day later,” said Helena Marsk.",
    ...     "Helena Marsk promised to sign “before the summer.”"]}))
    >>> reuse(tagged)[["quotation", "outlet", "first", "change", "kept"]]
       quotation       outlet  first change      kept
    0          0   The Ledger   True  whole  1.000000
    1          0  The Lantern  False    cut  0.230769
    """
    found = find_uses(tagged, copies)
    groups, repeated = _groups(found)
    frame = make_frame(_rows(found, groups), REUSE)
    frame.attrs = {
        "left_out": {**found.left_out, "repeated_in_one_article": repeated},
        "quotations": len(groups),
    }
    return frame
