"""Which words set the contents of two groups apart, and where they stand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from newslab.comparing.context import find_examples
from newslab.comparing.counting import count
from newslab.comparing.inference import FEWEST_ARTICLES, FEWEST_WITH_ANY
from newslab.comparing.terms import Usage, count_terms
from newslab.errors import InputError, check_choice, check_number
from newslab.frames import ARTICLES, ATTRIBUTIONS, COUNTED_PASSAGES, SUMMARY, check_columns

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from newslab.tagged import Tagged

OTHERS = "(others)"
_OF = ("content", "cue")
_COLUMNS = (
    *("word", "group", *SUMMARY, "z", "p_adjusted"),
    *("first_count", "second_count", "first_rate", "second_rate", "examples"),
)


def _parts(
    tagged: Tagged, by: str, passages: Sequence[str], copies: str | bool
) -> tuple[pd.DataFrame, dict[str, Any]]:
    """The attributions that count, `row` and `article`, each once for each `group` (missing for none)."""
    tables = [list(getattr(tagged, name, ())) for name in ("attributions", "articles")]
    of_article = by not in tables[0]
    if of_article and hasattr(tagged, "attributions"):
        check_choice(by, [*tables[0], *tables[1]], "by")
    counted = count(
        tagged,
        "passage" if of_article else by,
        by=by if of_article else None,
        passages=passages,
        copies=copies,
    )
    parts = counted.parts.assign(group=counted.parts["group" if of_article else "value"])
    parts.loc[parts["group"] == f"(no {by})", "group"] = None
    reasons = [name for name in counted.left_out if name != "groups" and not name.startswith("unassigned")]
    parts = parts[["row", "article", "group"]].drop_duplicates()
    without = set(parts.loc[parts["group"].isna(), "row"]) - set(parts.loc[parts["group"].notna(), "row"])
    return parts, {
        "unassigned_attributions": len(without),
        **{name: counted.left_out[name] for name in reasons},
    }


def _two_groups(found: pd.Series, groups: str | Sequence[str] | None, by: str) -> tuple[str, str]:
    """The names of the groups that are compared, as the user gave them or as the only two there are."""
    there = list(found.value_counts().sort_index().sort_values(ascending=False, kind="stable").index)
    shown = ", ".join(map(repr, there[:10])) + (f" and {len(there) - 10} more" if len(there) > 10 else "")
    if len(there) < 2:
        raise InputError(
            f"Two groups are needed to compare; by {by!r} the attributions that count have "
            f"{shown or 'no group at all'}. Choose another by, or a codebook that gives more of them a side."
        )
    how = "Name two of them, as groups=(first, second), or one, to compare it with all others"
    if groups is None and len(there) > 2:
        raise InputError(f"By {by!r} there are {len(there)} groups: {shown}. {how}.")
    names = sorted(there) if groups is None else [groups] if isinstance(groups, str) else list(groups)
    for name in names:
        if name not in there:
            raise InputError(f"groups has {name!r}, of which no attribution counts; there are {shown}.")
    if len(names) not in (1, 2) or len(set(names)) != len(names):
        raise InputError(f"groups is {groups!r}. {how}; there are {shown}.")
    return names[0], names[1] if len(names) == 2 else OTHERS


def _usage(tagged: Tagged, parts: pd.DataFrame, names: tuple[str, str], of: str, ngrams: int) -> Usage:
    """The words of all attributions that count, and which of them are whose."""
    articles = tagged.articles.reset_index(drop=True)
    # Copies of one story are one witness, however many print it.
    story = articles["copy_of"].where(articles["copy_of"].notna(), articles["article_id"]).factorize()[0]
    rows = parts.drop_duplicates("row")[["row", "article"]].sort_values("row").reset_index(drop=True)
    rows = rows.assign(story=story[rows["article"].to_numpy()])
    terms = count_terms(tagged.attributions[of].iloc[rows["row"]], ngrams)
    members = []
    for name in names:
        rest = parts["group"].notna() & (parts["group"] != names[0])
        own = parts.loc[rest if name == OTHERS else parts["group"] == name, "row"]
        members.append(rows["row"].isin(own).to_numpy())
        if not terms.words[members[-1]].any():
            raise InputError(
                f"The attributions of {name!r} have no words in their {of}; choose another group."
            )
    return Usage(terms, rows, *members)


def _frame(usage: Usage, names: tuple[str, str], kept: NDArray[np.intp], prior: float) -> pd.DataFrame:
    """A row for each of the `kept` words, those that tell most first."""
    import pandas as pd
    from scipy import stats

    found = usage.compare(kept, prior)
    sure = (usage.n_stories[kept] >= FEWEST_WITH_ANY) & (not usage.too_few)
    adjusted = np.full(len(kept), np.nan)
    if sure.any():
        adjusted[sure] = stats.false_discovery_control(found.p[sure])
    frame = pd.DataFrame({
        "word": pd.Series([usage.terms.names[term] for term in kept], dtype="object"),
        "group": pd.Series([names[int(estimate < 0)] for estimate in found.estimate], dtype="object"),
        "estimate": found.estimate,
        "low": np.where(sure, found.low, np.nan), "high": np.where(sure, found.high, np.nan),
        "z": found.z, "p_adjusted": adjusted, **usage.amounts(kept),
        "term": kept, "p": np.where(sure, found.p, 2), "size": -np.abs(found.z),
    })  # fmt: skip
    return frame.sort_values(["p", "size", "word"], ignore_index=True)


def _holders(usage: Usage, frame: pd.DataFrame, names: tuple[str, str]) -> list[NDArray[np.intp]]:
    """For each word the rows of the attributions that have it, of the group that uses it more."""
    table = usage.rows["row"].to_numpy()
    columns = usage.occurs[:, frame["term"].to_numpy()].tocsc()
    holders = []
    for n, group in enumerate(frame["group"]):
        rows = np.sort(columns.indices[columns.indptr[n] : columns.indptr[n + 1]])
        holders.append(table[rows[usage.members[names.index(group)][rows]]])
    return holders


def _notes(usage: Usage, frame: pd.DataFrame, fewest: int) -> list[str]:
    if usage.too_few:
        return [
            f"No intervals and tests, which take {FEWEST_ARTICLES} articles, {FEWEST_WITH_ANY} of each group"
        ]
    few = int(frame["low"].isna().sum())
    notes = [f"{few} words: no interval and test, in fewer than {FEWEST_WITH_ANY} articles"] if few else []
    return notes if len(frame) else [f"No word is in {fewest} articles or more"]


def wording(
    tagged: Tagged,
    *,
    by: str = "side",
    groups: str | Sequence[str] | None = None,
    of: str = "content",
    ngrams: int = 1,
    fewest: int = 5,
    prior: float = 0.02,
    passages: Sequence[str] = COUNTED_PASSAGES,
    copies: str | bool = "each",
) -> pd.DataFrame:
    """Find the words that set what one group is made to say apart from what another is.

    Words are compared by log-odds with an informative prior: each group's counts are mixed with a little of
    the common usage, so that a word said twice does not come out above one said a hundred times. No stop
    words are taken out. How sure a difference is rests on articles: a word that one article repeats forty
    times proves little.

    Parameters
    ----------
    tagged : Tagged
        What `tag` returned.
    by : str
        Column of the attributions table ("side", "actor", "identification", "speaker" …) or of the
        articles table ("outlet" …) that makes the groups.
    groups : str or pair of str, optional
        The two groups to compare, or one, to compare with all others that have a group; the two that there
        are by default.
    of : {"content", "cue"}
        Compare the words of the contents, or of the cues ("said", "claimed").
    ngrams : {1, 2}
        1 for words, 2 for words and pairs of words that follow each other.
    fewest : int
        Words in fewer articles are left out; copies of one story count as one article.
    prior : float
        Weight of the prior, as a part of the words compared: 0.02 mixes in one word of the common usage for
        fifty. The common usage is that of all attributions that count, of other groups or of none as well.
    passages : sequence of str
        Passages whose attributions count; lead, body, inset and caption by default.
    copies : {"each", "once", "none"}
        Whether a story that several articles run counts in each, once, or not at all, as in `balance`.

    Returns
    -------
    pandas.DataFrame
        A row a word, the most telling first: `word` (lower case), `group` (that uses it more), `estimate`
        (log-odds in the first group less those in the second: above 0 the first uses it more; 0.69 is twice
        the odds), `low` and `high` (95 % interval), `n_articles`, `n_attributions` (of the two groups that
        have the word), `z` (the paper's, which takes words as said one by one and so finds too much),
        `p_adjusted` (test that both use it equally, by articles, adjusted for the number of words by
        Benjamini & Hochberg), `first_count`, `second_count`, `first_rate`, `second_rate` (per 10,000 words),
        `examples` (up to three places, in different articles of the group that uses it more, as mappings
        with `article_id`, `start`, `end`; `in_context` shows them). Interval and test are missing for words
        in fewer than 5 articles, and for all under 10 articles or where a group has under 5.
        `attrs["groups"]` names first and second; `left_out` and `notes` are as in `balance`.

    Raises
    ------
    InputError
        An unknown column or group, not two groups, or a group without words.

    Notes
    -----
    A word is a run of letters and digits, apostrophes within it included. A joint source's words count for
    each group that one of its speakers is in. Words of a paraphrase are the reporter's: what is quoted is
    found among attributions whose `kind` is "direct".

    Each word's design effect says how many times more its use varies from article to article than if it were
    said one by one. Counts divided by it go into an exact binomial test and into the posterior whose middle
    95 % is the interval, in which a word has at least Jeffreys's half a use. Each interval is of one word
    alone: among many words, some miss.

    References
    ----------
    Benjamini, Y., & Hochberg, Y. (1995). Controlling the false discovery rate. Journal of the Royal
    Statistical Society B, 57(1), 289-300.
    Monroe, B. L., Colaresi, M. P., & Quinn, K. M. (2008). Fightin' words: Lexical feature selection and
    evaluation for identifying the content of political conflict. Political Analysis, 16(4), 372-403.
    Rao, J. N. K., & Scott, A. J. (1992). A simple method for the analysis of clustered binary data.
    Biometrics, 48(2), 577-585.

    Examples
    --------
    >>> from newslab.frames import ARTICLES, ATTRIBUTIONS, PASSAGE_TABLE, SKIPPED, SPEAKERS, make_frame
    >>> from newslab.tagged import Tagged
    >>> said = [("a", "North", "the dam is safe"), ("b", "North", "a safe dam"),
    ...         ("b", "South", "the dam leaks")]
    >>> tagged = Tagged(
    ...     make_frame([{"article_id": i, "outlet": "The Ledger"} for i in "ab"], ARTICLES),
    ...     make_frame([{"article_id": i, "speaker_id": who, "side": who, "passage": "body", "content": what}
    ...                 for i, who, what in said], ATTRIBUTIONS),
    ...     *(make_frame([], table) for table in (SPEAKERS, PASSAGE_TABLE, SKIPPED)))
    >>> found = wording(tagged, fewest=2)
    >>> found[["word", "group", "estimate", "first_rate", "second_rate", "n_articles"]].round(2)
       word  group  estimate  first_rate  second_rate  n_articles
    0   the  South     -1.05     1428.57      3333.33           2
    1  safe  North      3.44     2857.14         0.00           2
    2   dam  South     -0.21     2857.14      3333.33           2
    """
    import pandas as pd

    check_choice(of, _OF, "of")
    check_number(fewest, "fewest", low=1, high=1e9)
    check_number(prior, "prior", low=1e-6, high=1e6)
    if ngrams not in (1, 2):
        raise InputError(f"ngrams is {ngrams!r}; it can be 1 (words) or 2 (words and pairs of words).")
    parts, left_out = _parts(tagged, by, passages, copies)
    check_columns(tagged.articles, ARTICLES, ["text"])
    check_columns(tagged.attributions, ATTRIBUTIONS, [of, f"{of}_spans"])
    names = _two_groups(parts["group"], groups, by)
    usage = _usage(tagged, parts, names, of, ngrams)
    kept = np.flatnonzero(usage.n_stories >= fewest)
    frame = _frame(usage, names, kept, prior)
    examples = find_examples(tagged, frame["word"], _holders(usage, frame, names), of=of, ngrams=ngrams)
    frame = frame.assign(examples=pd.Series(examples, dtype="object"))[list(_COLUMNS)]
    compared = int((usage.members[0] | usage.members[1]).sum())
    others = len(usage.rows) - left_out["unassigned_attributions"] - compared
    frame.attrs = {
        "groups": list(names),
        "left_out": {
            **left_out,
            "other_groups_attributions": others,
            "rare_words": int((usage.n_stories > 0).sum()) - len(kept),
        },
        "sides": list(getattr(tagged.codebook, "sides", ())) if by == "side" else [],
        "notes": _notes(usage, frame, int(fewest)),
        "words": [int(usage.terms.words[within].sum()) for within in usage.members],
        "attributions": [int(within.sum()) for within in usage.members],
    }
    return frame
