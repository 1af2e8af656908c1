"""What articles tell of sources that they do not name: nation, institution, rank, number, why unnamed."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from newslab.errors import InputError
from newslab.frames import ATTRIBUTIONS, JOINT, check_columns
from newslab.tagging.names import countries, organisation_match

if TYPE_CHECKING:
    import pandas as pd

    from newslab.tagged import Tagged

_RANKS = re.compile(
    r"\b(?:senior|top|high-ranking|high-level|ranking|junior|former|retired|chief|deputy|leading|veteran"
    r"|mid-level|low-level|acting|current)\b",
    re.IGNORECASE,
)
_NUMBERS = re.compile(
    r"^(?:about |more than |at least |nearly )?(\d[\d,.]*(?:%| per ?cent)?|one|two|three|four|five|six|seven"
    r"|eight|nine|ten|a dozen|dozens|several|some|many|most|few|a few|a couple|half|hundreds|thousands)\b",
    re.IGNORECASE,
)
_ANONYMITY = re.compile(r"anonymity (\w+): (.*)$", re.DOTALL)


@lru_cache(maxsize=1)
def _nationalities() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple(
        (re.compile(r"\b(?:" + "|".join(map(re.escape, words)) + r")(?:[’']s)?\b"), country)
        for country, words in countries().items()
    )


def anonymity(reasons: Any) -> str | None:
    """Why a source is not named, of what `reasons` tells: fear, asked …; None where nothing does."""
    told = _ANONYMITY.search(dict(reasons).get("identification", "")) if reasons else None
    return told[1] if told else None


def _parts(source: str, reason: str) -> dict[str, Any]:
    nation = next((country for pattern, country in _nationalities() if pattern.search(source)), None)
    institution = organisation_match(source)
    rank, number = _RANKS.search(source), _NUMBERS.match(source)
    told = _ANONYMITY.search(reason)
    return {
        "nationality": nation,
        "institution": institution[1] if institution else None,
        "rank": rank[0].casefold() if rank else None,
        "number": number[1].casefold() if number else None,
        "anonymity": told[1] if told else None,
        "anonymity_words": told[2] if told else None,
    }


def unnamed_sources(tagged: Tagged) -> pd.DataFrame:
    """List every attribution to somebody unnamed with what the article tells of the source.

    Parameters
    ----------
    tagged : Tagged
        What `tag` returned.

    Returns
    -------
    pandas.DataFrame
        One row an attribution whose `identification` is "unnamed": ``article_id``, ``attribution``,
        ``speaker`` (the description), ``source`` (its words here), ``nationality`` (a country),
        ``institution`` and ``rank`` (words of the description), ``number`` ("two", "several"),
        ``anonymity`` (``not_authorised``, ``fear``, ``asked``, ``none``) and ``anonymity_words``, the
        words that give the reason; what the article does not tell is missing.

    Raises
    ------
    InputError
        If `tagged` is something else.

    Examples
    --------
    >>> import pandas as pd
    >>> from newslab import tag, unnamed_sources
    >>> text = "Two senior Swedish army officials said the bridge fell."
    >>> unnamed_sources(tag(pd.DataFrame({"text": [text]})))[["nationality", "rank", "number"]]
      nationality    rank number
    0      Sweden  senior    two
    """
    import pandas as pd

    if not hasattr(tagged, "attributions"):
        raise InputError(f"tagged is a {type(tagged).__name__}; give what tag() returned.")
    check_columns(tagged.attributions, ATTRIBUTIONS)
    rows = tagged.attributions[tagged.attributions["identification"] == "unnamed"]
    out = []
    for row in rows.to_dict("records"):
        name = row["speaker"] if isinstance(row["speaker"], str) else row["source"]
        parts = [_parts(words, dict(row["reasons"]).get("identification", "")) for words in name.split(JOINT)]
        told = {k: next((p[k] for p in parts if p[k] is not None), None) for k in parts[0]}
        own = {k: row[k] for k in ("article_id", "attribution", "speaker", "source")}
        out.append({**own, **told})
    columns = ["article_id", "attribution", "speaker", "source", *_parts("", "")]
    return pd.DataFrame(out, columns=columns)
