"""Who "I", "we" and "you" are outside quotation marks: a writer, a letter's signer, who is interviewed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from newslab.tagging.cast import Cast, Speaker
from newslab.tagging.names import first_names, same_full_name
from newslab.tagging.people import Person

if TYPE_CHECKING:
    from spacy.tokens import Token

ME = frozenset({"i", "me", "my", "myself", "mine"})
US = frozenset({"we", "us", "our", "ourselves", "ours"})
YOU = frozenset({"you", "your", "yourself"})
_QUESTION, _ANSWER = re.compile(r"\s*Q(?:[.:]\s|(?=[A-Z]))"), re.compile(r"\s*A[.:]\s")
# A line that is a name: it signs the letter above it.
_SIGNATURE = re.compile(r"\s*(?:@\w+|[A-Z][\w’'-]+(?: [A-Z][\w.’'-]*){1,3})[.,]?\s*$")
_CREDIT = re.compile(r"\s*(?:[A-Z][a-z]+\.? )?((?:[A-Z][\w.’'-]* ){1,3}[A-Z][\w’'-]+)\b,? (?=[\w-])")
_BY = re.compile(r"\s*[Bb]y ((?:[A-Z][\w.’'-]* ){1,3}[A-Z][\w’'-]+)\s*$")
# What an outlet does and no writer alone.
_INQUIRES = frozenset({"ask", "contact", "invite", "approach", "survey"})
# So often somebody says "I" who tells a whole story.
_TELLS = 5
# So many lines above its signature a letter may begin.
_LETTER = 20


class Writers:
    """The writers of an article, or of the letters or answers that it consists of.

    Parameters
    ----------
    cast : Cast
        Who is in the article.
    names : sequence of str
        Whom the byline names.
    outlet : str
        Where the article appeared.
    """

    def __init__(self, cast: Cast, names: Sequence[str] = (), outlet: str = "") -> None:
        self.cast, self.reading, self.outlet = cast, cast.reading, outlet
        self.names = list(names)
        self._lines = [self.reading.text[s:e] for s, e in self.reading.lines]
        self._known: dict[str, Speaker] = {}

    def is_label(self, word: Token) -> bool:
        """Whether a word marks question or answer in an interview."""
        line = self.reading.line_of[word.i]
        return bool(self._parts) and self._parts[line] == word.text

    def who(self, word: Token) -> list[Speaker]:
        """Whom "I", "we", "you" or the label of an answer means outside quotation marks."""
        line = self.reading.line_of[word.i]
        if self._parts and line >= 0 and self._parts[line]:
            asked = self._interviewed if (self._parts[line] == "A") != (word.lower_ in YOU) else []
            return asked or ([] if word.lower_ in YOU else self._writers)
        if word.lower_ in YOU:
            return [self.cast.unnamed(word, "readers")]
        if word.lower_ in US and (word.head.lemma_ in _INQUIRES or not self._personal) and self.outlet:
            return [self._speaker(self.outlet, "named_group")]
        writers = self._writers or self._signer(line)
        return writers if len(writers) == 1 or word.lower_ in US else []

    @cached_property
    def _writers(self) -> list[Speaker]:
        """Those of the byline, or whom the article's first or last lines credit."""
        return [self._speaker(name) for name in self.names or self._credited() or self._told_by()]

    def _credited(self) -> list[str]:
        """Whom a line "By Ana Ruiz" or a last one "Ana Ruiz is a professor" names."""
        full = [(i, line) for i, line in enumerate(self._lines) if line.strip()]
        for _, line in full[:4]:
            if match := _BY.match(line):
                return [match[1]]
        for i, line in full[-2:]:
            match = _CREDIT.match(line)
            person = self._person(match[1]) if match else None
            if person is not None and all(self.reading.line_of[m.start] >= i for m in person.mentions):
                return [person.name]
        return []

    def _told_by(self) -> list[str]:
        """Who tells a story as "I" that names them at its edges, and between those in others' words alone."""
        line, quote = self.reading.line_of, self.reading.quote_of
        told = sum(t.lower_ == "i" and quote[t.i] < 0 for t in self.reading.doc)
        if told < _TELLS:
            return []
        full = [i for i, text in enumerate(self._lines) if text.strip()]
        edges = {*full[:2], *full[-2:]}
        names = []
        for person in self.cast.people:
            lines = {line[m.start] for m in person.mentions if not m.quoted}
            quoted = any(m.quoted for m in person.mentions)
            speaks = any(person is voice for voice in self.cast.voices)
            if lines and lines <= edges and quoted and not speaks and " " in person.name:
                names.append(person.name)
        return names if len(names) == 1 else []

    @cached_property
    def _personal(self) -> bool:
        """Whether the article's writers speak of themselves: a column, a letter, what several wrote."""
        first = any(t.lower_ == "i" and self.reading.quote_of[t.i] < 0 for t in self.reading.doc)
        return first or len(self.names) > 1 or bool(self._credited())

    def _signer(self, line: int) -> list[Speaker]:
        """Who signs the letter that a line belongs to."""
        for text in self._lines[line + 1 : line + _LETTER]:
            if _SIGNATURE.match(text):
                name = text.strip(" .,\t\u00a0")
                first = name.split()[0].casefold()
                if name.startswith("@") or first in first_names() or self._person(name) is not None:
                    return [self._speaker(name)]
                if name.isupper():
                    return []
        return []

    @cached_property
    def _parts(self) -> list[str]:
        """For each line Q or A, whichever it belongs to in an interview; nothing where it is none."""
        parts, last = [], ""
        for line in self._lines:
            last = "Q" if _QUESTION.match(line) else "A" if _ANSWER.match(line) else last
            parts.append(last)
        return parts if parts.count("Q") > 1 and parts.count("A") > 1 else []

    @cached_property
    def _interviewed(self) -> list[Speaker]:
        """Who answers: the one whom the lines above the first question name most."""
        first = self._parts.index("Q")
        people = self.cast.people
        above = [sum(self.reading.line_of[m.start] < first for m in p.mentions) for p in people]
        best = max(range(len(people)), key=lambda n: (above[n], -n), default=None)
        return [self.cast.speaker_of(people[best])] if best is not None and above[best] else []

    def _person(self, name: str) -> Person | None:
        return next((p for p in self.cast.people if same_full_name(p.name, name)), None)

    def _speaker(self, name: str, kind: str = "named_person") -> Speaker:
        """The speaker of that name, the same as in the article where it names it."""
        person = self._person(name) if kind == "named_person" else None
        if person is not None:
            return self.cast.speaker_of(person)
        name = name.title() if name.isupper() and " " in name and kind == "named_person" else name
        if name not in self._known:
            known = self.cast.named.get((kind, name.casefold()))
            told = ["writer"] if kind == "named_person" else []
            self._known[name] = known or self.cast.remember(Speaker(name, kind, told))
        return self._known[name]
