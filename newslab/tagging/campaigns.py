"""Which campaign or party "the campaign" and "the party" are, and whose "aides", where nothing says so."""

from __future__ import annotations

import re
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
# Parties by their members, and by what they are called where nothing follows ("Labour peers").
_MEMBERS = re.compile(
    r"\b(?:(?:Liberal|Social|Christian) Democrats|Lib Dems|Democrats|Republicans|Conservatives|Tories|Greens"
    r"|Socialists|Liberals|(?:GOP|Labour)(?= [a-z]))\b"
)
_PARTIES = {
    "Democrats": "Democratic Party", "Republicans": "Republican Party", "GOP": "Republican Party",
    "Conservatives": "Conservative Party", "Lib Dems": "Liberal Democrats",
}  # fmt: skip


def campaign_meant(cast: Cast, head: Token, found: Found) -> Speaker | None:
    """The campaign named last, as "Ms. Ruiz’s campaign", or else that of the story's candidate."""
    upto = bisect_left(cast.campaigns, head.i, key=lambda c: c[0])
    name = cast.campaigns[upto - 1][1] if upto else ""
    if not name and is_pointed(head) and (who := _candidate(cast, head, found)):
        name = surname(who.name)
    return cast.known(f"{name} campaign", head, "named_group") if name else None


def party_meant(cast: Cast, head: Token) -> str:
    """The party that an article has named last, by its members or itself: "Democratic Party"."""
    if not is_pointed(head):
        return ""
    last = ""
    for match in _MEMBERS.finditer(cast.reading.text, 0, head.idx):
        last = match[0]
    return _PARTIES.get(last, last)


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
