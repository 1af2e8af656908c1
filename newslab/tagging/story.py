"""Whom an article's own words keep speaking of: who is meant by "he", "she", "they" and "the senator".

The story is walked in order. Every name, every pronoun and every speaker leaves an event, and what
is meant next is judged by the events before it: how near they are, whether they were subjects, who
spoke last, who is spoken of most.
"""

from __future__ import annotations

import math
from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from newslab.tagging.names import normal, surname, word_set
from newslab.tagging.people import Person
from newslab.tagging.reading import Found, Reading

if TYPE_CHECKING:
    from spacy.tokens import Token

    from newslab.tagging.cast import Speaker

HE = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
# So many events back somebody may still be meant.
_RECENT = 120
# So many points must part somebody from others before a pronoun tells the gender.
_DOUBT = 3.0
# The main person of a story is named most, so often and in so many of all names.
_OFTEN, _MAIN = 3, 0.15
# So likely must somebody be meant for a pronoun to tell the gender.
_TELLS = 1.0
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
OWNING = frozenset({"poss", "compound", "nmod"})
_OBJECTS = frozenset({"dobj", "dative", "pobj", "iobj", "obj"})

# What speaks for somebody, and how much: a choice among the candidates by multinomial logistic
# regression, drawn towards the weights found before on other articles, and rounded. Of 947 coded
# pronouns of 341 articles, weights fitted to the others (ten parts, by article) chose 910 right, those
# before 900; those had been fitted to 1,020 of 308 other articles. "topic" is by hand.
WEIGHTS = {
    "same sentence": -0.7,
    "sentence before": 0.15,
    "sentences": -0.95,
    "lines": -1.7,
    "words": 0.25,
    "subject": 0.85,
    "first subject": 0.25,
    "owner": 0.1,
    "object": -0.2,
    "by a pronoun": 0.45,
    "spoke last": 0.9,
    "spoke last, near": 0.05,
    "spoke last, unnamed": 0.95,
    "spoke near": 0.65,
    "times": 0.4,
    "share": 0.35,
    "main": 0.1,
    "gender": 1.1,
    "named": 1.8,
    "in the content": -1.75,
    "in the headline": -0.05,
    "sure": 0.2,
    "between": -0.05,
    "topic": 3,
}  # fmt: skip


@dataclass(frozen=True)
class Event:
    """Somebody is spoken of: where, as what part of the sentence, and whether by a pronoun."""

    i: int
    speaker: Speaker
    relation: str
    by_pronoun: bool = False
    quoted: bool = False
    spoke: bool = False


@dataclass(frozen=True)
class Candidate:
    """Somebody who may be meant, with what speaks for it, by the names of `WEIGHTS`."""

    speaker: Speaker
    signs: dict[str, float]

    @property
    def points(self) -> float:
        """The sum of what speaks for and against it."""
        return sum(WEIGHTS[name] * value for name, value in self.signs.items())


class Story:
    """Walks an article's own words and remembers who was spoken of.

    Parameters
    ----------
    reading : Reading
        The parsed article.
    people : iterable of Person
        Those whom it names.
    speaker_of : callable
        The speaker that a person is.
    """

    def __init__(
        self, reading: Reading, people: Iterable[Person], speaker_of: Callable[[Person], Speaker]
    ) -> None:
        self.reading = reading
        self.events: list[Event] = []
        self.meant: dict[int, Speaker | None] = {}
        # Who say "I" in the article's own words, and so are not "he".
        self.writers: set[int] = set()
        doc = reading.doc
        self._names = sorted(
            (
                Event(m.root, speaker_of(p), _relation(doc[m.root]), quoted=m.quoted)
                for p in people
                for m in p.mentions
            ),
            key=lambda e: -e.i,
        )
        self._at = {e.i: e.speaker for e in self._names}
        self._sure = {id(speaker_of(p)): p.sure for p in people}
        self._learn_genders()
        self._all = len(self._names)
        self._times: Counter[int] = Counter()
        self._named: Counter[int] = Counter()
        self._most = 0
        self._first: dict[int, int] = {}
        self._pronouns = [t.i for t in reversed(doc) if t.lower_ in HE and reading.quote_of[t.i] < 0]
        self.sentence = _numbers(reading.sentence_of)
        self._line = _numbers(reading.line_of)

    def _learn_genders(self) -> None:
        """Tell the gender of those whom only one kind of pronoun follows before anybody else is named."""
        votes: dict[int, Counter[str]] = {}
        names = [e for e in reversed(self._names) if not e.quoted]
        for event, following in zip_longest(names, names[1:]):
            if event.speaker.gender or event.relation not in SUBJECTS:
                continue
            name = self.reading.doc[event.i]
            if gender := self._of_itself(name):
                votes.setdefault(id(event.speaker), Counter())[gender] += 2
                continue
            stop = min(event.i + 40, following.i if following else event.i + 40)
            line = self.reading.line_of[event.i]
            after = (
                t for t in self.reading.doc[event.i + 1 : stop]
                if self.reading.quote_of[t.i] < 0 and self.reading.line_of[t.i] == line
                and not (t.dep_ == "poss" and t.head.dep_ == "appos" and t.head.head == name)
            )  # fmt: skip
            gender = next((HE[t.lower_] for t in after if t.lower_ in HE), "")
            if gender:
                votes.setdefault(id(event.speaker), Counter())[gender] += 1
        for event in names:
            told = votes.get(id(event.speaker))
            if told and not event.speaker.gender:
                (first, most), *rest = told.most_common()
                if not rest or most >= 2 * rest[0][1]:
                    event.speaker.gender = first

    def _of_itself(self, name: Token) -> str:
        """The gender by which a subject's own verb speaks of it: "Eva Moll finds herself in court"."""
        after = (c for c in name.head.children if c.i > name.head.i)
        return next((HE[c.lower_] for c in after if c.lower_ in {"himself", "herself"}), "")

    def times(self, speaker: Speaker) -> int:
        """How often the story has spoken of somebody so far."""
        return self._times[id(speaker)]

    def spoke(self, head: Token, speaker: Speaker, *, inner: bool) -> None:
        """Remember that somebody speaks, with the word that heads the source; who speaks within another's
        content is no speaker to whom the story goes back."""
        quoted = self.reading.quote_of[head.i] >= 0
        self._happen(Event(head.i, speaker, head.dep_, head.pos_ == "PRON", quoted, not inner))

    def described(self, head: Token, speaker: Speaker) -> None:
        """Remember that somebody without a name was spoken of."""
        self._happen(Event(head.i, speaker, head.dep_))

    def _happen(self, event: Event) -> None:
        key = id(event.speaker)
        self._times[key] += 1
        self._named[key] += not event.by_pronoun and not event.spoke
        self._most = max(self._most, self._named[key])
        self._first.setdefault(key, event.i)
        insort(self.events, event, key=lambda e: e.i)

    def who(self, pronoun: Token, found: Found | None = None) -> Speaker | None:
        """The person whom "he" or "she" means, or None."""
        self.walk(pronoun.i)
        if pronoun.i not in self.meant:
            self._settle(pronoun, found)
        return self.meant[pronoun.i]

    def walk(self, upto: int) -> None:
        """Let the names and pronouns before a token happen."""
        while True:
            name = self._names[-1].i if self._names else upto
            pronoun = self._pronouns[-1] if self._pronouns else upto
            if min(name, pronoun) >= upto:
                return
            if name <= pronoun:
                self._happen(self._names.pop())
            else:
                self._pronouns.pop()
                if pronoun not in self.meant:
                    self._settle(self.reading.doc[pronoun], None)

    def _settle(self, pronoun: Token, found: Found | None) -> None:
        ranked = sorted(self.candidates(pronoun, found), key=lambda c: -c.points)
        best = ranked[0] if ranked else None
        known = any(c.signs["gender"] and c.points > ranked[0].points - _DOUBT for c in ranked[1:])
        self.meant[pronoun.i] = best.speaker if best else None
        if best is not None:
            if not best.speaker.gender and not known and best.points > _TELLS:
                best.speaker.gender = HE[pronoun.lower_]
            self._happen(Event(pronoun.i, best.speaker, pronoun.dep_, by_pronoun=True))

    def candidates(
        self, token: Token, found: Found | None = None, gender: str | None = None
    ) -> list[Candidate]:
        """Those who may be meant by a pronoun, or by another word for a person of some gender or ""."""
        self.walk(token.i)
        gender = HE[token.lower_] if gender is None else gender
        inside = self.reading.quote_of[token.i] >= 0
        upto = bisect_left(self.events, token.i, key=lambda e: e.i)
        before = [e for e in self.events[max(0, upto - _RECENT) : upto] if inside or not e.quoted]
        by_speaker: dict[int, list[Event]] = {}
        for event in before:
            by_speaker.setdefault(id(event.speaker), []).append(event)
        last_spoke = next((e.speaker for e in reversed(before) if e.spoke), None)
        told = self._told(token)
        out = []
        for events in by_speaker.values():
            speaker = events[-1].speaker
            person = speaker.kind == "named_person" or (speaker.kind == "unnamed" and speaker.person)
            fits = not (gender and speaker.gender and speaker.gender != gender)
            apart = id(speaker) in told or id(speaker) in self.writers or self._bound(token, events)
            if person and fits and not speaker.plural and not apart:
                out.append(Candidate(speaker, self._signs(token, found, gender, events, before, last_spoke)))
        return out

    def _bound(self, token: Token, events: Sequence[Event]) -> bool:
        """Whether grammar keeps the two apart: "Mr. Dunn told him", "he told Mr. Dunn"."""
        if token.dep_ in OWNING or token.lower_ in {"himself", "herself"}:
            return False
        doc = self.reading.doc
        verb = token.head if token.dep_ != "pobj" else token.head.head
        for event in events[-3:]:
            other = doc[event.i]
            above = other.head if other.dep_ != "pobj" else other.head.head
            if above.i == verb.i and other.dep_ in SUBJECTS | _OBJECTS and token.dep_ in SUBJECTS | _OBJECTS:
                return True
        return False

    def _told(self, token: Token) -> set[int]:
        """Those whom a verb names after its subject, and who are not that subject: "he told Mr. Dunn"."""
        if token.dep_ not in SUBJECTS:
            return set()
        after = [c for c in token.head.children if c.i > token.i]
        objects = [o for c in after for o in ((c,) if c.dep_ != "prep" else c.children)]
        return {id(self._at[o.i]) for o in objects if o.dep_ in _OBJECTS and o.i in self._at}

    def _signs(
        self, token: Token, found: Found | None, gender: str, events: Sequence[Event],
        before: Sequence[Event], last_spoke: Speaker | None,
    ) -> dict[str, float]:  # fmt: skip
        last, here = events[-1], token.i
        speaker = last.speaker
        sentences = self.sentence[here] - self.sentence[last.i]
        lines = self._line[here] - self._line[last.i]
        near = [e for e in events if e.spoke and self._line[here] - self._line[e.i] <= 2]
        subject = last.relation in SUBJECTS
        later = {id(e.speaker) for e in before if e.i > last.i} - {id(speaker)}
        spoke_last = last_spoke is speaker
        return {
            "same sentence": float(sentences == 0 and found is not None),
            "sentence before": float(sentences == 1),
            "sentences": math.log1p(max(0, sentences)),
            "lines": math.log1p(max(0, lines)),
            "words": math.log1p((here - last.i) / 20),
            "subject": float(subject),
            "first subject": float(subject and not self._subject_before(last, before)),
            "owner": float(last.relation in OWNING),
            "object": float(last.relation in _OBJECTS),
            "by a pronoun": float(last.by_pronoun),
            "spoke last": float(spoke_last),
            "spoke last, near": float(spoke_last and lines <= 1),
            "spoke last, unnamed": float(spoke_last and lines <= 1 and speaker.kind == "unnamed"),
            "spoke near": float(bool(near)),
            "times": math.log1p(self._times[id(speaker)]),
            "share": self._named[id(speaker)] / max(1, self._all),
            "main": float(speaker.kind == "named_person" and self._is_main(speaker)),
            "gender": float(bool(gender) and speaker.gender == gender),
            "named": float(speaker.kind == "named_person"),
            "in the content": float(found is not None and self._named_in(found, speaker)),
            "in the headline": float(self._line[self._first[id(speaker)]] == 0),
            "sure": float(self._sure.get(id(speaker), True)),
            "between": float(len(later)),
            "topic": float(sentences == 0 and self._is_topic(last.i)),
        }

    def _is_main(self, speaker: Speaker) -> bool:
        """Whether the story has named nobody more often, and somebody often."""
        own = self._named[id(speaker)]
        return own >= max(_OFTEN, _MAIN * self._all) and own == self._most

    def _is_topic(self, i: int) -> bool:
        """Whether a name is what its sentence is about: "As for Mr. Dunn, he said …"."""
        doc, number = self.reading.doc, self.sentence[i]
        words = [t.lower_ for t in doc[max(0, i - 4) : i] if self.sentence[t.i] == number]
        return words[:2] == ["as", "for"]

    def _subject_before(self, event: Event, before: Sequence[Event]) -> bool:
        """Whether another subject opens the event's sentence."""
        number = self.sentence[event.i]
        return any(e.i < event.i and self.sentence[e.i] == number and e.relation in SUBJECTS for e in before)

    def _named_in(self, found: Found, speaker: Speaker) -> bool:
        """Whether a content names the speaker, as one's own words seldom do."""
        if speaker.kind != "named_person":
            return False
        last = surname(normal(speaker.name))
        words = (normal(self.reading.text[s:e]) for s, e in found.content)
        return any(last in word_set(part) for part in words)


def _relation(token: Token) -> str:
    """What a name is in its sentence: that of its noun, in "the skipper's wife, Eva Moll"."""
    while token.dep_ == "appos" and token.head.i < token.i and token.head.pos_ == "NOUN":
        token = token.head
    return str(token.dep_)


def _numbers(keys: Sequence[object]) -> list[int]:
    """For each token the number of its sentence or line, from 0."""
    out: list[int] = []
    for n, key in enumerate(keys):
        out.append(0 if not n else out[-1] + (key != keys[n - 1]))
    return out
