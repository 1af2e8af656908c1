"""The same quotation across outlets: who ran it, who had it first, what was cut and what reworded."""

from __future__ import annotations

import gc
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
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
    *("article_id", "attribution", "outlet", "copy_of", "speaker", "speaker_id"),
    *("passage", "kind", "content", "content_spans"),
)


def _place(begins: list[int], spans: Any, at: int) -> int:
    """The character of the article that a character of a content is."""
    number = bisect_right(begins, at) - 1
    return int(spans[number][0]) + at - begins[number]


def _ends(use: Use, spans: Any) -> tuple[int | None, int | None]:
    """Where the shared words begin and end in the article; None where no spans tell."""
    saying, blocks = use.saying, use.blocks
    if not blocks or not isinstance(spans, list | tuple) or not spans:
        return None, None
    begins = [0, *(end for _, end in joints(saying.text, spans))]
    if len(begins) != len(spans):
        return None, None
    first, last = blocks[0].here, blocks[-1].here + blocks[-1].size - 1
    start = _place(begins, spans, saying.spans[first][0])
    return start, _place(begins, spans, saying.spans[last][1] - 1) + 1


def _facts(use: Use) -> dict[str, Any]:
    """What is said of one use."""
    return {
        "change": use.change,
        "kept": use.kept / len(use.fullest.words),
        "cut": use.cut,
        "added": use.added,
    }


def _groups(found: Uses) -> tuple[list[list[int]], int]:
    """The rows of each utterance that several articles run, and how many only one article repeats."""
    rows: dict[int, list[int]] = {}
    for row, utterance in enumerate(found.utterances.tolist()):
        rows.setdefault(utterance, []).append(row)
    articles = found.rows["article_id"].tolist() if rows else []
    several = [own for own in rows.values() if len({articles[row] for row in own}) > 1]
    return several, sum(len(own) > 1 for own in rows.values()) - len(several)


def _rows(found: Uses, groups: Sequence[list[int]]) -> Iterator[dict[str, Any]]:
    """A row of the table for each use."""
    chosen = [row for rows in groups for row in rows]
    values = iter(found.rows[list(_COPIED)].iloc[chosen].to_dict("records"))
    for quotation, rows in enumerate(groups):
        fullest = fullest_version([found.sayings[row] for row in rows])
        text = fullest.text(0, len(fullest.words))
        earliest = min((found.days[row] for row in rows if found.days[row] >= 0), default=None)
        known: dict[int, tuple[Use, dict[str, Any]]] = {}
        for row in rows:
            saying, own = found.sayings[row], next(values)
            if id(saying) not in known:
                use = Use(saying, fullest)
                known[id(saying)] = use, _facts(use)
            use, facts = known[id(saying)]
            start, end = _ends(use, own["content_spans"])
            yield {
                **own,
                **facts,
                "quotation": quotation,
                "first": bool(found.days[row] == earliest),
                "start": start,
                "end": end,
                "fullest": text,
            }


@contextmanager
def _without_collector() -> Iterator[None]:
    """Keep Python from looking for garbage meanwhile.

    Hundreds of thousands of small objects are made, and none is garbage before the end; to look for it time
    and again takes a sixth of the time.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


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
    with _without_collector():
        found = find_uses(tagged, copies)
        groups, repeated = _groups(found)
        frame = make_frame(_rows(found, groups), REUSE)
        # Times are copied as a column: to make an object of each and read it again takes its time.
        chosen = [row for rows in groups for row in rows]
        frame["published"] = found.rows["published"].iloc[chosen].array if chosen else frame["published"]
    frame.attrs = {
        "left_out": {**found.left_out, "repeated_in_one_article": repeated},
        "quotations": len(groups),
    }
    return frame
