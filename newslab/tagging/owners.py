"""Whose somebody or something is: "his lawyer", "Ana Ruiz’s office", "some of her followers"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newslab.tagging.bodies import PLACES, body_meant, is_body
from newslab.tagging.cast import Cast, Speaker
from newslab.tagging.descriptions import is_plural, is_pointed
from newslab.tagging.names import organisation_in, surname, without_article, word_set
from newslab.tagging.plural import Told
from newslab.tagging.reading import Span
from newslab.tagging.relatives import relative_of
from newslab.tagging.story import HE

if TYPE_CHECKING:
    from spacy.tokens import Token

OWNERS = frozenset({*HE, "whose", "its"})
OFFICES = frozenset({
    "office", "campaign", "team", "administration", "government", "party", "lawyers", "staff", "camp",
})  # fmt: skip
_LAWYERS = frozenset({"lawyer", "attorney", "counsel", "solicitor", "barrister", "defender"})
# Lawyers of the state.
_STATES = frozenset({"prosecutor", "district", "general", "state", "assistant", "deputy", "federal", "u.s"})
MINISTRIES = frozenset({"ministry", "department"})


def first_and_last(owner: Speaker) -> str:
    """A person's name without initials and middle names."""
    first, *middle = owner.name.split()
    return f"{first} {surname(owner.name)}" if owner.kind == "named_person" and middle else owner.name


def _after_owner(head: Token) -> list[Token]:
    """The words of a possession after its owner, up to its noun: "former lawyer" of "his former lawyer"."""
    owner = next((c for c in head.children if c.dep_ == "poss"), None)
    low = owner.right_edge.i + 1 if owner is not None else head.left_edge.i
    own = [c for c in owner.children if c.dep_ == "case"] if owner is not None else []
    return [t for t in head.doc[low : head.i + 1] if t not in own]


def ministry_of(minister: Speaker) -> str:
    """The ministry of a minister: "Foreign Ministry" of "Foreign Minister Ana Ruiz"."""
    for phrase in minister.phrases:
        match = re.search(r"\b((?:[A-Z]\w+ ){0,2}?[A-Z]\w+|[a-z]+) [Mm]inister\b", phrase)
        if match and match[1].casefold() not in {"prime", "former", "first", "deputy", "junior"}:
            return f"{match[1].title()} Ministry"
    return ""


def _owner(cast: Cast, pronoun: Token) -> Speaker | None:
    """The person to whom something belongs: "his" campaign, the governor "whose" campaign."""
    if pronoun.lower_ in HE:
        return cast.story.who(pronoun)
    if pronoun.lower_ == "its":
        first = pronoun.head.head if pronoun.head.dep_ == "conj" else None
        if first is not None and first.ent_type_ in {"ORG", "GPE"}:
            return cast.group(first, first.doc[first.left_edge.i : first.i + 1].text)
        return cast.last_group(pronoun.i)
    clause = next((t for t in pronoun.ancestors if t.dep_ == "relcl"), None)
    person = cast.by_token.get(clause.head.i) if clause is not None else None
    return cast.speaker_of(person) if person is not None else None


def owned(cast: Cast, head: Token, owner: Speaker, phrase: str) -> list[Speaker]:
    """Somebody's relative, lawyer or office, by the owner's full name: "Corin Vasey’s office"."""
    if named := relative_of(cast, head, owner):
        return [named]
    if lawyer := _lawyer(cast, head):
        return [lawyer]
    rest = " ".join("".join(t.text_with_ws for t in _after_owner(head)).split())
    single = cast.with_role(head.lemma_.casefold(), rest or phrase) if not is_plural(head) else []
    fits = [s for s in single if s is not owner]
    own = word_set(owner.name)
    called = [s for s in fits if any(word_set(p) & own for p in s.phrases)]
    if called:
        return called[:1]
    camp = head.lower_ in {"team", "camp"} and "campaign" in owner.stands
    if owner.kind == "named_person" and (camp or head.lower_ == "campaign"):
        return [cast.known(f"{surname(owner.name)} campaign", head, "named_group")]
    name = f"{first_and_last(owner)}’s {rest or phrase}"
    if head.lemma_.casefold() in OFFICES:
        return [cast.known(name, head, "named_group")]
    if rest.startswith("fellow "):
        return [cast.unnamed(head, rest)]
    _, _, more = phrase.partition(f"{head.text} ")  # "his critics in Norvane"
    return [cast.unnamed(head, f"{name} {more}".rstrip())]


def _lawyer(cast: Cast, head: Token) -> Speaker | None:
    """The only one whom an article calls a lawyer, and no prosecutor, where "his lawyer" speaks."""
    if is_plural(head) or head.lemma_.casefold() not in _LAWYERS:
        return None
    people = [p for p in cast.people if p.heads & _LAWYERS and not p.words & _STATES]
    return cast.speaker_of(people[0]) if len(people) == 1 else None


def owned_by(cast: Cast, head: Token, pronoun: Token, phrase: str) -> Told:
    """ "His lawyer": the person of whom that was said, or the owner named, as "Corin Vasey’s lawyer"."""
    noun = head.lemma_.casefold()
    rest = phrase.split(" ", 1)[1] if " " in phrase else head.text
    same = [name for name in cast.groups.names if word_set(rest) < word_set(name) and organisation_in(rest)]
    owner = _owner(cast, pronoun)
    if noun in MINISTRIES and owner is not None and (ministry := ministry_of(owner)):
        return [cast.known(ministry, head, "named_group")], f"“{phrase}” is the {ministry}"
    if same and noun not in OFFICES:
        return [cast.known(same[-1], head, "named_group")], f"“{phrase}” stands for {same[-1]}"
    if owner is None:
        return [cast.unnamed(head, phrase)], "described, not named"
    if named := relative_of(cast, head, owner):
        return [named], f"“{phrase}” is {named.name}"
    fits = [s for s in cast.with_role(noun, rest) if s is not owner] if not is_plural(head) else []
    if fits:
        return [fits[0]], f"“{phrase}” describes {fits[0].name}"
    return owned(cast, head, owner, phrase), "the possessive goes back to a person"


def _may_own(token: Token) -> bool:
    return token.pos_ != "PROPN" and (token.lower_ in PLACES or is_body(token))


def with_owners(cast: Cast, head: Token, span: Span, phrase: str) -> str:
    """A description with the names of its owners: of "some of her followers", of "the paper’s editors".

    Whose the head itself is, is told elsewhere where that is a person's.
    """
    for token in head.doc[head.left_edge.i : head.right_edge.i + 1]:
        if token.dep_ != "poss" or not span[0] <= token.idx < span[1]:
            continue
        if token.lower_ in HE and token.head != head:
            owner = cast.story.who(token)
            name = first_and_last(owner) if owner is not None and owner.kind == "named_person" else ""
            old = token.text
        else:
            name = body_meant(cast, token, token.text) if is_pointed(token) and _may_own(token) else ""
            own = without_article(head.doc[token.left_edge.i : token.i + 1].text)
            old = rf"(?:{re.escape(own)}|{re.escape(token.text)})[’']s?"
        phrase = re.sub(rf"\b{old}(?!\w)", f"{name}’s", phrase, count=1) if name else phrase
    return phrase
