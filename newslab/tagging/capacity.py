"""In what capacity a description shows somebody: "an aide to the mayor", "who owns the yard"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from newslab.tagging.headnouns import Headed, head_of, whole
from newslab.tagging.names import first_names, is_title, nations, organisation_match, roles


class Told(NamedTuple):
    """An actor, the words that tell it, what they weigh, and whether they are only a group's name."""

    actor: str
    reason: str
    points: float
    named: bool = False


# What words weigh. A role noun counts most; the relations and qualities of anybody tell little of why
# somebody is heard, an occupation less than an office; a name that no list knows is a guess.
_SURE, _PARTISAN, _NAMED, _GUESS = 2.0, 1.5, 1.0, 0.75
_LESS = {"citizen": 1.0, "other": 1.75, "celebrity": 1.5, "business": 1.75}

# Whoever works for one of no known kind is most likely there; else in business.
_UNKNOWN = dict.fromkeys(
    ("leader", "director", "organizer", "organiser", "coordinator", "volunteer"), "civil_society"
)
# Organisations whose people are not what their role noun says elsewhere.
_OUTSIDE = frozenset({"business", "civil_society", "media", "expert", "celebrity", "pollster", "campaign"})
_POLITICAL = frozenset({"aide", "adviser", "advisor", "ally", "loyalist", "confidant"})
# Who may work anywhere, so that a name alone tells nothing.
_ANYWHERE = frozenset({"secretary", "speaker", "worker", "boss", "lawyer", "attorney"})
# What somebody does within an organisation, which is no name of one.
_TASKS = re.compile(
    r"\b(?:communications?|media|press|research|business|security|operations|budget|technology|marketing"
    r"|industry|retail|military|foreign policy|judicial|public|news|school|state|national|financial"
    r"|investment)\b(?= )"
)
_GOVERNS = re.compile(
    r"\b(?:[Mm]ayor|[Gg]overnor|[Gg]ov\.|[Mm]inister|[Pp]resident|[Cc]hancellor|[Ss]ecretary|[Cc]ommissioner"
    r"|[Pp]remier|[Cc]ity|[Cc]ounty|[Ss]tate|[Pp]refect|[Ss]heriff)\b"
)
_PERSON = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Senator|Representative)\b|^(?:his|her)\b", re.IGNORECASE)
# A party may be called an alliance or a movement; who leads one is a politician.
_LIKE_PARTIES = re.compile(r"(?:alliance|movement|initiative|front)s?$", re.IGNORECASE)
_NAMES = re.compile(r"(?:[A-Z][\w’'&.-]*|of the|of|for|and|&)(?: (?:[A-Z][\w’'&.-]*|of the|of|for|and|&))*")
_CLAUSES = re.compile(r",| (?:who|whose|which|that)\b")
_OWNED = re.compile(r"(?<=\w)[’']s?\b(?: |$)|(?<=s)[’'](?: |$)")
_BESIDE = re.compile(r"^ (?:of|for|at|with|to|in) (?:the )?")
# What has a capital because a sentence or a headline begins with it.
_FIRST_WORDS = frozenset({
    "A", "An", "The", "Former", "Vice", "Top", "Senior", "Some", "Many", "Several", "One", "Two", "Other",
    "Chief", "Longtime", "His", "Her", "Their", "Its", "Executive", "Deputy", "Both", "Another",
})  # fmt: skip
_PARTY = re.compile(r"\b(?:Republican|Democrat|Democratic|GOP|Tory|Labour|Liberal Democrat)\b(?! [Pp]arty)")
_WORKERS = re.compile(
    r"\b(?:[Cc]hair\w*|[Cc]ommittee\w*|officials?|strategists?|operatives?|activists?|consultants?|delegates?"
    r"|fundraisers?|donors?|organi[sz]ers?|aides?|groups?|insiders?)\b"
)
# Who may serve a church.
_CLERGY = frozenset({"minister", "elder", "deacon"})
_STUDIES = re.compile(r"\b(?:study|studies|report|paper|research|survey|analysis|article)\b")
_CHAIRS = ("chair", "chairman", "chairwoman")
_STANDS = re.compile(r"\b(?:candidate|nominee|front-?runner|(?:presidential|gubernatorial) hopeful)\b")
_CLOSE = re.compile(r" (?:familiar|close|involved|briefed|with (?:\w+ )?knowledge)\b")
_NOW = re.compile(r"\b(?:now|currently)(?: serves as| works as)?(?: an?| the)? (.+)")
_AS = re.compile(r"\bas (?:an?|the|its|his|her|their|[A-Z][\w’'.]+[’']s) (.+)")
_DOES = (
    (re.compile(r"^who (?:\w+ )?(?:teach|taught|lectur|stud(?:y|i)|research)\w*\b"), "expert"),
    (re.compile(r"^who (?:\w+ )?(?:report|cover|anchor|edit|host|blog)\w*\b|^reporting for\b"), "media"),
    (re.compile(r"^whose (?:compan\w+|firm)\b"
                r"|^who (?:\w+ )?(?:owns?|owned|runs?|manages?|managed|founded|operates?)\b"), "business"),
)  # fmt: skip


@lru_cache(maxsize=1)
def _lands() -> frozenset[str]:
    """Words for states and their people, folded."""
    return frozenset(w.casefold() for words in nations().values() for w in words)


def _organisation(before: str, after: str) -> Told | None:
    """The organisation for which somebody works, by the words after the noun or else before it."""
    for words in (_CLAUSES.split(after)[0].strip(), _TASKS.sub("", before).strip()):
        if words and (found := organisation_match(words)):
            return Told(found[0], f"organisation: {found[1]}", _SURE)
    return None


def _unlisted(before: str, after: str) -> str:
    """The name of an organisation or person that no list knows: "Wealden-X" of "president of Wealden-X"."""
    after = _CLAUSES.split(_BESIDE.sub("", after))[0]
    for text in (after, _OWNED.split(before.strip())[0]):
        names = [n for n in _NAMES.findall(text) if n[:1].isupper()]
        words = [w for w in (names[-1].split() if names else []) if w not in _FIRST_WORDS]
        if words and not all(w.casefold() in _lands() or _PARTY.match(w) for w in words):
            return " ".join(words)
    return ""


def _is_person(name: str, around: str) -> bool:
    first = re.sub(r"[’']s$", "", name.split()[0])
    titled = bool(_PERSON.search(around)) or is_title(first)
    return titled or " " not in name or first.casefold() in first_names()


def _staff(head: Headed) -> Told | None:
    """Whom a spokesman or aide speaks for: an organisation, or else a politician's people."""
    noun, before, after = head
    if found := _organisation(before, after):
        banker = noun.endswith("strategist") and found.actor == "business"
        return found._replace(actor="expert") if banker else found
    if roles()[noun]["serves"] != "staff" and noun != "director":
        return None
    around = f"{before} {after}"
    if governs := _GOVERNS.search(around):
        return Told("official", f"role: {noun} of {governs[0]}", _SURE)
    name = _unlisted(before, after)
    if not name and not _PERSON.search(around.strip()):
        return None
    if name.isupper() and len(name) > 1:
        return Told("official", f"role: {noun} of {name}", _NAMED)
    if not name or _is_person(name, around):
        return Told("campaign", f"role: {noun} of a person", _SURE)
    return Told(_UNKNOWN.get(noun, "business"), f"role: {noun} of {name}", _GUESS)


def _led(head: Headed) -> Told | None:
    """What a president or founder is of, where that is an organisation outside politics."""
    noun, before, after = head
    actor = roles()[noun]["actor"]
    if found := _organisation("" if noun == "secretary" else before, after):
        if noun == "leader" and (found.actor == "campaign" or _LIKE_PARTIES.search(found.reason)):
            return None
        return found if found.actor in _OUTSIDE or not actor else None
    name = _unlisted(before, after)
    if not name or noun in _ANYWHERE:
        return None
    if noun == "employee":
        return Told("business", f"role: {noun} of {name}", _PARTISAN)
    # A single word after "of" may be a country.
    if " " not in name and name.isalpha() and not (name.isupper() and before.strip()):
        return None
    if actor in {"", "politician"}:
        return Told(_UNKNOWN.get(noun, "business"), f"role: {noun} of {name}", _GUESS)
    return None


def _of_others(head: Headed) -> Told | None:
    """What somebody is by those for whom or whose the role noun is."""
    noun, before, after = head
    actor, serves = roles()[noun]["actor"], roles()[noun]["serves"]
    if noun in {"person", "people"} and (close := _CLOSE.match(after)):
        return _organisation("", after) or Told("other", f"role: {noun} {close[0].strip()}", _PARTISAN)
    if noun == "author" and (work := _STUDIES.search(f"{before} {after}")):
        return Told("expert", f"role: author of a {work[0]}", _SURE)
    if noun in _CLERGY and (found := _organisation("", after)) and found.actor == "civil_society":
        return found
    if noun.endswith(_CHAIRS) and (party := _PARTY.search(before)):
        return Told("campaign", f"works for a party: {party[0]} {noun}", _SURE)
    if actor == "citizen" and (stands := _STANDS.search(after)):
        return Told("campaign", f"role: {noun} of a {stands[0]}", _PARTISAN)
    if serves == "head" and ((told := _led(head)) or actor):
        return told
    told = _staff(head) if serves or not actor else None
    return told if told is not None and (not actor or told.actor in _OUTSIDE) else None


def _by_role(phrase: str) -> Told | None:
    head = head_of(phrase)
    noun = head.noun
    if not noun:  # "liberal and conservative economists"
        _, joined, rest = phrase.partition(" and ")
        return _by_role(rest) if joined else None
    if told := _of_others(head):
        return told
    actor, points = roles()[noun]["actor"], _LESS.get(roles()[noun]["actor"], _SURE)
    if not actor and noun in _POLITICAL:
        actor, points = "campaign", _NAMED
    elif not actor and noun.startswith("spokes"):
        actor, points = "business", _GUESS
    elif noun == "leader":
        points = _PARTISAN
    elif phrase.rstrip(".") == "Dr" or noun.startswith("secretary"):
        points = _NAMED
    return Told(actor, f"role: {noun}", points) if actor else None


def by_clause(clause: str) -> Told | None:
    """What a clause says that somebody does: "who teaches law at the university"."""
    for pattern, actor in _DOES:
        if match := pattern.search(clause):
            found = organisation_match(clause) if actor == "business" else None
            return Told(found[0] if found else actor, f"clause: {match[0]}", _LESS["business"])
    return None


def _by_party(phrase: str) -> Told | None:
    """A member of a party: who works for it, or else an office holder, "a Democrat from Ohio"."""
    match = _PARTY.search(phrase)
    if match is None:
        return None
    if works := _WORKERS.search(phrase):
        return Told("campaign", f"works for a party: {match[0]} {works[0]}", _PARTISAN)
    return Told("politician", f"of a party: {match[0]}", _PARTISAN)


@lru_cache(maxsize=4096)
def told_by(phrase: str) -> tuple[Told, ...]:
    """What a description tells of somebody's capacity, what holds now first.

    Examples
    --------
    >>> [t.actor for t in told_by("former adviser to Mr. Dunn who is now a professor of law")]
    ['expert', 'campaign']
    """
    phrase = whole(phrase).replace("U.S. ", "US ")
    out = []
    for pattern in (_NOW, _AS):
        if (match := pattern.search(phrase)) and (told := _by_role(match[1])):
            out.append(told._replace(points=told.points + 0.5))
    if told := _by_role(phrase) or by_clause(phrase) or _by_party(phrase):
        return (*out, told)
    found = organisation_match(phrase)
    return (*out, Told(found[0], f"organisation: {found[1]}", _NAMED, named=True)) if found else tuple(out)
