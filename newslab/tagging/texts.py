"""Which text a source means: "the poll", "a new survey", "the statement", a headline's "Report"."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from newslab.tagging.descriptions import is_plural, is_pointed, whole_phrase
from newslab.tagging.documents import GENERIC, Text, is_document, specifics, text_at, titled_laws
from newslab.tagging.names import organisation_in, text_kinds, without_article
from newslab.tagging.story import HE

if TYPE_CHECKING:
    from spacy.tokens import Token

    from newslab.tagging.cast import Cast, Speaker

# What is the text itself: "the results of the poll", "a copy of the letter".
_ITSELF = frozenset({"result", "finding", "copy", "conclusion"})
_FOUND = frozenset({"finding", "result"})
_SURVEYS = frozenset({"poll", "report"})
# So many tokens on, a text just brought in is named.
_SOON = 80
# A text so described is another than the one brought in before.
_OTHERS = frozenset(
    {"another", "earlier", "previous", "past", "older", "prior", "similar", "separate", "other"}
)
# How long a text is does not tell which it is.
_LENGTH = re.compile(r"\b[\w,]+-(?:page|word|minute|hour|second)s? ")
_WORD = re.compile(r"(?:anti|pro)-\w+|\w+")
# So many words make a line of text: "ABSTRACT." is none.
_LINE = 4
_WEAK = frozenset({"news", "the", "of", "and", "own", "s"})


def text_meant(cast: Cast, head: Token, phrase: str) -> Speaker:
    """The text that a source is, by its name: "the poll" is the one told of before, or else below.

    Parameters
    ----------
    cast : Cast
        Who is in the article, and its texts.
    head : spacy.tokens.Token
        The noun that heads the source.
    phrase : str
        The description without its article.
    """
    inner = _itself(head)
    if inner != head:
        phrase = whole_phrase(cast.reading, inner)
    owner = next((c for c in inner.children if c.dep_ == "poss" and c.lower_ in HE), None)
    whose = cast.story.who(owner) if owner is not None else None
    if owner is not None and whose is not None:
        rest = cast.reading.doc[owner.i + 1 : inner.i + 1].text
        return cast.known(f"{whose.name}’s {rest}", inner, "document")
    its = next((c for c in inner.children if c.dep_ == "poss" and c.lower_ == "its"), None)
    group = cast.last_group(its.i) if its is not None else None
    if its is not None and group is not None:
        return cast.known(f"{group.name} {cast.reading.doc[its.i + 1 : inner.i + 1].text}", inner, "document")
    return cast.known(cast.texts.name(inner, _LENGTH.sub("", phrase)), inner, "document")


def _itself(head: Token) -> Token:
    """Of "the results of the poll" the poll."""
    if head.lemma_.casefold() not in _ITSELF:
        return head
    of = next((c for c in head.children if c.lower_ == "of" and c.i > head.i), None)
    inner = next((c for c in of.children if c.dep_ == "pobj"), None) if of is not None else None
    return inner if inner is not None and is_document(inner) else head


class Texts:
    """The texts of an article in order, and what each is called once a source is asked for."""

    def __init__(self, cast: Cast) -> None:
        self.cast, reading = cast, cast.reading
        self.all: dict[str, list[Text]] = {}
        for token in reading.doc:
            if reading.quote_of[token.i] < 0 and is_document(token) and token.dep_ != "compound":
                text = text_at(reading, token)
                self.all.setdefault(text.kind, []).append(text)
        self.lead = _lead(cast)
        self.laws = titled_laws(reading)
        self.names: dict[int, str] = {}
        self.makers: dict[str, frozenset[str]] = {}
        self.full: dict[tuple[str, str], str] = {}
        self.upto: dict[str, int] = {}

    def name(self, head: Token, phrase: str) -> str:
        """What the text is called of which a word is the noun."""
        own = text_at(self.cast.reading, head)
        noun = head.lemma_.casefold()
        if noun in _FOUND and not specifics(head) and (found := self._found(head, noun)):
            return found
        same = self.all.get(own.kind, [])
        first = self.upto.get(own.kind, 0)
        for text in itertools.takewhile(lambda t: t.at < head.i, itertools.islice(same, first, None)):
            self._settle(text)
            self.upto[own.kind] = self.upto.get(own.kind, 0) + 1
        return self._settle(own, phrase)

    def _found(self, head: Token, noun: str) -> str:
        """The poll or study of which "the findings" are."""
        texts = sorted((t for k in _SURVEYS for t in self.all.get(k, ())), key=lambda t: t.at)
        before = [t for t in texts if t.at < head.i]
        if noun == "result":
            before = [
                t for t in before if self.cast.reading.line_of[head.i] - self.cast.reading.line_of[t.at] < 3
            ]
        if before and is_pointed(head):
            return self.name(self.cast.reading.doc[before[-1].at], "") if before else ""
        named = (t for t in texts if t.at > head.i and t.name and noun == "finding" and head.i < self.lead)
        return next((self._full(t) for t in named), "")

    def _settle(self, text: Text, phrase: str = "") -> str:
        """The name of a text, once those before it have theirs."""
        if not self.names.get(text.at):
            self.names[text.at] = self._named(text) or phrase
        return self.names[text.at]

    def _named(self, text: Text) -> str:
        if text.name:
            return self._full(text)
        head = self.cast.reading.doc[text.at]
        if text.kind == "charges":
            return ""  # nobody's own
        if is_pointed(head) and (law := self.laws.get(head.lower_)):
            return law
        if is_plural(head) and not is_pointed(head):
            return ""
        if issuer := _issuer_name(self.cast, text):
            return f"{issuer} {_noun(head)}"
        return self._other(text, head)

    def _other(self, text: Text, head: Token) -> str:
        """The name that a text has elsewhere in the article, before or after."""
        told = specifics(head)
        same = [t for t in self.all.get(text.kind, ()) if t.at != text.at and told <= t.words]
        new = any(c.lower_ in {"a", "an", "another", "one"} for c in head.children if c.i < head.i)
        before = [t for t in same if t.at < text.at]
        known = (n for t in reversed(before) if (n := self.names.get(t.at)) and n.casefold() not in _ITSELF)
        if not new and (name := next(known, "")):
            return name
        if text.words & _OTHERS:
            return ""
        for other in (t for t in same if t.at > text.at and not t.words & _OTHERS and not self._elsewhere(t)):
            name = self._full(other) if other.name else self.names.get(other.at, "")
            if name and (not new or text.at < self.lead):
                return name
            if name and other.at - text.at < _SOON and is_pointed(self.cast.reading.doc[other.at]):
                return name
        return self._reported(text, head) if head.lemma_.casefold() == "report" else ""

    def _elsewhere(self, text: Text) -> bool:
        """Whether a place tells a text from the one spoken of: "the Norvane lawsuit"; polls have places."""
        before = self.cast.reading.doc[text.at - 1] if text.at else None
        placed = before is not None and before.ent_type_ == "GPE" and before.dep_ == "compound"
        return placed and text.kind.removesuffix("s") != "poll"

    def _reported(self, text: Text, head: Token) -> str:
        """The outlet that "reported" below what headline or lead call a report."""
        if text.at >= self.lead:
            return ""
        for token in self.cast.reading.doc[head.i :]:
            if token.lemma_ == "report" and token.pos_ == "VERB" and self.cast.reading.quote_of[token.i] < 0:
                who = next((c for c in token.children if c.dep_ == "nsubj" and c.ent_type_ == "ORG"), None)
                name = self.cast.groups.named_at(who) if who is not None else ""
                if organisation_in(name) == "media":
                    return f"{name} {_noun(head)}"
        return ""

    def _full(self, text: Text) -> str:
        """A text's name by the longest of its maker's: "Tidewater poll" is "Tidewater Research poll"."""
        if (text.kind, text.name) not in self.full:
            named = dict.fromkeys(t.name for t in self.all.get(text.kind, ()) if t.name)
            for name in [text.name, *named]:
                self.makers.setdefault(name, _makers(self.cast, name))
            own = self.makers[text.name]
            best = max(
                (n for n in named if own and own <= self.makers[n]),
                key=lambda n: (len(self.makers[n]), n.count(" ")), default=text.name,
            )  # fmt: skip
            # As the article writes it, where it has maker and noun side by side.
            written = [n for n in named if own and own <= self.makers[n] and n in self.cast.reading.text]
            whole = [n for n in written if not any(n != m and n in m for m in written)]
            often = self.cast.reading.text.count
            name = max(whole, key=lambda n: (often(n), len(n)), default="")
            name = name or self.cast.groups.expand_within(best)
            self.full[text.kind, text.name] = name
        return self.full[text.kind, text.name]


def _lead(cast: Cast) -> int:
    """The token at which an article's headline and first paragraph end."""
    lines = [low for low, high in cast.reading.lines if len(cast.reading.text[low:high].split()) >= _LINE]
    end = lines[2] if len(lines) > 2 else len(cast.reading.text)
    return next((t.i for t in cast.reading.doc if t.idx >= end), len(cast.reading.doc))


def _noun(head: Token) -> str:
    """A text's noun without a headline's capital."""
    noun = str(head.text)
    return noun.casefold() if noun.istitle() else noun


def _makers(cast: Cast, name: str) -> frozenset[str]:
    """The words of a text's name that tell its maker, acronyms written out."""
    words = _WORD.findall(cast.groups.expand_within(name))
    folded = {w.casefold() for w in words} - _WEAK
    return frozenset(w for w in folded - GENERIC if len(w) > 1 and w not in text_kinds())


def _issuer_name(cast: Cast, text: Text) -> str:
    """The name of who made a text: of whom the article says so, or who spoke through it."""
    if text.issuer < 0:
        return ""
    token = cast.reading.doc[text.issuer]
    if token.i in cast.by_token:
        return cast.speaker_of(cast.by_token[token.i]).name
    spoke = next((some for i, some in reversed(cast.spoken) if i == token.i), [])
    if len(spoke) == 1:
        return spoke[0].name if spoke[0].kind in {"named_person", "named_group"} else ""
    if token.ent_type_ in {"ORG", "GPE"}:
        return cast.groups.named_at(token) or without_article(token.text)
    return ""
