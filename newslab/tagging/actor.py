"""In what capacity somebody speaks: the role in the story, with the words that tell it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from newslab.tagging.cast import Speaker
from newslab.tagging.descriptions import PARTISANS
from newslab.tagging.names import (
    governments,
    normal,
    organisation_match,
    role_noun,
    roles,
    same_full_name,
    surname,
    without_article,
    word_set,
)
from newslab.vocabulary import vocabulary

Evidence = tuple[str, str]

_AFTER_HEAD = frozenset({"of", "for", "at", "in", "with", "from", "on", "who", "to", "and"})
_STAFF = frozenset(
    {
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "aide",
        "adviser",
        "advisor",
        "strategist",
        "ally",
        "surrogate",
    }
)
# Roles that one may have in politics and elsewhere: what is led tells more than the noun.
_HEADS = frozenset(
    {"president", "leader", "secretary", "founder", "co-founder", "executive", "member", "speaker"}
)
_UNIONS = re.compile(r"\b(?:[Uu]nions?|[Cc]hurch|[Aa]ssociation|[Cc]harity|[Ss]ociety|[Ff]oundation)\b")
PRIVATE = "named without any role: taken for private"
_POLL = re.compile(r"\b(?:polls?|surveys?)\b", re.IGNORECASE)
_SHARE = re.compile(
    r"\b(?:per ?cent|percent|respondents|polled|surveyed"
    r"|(?:\w+[- ])?thirds?|quarters?|half"
    r"|(?:one|two|three|four|five|six|seven|eight|nine|\d+) in \w+)\b|\d%",
    re.IGNORECASE,
)
_PARTY = re.compile(r"\b(?:Republican|Democrat|Democratic|GOP|Tory|Labour|Liberal Democrat)\b(?! [Pp]arty)")
_WORKERS = re.compile(
    r"\b(?:[Cc]hair\w*|[Cc]ommittee\w*|officials?|strategists?|operatives?|activists?|consultants?|delegates?"
    r"|fundraisers?|donors?|organi[sz]ers?|aides?)\b"
)
_DOTLESS = frozenset({
    "Dr", "Prof", "Gen", "Col", "Capt", "Sgt", "Lt", "Maj", "Adm", "Rev", "Gov", "Sen", "Rep",
})  # fmt: skip
_AGED = re.compile(r"^(?:\d{2}$|a? ?\d{2}-year-old)")
# The likelier first, where an article says several things of somebody.
_ORDER = (
    "politician", "campaign", "official", "expert", "pollster", "media", "civil_society", "business",
    "celebrity", "other", "citizen",
)  # fmt: skip


@lru_cache(maxsize=1)
def _figures() -> Mapping[str, Sequence[tuple[str, str]]]:
    """Public figures by surname, folded: full name and actor."""
    out: dict[str, list[tuple[str, str]]] = {}
    for row in vocabulary("figures"):
        out.setdefault(normal(surname(row["name"])), []).append((row["name"], row["actor"]))
    return out


def _figure(name: str) -> Evidence | None:
    listed = _figures().get(normal(surname(name)), ()) if " " in name else ()
    found = next(((n, actor) for n, actor in listed if same_full_name(n, name)), None)
    return (found[1], f"public figure: {found[0]}") if found else None


def _role(words: Sequence[str]) -> Mapping[str, str] | None:
    noun = " ".join(words).casefold()
    return roles().get(noun) or roles().get(_singular(noun))


def _singular(word: str) -> str:
    for plural, single in (("men", "man"), ("ies", "y"), ("ses", "s"), ("s", "")):
        if word.endswith(plural):
            return word[: -len(plural)] + single
    return word


def _role_in(phrase: str) -> Evidence | None:
    """The role noun that heads a phrase, where it tells an actor: "chief of staff", "lead prosecutor"."""
    words = re.findall(r"[\w-]+\.?", phrase.split(",")[0])
    words = [role_noun(w.rstrip(".")) if w.endswith(".") or w in _DOTLESS else w for w in words]
    stop = next((n for n, w in enumerate(words) if n and w.casefold() in _AFTER_HEAD), len(words))
    for size in (4, 3, 2):
        for start in range(max(0, stop - 1), max(-1, stop - 3), -1):
            row = _role(words[start : start + size]) if start < stop < start + size else None
            if row is not None and row["actor"]:
                return row["actor"], f"role: {' '.join(words[start : start + size])}"
    for start in range(max(0, stop - 3), stop):
        row = _role(words[start:stop])
        if row is not None:
            noun = " ".join(words[start:stop])
            return _led(phrase, noun) or (
                (row["actor"], f"role: {noun}") if row["actor"] else _staff(phrase, noun)
            )
    return None


def _led(phrase: str, noun: str) -> Evidence | None:
    """What a president or founder is of, where that is an organisation outside politics."""
    found = _organisation_in(phrase) if _singular(noun.casefold()) in _HEADS else None
    if found is None or found[0] in {"official", "politician"}:
        return None
    # A party may be called an alliance or a movement; who leads one is a politician.
    party = "leader" in noun.casefold() and _UNIONS.search(phrase) is None and found[0] == "civil_society"
    return None if party else found


def _staff(phrase: str, noun: str) -> Evidence | None:
    """Whom a spokesman or aide speaks for: an organisation, or else a politician's people."""
    organisation = _organisation_in(phrase)
    if organisation is not None:
        return organisation
    named = re.search(r"\b[A-Z]\w+", phrase) or re.match(r"(?:his|her)\b", phrase, re.IGNORECASE)
    return (
        ("campaign", f"role: {noun} of a person") if named and _singular(noun.casefold()) in _STAFF else None
    )


def _organisation_in(phrase: str) -> Evidence | None:
    found = organisation_match(phrase)
    return (found[0], f"organisation: {found[1]}") if found else None


def _partisan(phrase: str) -> Evidence | None:
    """A member of a party: who works for it, or else an office holder, "a Democrat from Ohio"."""
    match = _PARTY.search(phrase)
    if match is None:
        return None
    works = _WORKERS.search(phrase)
    return ("campaign", f"works for a party: {match[0]} {works[0]}") if works else (
        "politician", f"of a party: {match[0]}"
    )  # fmt: skip


def _first(evidence: Iterable[Evidence | None]) -> Evidence | None:
    """The evidence for the likeliest actor; of several the first."""
    found = [e for e in evidence if e is not None]
    return min(found, key=lambda e: _ORDER.index(e[0])) if found else None


def _descriptions(speaker: Speaker) -> list[str]:
    """The words about a speaker, without its name."""
    name = word_set(speaker.name) if speaker.kind == "named_person" else set()
    out = []
    for phrase in (*speaker.phrases, *speaker.aliases):
        kept = " ".join(w for w in without_article(phrase).split() if not word_set(w) <= name)
        if kept:
            out.append(kept)
    return list(dict.fromkeys(out))


def _actor(speaker: Speaker) -> Evidence | None:
    if speaker.kind == "none":
        return None
    if speaker.kind == "document" and (poll := _POLL.search(speaker.name)):
        return "pollster", f"document: {poll[0]}"
    if speaker.kind in {"named_group", "document"}:
        return _actor_of_group(speaker)
    phrases = _descriptions(speaker)
    role = _first(map(_role_in, phrases))
    if speaker.kind == "named_person":
        if role is not None and role[0] == "politician":
            return role
        if speaker.stands and role is not None and role[0] == "citizen":
            return "campaign", f"of a candidate's people: {role[1]}"
        if speaker.stands:
            return "politician", f"stands for office: {speaker.stands}"
        role = _figure(speaker.name) or role
    elif partisans := PARTISANS.match(speaker.name):
        return "politician", f"members of a party: {partisans[0]}"
    elif share := _SHARE.search(speaker.name):
        return "citizen", f"share of people: {share[0]}"
    role = role or _first(map(_partisan, phrases)) or _first(map(_organisation_in, phrases))
    aged = next((p for p in phrases if _AGED.match(p)), "")
    if role is None and (aged or (speaker.kind == "named_person" and " " in speaker.name)):
        return "citizen", f"private person: {aged}" if aged else PRIVATE
    return role


def _actor_of_group(speaker: Speaker) -> Evidence | None:
    if speaker.name.casefold() in governments():
        return "official", f"a state: {speaker.name}"
    phrases = [speaker.name, *_descriptions(speaker)]
    told = next((e for p in phrases if (e := _organisation_in(p) or _role_in(p))), None)
    return told or (("official", f"a place: {speaker.name}") if speaker.place else None)


def is_guess(evidence: Evidence) -> bool:
    """Whether nothing in the article told the role."""
    return evidence[0] == "other" or evidence[1] == PRIVATE


def actor_of(speakers: Sequence[Speaker]) -> Evidence:
    """The speaker's role in the story, from the words by which the article describes it."""
    for speaker in speakers:
        evidence = _actor(speaker)
        if evidence:
            return evidence
    if not any(s.name for s in speakers):
        return "none", "nobody speaks"
    return "other", "no word of the vocabulary tells the role"
