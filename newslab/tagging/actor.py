"""In what capacity somebody speaks: the role in the story, with the words that tell it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from newslab.tagging.capacity import Told, told_by
from newslab.tagging.cast import Speaker
from newslab.tagging.descriptions import PARTISANS
from newslab.tagging.headnouns import singular
from newslab.tagging.names import (
    authors,
    figure,
    figures,
    first_names,
    governments,
    normal,
    organisation_match,
    surname,
    without_article,
    word_set,
)

Evidence = tuple[str, str]

PRIVATE = "named without any role: taken for private"
REPORTER = "named without any role: taken for a journalist"
FIRM = "an organisation of no known kind: taken for a company"
PEOPLE = "people of no known role: taken for citizens"
UNTOLD = "no word of the vocabulary tells the role"
# What weighs beside the words of descriptions (see capacity.py): to stand for office tells most; an age
# is given of private people more than of others.
_STANDS, _LISTED, _LISTED_SURNAME, _AGE = 2.5, 2.0, 1.0, 1.6
_POLL = re.compile(r"\b(?:polls?|surveys?)\b", re.IGNORECASE)
_SHARE = re.compile(
    r"\b(?:per ?cent|percent|respondents|polled|surveyed|majority"
    r"|(?:\w+[- ])?(?:thirds?|fourths?|fifths?)|quarters?|half"
    r"|(?:one|two|three|four|five|six|seven|eight|nine|\d+) (?:in|out of) \w+)\b|\d%",
    re.IGNORECASE,
)
_AGED = re.compile(r"^(?:\d{2}$|a? ?\d{2}-year-old)")
_PARTIES = re.compile(r"(?i:\b(?:party|parties)$)|^organisation: [A-Z]\w+$")
_AFTER_NOUN = re.compile(r" (?:of|in|by|from|on|about|with|for|to|that|which|released|published|filed)\b")
# "The elder Dunn" is no elder.
_OLD = frozenset({"elder", "younger", "senior", "junior"})
_GOVERNS = re.compile(r"(?i)\b(?:mayor|governor|minister|president|chancellor|premier|secretary)\b")
_SEEKS = re.compile(r"(?i)\b(?:former|ex|candidate|nominee|front-?runner|hopeful)\b")
_REPORTS = frozenset({"wrote", "writes", "asked", "asks", "reports", "reported", "reporting", "noted"})
_CONTEST = re.compile(r"\b(?:campaign|candidate|election|electoral|primary|ballot)\b", re.IGNORECASE)
_PROPER = re.compile(r"\b(?!(?:He|She|They|His|Her|The|Who|Mr|Ms|Mrs|I)\b)[A-Z]\w")
_PARTS = re.compile(r"\s*[,;()—–]\s*")
# Of what weighs the same, the likelier first.
_ORDER = (
    "politician", "campaign", "official", "expert", "pollster", "media", "civil_society", "business",
    "celebrity", "other", "citizen",
)  # fmt: skip


def _figure(name: str) -> list[Told]:
    """What a list tells of a full name, or less surely of a surname that one alone of it has."""
    full = figure(name)
    if full is not None:
        return [Told(full["actor"], f"public figure: {full['name']}", _LISTED)]
    alone = figures().get(normal(name), ()) if " " not in name else ()
    if len(alone) != 1:
        return []
    return [Told(alone[0]["actor"], f"public figure: {alone[0]['name']}", _LISTED_SURNAME)]


def _descriptions(speaker: Speaker) -> list[str]:
    """The words about a speaker, without its name."""
    name = word_set(speaker.name) if speaker.kind == "named_person" else set()
    phrases = list(speaker.phrases)
    for alias in speaker.aliases:
        phrases += _PARTS.split(alias) if speaker.kind == "named_person" else [alias]
    out = []
    for phrase in phrases:
        kept = " ".join(w for w in without_article(phrase).split() if not word_set(w) <= name)
        if kept and kept.casefold() not in _OLD:
            out.append(without_article(kept))
    return list(dict.fromkeys(out))


def _heaviest(told: Iterable[Told]) -> Told | None:
    """The actor for which most speaks, by its weightiest words; each word counts once."""
    points: dict[str, float] = {}
    best: dict[str, Told] = {}
    seen = set()
    for one in told:
        if one.reason.casefold() in seen:
            continue
        seen.add(one.reason.casefold())
        points[one.actor] = points.get(one.actor, 0.0) + one.points
        if one.actor not in best or best[one.actor].points < one.points:
            best[one.actor] = one
    actor = min(points, key=lambda a: (-points[a], _ORDER.index(a)), default="")
    return best.get(actor)


def _in_person(speaker: Speaker, told: Told) -> Told:
    """What words tell of a person that tell something else of a group, or of a candidate."""
    if told.actor == "citizen" and speaker.stands:
        return told._replace(actor="campaign", reason=f"of a candidate's people: {told.reason}")
    # Whom an article introduces by nothing but a party's name is one of its politicians.
    if told.named and told.actor == "campaign" and _PARTIES.search(told.reason):
        return told._replace(actor="politician")
    return told


def _asks(speaker: Speaker) -> str:
    """The cue by which somebody writes or asks as journalists do, if that is much of what they do."""
    asks = [cue for cue in speaker.cues if word_set(cue) & _REPORTS]
    return asks[0] if asks and 4 * len(asks) >= len(speaker.cues) else ""


def _of_person(speaker: Speaker) -> Evidence | None:
    phrases = _descriptions(speaker)
    told = [_in_person(speaker, t) for p in phrases for t in told_by(p)]
    if aged := next((p for p in phrases if _AGED.match(p)), ""):
        told.append(Told("citizen", f"private person: {aged}", _AGE))
    if speaker.stands:
        told.append(Told("politician", f"stands for office: {speaker.stands}", _STANDS))
    found = _heaviest([*told, *_figure(speaker.name)])
    if speaker.family and (found is None or found.actor == "citizen"):
        return "campaign", f"family of somebody who stands for office: {speaker.family}"
    if found is not None:
        return found.actor, found.reason
    if organisation := organisation_match(speaker.name):
        return organisation[0], f"organisation: {organisation[1]}"
    if asks := _asks(speaker):
        return "media", f"{REPORTER}: {asks}"
    return ("citizen", PRIVATE) if " " in speaker.name or speaker.name.casefold() in first_names() else None


def _of_unnamed(speaker: Speaker) -> Evidence | None:
    if share := _SHARE.search(speaker.name):
        return "citizen", f"share of people: {share[0]}"
    if partisans := PARTISANS.match(speaker.name):
        return "politician", f"members of a party: {partisans[0]}"
    found = next((t for p in _descriptions(speaker) for t in told_by(p)), None)
    return (found.actor, found.reason) if found else ("citizen", PEOPLE)


def _of_group(speaker: Speaker) -> Evidence | None:
    if speaker.name.casefold() in governments():
        return "official", f"a state: {speaker.name}"
    for phrase in (speaker.name, *_descriptions(speaker)):
        if found := organisation_match(phrase):
            return found[0], f"organisation: {found[1]}"
        told = told_by(phrase)
        if told and told[0].actor != "citizen":
            return told[0].actor, told[0].reason
    if speaker.place:
        return "official", f"a place: {speaker.name}"
    if speaker.kind == "document":
        return None
    if asks := _asks(speaker):
        return "media", f"{REPORTER}: {asks}"
    return "business", FIRM


def _of_document(speaker: Speaker) -> Evidence | None:
    """Whose text it is, or else who writes such."""
    words = re.findall(r"[\w-]+", _AFTER_NOUN.split(speaker.name)[0])
    rest = speaker.name.split()[len(words) :]
    for start in range(max(0, len(words) - 3), len(words)):
        noun = " ".join(words[start:]).casefold()
        author = authors().get(noun) or authors().get(singular(noun))
        if author is not None:
            owner = organisation_match(" ".join([*words[:start], *rest])) if author != "pollster" else None
            return (owner[0], f"organisation: {owner[1]}") if owner else (author, f"document: {noun}")
    poll = _POLL.search(speaker.name)
    return ("pollster", f"document: {poll[0]}") if poll else _of_group(speaker)


_BY_KIND = {
    "named_person": _of_person, "named_group": _of_group, "document": _of_document, "unnamed": _of_unnamed,
}  # fmt: skip


def is_guess(evidence: Evidence) -> bool:
    """Whether nothing in the article told the role."""
    return evidence[0] == "other" or evidence[1].startswith((PRIVATE, REPORTER, FIRM, PEOPLE))


def rulers(speakers: Iterable[Speaker]) -> frozenset[str]:
    """The surnames of those who hold an office of government, folded, and not of candidates."""
    return frozenset(
        normal(surname(s.name))
        for s in speakers
        if s.kind == "named_person"
        and not s.stands
        and any(_GOVERNS.search(p) for p in s.phrases)
        and not any(_SEEKS.search(p) for p in s.phrases)
    )


def politicians(speakers: Iterable[Speaker], text: str) -> frozenset[str]:
    """The surnames of those who stand for office or hold one, folded; "" too where there is an election."""
    contest = {""} if _CONTEST.search(text) else set()
    return frozenset(contest) | frozenset(
        normal(surname(s.name))
        for s in speakers
        if s.kind == "named_person"
        and (s.stands or any(t.actor == "politician" for p in _descriptions(s) for t in told_by(p)))
    )


def _is_political(words: Iterable[str], political: frozenset[str]) -> bool:
    """Whether one of some words is the surname of a politician, of the article's or a known one."""
    known = (row for w in words for row in figures().get(w, ()))
    return bool(political & set(words)) or any(row["actor"] == "politician" for row in known)


def actor_of(
    speakers: Sequence[Speaker],
    ruling: frozenset[str] = frozenset(),
    political: frozenset[str] = frozenset(),
) -> Evidence:
    """The speaker's role in the story, from the words by which the article describes it.

    Whoever speaks for one of those `ruling` is an official, for one of the `political` of a campaign, and for
    anybody else in business.
    """
    for speaker in speakers:
        evidence = _BY_KIND[speaker.kind](speaker) if speaker.kind in _BY_KIND else None
        if evidence and evidence[1].endswith("of a person"):
            told = " ".join(_descriptions(speaker))
            words = word_set(told)
            if ruling & words:
                return "official", f"{evidence[1]} in office"
            own = _is_political(words, political) or (bool(political) and not _PROPER.search(told))
            return evidence if own else ("business", f"{evidence[1]} outside politics")
        if evidence:
            return evidence
    if not any(s.name for s in speakers):
        return "none", "nobody speaks"
    return "other", UNTOLD
