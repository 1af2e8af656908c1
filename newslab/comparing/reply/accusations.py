"""Which words accuse, and whom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from newslab.frames import GAP, JOINT
from newslab.vocabulary import vocabulary

if TYPE_CHECKING:
    from newslab.comparing.reply.parties import Cast, Mention, Party

_NEAR = 9  # words between the accused and the accusing words
_NO = re.compile(
    r"\b(?:not|never|no|nor|neither|nobody|without|denie[sd]|deny(?:ing)?|if|whether|unless|un(?:true|likely)|false"
    r"|wrong|unfounded|baseless|unfair(?:ly)?|rumou?rs?|myth|perception|n[’']t)\b|n[’']t\b",
    re.IGNORECASE,
)
_FOLLOWS = re.compile(r"\s+(?:and|or|who|that|in|on|of|to|for|with|at|from|because|when|if|as|by|but)\b")
_PASSIVE = re.compile(r"\b(?:am|is|are|was|were|be|been|being|get|got|gets)\s+(?:\w+ly\s+)?$", re.IGNORECASE)
_PRONOUN = re.compile(r"\W*(?:him|her|them|it|us|me|you|those|his|their|its)\b", re.IGNORECASE)
_ON = re.compile(r"^(?:(?!\bfor\b|[.,;]).)*\bon\b")
_LINK = re.compile(r"\b(?:is|are|was|were|be|been|as|being|’s|'s|called|such)\b", re.IGNORECASE)
_STOP = re.compile(
    r"[.!?;:]|"
    + re.escape(GAP)
    + r"|[“”]\s|,? (?:and that|but|while|whereas|because|after|when|who|which|that) "
)
_OWN_WORDS = re.compile(r"\b(?:I|we)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)  # "we must condemn …"


@dataclass(frozen=True)
class Accusation:
    """An accusation against one party."""

    party: Party
    words: str
    kind: str
    reason: str
    start: int


@lru_cache(maxsize=1)
def _accusing() -> tuple[re.Pattern[str], tuple[Mapping[str, str], ...]]:
    """One pattern for all accusing words, a group each, and what each is."""
    rows = vocabulary("accusations")
    parts = "|".join(f"({row['pattern']})" for row in rows)
    return re.compile(rf"(?<![\w-])(?:{parts})(?![\w-])", re.IGNORECASE), rows


@lru_cache(maxsize=1)
def _any_accusing() -> re.Pattern[str]:
    """The same words in lower case, gathered by their first letters, which is some ten times as fast."""
    starts: dict[str, list[str]] = {}
    for row in vocabulary("accusations"):
        starts.setdefault(row["pattern"][0], []).append(row["pattern"][1:])
    words = "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in starts.items())
    return re.compile(rf"\b(?:{words})(?![\w-])")


def _words_between(text: str, start: int, end: int) -> int:
    return len(re.findall(r"\w+", text[start:end]))


def _before(text: str, at: int, mentions: list[Mention], *, subject: bool) -> Mention | None:
    """The nearest party before some words in the same clause; for verbs, the one that begins it."""
    above = (m for m in mentions if m.end <= at and not m.oblique)
    near = [
        m for m in above if _words_between(text, m.end, at) <= _NEAR and not _STOP.search(text[m.end : at])
    ]
    if not near:
        return None
    # "Vale of the harbour board hid it": the first of a clause is its subject.
    clause = [m for m in near if not _STOP.search(text[near[0].end : m.start])]
    return clause[0] if subject else near[-1]


def _after(
    text: str, at: int, mentions: list[Mention], within: int = 4, *, oblique: bool = False
) -> Mention | None:
    """The first party after some words, at most so many words on."""
    for m in mentions:
        if (
            m.start >= at
            and _words_between(text, at, m.start) <= within
            and not _STOP.search(text[at : m.start])
        ):
            return m
    return None


def _accused(
    text: str, match: re.Match[str], form: str, mentions: list[Mention]
) -> tuple[Mention | None, str]:
    """Whom the words accuse, and how they say it."""
    start, end = match.span()
    passive = bool(_PASSIVE.search(text[max(0, start - 40) : start]))
    if form == "object" and not passive:
        # "Vale criticised the board" tells of another's accusation; "we condemn the board" makes one.
        own_words = _OWN_WORDS.search(text[:start])
        return (_after(text, end, mentions), "whom it is said of") if own_words else (None, "")
    if form in ("object", "passive"):
        return (_before(text, start, mentions, subject=True), "who is accused") if passive else (None, "")
    if form == "subject" and passive:
        by = re.match(r"\W+(?:\w+\W+){0,6}?by\W+", text[end:])
        return (
            (_after(text, end + by.end(), mentions, 1, oblique=True), "by whom it was done")
            if by
            else (None, "")
        )
    if form == "of":
        own = _before(text, start, mentions, subject=False)
        if (
            own
            and re.fullmatch(r"(?:[’']s?)?\W+(?:\w+\W+)?", text[own.end : start])
            and "’" in text[own.end - 2 : start]
        ):
            return own, "whose it is"
        by = re.match(r"\W+(by|in|at|within)\W+", text[end:])
        there = _after(text, end + by.end(), mentions, 1, oblique=True) if by else None
        # "Corruption in the ministry" accuses it; "crimes in Norway" do not accuse the country.
        names = there and (by[1] == "by" or there.party.speaker_id or there.party.name[:1].islower())  # type: ignore[index]
        return (there, "where it is") if names else (None, "")
    if form in ("noun", "adjective"):
        after = _after(text, end, mentions, 0)
        if form == "adjective" and after:
            return after, "who is called so"
        before = _before(text, start, mentions, subject=True)
        if form == "noun" and re.match(r"[”’]?\s+[^\W\d_]", text[end:]) and not _FOLLOWS.match(text[end:]):
            return None, ""  # "a racist comment"
        linked = before and _LINK.search(text[before.end : start])
        return (before, "who is called so") if linked else (None, "")
    if re.search(r"\bby $", text[:start]):
        return None, ""  # "that hurts the party by hiding …": who hides is not said
    return _before(text, start, mentions, subject=True), "who did it"


def _denied(text: str, mention: Mention, match: re.Match[str]) -> bool:
    """Whether the clause says that it is not so."""
    first, last = min(mention.start, match.start()), max(mention.end, match.end())
    lead = re.split(r"[.!?;]\s", text[:first])[-1]
    return bool(_NO.search(" ".join(lead.split()[-6:])) or _NO.search(text[first:last].replace(match[0], "")))


def _of_accuser(said: Mapping[str, Any], party: Party) -> bool:
    """Whether the party is who speaks."""
    own = {str(said[name] or "").casefold() for name in ("speaker", "speaker_id")}
    ids = {part for name in own for part in name.split(JOINT)}
    return party.name.casefold() in ids or (party.speaker_id or "\0").casefold() in ids


def _patient(
    said: Mapping[str, Any], content: str, mentions: list[Mention]
) -> Iterator[tuple[Mention, re.Match[str], str]]:
    """Whom a cue accuses: "accused | the ministry of …"."""
    pattern, rows = _accusing()
    for match in pattern.finditer(said["cue"] or ""):
        if rows[(match.lastindex or 1) - 1]["form"] == "object":
            first = _after(content, 0, mentions, 3)
            # "blamed the storm on the council" blames whom the words after "on" name.
            if _PRONOUN.match(content) or (match[0].lower().startswith("blam") and _ON.search(content)):
                return
            if first and not _NO.search((said["cue"] or "")[: match.start()]):
                yield first, match, "whom the cue accuses"
            return


def find_accusations(said: Mapping[str, Any], cast: Cast) -> list[Accusation]:
    """Find whom an attribution accuses.

    Parameters
    ----------
    said : mapping
        A row of the attributions table.
    cast : Cast
        The article's parties.

    Returns
    -------
    list of Accusation
        One for each party, by the first words that accuse it; none where the speaker denies or asks.
    """
    content = said["content"]
    if not isinstance(content, str) or said["speech"] in ("denial", "no_response", "question"):
        return []
    if not _any_accusing().search(f"{said['cue'] or ''} {content}".lower()):
        return []
    pattern, rows = _accusing()
    mentions = cast.mentions(content)
    hits = [*_patient(said, content, mentions)]
    for match in pattern.finditer(content):
        row = rows[(match.lastindex or 1) - 1]
        mention, reason = _accused(content, match, row["form"], mentions)
        if mention and not _denied(content, mention, match):
            hits.append((mention, match, reason))
    found: dict[Party, Accusation] = {}
    for mention, match, reason in hits:
        if not _of_accuser(said, mention.party) and mention.party not in found:
            kind = rows[(match.lastindex or 1) - 1]["class"]
            found[mention.party] = Accusation(mention.party, match[0], kind, reason, mention.start)
    return sorted(found.values(), key=lambda accusation: accusation.start)
