"""Whom a pronoun means: "he", "they", "it", "who", "himself", "I" and "some"."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from newslab.frames import JOINT
from newslab.tagging.antecedents import antecedents
from newslab.tagging.cast import Cast, Resolved, Speaker
from newslab.tagging.descriptions import is_plural, person_noun
from newslab.tagging.introductions import begins_clause
from newslab.tagging.plural import BOTH, SOME, Told, several, share_of_them, some_of_them, the_two
from newslab.tagging.reading import Found, Span
from newslab.tagging.story import HE
from newslab.tagging.writers import ME, US, YOU, Writers

if TYPE_CHECKING:
    from spacy.tokens import Token

_THEY = frozenset({"they", "them", "their", "themselves"})
_IT = frozenset({"it", "its", "itself"})
_FIRST = ME | US | YOU
_RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
_WHO = frozenset({"who", "whom"})
_SELVES = frozenset({"himself", "herself", "themselves", "itself"})
# Whoever they are, coders and readers keep the word.
_ANYBODY = frozenset({
    "nobody", "none", "everyone", "everybody", "someone", "somebody", "anyone", "anybody", "noone",
})  # fmt: skip
# Points from which "it" goes back to words that have not spoken.
_LIKELY = -0.9
# So many words back a noun may stand to which "who" belongs.
_NEAR = 25
# So many words back who else may be meant, where that noun is no person.
_CLOSE = 7


class Pronouns:
    """Resolves sources that are pronouns, in reading order.

    Parameters
    ----------
    cast : Cast
        Who is in the article.
    writers : Writers
        Who its writers are.
    describe : callable
        Tells the speakers of other words of the article, as a source's: a token and the attribution.
    """

    def __init__(
        self, cast: Cast, writers: Writers, describe: Callable[[Token, Found], list[Speaker]]
    ) -> None:
        self.cast, self.writers, self._describe = cast, writers, describe

    def resolve(self, head: Token, found: Found, span: Span, outer: Resolved | None) -> Told | None:
        """Whom a source means that is a pronoun; None where it is none.

        Parameters
        ----------
        head : spacy.tokens.Token
            The source's head.
        found : Found
            The attribution.
        span : (int, int)
            The characters of the source.
        outer : Resolved, optional
            Who speaks the quotation in which the attribution lies.
        """
        word = "us" if _is_us(head) else _plain(head)
        words = self.cast.reading.text[slice(*span)].casefold().split()
        alone = len(words) == 1
        if word in _ANYBODY and alone:
            return [self.cast.unnamed(head, word)], f"“{head.text}” is nobody in particular"
        if whole := share_of_them(self.cast, head, span, lambda t: self._describe(t, found)):
            speaker = self.cast.unnamed(head, whole)
            speaker.plural = True
            return [speaker], "a share of those spoken of"
        if word in SOME and alone and not any(c.i > head.i for c in head.children if word == "those"):
            return some_of_them(self.cast, head, lambda t: self._describe(t, found))
        if word in _FIRST or (alone and self.writers.is_label(head)):
            return self._writer(head, outer)
        speakers = self._meant(head, word, found, words)
        if speakers is None:
            return None
        if not speakers:
            return [], f"nobody for “{head.text}”"
        return speakers, f"“{head.text}” goes back to {JOINT.join(s.name for s in speakers)}"

    def _meant(self, head: Token, word: str, found: Found, words: list[str]) -> list[Speaker] | None:
        if word in HE:
            one = self.cast.story.who(head, found)
            return [one] if one is not None else []
        if word in _THEY:
            return several(self.cast, head, lambda t: self._describe(t, found))
        both = words in (["both"], ["neither"], ["both", "of", "them"])
        if both or (word in BOTH and words[0] == "the" and len(words) == 2):
            return the_two(self.cast, head, lambda t: self._describe(t, found))
        return self._it(head, found) if word in _IT or word in _RELATIVE else None

    def _writer(self, head: Token, outer: Resolved | None) -> Told:
        """Whom "I" or "we" means: who speaks the quotation, or else who writes."""
        if self.cast.reading.quote_of[head.i] >= 0:
            own = outer.named if outer is not None and head.lower_ not in YOU else []
        else:
            own = self.writers.who(head)
            self.cast.story.writers.update(id(s) for s in own if head.lower_ in ME)
        if own:
            return own, f"“{head.text}” is {JOINT.join(s.name for s in own)}"
        if head.lower_ in ME and self.cast.reading.quote_of[head.i] < 0 and not self.writers.names:
            writer = self.cast.unnamed(head, "author")
            writer.phrases = ["writer"]
            return [writer], "the writer, whom nothing names"
        return [Speaker("", "none")], "the writer"

    def _it(self, head: Token, found: Found) -> list[Speaker]:
        """The group or text that "it" means."""
        for before in antecedents(self.cast, head, plural=False)[:1]:
            if before.speakers:
                return before.speakers
            if before.points >= _LIKELY and (speakers := self._describe(before.token, found)):
                return speakers
        return self.cast.heard(head.i, "named_group", "document")[-1:]

    def antecedent(self, head: Token, span: Span) -> tuple[Token, Span]:
        """The word that "who" or "himself" stands for, with the words around it."""
        doc = self.cast.reading.doc
        if head.lower_ in _SELVES:
            before = [t for t in doc[max(0, head.i - 2) : head.i] if t.is_alpha and t.idx >= span[0]]
            return (before[-1], span) if before else (head, span)
        pronoun = self._relative(head, span)
        if pronoun is not None:
            clause = next((t for t in pronoun.ancestors if t.dep_ == "relcl"), None)
            head = _joint(clause, pronoun) if clause is not None else self._nearest(pronoun)
            head = self._subject(self._agreeing(head, pronoun))
        elif head.dep_ == "appos" and head.head.dep_ == "pobj":
            return head, span  # "In addition to the Norvane Bar, a coalition says"
        return self._named_beside(_among_whom(head)), span

    def _relative(self, head: Token, span: Span) -> Token | None:
        """The pronoun, where a source is nothing but "who" or "which"."""
        if _plain(head) in _RELATIVE:
            return head
        words = self.cast.reading.doc.char_span(*span, alignment_mode="contract")
        return words[0] if words is not None and len(words) == 1 and _plain(words[0]) in _RELATIVE else None

    def _nearest(self, pronoun: Token) -> Token:
        """The noun before a pronoun whose clause the parser hung elsewhere, a person's for "who"."""
        low, _ = self.cast.reading.sentence(pronoun)
        nouns = [t for t in pronoun.doc[max(0, pronoun.i - _NEAR) : pronoun.i] if t.pos_ in {"NOUN", "PROPN"}]
        heads = [t for t in nouns if t.idx >= low and t.dep_ not in {"compound", "nmod", "poss"}]
        if pronoun.lower_ in _WHO:
            heads = [t for t in heads if self._may_be_who(t)] or heads
        return heads[-1] if heads else pronoun

    def _agreeing(self, head: Token, pronoun: Token) -> Token:
        """The noun that suits: of "a man in a house who …" the man, of "a house of a man which …" no man."""
        who = pronoun.lower_ in _WHO
        entity = self.cast.reading.entity_of.get(head.i)
        if not who and entity is not None and entity.label_ == "ORG":
            return entity.root
        token = head
        while who != self._may_be_who(token) and token.dep_ == "pobj":
            token = token.head.head
            if token.pos_ in {"NOUN", "PROPN"} and who == self._may_be_who(token):
                return token
        several = is_plural(head) or any(head.conjuncts)
        counted = head.lower_ == "percent" or any(c.like_num for c in head.children)
        if who and not (self._may_be_who(head) or several or counted):
            near = head.doc[max(0, pronoun.i - _CLOSE) : pronoun.i]
            low, _ = self.cast.reading.sentence(pronoun)
            return next((t for t in reversed(near) if t.idx >= low and self._may_be_who(t)), head)
        return head

    def _subject(self, head: Token) -> Token:
        """Of "he is a man who …" and "Ana Ruiz is an expert who …" the subject."""
        top = head.head if head.dep_ == "appos" else head
        if top.dep_ != "attr" or top.head.lemma_ != "be" or is_plural(head):
            return head
        own = [c for c in top.head.children if c.dep_ == "nsubj" and c.i < head.i]
        return next((c for c in own if c.i in self.cast.by_token or c.lower_ in HE), head)

    def _named_beside(self, head: Token) -> Token:
        """The name beside which a description stands: of "Ana Ruiz, a critic who …" the first."""
        by_token, top = self.cast.by_token, head
        while top.dep_ == "conj" and top.head.dep_ in {"attr", "appos"}:
            top = top.head
        if head.i in by_token or top.dep_ not in {"appos", "attr"}:
            return head
        if top is head and begins_clause(head.doc, head.left_edge.i, head.i + 1):
            return head  # "In a talk with Ana Ruiz, the mayor said"
        if top.dep_ == "attr":
            return top if top.i in by_token else head
        if is_plural(head) and not any(top.head.conjuncts):
            return head  # "Ana Ruiz and 18 members"
        new = any(c.lower_ in {"a", "an"} for c in head.children) and top.head.pos_ == "PROPN"
        return top.head if new or top.head.i in by_token else head

    def _may_be_who(self, token: Token) -> bool:
        return token.i in self.cast.by_token or person_noun(token) or token.ent_type_ in {"PERSON", "NORP"}


def _plain(token: Token) -> str:
    """A word without capitals, or as it stands where it is an acronym: "WHO" and "US" are no pronouns."""
    word: str = token.text
    return word if len(word) > 1 and word.isupper() else word.casefold()


def _is_us(head: Token) -> bool:
    """Whether a word is "us" in "let’s assume"."""
    return head.lower_ in {"'s", "’s"} and head.i > 0 and head.nbor(-1).lower_ == "let"


def _joint(clause: Token, pronoun: Token) -> Token:
    """The words of a clause's pronoun: of "men and firms, who fear" the whole, of "…, who fears" the last."""
    head = clause.head
    verbs = (clause, *(c for c in clause.children if c.dep_ in {"aux", "auxpass"}))
    single = any(t.tag_ == "VBZ" or t.lower_ == "was" for t in verbs)
    apart = pronoun.i > 0 and pronoun.nbor(-1).text == ","
    while apart and not single and head.dep_ == "conj" and head.head.pos_ in {"NOUN", "PROPN"}:
        head = head.head
    return head


def _among_whom(head: Token) -> Token:
    """Of "among those who agreed are Ana Ruiz and …" those who are named after it."""
    verb = head.head.head
    if head.lower_ != "those" or head.head.lower_ != "among" or verb.lemma_ != "be":
        return head
    named = (c for c in verb.children if c.dep_ in {"nsubj", "attr"} and c.i > verb.i)
    return next(named, head)
