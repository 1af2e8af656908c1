"""Texts and data that speak: what they are called, and who made them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newslab.tagging.cues import cue_verbs
from newslab.tagging.descriptions import is_plural
from newslab.tagging.names import documents, organisation_in, text_kinds, without_article
from newslab.tagging.reading import Reading

if TYPE_CHECKING:
    from spacy.tokens import Token

# What one does to a text that is one's own: "conducted by", "the union released a survey".
_MADE = frozenset({
    "air", "appear", "author", "carry", "circulate", "commission", "compile", "conduct", "do", "draw",
    "file", "issue", "launch", "make", "produce", "provide", "publish", "put", "release", "send", "sign",
    "submit", "unveil", "write",
})  # fmt: skip
# What a paper publishes of others.
_LEAKED = frozenset({
    "annex", "contract", "document", "email", "file", "letter", "log", "memo", "memorandum", "message",
    "minute", "note", "recording", "text", "transcript",
})  # fmt: skip
_OUT = frozenset({"appear", "publish", "post", "write"})
_MAKERS = frozenset({"by", "from", "of", "in"})
# Kinds that a headline names by one capitalised word, and that end a text's proper name.
_TITLED = frozenset({"poll", "report", "ad", "statement", "book", "video", "recording", "suit", "email"})
# What tells that a text is new, big or somebody's own, and not which it is.
GENERIC = frozenset({
    "brief", "current", "damning", "detailed", "exclusive", "full", "fresh", "joint", "landmark", "last",
    "late", "latest", "lengthy", "local", "long", "major", "most", "much-anticipated", "national",
    "nationwide", "new", "newest", "newly", "online", "own", "recent", "recently", "same", "scathing",
    "short", "single", "state", "statewide", "such", "sweeping", "telephone", "weekly", "written",
})  # fmt: skip
_LAW = re.compile(r"\b((?:[A-Z][\w’'-]+ (?:(?:of|to|the|and|for|in|on) )*){1,6}(Bill|Act))\b")
# Works have titles of their own.
_WORKS = frozenset({"album", "book", "film", "play", "show", "song"})
_TITLE = re.compile(
    r"(?:,? (?:called |titled |entitled )?[“\"]([A-Z][^”\"\n]{2,70})[”\"])"
    r"|(?:, |,? (?:called|titled|entitled) )"
    r"([A-Z][\w’'-]*:?(?: (?:[A-Z0-9][\w’'-]*|of|the|and|in|to|for|a|on))*) by "
)
_DATES = frozenset({"DATE", "TIME", "ORDINAL", "CARDINAL", "QUANTITY"})
_STOPS = frozenset({":", ";", "=", "<", ">", "(", ")", "—", "–", "―", "…"})


@dataclass(frozen=True)
class Text:
    """One mention of a text.

    `at` is its noun, `kind` what that has in common with other nouns for it, `words` are those about it,
    `name` is what it is called with its maker, or '', `issuer` the word for who is said to have made it.
    """

    at: int
    kind: str
    words: frozenset[str]
    name: str
    issuer: int = -1


def is_document(head: Token) -> bool:
    """Whether a noun is a text or data: "report", in a headline "New Poll", "the Skerrin Gazette Poll"."""
    noun = head.lemma_.casefold()
    if head.lower_ == "figures" and any(c.dep_ == "relcl" and _is_of_people(c) for c in head.children):
        return False
    if head.pos_ == "NOUN":
        return noun in documents()
    if head.tag_ != "NNP" or kind_of_text(noun) not in _TITLED:
        return False
    before = [t for t in head.doc[head.left_edge.i : head.i] if t.is_alpha]
    if all(t.lower_ in GENERIC for t in before):
        return True
    name = head.doc[head.left_edge.i : head.i + 1].text
    return noun in {"poll", "survey"} and organisation_in(name) in {"", "pollster", "media", "expert"}


def _is_of_people(clause: Token) -> bool:
    """Whether a relative clause begins with "who"."""
    return any(t.lower_ in {"who", "whom"} for t in clause.children)


def kind_of_text(noun: str) -> str:
    """By what the nouns agree that an article may use in turn for one text: poll and survey."""
    return text_kinds().get(noun, noun)


def _before(head: Token) -> list[Token]:
    """The words before a text's noun that belong to it, without those of a clause or label before."""
    first = head.i
    while first > head.left_edge.i and head.doc[first - 1].text not in _STOPS:
        first -= 1
    return list(head.doc[first : head.i])


def specifics(head: Token) -> frozenset[str]:
    """The words that tell which text a noun names: "inspection" of "the new inspection report"."""
    before = (t for t in _before(head) if t.pos_ in {"NOUN", "ADJ", "PROPN", "NUM"})
    return frozenset(t.lower_ for t in before if not _generic(t))


def _generic(token: Token) -> bool:
    """Whether a word tells of a text that it is new or big: "new", "64-page"."""
    after, before = token.nbor(1), token.nbor(-1) if token.i else token
    measured = (after.text == "-" and token.like_num) or (before.text == "-" and token.nbor(-2).like_num)
    proper = token.ent_type_ in {"ORG", "GPE", "PERSON"} and after.tag_ == "NNP" and not is_document(after)
    return measured or (token.lower_ in GENERIC and not proper)


def name_of_text(reading: Reading, head: Token) -> str:
    """What a text is called with its maker, if the words beside its noun tell that, or ''.

    "A new poll of 900 voters by Tidewater Research" is "Tidewater Research poll".
    """
    if title := _title(reading, head):
        return title
    before = _before(head)
    low = next((n for n, t in enumerate(before) if _proper(t)), len(before))
    if low < len(before):
        while low > 0 and before[low - 1].dep_ == "compound" and before[low - 1].text[:1].isupper():
            low -= 1
        words = (t for t in before[low:] if t.text[:1].isupper() or t.lower_ not in GENERIC)
        return without_article("".join(t.text_with_ws for t in words) + head.text)
    maker = _maker(reading, head)
    nouns = [t.text_with_ws for t in before if t.dep_ == "compound" and not _generic(t)]
    return f"{maker} {''.join(nouns)}{head.text}" if maker else ""


def _title(reading: Reading, head: Token) -> str:
    """The title of a work behind its noun: "a new book, Brown's Bridge by …", "the film “Salt Road”"."""
    if kind_of_text(head.lemma_.casefold()) not in _WORKS:
        return ""
    match = _TITLE.match(reading.text, head.idx + len(head), reading.line(head)[1])
    return (match[1] or match[2]).strip(" ,") if match else ""


def titled_laws(reading: Reading) -> dict[str, str]:
    """By "bill" and "act" the only one that an article calls by its title: "Road Safety Bill"."""
    titles: dict[str, set[str]] = {}
    for match in _LAW.finditer(reading.text):
        titles.setdefault(match[2].casefold(), set()).add(without_article(match[1]))
    return {noun: some.pop() for noun, some in titles.items() if len(some) == 1}


def _proper(token: Token) -> bool:
    return token.tag_ in {"NNP", "NNPS"} and not _generic(token) and token.ent_type_ not in _DATES


def _maker(reading: Reading, head: Token) -> str:
    """The organisations or people by whom a text is said to be made, beside its noun."""
    for token in head.subtree:
        if token.i < head.i or token.lower_ not in _MAKERS:
            continue
        when = token.head.ent_type_ == "DATE" or token.head.pos_ == "ADV"  # "a report this week from …"
        verb = None if when or token.head == head else token.head
        if verb is not None and (
            (verb.lemma_ == "publish" and head.lemma_.casefold() in _LEAKED)
            or verb.lemma_ not in _MADE
            or (token.lower_ != "by" and verb.lemma_ not in _OUT)
        ):
            continue
        maker = next((c for c in token.children if c.dep_ == "pobj"), None)
        makers = (maker, *maker.conjuncts) if maker is not None else ()
        names = [n for t in makers if (n := _maker_name(reading, t, token.lower_))]
        if names:
            return " and ".join(names)
    return ""


def _maker_name(reading: Reading, maker: Token, preposition: str) -> str:
    """What a maker is called: "the Ruiz campaign", of "researchers at Skerrin University" the university."""
    if maker.tag_ in {"NNP", "NNPS"}:
        return _entity(reading, maker, preposition)
    if preposition != "by":
        return ""
    before = [t for t in _before(maker) if t.dep_ in {"compound", "poss", "case"} or t.tag_ == "NNP"]
    if any(t.tag_ == "NNP" for t in before) and not is_plural(maker):
        return without_article("".join(t.text_with_ws for t in before) + maker.text)
    links = (c for c in maker.children if c.lower_ in {"at", "from", "with"} or c.dep_ == "appos")
    told = (t for c in links for t in (c, *c.children) if t.dep_ in {"pobj", "appos"} and t.tag_ == "NNP")
    return next((n for t in told if (n := _entity(reading, t, "from"))), "")


def _entity(reading: Reading, name: Token, preposition: str) -> str:
    """The organisation, or after "by" and "from" the person, whose name a word belongs to."""
    entity = reading.entity_of.get(name.i)
    if entity is None and preposition in {"by", "from"}:
        own = [t for t in _before(name) if t.tag_ == "NNP"]
        return "".join(t.text_with_ws for t in (*own, name)).strip(" .")
    if entity is None or "\n" in entity.text:
        return ""
    maker = entity.label_ == "ORG" or organisation_in(entity.text) == "media"
    person = entity.label_ == "PERSON" and preposition in {"by", "from"}
    own, _, more = entity.text.partition(", ")
    runs_on = any(w.islower() and w not in {"and", "of", "for", "the"} for w in more.split())
    # "A report by Harbour Weekly, Norvane officials say": the name finder runs on.
    return without_article(own if runs_on else entity.text) if maker or person else ""


def _issuer(head: Token) -> Token | None:
    """Who made a text by what they did: "X released a survey", "X said in a statement"."""
    verb = head.head
    if head.dep_ == "dobj" and verb.lemma_ in _MADE:
        return _subject(verb)
    if head.dep_ == "pobj" and verb.lower_ == "in" and verb.head.lemma_ in cue_verbs():
        return _subject(verb.head)
    if head.dep_ == "pobj" and verb.lower_ == "with" and verb.head.lower_ == "out":
        return _subject(verb.head.head)
    if head.dep_ == "nsubjpass" and verb.lemma_ in _MADE:
        by = next((c for c in verb.children if c.dep_ == "agent"), None)
        return next(iter(by.children), None) if by is not None else None
    clauses = (t for t in head.subtree if t.dep_ == "relcl" and t.lemma_ in _MADE and t.i > head.i)
    told = ((c, s) for c in clauses if (s := _subject(c)) is not None)
    return next((s for c, s in told if s.pos_ != "PRON" and c.head.i - head.i < 6), None)


def _subject(verb: Token) -> Token | None:
    """The subject of an active verb, or of the one to which it is joined."""
    own = next((c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
    if own is None and verb.dep_ == "conj" and verb.head.pos_ == "VERB":
        own = next((c for c in verb.head.children if c.dep_ == "nsubj"), None)
    return own if own is not None and own.dep_ == "nsubj" and own.tag_ not in {"WDT", "WP"} else None


def text_at(reading: Reading, token: Token) -> Text:
    """What is told of a text where a noun names it."""
    words = frozenset(t.lower_ for t in reading.doc[token.left_edge.i : token.right_edge.i + 1])
    issuer = _issuer(token)
    plural = "s" if token.tag_ in {"NNS", "NNPS"} else ""
    return Text(
        token.i, kind_of_text(token.lemma_.casefold()) + plural, words, name_of_text(reading, token),
        issuer.i if issuer is not None else -1,
    )  # fmt: skip
