"""Whom a headline or lead describes and the article names below: "Mayor: Bridge is safe"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from newslab.tagging.cast import Cast, Speaker
from newslab.tagging.descriptions import is_definite, is_plural, person_noun
from newslab.tagging.names import contradicts, head_nouns, roles, word_set
from newslab.tagging.people import Person
from newslab.tagging.reading import Found, Reading

if TYPE_CHECKING:
    from spacy.tokens import Token

# So many lines with words, headline and lead among them, hold the descriptions that names below complete.
_TOP = 4
# Who is quoted without a name more often than with one.
ANONYMOUS = frozenset({
    "official", "spokesman", "spokeswoman", "spokesperson", "source", "aide", "adviser", "advisor", "lawyer",
    "officer", "staffer", "person", "member", "partner", "man", "woman", "insider", "operative", "strategist",
    "resident", "witness",
})  # fmt: skip


def foretold(cast: Cast, head: Token, found: Found, phrase: str) -> Speaker | None:
    """The person whom a headline or lead describes before the article names him or her, or None.

    In a headline it is the person whose words below are most like the headline's, of those who may be
    meant, first of those whose role it tells; in the lead, after "a" or "one", somebody first named below
    whose role it tells.

    Parameters
    ----------
    cast : Cast
        Who is in the article.
    head : spacy.tokens.Token
        The noun that heads the description.
    found : Found
        The attribution.
    phrase : str
        The description without its article.
    """
    owned = any(c.dep_ == "poss" and c.pos_ == "PRON" for c in head.children)  # "My father"
    if owned or not _is_one_person(head):
        return None
    if head.idx < cast.heading:
        return _in_headline(cast, head, found, phrase)
    if is_definite(head) or head.pos_ != "NOUN" or cast.reading.line_of[head.i] not in cast.below[:_TOP]:
        return None
    fits = [p for p in cast.role_fits(head.lemma_.casefold(), phrase) if _may_be(cast, p, head, phrase)]
    return next((cast.speaker_of(p) for p in fits if _first(p) > head.i), None)


def named_below(cast: Cast, head: Token, phrase: str) -> Speaker | None:
    """The person whom the lead's "the head of the rules committee" is, where nobody named before is meant."""
    lead = cast.reading.line_of[head.i] in cast.below[:1] and _is_one_person(head)
    if not lead or " " not in phrase or head.pos_ != "NOUN" or head.lemma_.casefold() in ANONYMOUS:
        return None
    below = (p for p in cast.voices if _first(p) > head.i and _may_be(cast, p, head, phrase))
    first = next((p for p in below if not _clashes(p.phrases, head)), None)
    return cast.speaker_of(first) if first is not None else None


def _in_headline(cast: Cast, head: Token, found: Found, phrase: str) -> Speaker | None:
    """Of the people who speak below a headline the one whose words it gives."""
    line = cast.reading.line_of[head.i]
    beside = {id(p) for p in cast.people for m in p.mentions if cast.reading.line_of[m.start] == line}
    people = [p for p in cast.people if id(p) not in beside and _may_be(cast, p, head, phrase)]
    fits = {id(p) for p in cast.role_fits(head.lemma_.casefold(), phrase)}
    if head.lemma_.casefold() in ANONYMOUS and not fits:
        return None
    able = {
        id(cast.speaker_of(p)): id(p) in fits
        for p in people
        if id(p) in fits or not _clashes(p.phrases, head)
    }
    own = _content_words(cast.reading, found)
    said = (
        (able[id(some[0])], len(own & _content_words(cast.reading, other)), -n, some[0])
        for n, (other, some) in enumerate(cast.answers)
        if len(some) == 1 and id(some[0]) in able and other is not found
    )
    # Of equals the one who speaks first.
    best = max(said, key=lambda told: told[:3], default=None)
    return best[3] if best is not None else None


def _content_words(reading: Reading, found: Found) -> set[str]:
    """The words of a content by which two are compared: nouns, verbs and adjectives in their basic form."""
    spans = (reading.doc.char_span(s, e, alignment_mode="expand") for s, e in found.content)
    return {
        t.lemma_.casefold()
        for span in spans if span is not None
        for t in span if t.is_alpha and not t.is_stop
    }  # fmt: skip


def _is_one_person(head: Token) -> bool:
    return person_noun(head) and not is_plural(head) and head.ent_type_ not in {"ORG", "PERSON"}


def _first(person: Person) -> int:
    return min(m.start for m in person.mentions)


def _may_be(cast: Cast, person: Person, head: Token, phrase: str) -> bool:
    """Whether no gender, nation or party speaks against a person, nor its own name in the phrase."""
    gender = (roles().get(head.lemma_.casefold()) or {}).get("gender", "")
    other = bool(gender and person.gender and gender != person.gender)
    return not (other or word_set(person.name) & word_set(phrase) or contradicts(phrase, person.words))


def _clashes(phrases: Sequence[str], head: Token) -> bool:
    """Whether somebody's own roles are of another kind than a noun tells."""
    nouns = set().union(*map(head_nouns, phrases)) & roles().keys()
    kinds = {roles()[noun]["actor"] for noun in nouns} - {""}
    kind = (roles().get(head.lemma_.casefold()) or {"actor": ""})["actor"]
    return bool(kind and kinds and kind not in kinds)
