"""Whom "his wife" and "the minister's brother" mean: somebody's relatives whom the article names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newslab.tagging.cast import Cast, Speaker
from newslab.tagging.descriptions import is_plural
from newslab.tagging.names import head_nouns, normal, relatives, roles, surname, word_set
from newslab.tagging.people import Person

if TYPE_CHECKING:
    from spacy.tokens import Token

_PRONOUNS = frozenset({"his", "her", "their", "my", "whose"})


def relative_of(cast: Cast, head: Token, owner: Speaker) -> Speaker | None:
    """The person whom the article names as somebody's relative, or else who alone shares the surname.

    Parameters
    ----------
    cast : Cast
        Who is in the article.
    head : spacy.tokens.Token
        The noun: "wife".
    owner : Speaker
        Whose relative it is.
    """
    noun = head.lemma_.casefold()
    if noun not in relatives() or is_plural(head) or owner.kind != "named_person":
        return None
    gender = (roles().get(noun) or {}).get("gender", "")
    others = [
        p for p in cast.people
        if cast.speaker_of(p) is not owner and not (gender and p.gender and p.gender != gender)
    ]  # fmt: skip
    told = [p for p in others if any(_says(phrase, noun, owner) for phrase in p.phrases)]
    found = told or [p for p in others if _shares_surname(p, owner)]
    return cast.speaker_of(found[0]) if len(found) == 1 else None


def _says(phrase: str, noun: str, owner: Speaker) -> bool:
    """Whether a description calls somebody the owner's relative: "Dunn's wife", "his wife"."""
    words = word_set(phrase)
    return noun in head_nouns(phrase) and bool(words & word_set(owner.name) or words & _PRONOUNS)


def _shares_surname(person: Person, owner: Speaker) -> bool:
    last = surname(normal(owner.name))
    return " " in person.name and " " in owner.name and surname(normal(person.name)) == last
