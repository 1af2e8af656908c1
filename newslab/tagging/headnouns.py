"""The role noun that heads a description: "chief of staff", "lead prosecutor", "a number of the writers"."""

from __future__ import annotations

import re
from typing import NamedTuple

from newslab.tagging.names import is_title, role_noun, roles

# What ends the words that a head noun stands among.
_AFTER_HEAD = frozenset({
    "of", "for", "at", "in", "with", "from", "on", "who", "to", "and", "or", "by", "that", "around",
    "outside", "inside", "across", "near", "within", "under", "over", "about", "against", "between", "among",
    "whose", "which", "as", "behind", "close", "familiar", "involved", "aligned", "opposed", "named",
    "called", "known", "like", "here", "there", "during", "after", "before", "currently", "now", "today",
})  # fmt: skip
# Of these the first in a phrase may be an adjective: "outside analysts".
_EITHER = frozenset({"outside", "inside", "close"})
_DOTLESS = frozenset({
    "Dr", "Prof", "Gen", "Col", "Capt", "Sgt", "Lt", "Maj", "Adm", "Rev", "Gov", "Sen", "Rep",
})  # fmt: skip
_WORDS = re.compile(r"[\w-]+(?:['’](?!s\b)\w+)?\.?")
# Amounts that say nothing of who they are: "a number of", "two of the".
_AMOUNT = re.compile(
    r"^(?:[\w,.’'-]+ ){0,4}?(?:numbers?|majority|minority|lots?|groups?|crowds?|army|handful|couple|pair|trio"
    r"|dozens?|scores|hundreds|thousands|millions|percent|per cent|third|quarters?|fourths?|half|most|many"
    r"|some|several|few|all|both|each|any|none|one|two|three|four|five|six|others?|either|generation|mix|host|bunch"
    r"|band|team|coalition|string|wave|array|cadre|chorus|members)"
    r" of (?:the |his |her |their |its |these |those |our )?",
    re.IGNORECASE,
)


class Headed(NamedTuple):
    """A role noun as the vocabulary has it, with the words before and after it; empty where there is none."""

    noun: str
    before: str
    after: str


def singular(word: str) -> str:
    """A noun of the vocabulary without the ending of the plural."""
    for plural, single in (("men", "man"), ("ies", "y"), ("ses", "s"), ("s", "")):
        if word.endswith(plural):
            return word[: -len(plural)] + single
    return word


def _role(words: list[str]) -> str:
    noun = " ".join(words).casefold()
    return next((n for n in (noun, singular(noun)) if n in roles()), "")


def _written_out(word: str) -> str:
    """An abbreviated title as the noun that it stands for, where it is no role of its own."""
    bare = word.rstrip(".")
    short = word.endswith(".") or bare in _DOTLESS
    return role_noun(bare) if short and not _role([bare]) else bare


def head_of(phrase: str) -> Headed:
    """The role noun that heads a phrase, up to its first comma; the longest that the vocabulary has.

    Examples
    --------
    >>> head_of("deputy chief of staff to the mayor")
    Headed(noun='chief of staff', before='deputy ', after=' to the mayor')
    """
    spans = [m.span() for m in _WORDS.finditer(phrase.split(",")[0])]
    words = [_written_out(phrase[s:e]) for s, e in spans]
    stops = [n for n, w in enumerate(words) if n and w.casefold() in _AFTER_HEAD]
    either = bool(stops) and words[stops[0]].casefold() in _EITHER
    for stop in [*stops, len(words)][: 1 + either]:
        over = [(s, s + n) for n in (4, 3, 2) for s in (stop - 1, stop - 2) if s >= 0 and s + n > stop]
        for start, end in (*over, *((s, stop) for s in range(max(0, stop - 3), stop))):
            noun = _role(words[start:end]) if end <= len(words) else ""
            if noun and (end <= stop or roles()[noun]["actor"]):
                return Headed(noun, phrase[: spans[start][0]], phrase[spans[end - 1][1] :])
    return Headed("", "", "")


def whole(phrase: str) -> str:
    """A description without an amount in front and titles behind.

    Examples
    --------
    >>> whole("a number of the writers"), whole("British diplomat Sir")
    ('writers', 'British diplomat')
    """
    while (rest := _AMOUNT.sub("", phrase, count=1)) != phrase and rest:
        phrase = rest
    while " " in phrase and is_title(last := phrase.rsplit(" ", 1)[1]) and not _role([last.rstrip(".")]):
        phrase = phrase.rsplit(" ", 1)[0]
    return phrase
