"""Whom "he" and "she" go back to: near, a subject or the running speaker, never inside a quotation."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from newslab.tagging.people import Person
from newslab.tagging.reading import Reading

if TYPE_CHECKING:
    from spacy.tokens import Token

    from newslab.tagging.speaker import Speaker

# What speaks for an antecedent, in points; a mention loses one for each line and sixty words between.
_SPOKE, _SUBJECT, _GENDER, _DOUBT = 2.2, 1.5, 0.7, -1.5
_LINE, _WORDS = -1.2, 60


def _near(reading: Reading, start: int, here: int) -> float:
    lines = reading.line_of[here] - reading.line_of[start]
    return _LINE * lines - (here - start) / _WORDS


def _scored(
    reading: Reading,
    head: Token,
    gender: str,
    people: Iterable[Person],
    speaker_of: Callable[[Person], Speaker],
) -> Iterable[tuple[float, Speaker]]:
    """The mentions of people before a pronoun that may be meant, with their points."""
    for person in people:
        if person.gender and person.gender != gender:
            continue
        known = _GENDER if person.gender else 0.0 if person.sure else _DOUBT
        for start, subject, quoted in person.mentions:
            if not quoted and start < head.i:
                yield _near(reading, start, head.i) + _SUBJECT * subject + known, speaker_of(person)


def last_person(
    reading: Reading,
    head: Token,
    gender: str,
    people: Iterable[Person],
    spoken: Iterable[tuple[int, Speaker]],
    speaker_of: Callable[[Person], Speaker],
) -> Speaker | None:
    """The person whom a pronoun most likely means, or None.

    Parameters
    ----------
    reading : Reading
        The parsed article.
    head : spacy.tokens.Token
        The pronoun.
    gender : str
        "m" or "f": nobody known to be of the other is meant.
    people : iterable of Person
        Those whom the article names.
    spoken : iterable of (int, Speaker)
        Who has spoken before, with the token of the mention.
    speaker_of : callable
        The speaker that a person is.
    """
    candidates = list(_scored(reading, head, gender, people, speaker_of))
    for start, speaker in spoken:
        alone = speaker.kind in {"named_person", "unnamed"} and not speaker.plural
        if alone and start < head.i and speaker.gender in {"", gender}:
            candidates.append((_near(reading, start, head.i) + _SPOKE, speaker))
    if not candidates:
        return None
    best = max(candidates, key=lambda pair: pair[0])[1]
    if not best.gender and best.kind == "named_person":
        best.gender = gender
    return best
