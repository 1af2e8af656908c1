"""Whose side is heard: how the floor is shared among the sides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from newslab.comparing.counting import count
from newslab.comparing.inference import RESAMPLES
from newslab.comparing.prominence import ARTICLE_MEASURES, article_statistics
from newslab.comparing.shares import SHARED, code_parts, share_statistic
from newslab.comparing.statistic import Statistic, constant
from newslab.comparing.summary import Question, cell_attributions, check_measures, summarise
from newslab.errors import InputError, check_number
from newslab.frames import COUNTED_PASSAGES, UNASSIGNED

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from newslab.comparing.counting import Counted
    from newslab.comparing.grouping import By
    from newslab.tagged import Tagged

MEASURES = ("words", "attributions", "speakers", "quoted_words", "headline", "lead", *ARTICLE_MEASURES)
_ALSO = ("quoted_words", "position", "passage")


def sides_of(tagged: Tagged, counted: Counted) -> list[str]:
    """The codebook's sides in its order, and any that only the attributions have."""
    found = set(counted.parts["value"].dropna())
    if tagged.codebook is None:
        raise InputError(
            "There is no codebook, so nobody has a side. Write a codebook that says who belongs to which "
            "side and give it to tag(articles, codebook=read_codebook('codebook.yml'))."
        )
    if not found:
        raise InputError(
            f"The codebook {tagged.codebook.title!r} gives a side to none of the attributions that count. "
            "Give a codebook whose speakers, affiliations or patterns occur in these articles."
        )
    sides = [side for side in dict.fromkeys(tagged.codebook.sides) if side != UNASSIGNED]
    return [*sides, *sorted(found - set(sides))]


def _benchmark(given: Mapping[str, float] | None, sides: Sequence[str]) -> dict[str, float]:
    """What share each side would have: even shares, or what the user says, made to add up to 1."""
    if given is None:
        return dict.fromkeys(sides, 1 / len(sides))
    unknown = [side for side in given if side not in sides]
    if unknown or not any(given.values()):
        raise InputError(
            f"benchmark is {dict(given)!r}; give a number, such as seats or "
            f"votes, to some of the sides {', '.join(map(repr, sides))}, and at least one above 0."
        )
    numbers = {s: check_number(given.get(s, 0), f"The benchmark of {s!r}", low=0, high=1e15) for s in sides}
    return {side: number / sum(numbers.values()) for side, number in numbers.items()}


def _bounded(
    parts: pd.DataFrame, measure: str, keys: Sequence[Mapping[str, Any]], n_cells: int
) -> tuple[Statistic, Statistic, Statistic]:
    """A measure's shares, and their bounds: all that is unassigned is others', or all is the side's own."""
    import pandas as pd

    n, sided = len(keys), parts[parts["code"] >= 0]
    free = parts[parts["code"] < 0]
    # An attribution is unassigned where none of its speakers has a side, a speaker who never has one.
    if measure == "speakers":
        free = free[~free["who"].isin(set(sided["who"]))]
    elif measure not in ("words", "quoted_words"):
        free = free[~free["row"].isin(set(sided["row"]))]
    what = measure if measure in (*SHARED, "quoted_words") else "attributions"
    of_passage = cell_attributions(sided, n_cells)
    own = replace(share_statistic(sided, what, keys, n_cells), n_attributions=of_passage)
    whole = share_statistic(pd.concat([sided, free.assign(code=n)]), what, [*keys, {}], n_cells)

    def least(totals: NDArray[Any]) -> NDArray[Any]:
        return whole.of(totals)[:, :n]

    def most(totals: NDArray[Any]) -> NDArray[Any]:
        return whole.of(totals)[:, :n] + whole.of(totals)[:, n:]

    return own, replace(whole, keys=keys, of=least), replace(whole, keys=keys, of=most)


def ask_balance(
    tagged: Tagged,
    *,
    by: By = "outlet",
    measure: str | Sequence[str] | None = None,
    benchmark: Mapping[str, float] | None = None,
    passages: Sequence[str] = COUNTED_PASSAGES,
    copies: str | bool = "each",
) -> Question:
    """The statistics of `balance`, which has the same arguments."""
    import pandas as pd

    measures = check_measures(measure, MEASURES)
    counted = count(
        tagged, "side", by=by, passages=passages, copies=copies, also=_ALSO, aside=["headline"]
    )  # fmt: skip
    sides = sides_of(tagged, counted)
    against = _benchmark(benchmark, sides)
    keys = {name: [{"side": side, "measure": name} for side in sides] for name in measures}
    n_cells, parts = len(counted.cells), code_parts(counted.parts, sides)
    headlines = pd.concat([parts, code_parts(counted.aside, sides)], ignore_index=True)
    of_passage = {name: headlines[headlines["passage"] == name] for name in ("headline", "lead")}
    found = {
        name: article_statistics(parts, name, keys[name], against, n_cells)
        if name in ARTICLE_MEASURES
        else _bounded(of_passage.get(name, parts), name, keys[name], n_cells)
        for name in measures
    }
    ends = {"lowest": 1, "highest": 2, "benchmark": 3}
    level = {name: constant(keys[name], list(against.values())) for name in measures}
    return Question(
        counted,
        parts[parts["code"] >= 0],
        ("side", "measure"),
        [found[name][0] for name in measures],
        {end: [(*found[name], level[name])[at] for name in measures] for end, at in ends.items()},
        {"benchmark": against},
    )


def balance(
    tagged: Tagged,
    *,
    by: By = "outlet",
    measure: str | Sequence[str] | None = None,
    benchmark: Mapping[str, float] | None = None,
    stories: pd.DataFrame | None = None,
    passages: Sequence[str] = COUNTED_PASSAGES,
    copies: str | bool = "each",
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> pd.DataFrame:
    """Compare how much of the floor each side has, for each outlet or other group of articles.

    Attributions inside others are left out. A joint source ("both ministers said") gives each of its
    speakers an equal part of the words, and counts as one attribution of each side that is among them:
    once where both ministers have the same side, once for each side where they differ.

    Parameters
    ----------
    tagged : Tagged
        What `tag` returned, tagged with a codebook.
    by : str, sequence of str or None
        Columns that make the groups, of the articles table (`outlet`) or the attributions table (`kind`);
        None for the whole corpus as group "all".
    measure : str or sequence of str, optional
        All by default:

        - "words", "quoted_words", "attributions", "speakers": a side's part of what all sides have of
          attributed words, of words in quotation marks, of attributions, of distinct speakers;
        - "headline", "lead": its part of the attributions that begin there;
        - "articles": the part of all articles that quote it;
        - "first": the part of the articles with a side in which it is the first to speak;
        - "one_sided": the part of the articles with a side in which no other side speaks;
        - "position": where in the article its attributions stand on average, from 0 (start) to 1 (end);
        - "structural": how far its share of an article's words is from its benchmark, whichever way, on
          average over the articles with a side;
        - "partisan": how far its share of all words is from its benchmark, above (+) or below (-).
    benchmark : mapping of str to float, optional
        What each side would have (its seats, its votes); made to add up to 1. Even shares by default.
    stories : pandas.DataFrame, optional
        What `stories` returned. Articles about one story are no independent witnesses: then whole stories
        are drawn again for the intervals.
    passages : sequence of str
        Passages whose attributions count; lead, body, inset and caption by default.
    copies : {"each", "once", "none"}
        Whether a story that several articles run (`find_copies` says which) counts in each of them, as their
        outlets ran it, once, as the earliest of them ran it, or not at all. True and False stand for "each"
        and "once".
    resamples, seed : int
        How often the articles of a group are drawn again (0: no intervals), and the seed of the draws.

    Returns
    -------
    pandas.DataFrame
        A row per group, side and measure: the group (columns named as `by`, or `group`), `side`,
        `measure`, `estimate`, `low` and `high` (95 % interval from drawing whole articles; missing under
        10 articles, where under 5 of them have attributions that count, and where all draws agree),
        `n_articles` (of the group), `n_attributions` (of all sides, each once; the shares of attributions
        are of as many, and one more for each further side of a joint source), `lowest` and `highest` (what
        the estimate would be if all that is unassigned were others', or all the side's own; missing for
        measures of position and balance), `benchmark`. Every side of the codebook is there, with 0 where
        it is silent. `attrs["left_out"]` says what was left out, for all and for each group;
        `attrs["notes"]` why an interval is missing.

    Raises
    ------
    InputError
        Without a codebook, where no attribution has a side, or where the benchmark names another side.

    Notes
    -----
    The interval says how much the share would vary in other articles of the same kind; it knows nothing of
    the tagger's errors. Distinct speakers cannot be counted again in a resample, which misses articles
    and so speakers; there each draw adds or takes away the speakers whom only the drawn articles have,
    the jackknife's linear form of the count (Efron & Tibshirani, chapter 11).

    With two sides and an even benchmark, twice "structural" is the mean absolute difference between the sides
    within a story, and twice "partisan" the difference between them over all stories: an outlet whose stories
    lean both ways has much of the former and none of the latter (Fico & Freedman).

    References
    ----------
    Efron, B., & Tibshirani, R. J. (1993). An introduction to the bootstrap. Chapman & Hall.
    Davison, A. C., & Hinkley, D. V. (1997). Bootstrap methods and their application. Cambridge
    University Press. Section 3.8 (drawing whole clusters).
    Fico, F., & Freedman, E. (2008). Biasing influences on balance in election news coverage: An assessment of
    newspaper coverage of the 2006 U.S. Senate elections. Journalism & Mass Communication Quarterly, 85(3),
    499-514.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> from newslab.frames import ARTICLES, ATTRIBUTIONS, PASSAGE_TABLE, SKIPPED, SPEAKERS, make_frame
    >>> from newslab.tagged import Tagged
    >>> said = [("a", "orrin", "North", 30), ("a", "vale", "South", 10), ("b", "orrin", "North", 20)]
    >>> tagged = Tagged(
    ...     make_frame([{"article_id": i, "outlet": "The Ledger"} for i in "ab"], ARTICLES),
    ...     make_frame([{"article_id": i, "speaker_id": who, "side": side, "words": n, "passage": "body"}
    ...                 for i, who, side, n in said], ATTRIBUTIONS),
    ...     *(make_frame([], table) for table in (SPEAKERS, PASSAGE_TABLE, SKIPPED)),
    ...     codebook=SimpleNamespace(title="Dam", sides=("North", "South")))
    >>> balance(tagged, measure="words")[["outlet", "side", "estimate", "n_articles", "n_attributions"]]
           outlet   side  estimate  n_articles  n_attributions
    0  The Ledger  North  0.833333           2               3
    1  The Ledger  South  0.166667           2               3
    """
    question = ask_balance(
        tagged, by=by, measure=measure, benchmark=benchmark, passages=passages, copies=copies
    )  # fmt: skip
    return summarise(question, stories=stories, resamples=resamples, seed=seed)
