"""Who a source is: from "he", "the minister" or "Mr. Lavrov" to one speaker within the article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from newslab.tagging.cast import Cast, Resolved, Speaker
from newslab.tagging.described import described
from newslab.tagging.descriptions import PARTISANS, is_pointed, person_noun, phrase_of
from newslab.tagging.documents import is_document
from newslab.tagging.heads import head_of, whose_words
from newslab.tagging.joint import parts_of
from newslab.tagging.named import called_by_name, listed, person_in, plainly_named
from newslab.tagging.names import allegiances
from newslab.tagging.organisations import groups_named
from newslab.tagging.owners import OFFICES, owned, with_owners
from newslab.tagging.plural import Told
from newslab.tagging.pronouns import Pronouns
from newslab.tagging.reading import Found, Reading, Span
from newslab.tagging.relatives import relative_of
from newslab.tagging.shares import Shares
from newslab.tagging.texts import text_meant
from newslab.tagging.writers import ME, US, Writers

if TYPE_CHECKING:
    from spacy.tokens import Token

_DEMS = re.compile(r"(?<!Lib )\bDems\b")
# By what who writes an article may tell of themselves: "as this reporter found".
_WRITERS = frozenset({"author", "columnist", "correspondent", "reporter", "writer"})


class Resolver:
    """Resolves an article's sources in reading order."""

    def __init__(self, cast: Cast, writers: Writers) -> None:
        self.cast, self.reading = cast, cast.reading
        self.pronouns = Pronouns(cast, writers, self._described)
        self.shares = Shares()

    def resolve(self, found: Found, outer: Resolved | None = None) -> Resolved:
        """The speakers of one attribution; `outer` is the one in whose quotation it lies."""
        if found.head is None or not found.source or self._names_nothing(found.source[0]):
            return Resolved([], "no source is named")
        if named := plainly_named(self.cast, found.source[0]):
            head = self.reading.doc[named[0]]
            speaker = self.cast.speaker_of(named[1])
            self._note(head, [speaker], found)
            return Resolved([speaker], f"named {speaker.name}")
        if people := listed(self.cast, found.source[0]):
            together = [self.cast.speaker_of(p) for p in people]
            self._note(self.reading.doc[found.head], together, found)
            return Resolved(together, "; ".join(f"named {s.name}" for s in together))
        head, span = self._meant(head_of(self.reading, found), found)
        resolved = [self._one(part, found, own, outer) for part, own in parts_of(self.cast, head, span)]
        speakers = list({id(s): s for some, _ in resolved for s in some}.values())
        self._note(head, speakers, found)
        return Resolved(speakers, "; ".join(dict.fromkeys(reason for _, reason in resolved)))

    def _names_nothing(self, span: Span) -> bool:
        """Whether a source is nothing but an article: "the" of "the chants to build a wall"."""
        return self.reading.text[slice(*span)] in {"the", "The", "a", "an", "An"}  # "A" answers "Q"

    def _note(self, head: Token, speakers: list[Speaker], found: Found) -> None:
        mention = self.reading.text[slice(*found.source[0])]
        self.cast.spoke(head, speakers, mention, inner=found.within is not None)
        self.cast.answers.append((found, speakers))

    def _described(self, token: Token, found: Found) -> list[Speaker]:
        """Whom words of the article mean, as if they were a source."""
        low, high = token.left_edge, token.right_edge
        span = (low.idx, min(high.idx + len(high), self.reading.line(token)[1]))
        told = [self._one(part, found, own) for part, own in parts_of(self.cast, token, span)]
        return list({id(s): s for some, _ in told for s in some if s.name}.values())

    def _meant(self, head: Token, found: Found) -> tuple[Token, Span]:
        """The word by which a source names who speaks, with the words around it."""
        head, span = self.pronouns.antecedent(head, found.source[0])
        head = whose_words(self.cast, head, found, span)
        if head.lower_ == "one":  # "one of them, a greaser"
            head = next((c for c in head.children if c.dep_ == "appos" and person_noun(c)), head)
        if head.pos_ == "ADP":
            alone = not self.reading.text[head.idx + len(head) : span[1]].strip()
            head = next((c for c in head.children if c.dep_ == "pobj" and (alone or c.idx < span[1])), head)
        if head.pos_ in {"VERB", "ADV", "ADJ"}:
            names = [
                t
                for t in self.reading.doc[head.left_edge.i : head.i]
                if t.idx >= span[0] and t.i in self.cast.by_token
            ]
            head = names[-1] if names else head
        low, high = head.left_edge, head.right_edge
        end, own = min(high.idx + len(high), self.reading.line(head)[1]), head.idx + len(head)
        if head.lower_ == "those" and (span[0] if span[0] > head.idx else span[1]) - own <= 1:
            return head, (low.idx, end)  # nothing else tells who they are
        if not span[0] <= head.idx < span[1]:
            span = (low.idx, end if head.idx >= span[1] else min(end, max(span[0], own)))
        return head, span

    def _one(self, head: Token, found: Found, span: Span, outer: Resolved | None = None) -> Told:
        if not span[0] <= head.idx < span[1]:
            span = (head.left_edge.idx, head.idx + len(head))
        if (told := self.pronouns.resolve(head, found, span, outer)) is not None:
            return told
        person = person_in(self.cast, head, span)
        if person is not None:
            return [self.cast.speaker_of(person)], f"named {person.name}"
        behind = found.source[0][0] > head.idx  # "who" and "which" begin a clause of their own
        phrase = phrase_of(self.reading, head, span, None if behind else found)
        if not phrase:
            return [], "the source names nobody"
        whole = head.lower_ == "those" and phrase != "those"
        phrase = (
            f"those {phrase}" if whole else self.shares.name(_DEMS.sub("Democrats", phrase), _among(head))
        )
        if called := called_by_name(self.cast, head, found.cue):
            return [self.cast.speaker_of(called)], f"called {called.name}"
        if party := self._party(head, phrase):
            return [self.cast.unnamed(head, party)], "members of a party"
        if is_document(head):
            return [text_meant(self.cast, head, phrase)], "a text or data"
        if named := self._this_writer(head) or self._my_own(head, outer):
            return [named], f"“{phrase}” is {named.name}"
        phrase = with_owners(self.cast, head, span, phrase)
        if owner := self._owner(head, found, phrase):
            return owned(self.cast, head, owner, phrase), f"of {owner.name}"
        if groups := groups_named(self.cast, head, span, phrase):
            return groups, "names a group"
        return described(self.cast, head, found, phrase)

    def _owner(self, head: Token, found: Found, phrase: str) -> Speaker | None:
        """Whose aide or office speaks, by name or as a description tells: "the senator’s aides"."""
        if not (person_noun(head) or head.lemma_.casefold() in OFFICES):
            return None
        owners = [c for c in head.children if c.dep_ == "poss"]
        named = next((self.cast.by_token[c.i] for c in owners if c.i in self.cast.by_token), None)
        if named is not None:
            return self.cast.speaker_of(named)
        nouns = (c for c in owners if c.tag_ == "NN" and person_noun(c) and is_pointed(c))
        told = [s for c in nouns for s in self._described(c, found)]
        itself = self.cast.with_role(head.lemma_.casefold(), phrase) if told else []
        person = len(told) == 1 and told[0].kind == "named_person"
        return told[0] if person and not any(s is told[0] for s in itself) else None

    def _this_writer(self, head: Token) -> Speaker | None:
        """Who writes the article, as "this reporter"."""
        own = head.lemma_ in _WRITERS and any(c.lower_ == "this" for c in head.children)
        writers = self.pronouns.writers.who(head) if own and self.reading.quote_of[head.i] < 0 else []
        return writers[0] if len(writers) == 1 else None

    def _my_own(self, head: Token, outer: Resolved | None) -> Speaker | None:
        """The relative that "my mother" is: the writer's, or that of who speaks the quotation."""
        mine = next((c for c in head.children if c.dep_ == "poss" and c.lower_ == "my"), None)
        if mine is None:
            return None
        quoted = self.reading.quote_of[mine.i] >= 0
        own = (outer.named if outer is not None else []) if quoted else self.pronouns.writers.who(mine)
        return relative_of(self.cast, head, own[0]) if len(own) == 1 else None

    def _party(self, head: Token, phrase: str) -> str:
        """Those of whom an adjective tells: the Republicans of "Republican criticism"."""
        party = next(iter(allegiances({phrase.casefold()})), "") if head.dep_ == "amod" else ""
        return party if PARTISANS.match(party) else ""


def _among(head: Token) -> str:
    """ "Likely voters" of "Among likely voters, 40 percent said …"; '' where nothing so begins the clause."""
    before = head.doc[head.sent.start : head.i]
    among = next((t for t in reversed(before) if t.lower_ == "among" and not t.head.like_num), None)
    of = next((c for c in among.children if c.dep_ == "pobj"), None) if among is not None else None
    if of is None or not any(t.text == "," for t in head.doc[of.i : head.i]):
        return ""
    return str(head.doc[of.left_edge.i : of.i + 1].text)


def resolve_speakers(
    reading: Reading,
    found: Sequence[Found],
    writers: Sequence[str] = (),
    outlet: str = "",
    heading: int = 0,
) -> Iterator[Resolved]:
    """Resolve the source of every attribution of an article, in reading order.

    Parameters
    ----------
    reading : Reading
        The parsed article.
    found : sequence of Found
        Its attributions, as `find_attributions` returns them.
    writers : sequence of str, optional
        Who "I" and "we" are outside quotation marks: those of the article's byline.
    outlet : str, optional
        Where it appeared: who "we" are in what no one signs.
    heading : int
        Where the headline ends, in characters; 0 where there is none.

    Yields
    ------
    Resolved
        The speakers of each; the same person is the same `Speaker` object throughout.
    """
    cast = Cast(reading, found, heading)
    resolver = Resolver(cast, Writers(cast, writers, outlet))
    # Whom the headline describes is named below it, so that it comes last; "I" in a quotation is who
    # speaks it, which comes first whichever stands first.
    order = sorted(
        range(len(found)),
        key=lambda n: (
            found[n].within is not None and _is_first_person(reading, found[n]),
            found[n].start < heading, found[n].head is None, found[n].head or 0,
        ),
    )  # fmt: skip
    resolved: dict[int, Resolved] = {}
    for n in order:
        outer = found[n].within
        resolved[n] = resolver.resolve(found[n], resolved.get(outer) if outer is not None else None)
    yield from (resolved[n] for n in range(len(found)))


def _is_first_person(reading: Reading, found: Found) -> bool:
    head = found.head
    return head is not None and reading.doc[head].lower_ in ME | US and reading.quote_of[head] >= 0
