"""The sides of a codebook, and the rules by which a speaker gets one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from newslab.tagging.names import (
    first_names,
    nations,
    normal,
    same_full_name,
    strip_title,
    surname,
    unaccented,
    without_article,
)

_PRIVATE = frozenset({"citizen", "media", "expert", "business", "celebrity", "civil_society", "pollster"})
RULES = ("speakers", "affiliations", "nationalities", "patterns")


@dataclass(frozen=True)
class Side:
    """One side: who is named for it, what they belong to, and expressions that fit them."""

    name: str
    speakers: tuple[str, ...] = ()
    affiliations: tuple[str, ...] = ()
    nationalities: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()


@lru_cache(maxsize=1 << 17)
def _words(name: str) -> frozenset[str]:
    return frozenset(unaccented(normal(word.strip(" ,;:"))) for word in name.split())


def _same_words(value: str, speaker: str) -> bool:
    return normal(value) == normal(speaker)


def _same_but_for_titles(value: str, speaker: str) -> bool:
    """Of two words or more: of "Pope John" and "King John" titles leave too little to tell by."""
    name = normal(strip_title(speaker)[0])
    return " " in name and name == normal(strip_title(value)[0])


def _same_person(value: str, speaker: str) -> bool:
    """The same first and last name: "Ana M. Ruiz" is Ana Ruiz."""
    listed, name = strip_title(value)[0], strip_title(speaker)[0]
    return " " in listed and " " in name and same_full_name(listed, name)


def _surname_alone(value: str, speaker: str) -> bool:
    """Fit "Mr. Dunn" to Tom Dunn, but not "Mrs. Dunn"."""
    name, gender = strip_title(speaker)
    if not name or " " in name:
        return False
    listed, own = strip_title(value)
    own = own or first_names().get(listed.partition(" ")[0].casefold(), "")
    if gender and own and gender != own:
        return False
    return normal(name) == normal(surname(listed))


# Each is tried over all sides before the next, so that a closer fit under any side wins.
_NAME_FITS: tuple[Callable[[str, str], bool], ...] = (
    _same_words,
    _same_but_for_titles,
    _same_person,
    _surname_alone,
)


def nation(value: str) -> tuple[str, ...]:
    """The country that a codebook's value names, with all the words for it; () for one unknown."""
    return nations().get(without_article(value).casefold(), ())


def _affiliation_fits(value: str, texts: list[str]) -> bool:
    wanted = re.compile(rf"(?<!\w){re.escape(normal(value))}(?!\w)")
    return any(wanted.search(normal(text)) for text in texts)


def _nationality_fits(value: str, texts: list[str]) -> bool:
    words = list(nation(value))
    if not words:  # A made-up or historical country: its adjective is guessed from its name.
        stem = value.rstrip("aey")
        words = [value, value + "n", value + "ns", *(stem + end for end in ("n", "an", "ian", "ans"))]
    expression = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return any(re.search(rf"(?<!\w)(?:{expression})(?!\w)", text) for text in texts)


def _pattern_fits(value: str, texts: list[str]) -> bool:
    return any(re.search(value, text) for text in texts)


@dataclass(frozen=True)
class ActorType:
    """A type of actor of the user's list: what fits any of its rules is of the type."""

    name: str
    roles: tuple[str, ...] = ()
    identifications: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    affiliations: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()


_FITS = {
    "affiliations": _affiliation_fits,
    "nationalities": _nationality_fits,
    "patterns": _pattern_fits,
}


@dataclass(frozen=True)
class Codebook:
    """A user's grouping of speakers into sides; `read_codebook` makes one from a YAML file.

    Attributes
    ----------
    title, version : str
        As the file gives them.
    rules : tuple of Side
        The sides in the file's order.
    default : str or None
        The side of everyone whom no rule fits; None leaves them unassigned.
    sha256 : str
        Hash of the file, carried by every result.
    actors : tuple of ActorType
        The types of actors in the file's order; empty where newslab's own list is kept.
    """

    title: str
    version: str
    rules: tuple[Side, ...]
    default: str | None = None
    sha256: str = ""
    actors: tuple[ActorType, ...] = ()

    @property
    def sides(self) -> tuple[str, ...]:
        """The names of the sides in order, with the default at the end."""
        names = [side.name for side in self.rules]
        return tuple(names + ([self.default] if self.default and self.default not in names else []))

    def _named(self, speaker: str) -> tuple[str, str] | None:
        """The side under which a speaker is named, unless two sides have somebody of that name."""
        # Names that fit have a word in common; to look for it first makes a long list quick.
        own = _words(speaker)
        listed = [
            (side.name, value)
            for side in self.rules
            for value in side.speakers
            if not own.isdisjoint(_words(value))
        ]
        for fits in _NAME_FITS:
            found = [(side, value) for side, value in listed if fits(value, speaker)]
            if found:
                return found[0] if len({side for side, _ in found}) == 1 else None
        return None

    def side_of(
        self, speaker: str, descriptions: Iterable[str] = (), *, actor: str = "none"
    ) -> tuple[str | None, str]:
        """The side of one speaker, and the rule that gave it.

        Parameters
        ----------
        speaker : str
            The speaker's name, or the description of an unnamed one. Titles before it and middle
            names do not count; a surname alone will do where the codebook names people of that
            surname under one side only.
        descriptions : iterable of str
            The words by which the article names the speaker: source mentions, roles.
        actor : str, optional
            The speaker's role in the story. A nationality speaks for a side only through its
            government, officials and forces, so it leaves residents, media, experts and firms out.

        Returns
        -------
        side : str or None
            None where no rule fits and there is no default.
        reason : str
            The rule, as "speakers: Ana Ruiz".

        Examples
        --------
        >>> codebook = Codebook("", "", (Side("North", speakers=("Ana Ruiz",)),))
        >>> codebook.side_of("Mayor Ana M. Ruiz"), codebook.side_of("Eva Moll")
        (('North', 'speakers: Ana Ruiz'), (None, 'no rule fits'))
        """
        named = self._named(speaker)
        if named:
            return named[0], f"speakers: {named[1]}"
        texts = [speaker, *descriptions]
        kinds = [kind for kind in _FITS if not (kind == "nationalities" and actor in _PRIVATE)]
        for side in self.rules:
            for kind in kinds:
                for value in getattr(side, kind):
                    if _FITS[kind](value, texts):
                        return side.name, f"{kind}: {value}"
        return (self.default, "default") if self.default else (None, "no rule fits")

    def actor_of(
        self, speaker: str, descriptions: Iterable[str] = (), *, role: str, identification: str
    ) -> tuple[str, str]:
        """The type of actor of one speaker, and the rule that gave it.

        Parameters
        ----------
        speaker : str
            The speaker's name, or the description of an unnamed one.
        descriptions : iterable of str
            The words by which the article names the speaker.
        role, identification : str
            As in the speakers table, one of newslab's own lists.

        Returns
        -------
        actor : str
            The first type that fits; "other" where none does; `role` where the codebook has no types.
        reason : str
            The rule, as "roles: politician".

        Examples
        --------
        >>> codebook = Codebook("", "", (), actors=(ActorType("elite", roles=("politician",)),))
        >>> codebook.actor_of("Ana Ruiz", role="politician", identification="named_person")
        ('elite', 'roles: politician')
        """
        if not self.actors:
            return role, ""
        texts = [speaker, *descriptions]
        for actor in self.actors:
            if role in actor.roles:
                return actor.name, f"roles: {role}"
            if identification in actor.identifications:
                return actor.name, f"identifications: {identification}"
            listed = next((v for v in actor.speakers if any(fits(v, speaker) for fits in _NAME_FITS[:3])), "")
            if listed:
                return actor.name, f"speakers: {listed}"
            for kind in ("affiliations", "patterns"):
                for value in getattr(actor, kind):
                    if _FITS[kind](value, texts):
                        return actor.name, f"{kind}: {value}"
        return "other", "no rule fits"
