"""The methods section, written from what was run: corpus, tagging, sides, measures, intervals, limits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from newslab.comparing.counting import check_copies
from newslab.comparing.describing import percent, plural
from newslab.comparing.inference import FEWEST_ARTICLES, FEWEST_WITH_ANY

if TYPE_CHECKING:
    import pandas as pd

    from newslab.tagged import Tagged

_COPIES = {
    "each": "A story that several outlets ran counts in each of them.",
    "once": "A story that several articles share counts once, where it ran first.",
    "none": "Articles that copy another one are not counted.",
}
# What the README says of the tagger on articles it was not trained on; a test compares them.
KNOWN_ERRORS = {
    "tagger and rules": {"precision": 80.4, "recall": 71.3, "f1": 75.6},
    "rules": {"precision": 73.3, "recall": 55.6, "f1": 63.3},
}
KNOWN_SPEAKERS = 87  # % of the speakers that are right in articles that were not read for the rules
_REFERENCES = {
    "attribution": "Pareti, S. (2015). Attribution: A computational approach. University of Edinburgh.",
    "polnear": "Newell, E., Margolin, D., & Ruths, D. (2018). An attribution relations corpus for political "
    "news. In Proceedings of LREC 2018.",
    "spacy": "Honnibal, M., Montani, I., Van Landeghem, S., & Boyd, A. (2020). spaCy: Industrial-strength "
    "natural language processing in Python.",
    "bootstrap": "Efron, B., & Tibshirani, R. J. (1993). An introduction to the bootstrap. Chapman & Hall.",
    "balance": "Fico, F., & Freedman, E. (2008). Biasing influences on balance in election news coverage: An "
    "assessment of newspaper coverage of the 2006 U.S. Senate elections. Journalism & Mass Communication "
    "Quarterly, 85(3), 499-514.",
    "sources": "Sigal, L. V. (1973). Reporters and officials: The organization and politics of newsmaking. "
    "D. C. Heath.",
}


def _corpus(tagged: Tagged) -> str:
    """Where the articles come from."""
    articles = tagged.articles
    files = articles["origin"].dropna()
    kinds = Counter(
        PurePosixPath(origin.replace("\\", "/")).suffix.lower() or "no ending" for origin in files
    )
    order = sorted(kinds, key=lambda kind: (-kinds[kind], kind))
    read = ", ".join(f"{kind} {kinds[kind]:,}" for kind in order)
    words = plural(float(articles["words"].sum()), "word")
    undated = int(articles["published"].isna().sum())
    parts = [
        f"{plural(len(articles), 'article')} with {words} were analysed"
        "were analysed" + (f" (by kind of file: {read})." if read else "."),
        f"{undated:,} of them have no date." if undated else "",
        f"{plural(len(tagged.skipped), 'record')} could not be used; “Skipped” lists each with its reason."
        if len(tagged.skipped)
        else "No record had to be left out.",
        "Headlines, bylines, captions, notices and boxes of other stories were told from the text by rules; "
        "notices count in no number of words.",
    ]
    return " ".join(filter(None, parts))


def _tagging(tagged: Tagged) -> str:
    """What found the attributions and the speakers."""
    made = tagged.provenance
    model = made.get("model", {})
    version = made.get("versions", {}).get("newslab", "")
    by = {
        "rules": "by rules over the grammar of each sentence",
        "tagger and rules": "by a trained tagger and rules together, among whose proposals a judge chose",
    }.get(str(made.get("engine")), "as the tables say")
    named = f"{model.get('name')} {model.get('version', '')}".strip()
    parser = f" Sentences were parsed with spaCy and the model {named}." if model.get("name") else ""
    return (
        "An attribution is a passage in which somebody is said to say, claim, deny, ask or think "
        "something: a "
        f"source, a cue and a content. newslab {version} found "
        f"{plural(len(tagged.attributions), 'attribution')} "
        f"{by}.{parser} Pronouns, descriptions and short names were resolved to speakers within each "
        "article, and "
        "speakers linked across articles by their names"
        + (", with the user’s list of aliases over all rules." if made.get("aliases") else ".")
    )


def _sides(tagged: Tagged, whole: pd.DataFrame | None) -> str:
    """Who gave the sides."""
    if tagged.codebook is None:
        return "No codebook was given, so nobody has a side."
    book = tagged.provenance.get("codebook", {})
    name = f"“{book.get('title') or tagged.codebook.title or 'untitled'}”"
    version = f", version {book['version']}" if book.get("version") else ""
    told = (
        f"Speakers have the side that the codebook {name}{version} gives them: by name, else by the "
        "affiliations, nationalities or patterns that fit the words by which an article names them."
    )
    if whole is None:
        return told
    without = whole.attrs["left_out"]["unassigned_words"]
    part = percent(without / (without + whole.attrs["counted"]["words"])) if without else "None"
    return f"{told} {part} of the attributed words have no side; they are no part of the shares."


def _measures(passages: Sequence[str], copies: str) -> str:
    """What is counted."""
    return (
        f"Counted are attributions in {', '.join(p.replace('_', ' ') for p in passages)}; those inside "
        "others "
        "are not. The share of a side is its part of the attributed words (or attributions, or "
        "distinct speakers) "
        "that have a side. A joint source gives each of its speakers an equal part of the words, and "
        "counts once "
        f"for each of their sides. {_COPIES[copies]}"
    )


def _intervals(counting: Mapping[str, Any]) -> str:
    """How sure the numbers are."""
    if not counting["resamples"]:
        return "No intervals were asked for."
    units = "articles" if counting["stories"] is None else "stories, with all articles on one event,"
    return (
        f"Intervals are 95 %: the outlet’s {units} were drawn again {counting['resamples']:,} times (seed "
        f"{counting['seed']}), and the interval is the estimate ± Student’s t times the standard error "
        "of the draws, "
        "on the logit scale for shares. They say how far a number would move with other articles of "
        "the same kind. "
        f"There are none below {FEWEST_ARTICLES} articles, or where fewer than {FEWEST_WITH_ANY} have "
        "attributions "
        "that count."
    )


def limits(tagged: Tagged) -> list[str]:
    """What the numbers do not tell.

    Parameters
    ----------
    tagged : Tagged
        What `tag` returned.

    Returns
    -------
    list of str
        Sentences, the tagger's known error first.
    """
    known = KNOWN_ERRORS.get(str(tagged.provenance.get("engine")))
    told = []
    if known:
        told.append(
            f"The tagger errs. On articles that it was not trained on (84 of seven US outlets, PolNeAR 1.0) "
            f"{known['precision']:.0f} % of what it finds is right, and it finds {known['recall']:.0f} "
            "% of what is "
            f"there; of the attributions that it finds, {KNOWN_SPEAKERS} % have the right speaker. "
            "Measure it on "
            "articles of yours that people have marked: newslab evaluate."
        )
    return [
        *told,
        "Errors that fall on all outlets and sides alike make differences smaller than they are; "
        "errors that do "
        "not can make differences of their own. The intervals know of neither.",
        "A side is as good as its codebook, and who is not named has a side only where the article "
        "tells of it.",
        "How much room somebody has does not say how favourable it is.",
    ]


def methods(tagged: Tagged, counting: Mapping[str, Any], whole: pd.DataFrame | None) -> dict[str, Any]:
    """Say how the numbers were made, for a methods section.

    Parameters
    ----------
    tagged : Tagged
        What `tag` returned.
    counting : mapping
        `passages`, `copies`, `stories`, `resamples`, `seed` as the summaries were given them.
    whole : pandas.DataFrame or None
        The balance of the whole corpus; None where nobody has a side.

    Returns
    -------
    dict
        `parts`: headings and paragraphs; `limits`: sentences; `references`: those of what was run.
    """
    copies = check_copies(counting["copies"])
    used = ["attribution", "bootstrap", "polnear", "spacy", "sources"] + ["balance"] * (whole is not None)
    return {
        "parts": [
            {"title": "Articles", "text": _corpus(tagged)},
            {"title": "Attributions and speakers", "text": _tagging(tagged)},
            {"title": "Sides", "text": _sides(tagged, whole)},
            {"title": "Measures", "text": _measures(counting["passages"], copies)},
            {"title": "Intervals", "text": _intervals(counting)},
        ],
        "limits": limits(tagged),
        "references": sorted(_REFERENCES[key] for key in used),
    }
