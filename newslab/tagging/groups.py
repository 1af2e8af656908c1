"""Names of groups: acronyms, capitals that stand for governments, descriptions that come back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from newslab.tagging.names import governments, normal, organisation_in, without_article, word_set

_FIRMS = frozenset({"company", "firm"})
_POSSESSIVE = re.compile(r"[’']s?$")


def is_acronym(name: str) -> bool:
    """Whether a name is one word of capitals."""
    return name.isupper() and " " not in name.strip()


def _initials(name: str) -> str:
    return "".join(w[0] for w in re.findall(r"[A-Z][\w’']*", name))


def same_group(a: str, b: str) -> bool:
    """Whether two names are one group's: the same words, or an acronym and what it stands for.

    Examples
    --------
    >>> same_group("NTU", "Norvane Teachers’ Union"), same_group("River Board", "River Bank")
    (True, False)
    """
    if normal(a) == normal(b):
        return True
    if is_acronym(a) != is_acronym(b):
        short, long = (a, b) if is_acronym(a) else (b, a)
        return len(short) > 1 and _initials(long) == short.replace(".", "")
    return False


def state_of(phrase: str) -> str:
    """The country for which a capital or seat stands, or ''.

    Examples
    --------
    >>> state_of("Kyiv"), state_of("Brackwell")
    ('Ukraine', '')
    """
    return governments().get(_POSSESSIVE.sub("", phrase).casefold(), "")


def expanded(acronym: str, text: str, groups: Iterable[str]) -> str:
    """What an acronym stands for, where the article writes it out, or else the acronym.

    Examples
    --------
    >>> expanded("NTU", "The Norvane Teachers’ Union (NTU) met.", [])
    'Norvane Teachers’ Union'
    """
    written = r"((?:[A-Z][\w’'-]*(?: of| for| and| the)? ){1,7})\(" + re.escape(acronym) + r"\)"
    match = re.search(written, text)
    if match:
        return without_article(match[1])
    return next((name for name in groups if not is_acronym(name) and same_group(name, acronym)), acronym)


def group_meant(phrase: str, earlier: Sequence[str]) -> str:
    """The group that "the ministry" or "the company" stands for, or ''.

    Parameters
    ----------
    phrase : str
        The description without its article.
    earlier : sequence of str
        The groups named before, in order.

    Examples
    --------
    >>> group_meant("ministry", ["River Board", "Transport Ministry"])
    'Transport Ministry'
    """
    same = [name for name in earlier if word_set(phrase) < word_set(name)]
    if same:
        return same[-1]
    if phrase.casefold() not in _FIRMS:
        return ""
    firms = [n for n in earlier if organisation_in(n) in {"business", ""} and " " in n and not state_of(n)]
    return max(firms, key=lambda name: (earlier.count(name), earlier.index(name)), default="")
