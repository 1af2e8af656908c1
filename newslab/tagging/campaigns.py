"""Whose "the campaign" is, and whose "aides" are, where an article says neither."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from newslab.tagging.cast import Cast, Speaker
from newslab.tagging.descriptions import is_pointed
from newslab.tagging.names import surname
from newslab.tagging.reading import Found

if TYPE_CHECKING:
    from spacy.tokens import Token

# Who are somebody's.
_FOLLOWERS = frozenset({"adviser", "advisor", "aide", "ally", "supporter"})


def campaign_meant(cast: Cast, head: Token, found: Found) -> Speaker | None:
    """The campaign named last, as "Ms. Ruiz’s campaign", or else that of the story's candidate."""
    upto = bisect_left(cast.campaigns, head.i, key=lambda c: c[0])
    name = cast.campaigns[upto - 1][1] if upto else ""
    if not name and is_pointed(head) and (who := _candidate(cast, head, found)):
        name = surname(who.name)
    return cast.known(f"{name} campaign", head, "named_group") if name else None


def followers_of(cast: Cast, head: Token, found: Found, phrase: str) -> str:
    """ "Ruiz aides" where "aides" alone stands, by the candidate of whom the story speaks."""
    alone = phrase.casefold() == head.lower_ and head.dep_ != "conj"
    if not alone or head.lemma_.casefold() not in _FOLLOWERS:
        return ""
    who = _candidate(cast, head, found)
    return f"{surname(who.name)} {head.lower_}" if who is not None else ""


def _candidate(cast: Cast, head: Token, found: Found) -> Speaker | None:
    """The one of whom the story speaks, of those who stand for office."""
    stand = [c for c in cast.story.candidates(head, found, "") if c.speaker.stands]
    best = max(stand, key=lambda c: c.points, default=None)
    return best.speaker if best is not None else None
