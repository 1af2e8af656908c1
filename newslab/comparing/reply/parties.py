"""Parties that an article names: its speakers by their names, and others that never speak."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from newslab.frames import JOINT
from newslab.tagging.names import nations, peoples, strip_title, surname, without_article
from newslab.vocabulary import vocabulary

if TYPE_CHECKING:
    from newslab.tagging.side import Codebook

_NAME_WORD = r"(?:(?:[A-Z]|Mr|Mrs|Ms|Dr|Gov|Sen|Rep|Gen|Lt|Col|St|Jr)\.(?=\s[A-Z])|[A-ZÀ-Þ][\w’'-]*)"
_NAMES = re.compile(
    rf"{_NAME_WORD}(?: (?:(?:of|for|de|von|van|al|bin|and|the) (?={_NAME_WORD}))*{_NAME_WORD})*"
)
_BODIES = re.compile(
    r"\b(?:the|its|our|their) (?:\w+ ){0,2}?(?:ministry|government|cabinet|council|police|company|firm|party"
    r"|campaign|bank|board|agency|department|union|administration|army|navy|coastguard|church|university"
    r"|hospital|regulator|authorit(?:y|ies)|commission|committee|operator|owners?|contractor)\b"
    r"(?! (?:spokes\w+|(?:manager|consultant|chief|official|officer|aide|member|leader|worker|employee|source"
    r"|advis[eo]r|director|minister|president|chair\w*|chief)s?)\b)",
    re.IGNORECASE,
)
_LONGEST = 4  # words of a full name; what is longer is a headline
# "Vale’s supporters lied" accuses them and not him.
_FOLLOWERS = re.compile(
    r"(?:[’']s?)? (?:supporters|fans|backers|followers|voters|delegates|donors|allies|aides|staffers)\b"
)
_POSSESSIVE = re.compile(r"[’']s?$")


@dataclass(frozen=True)
class Party:
    """Somebody who can be accused.

    Attributes
    ----------
    name : str
        The speaker, or the name that the words give to who never speaks.
    speaker_id : str or None
        The speaker's identifier; None for who never speaks.
    side : str or None
        The codebook's side.
    person : bool
        Whether it is a person and not an institution.
    """

    name: str
    speaker_id: str | None
    side: str | None
    person: bool


@dataclass(frozen=True)
class Mention:
    """Where a party is named in a text; `oblique` after a preposition."""

    start: int
    end: int
    party: Party
    oblique: bool = False


def _plain(name: str) -> str:
    """A name to look up: without article, title and possessive, in lower case."""
    return strip_title(without_article(_POSSESSIVE.sub("", name.strip())))[0].casefold()


@lru_cache(maxsize=1)
def common_words() -> frozenset[str]:
    """Words that start a sentence with a capital and name nobody."""
    return frozenset(row["word"] for name in ("common_words", "function_words") for row in vocabulary(name))


# What has a capital and is no name, beside the common words.
_CAPITALS = frozenset([
    "i", "i'm", "i’m", "i've", "i’ve", "i'd", "i’d", "i'll", "i’ll",
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
])  # fmt: skip
_FULL_NAME = re.compile(rf"{_NAME_WORD}(?: [A-Z]\.)? {_NAME_WORD}(?: {_NAME_WORD})*")
# After these a name is no subject and no object, but a place, a topic or part of a longer phrase.
_OBLIQUE = re.compile(
    r"\b(?:in|at|on|from|to|into|near|along|across|over|with|about|of|for|by|against|between|through|than|like|like"
    r"|under|after|before|during|since)\s+(?:the\s+|mr\.?\s+|mrs\.?\s+|ms\.?\s+|dr\.?\s+)?$",
    re.IGNORECASE,
)
_AGENT = (
    r"(?:spokes\w+|lawyers?|attorneys?|aides?|advis[eo]rs?|officials?|representatives?|allies|ministers?"
    r"|managers?)"
)


class Cast:
    """The parties of one article.

    Parameters
    ----------
    speakers : sequence of mappings
        The article's rows of the speakers table.
    codebook : Codebook or None
        What gives a side to those who never speak.
    text : str
        The article's text, which tells the full names of those who never speak.
    """

    def __init__(
        self, speakers: Sequence[Mapping[str, Any]], codebook: Codebook | None, text: str = ""
    ) -> None:
        self._speakers, self._codebook, self._text = speakers, codebook, text

    @cached_property
    def _known(self) -> dict[str, Party]:
        """The speakers by each name that is theirs alone."""
        found: dict[str, set[Party]] = {}
        for row in self._speakers:
            if row["identification"] not in ("named_person", "named_group") or not row["speaker"]:
                continue
            person = row["identification"] == "named_person"
            party = Party(row["speaker"], row["speaker_id"], row["side"], person)
            names = {_plain(name) for name in (row["speaker"], *(row["aliases"] or ())) if name[:1]}
            # An alias in lower case is a pronoun or a description, which means different people elsewhere.
            own = {_plain(a) for a in (row["aliases"] or ()) if not re.search(r"[A-ZÀ-Þ]", a)}
            names |= {surname(row["speaker"]).casefold()} if person else set()
            for name in names - (own - {_plain(row["speaker"])}):
                found.setdefault(name, set()).add(party)
        return {name: next(iter(parties)) for name, parties in found.items() if name and len(parties) == 1}

    @cached_property
    def _full_names(self) -> dict[str, str]:
        """The full name of each surname that the article has with one first name only."""
        found: dict[str, set[str]] = {}
        for match in _FULL_NAME.finditer(self._text):
            name = strip_title(match[0])[0]
            if (
                " " in name
                and len(name.split()) <= _LONGEST
                and name.split()[0].casefold() not in common_words() | _CAPITALS
            ):
                found.setdefault(surname(name).casefold(), set()).add(name)
        return {key: next(iter(names)) for key, names in found.items() if len(names) == 1}

    def _others(self, name: str) -> Party | None:
        """A party that never speaks: a full name, a country, an acronym."""
        nation = nations().get(name.casefold())
        if name.casefold() in peoples():
            return Party(name, None, self._side(name), False)
        if not nation and " " not in name and not (name.isupper() and len(name) > 1):
            full = self._full_names.get(name.casefold())
            return Party(full, None, self._side(full), True) if full else None
        return Party(name, None, self._side(name), len(name.split()) == 2 and not nation)

    def party(self, name: str, *, first: bool = False) -> Party | None:
        """Whom a name means; None for a word that names nobody, or may not where it stands `first`."""
        name = _POSSESSIVE.sub("", name)
        if found := self._known.get(_plain(name)):
            return found
        stripped = strip_title(without_article(name))[0]
        if not re.match(r"[A-ZÀ-Þ]", stripped):
            return Party(name, None, self._side(name), False)
        if first and " " not in stripped and stripped.casefold() in common_words() | _CAPITALS:
            return None
        return self._others(stripped)

    def _side(self, name: str) -> str | None:
        return self._codebook.side_of(name)[0] if self._codebook is not None else None

    def mentions(self, text: str) -> list[Mention]:
        """The parties named in a text, in order."""
        found = []
        for match in _NAMES.finditer(text):
            start, words = match.start(), match[0].split(" ")
            # The first word of a sentence has a capital whatever it is.
            opens = not text[:start].strip(" “‘\"'—–-:") or text[:start].rstrip(" “‘\"'")[-1:] in ".!?"
            while len(words) > 1 and words[0].casefold() in common_words() | _CAPITALS:
                start, words, opens = start + len(words[0]) + 1, words[1:], False
            end = start + len(" ".join(words))
            party = self.party(text[start:end], first=opens)
            followers = _FOLLOWERS.match(text, end) or _FOLLOWERS.match(text, end - 2)
            if party and followers:
                name = _POSSESSIVE.sub("", text[start:end]) + " " + followers[0].split()[-1]
                party, end = Party(name, None, party.side, False), followers.end()
            if party:
                found.append(Mention(start, end, party, bool(_OBLIQUE.search(text[:start]))))
        for match in _BODIES.finditer(text):
            if not any(m.start < match.end() and match.start() < m.end for m in found):
                party = self.party(match[0])
                if party:
                    oblique = bool(_OBLIQUE.search(text[: match.start()]))
                    found.append(Mention(match.start(), match.end(), party, oblique))
        return sorted(found, key=lambda mention: mention.start)

    def speaks_for(self, row: Mapping[str, Any], party: Party) -> str:
        """Why an attribution is the party's own word or its representative's; empty where it is not."""
        ids = set(str(row["speaker_id"] or row["speaker"] or "").split(JOINT))
        if party.speaker_id and ids & set(party.speaker_id.split(JOINT)):
            return "the accused"
        key = re.escape((surname(party.name) if party.person else without_article(party.name)).casefold())
        named = " | ".join(str(row[name] or "") for name in ("speaker", "source")).casefold()
        agents = (
            rf"\b{key}(?:[’']s)?(?: \w+)? (?:campaign|camp|team|{_AGENT})"
            rf"|{_AGENT}[^|]* (?:for|of|to) [^|]*\b{key}\b"
        )
        if key and (re.search(agents, named) or (not party.person and re.search(rf"\b{key}\b", named))):
            return f"{row['speaker'] or row['source']} for the accused"
        own_side = party.side and party.side != getattr(self._codebook, "default", None)
        if not party.person and own_side and row["side"] == party.side:
            return f"of the same side, {party.side}"
        return ""


def others(rows: Sequence[Mapping[str, Any]], said: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The article's other attributions."""
    yield from (row for row in rows if row["attribution"] != said["attribution"])
