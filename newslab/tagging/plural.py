"""Sources of several: joint speakers, "they", "others", "both candidates"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING

from newslab.tagging.antecedents import antecedents
from newslab.tagging.bodies import bodies_alike, is_body
from newslab.tagging.cast import Cast, Speaker
from newslab.tagging.descriptions import QUANTITIES, is_plural, is_pointed, person_noun
from newslab.tagging.names import nations, normal, roles, surname
from newslab.tagging.reading import Span
from newslab.tagging.story import SUBJECTS

if TYPE_CHECKING:
    from spacy.tokens import Token

Told = tuple[list[Speaker], str]
# What resolves words of the article as it would a source.
Describe = Callable[["Token"], list[Speaker]]
SOME = frozenset({"all", "others", "some", "many", "most", "those", "these", "few", "several"})
_SIBLINGS = frozenset({"brothers", "siblings", "sisters", "twins"})
BOTH = frozenset({"both", "neither", "two", "pair", "duo", "couple"})
# What comes before a share of a plural subject takes the place of its own quantity.
_SHARES = frozenset({"all", "others", "some", "many", "most", "few", "several"})
# Points from which "some" is some of those spoken of before.
_NEAR = -1.0
# Points up to which words are too far back for "they".
_FAR = -1.5
# So many attributions back a group is still whom one thinks of.
_LATE = 3
# So many words back two people may stand whom "they" means.
_WORDS = 120
# So many events back somebody may be one of two.
_EVENTS = 60


def named_among(cast: Cast, head: Token, span: Span) -> list[Token]:
    """Those named for several: "the rivals, Ana Ruiz and Tom Dunn", "critics like Ana Ruiz"."""
    if not is_plural(head) or head.i in cast.by_token:
        return []
    named = [t for c in head.children if c.dep_ == "appos" for t in (c, *c.conjuncts)]
    for child in head.children:
        such = child.lower_ == "as" and any(c.lower_ == "such" for c in child.children)
        if child.dep_ == "prep" and (such or child.lower_ in {"like", "including"}):
            named += [t for c in child.children if c.dep_ == "pobj" for t in (c, *c.conjuncts)]
    named = [t for t in named if t.idx < span[1]]
    # "Proponents, including the league" are told by it, "companies including Corvane" are more than that.
    apart = any(
        c.dep_ == "appos" or (c.dep_ == "prep" and c.i > head.i and c.nbor(-1).text == ",")
        for c in head.children
    )
    known = all(t.i in cast.by_token or (apart and t.ent_type_ == "ORG") for t in named)
    of = any(c.lower_ in {"of", "for"} and c.i > head.i for c in head.children)
    if of and len(named) == 1 and named[0].dep_ == "appos":  # "supporters of her rival, Tom Dunn"
        return []
    return sorted(named, key=lambda t: t.i) if named and known else []


def share_of_them(cast: Cast, head: Token, span: Span, told: Describe) -> str:
    """ "Many officers" of "many of them", by those whom "them" means; '' where that is told of nobody."""
    words = cast.reading.doc.char_span(*span, alignment_mode="contract")
    if words is None or len(words) < 3 or words[-1].lower_ != "them" or words[-2].lower_ != "of":
        return ""
    whole = several(cast, words[-1], told)
    if not whole or any(s.kind != "unnamed" for s in whole):
        return ""
    kinds = " and ".join(s.name for s in whole).split()
    while kinds and kinds[0].casefold() in QUANTITIES | SOME | {"of"}:
        kinds = kinds[1:]
    share = words[:-2].text
    return f"{share} {'' if share.casefold() in SOME else 'of '}{' '.join(kinds)}" if kinds else ""


def several(cast: Cast, head: Token, told: Describe) -> list[Speaker]:
    """Those whom "they" means: joint speakers, a plural description, or else a group."""
    for before in antecedents(cast, head, plural=True)[:1]:
        if before.points > _FAR and (speakers := before.speakers or told(before.token)):
            return speakers
    group = cast.heard(head.i, "named_group")[-1:]
    late = any(s is g for _, some in cast.spoken[-_LATE:] for s in some for g in group)
    return group if late else _last_two(cast, head, _WORDS) or group


def the_two(cast: Cast, head: Token, told: Describe) -> list[Speaker]:
    """Those whom "both" or "the two" means: two named together, else the last two who were subjects."""
    for before in antecedents(cast, head, plural=True)[:2]:
        speakers = before.speakers or (told(before.token) if any(before.token.conjuncts) else [])
        if len(speakers) == 2 and speakers[0].kind == speakers[1].kind != "unnamed":
            return speakers
    return _last_two(cast, head, len(head.doc))


def _last_two(cast: Cast, head: Token, words: int) -> list[Speaker]:
    """The two people who were joined last in so many words, or else the last two who were subjects."""
    cast.story.walk(head.i)
    events = [e for e in cast.story.events[-_EVENTS:] if 0 < head.i - e.i <= words and not e.quoted]
    people = [e for e in events if e.i in cast.by_token or e.by_pronoun or e.spoke]
    for event in reversed(people):
        token = head.doc[event.i]
        first = cast.by_token.get(token.head.i) if token.dep_ == "conj" and token.i in cast.by_token else None
        sure = first is not None and bool(first.gender or event.speaker.gender)
        if first is not None and sure and first is not cast.by_token[token.i]:
            return [cast.speaker_of(first), event.speaker]
    last = {id(e.speaker): e for e in people if e.relation in SUBJECTS and e.speaker.kind == "named_person"}
    two = sorted(last.values(), key=lambda e: e.i)[-2:]
    return [e.speaker for e in two] if len(two) == 2 else []


def some_of_them(cast: Cast, head: Token, told: Describe) -> Told:
    """ "Others", "some", "many" by themselves: a share of the subject before, or nobody nearer told."""
    word = "other" if head.lower_ == "others" else head.lower_
    heard = [s.name for s in cast.heard(head.i, "unnamed")[-1:] if s.plural and word == "other"]
    kinds = (heard[0] if heard else _whole(cast, head, told)).split()
    while kinds and kinds[0].casefold() in QUANTITIES | SOME | {"of"}:
        kinds = kinds[1:]
    speaker = cast.unnamed(head, f"{word} {' '.join(kinds)}" if kinds else head.lower_)
    speaker.plural = True
    return [speaker], "others of a kind" if kinds else "described only"


def _whole(cast: Cast, head: Token, told: Describe) -> str:
    """Those of whom "some" are a share: a plural subject just before, where the article says who they are."""
    best = next(iter(antecedents(cast, head, plural=True)), None)
    if head.lower_ not in _SHARES or best is None or best.points < _NEAR or best.token.i in cast.by_token:
        return ""
    whole = best.speakers or told(best.token)
    if len(whole) != 1 or whole[0].kind != "unnamed":
        return ""
    first = best.token.pos_ == "NOUN" and whole[0].name.startswith(best.token.text)  # of its sentence
    return best.token.lower_ + whole[0].name[len(best.token) :] if first else whole[0].name


def both_of_them(cast: Cast, head: Token) -> list[Speaker]:
    """The two who are "both candidates", "neither man" or "both campaigns", where just two can be."""
    neither = any(c.lower_ == "neither" for c in head.children)
    both = neither or any(c.lower_ == "both" for c in head.children)
    two = is_pointed(head) and any(c.lower_ == "two" for c in head.children)
    alone = head.lower_ == "campaigns" or (is_pointed(head) and head.lower_ in _SIBLINGS)
    if not (is_plural(head) or neither) or not (both or two or alone):
        return []
    if head.lower_ in {"countries", "nations"}:
        places = (n for i, n, label in reversed(cast.groups.named) if i < head.i and label == "GPE")
        last = list(dict.fromkeys(n for n in places if normal(n) in nations()))[:2]
        return [cast.group(head, name) for name in reversed(last)] if len(last) == 2 else []
    if head.lower_ in _SIBLINGS:
        return _of_one_name(cast)
    if head.lower_ in {"campaigns", "camps"}:
        return _two_campaigns(cast, head) if both or two or is_pointed(head) else []
    if is_body(head) and (both or two):
        names = bodies_alike(cast, head)
        return [cast.known(name, head, "named_group") for name in names] if len(names) == 2 else []
    noun = head.lemma_.casefold()
    before = {id(e.speaker) for e in cast.story.events if e.i < head.i}
    told = [s for s in cast.with_role(noun, noun) if id(s) in before]
    if len(told) == 2:
        return told
    if any(s.stands for s in told):  # of all who ever stood the two of whom it tells most
        return sorted(told, key=lambda s: -cast.story.times(s))[:2] if len(told) > 2 else []
    row = roles().get(noun) or {}
    if person_noun(head) and row.get("actor") in {"", "citizen"}:
        return _last_two(cast, head, len(head.doc))
    alike = _alike(cast, row.get("actor", "")) if len(told) < 2 else told
    spoke = list({id(s): s for i, some in reversed(cast.spoken) if i < head.i for s in some}.values())
    last = [s for s in spoke if any(s is a for a in alike)][:2]
    return last[::-1] if len(last) == 2 else []


def _alike(cast: Cast, actor: str) -> list[Speaker]:
    """The people whose roles are of one kind: "politician"."""
    fits = (
        p
        for p in cast.people
        if actor and any(roles()[n]["actor"] == actor for n in p.heads & roles().keys())
    )
    return [cast.speaker_of(p) for p in fits]


def _of_one_name(cast: Cast) -> list[Speaker]:
    """The two of one surname, where no others share one: whom "the brothers" means."""
    full = [p for p in cast.people if " " in p.name]
    count = Counter(surname(p.name) for p in full)
    shared = [p for p in full if count[surname(p.name)] > 1]
    return [cast.speaker_of(p) for p in shared] if len(shared) == 2 else []


def _two_campaigns(cast: Cast, head: Token) -> list[Speaker]:
    """The two campaigns of which an article tells most before a word."""
    named = Counter(name for i, name in cast.campaigns if i < head.i)
    first = {name: i for i, name in reversed(cast.campaigns)}
    most = [name for name, _ in named.most_common(3)]
    two = sorted(most[:2], key=first.__getitem__) if len(most) == 2 else []
    return [cast.known(f"{name} campaign", head, "named_group") for name in two]


def not_only(head: Token) -> list[Token]:
    """Of "not only among the allies but also for Norway, who fear" the word that "not only" brings in."""
    prep = head.head.head if head.dep_ == "conj" and head.head.dep_ == "pobj" else head.head
    before = prep.head if prep.dep_ == "conj" and prep.pos_ == "ADP" else None
    if before is None or before.i == 0 or before.nbor(-1).lower_ != "only":
        return []
    return [c for c in before.children if c.dep_ == "pobj"]
