"""One identifier for a speaker in all articles of a corpus: linked by name, with the reason."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any

from newslab.frames import JOINT
from newslab.tagging.actor import is_guess
from newslab.tagging.aliases import Aliases
from newslab.tagging.groups import is_acronym, state_of
from newslab.tagging.names import SUFFIXES, normal, surname, unaccented, without_article

# So many articles must name somebody in full before a surname alone is theirs.
_KNOWN = 3
# More middle names than these are never one person's.
_MIDDLES = 6
_NAMED = ("named_person", "named_group")
# The share of articles by which a name's kind is sure.
_MOST = 0.7

Link = tuple[str, str]


def _slug(name: str) -> str:
    return "-".join(re.findall(r"\w+", name.casefold()))


def _parts(name: str) -> tuple[str, tuple[str, ...], str, str]:
    """First name, middle names, surname and suffix, folded."""
    words = [w.strip(".,") for w in unaccented(normal(name)).split()]
    suffix = next((w for w in words if w in SUFFIXES), "")
    words = [w for w in words if w not in SUFFIXES] or words
    return words[0], tuple(words[1:-1]), words[-1], suffix


def _agree(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether middle names may be one person's: "M." and "Maria"; anything and none."""
    return all(
        x == y or (min(len(x), len(y)) == 1 and x[0] == y[0]) for x, y in zip(a, b, strict=False)
    ) and (not a or not b or len(a) == len(b))


class _Names:
    """The named speakers of a corpus, counted by name, and how they link."""

    def __init__(self, rows: Iterable[Mapping[str, Any]], aliases: Aliases) -> None:
        self.aliases = aliases
        self.count: Counter[str] = Counter()
        self.full: dict[Hashable, set[str]] = {}
        self.by_surname: dict[str, set[Hashable]] = {}
        self.short: dict[str, set[str]] = {}
        for row in rows:
            name = row["speaker"]
            self.count[name] += 1
            if row["identification"] == "named_person" and " " in name:
                first, _, last, suffix = _parts(name)
                self.full.setdefault((first, last, suffix), set()).add(name)
                self.by_surname.setdefault(last, set()).add((first, last, suffix))
            elif row["identification"] == "named_group":
                for alias in row["aliases"] or ():
                    short = without_article(alias)
                    if is_acronym(short) and not is_acronym(name):
                        self.short.setdefault(normal(short), set()).add(name)
        self.meant: dict[Hashable, str | None] = {}
        self.ids: dict[Hashable, str] = {}
        self.taken: dict[str, Hashable] = {}

    def identifier(self, key: Hashable, name: str) -> str:
        """A slug of the name that no other speaker has."""
        if key not in self.ids:
            slug, n = _slug(name) or "speaker", 1
            while self.taken.setdefault(slug if n == 1 else f"{slug}-{n}", key) != key:
                n += 1
            self.ids[key] = slug if n == 1 else f"{slug}-{n}"
        return self.ids[key]

    def person(self, name: str) -> Link:
        """The identifier of a person, and why."""
        if " " in name:
            return self._in_full(name)
        known = self.by_surname.get(normal(name), set())
        if len(known) == 1:
            variants = self.full[next(iter(known))]
            articles = sum(self.count[v] for v in variants)
            meant = max(variants, key=lambda v: (self.count[v], v))
            if articles >= _KNOWN and not any(self.aliases.apart(name, v) for v in variants):
                return self._in_full(meant)[0], f"the only {surname(meant)} of the corpus is {meant}"
        return self.identifier(("person", normal(name)), name), "its own name"

    def _in_full(self, name: str) -> Link:
        first, middle, last, suffix = _parts(name)
        key = (first, last, suffix)
        if key not in self.meant:
            self.meant[key] = self._one_person(self.full.get(key, {name}))
        meant = self.meant[key]
        if meant is None:
            return self.identifier(("person", first, middle, last, suffix), name), "its own name"
        why = "its own name" if meant == name else f"the first and last name of {meant}"
        return self.identifier(("person", *key), meant), why

    def _one_person(self, variants: set[str]) -> str | None:
        """The name by which variants of a name are known, if all of them can be one person's."""
        middles = sorted({_parts(v)[1] for v in variants})
        apart = bool(self.aliases.different) and any(
            self.aliases.apart(v, w) for v in variants for w in variants if v < w
        )
        if apart or len(middles) > _MIDDLES or not all(_agree(a, b) for a in middles for b in middles):
            return None
        return max(variants, key=lambda v: (self.count[v], len(v), v))

    def group(self, name: str) -> Link:
        """The identifier of an organisation or state, and why."""
        state = state_of(name)
        if state:
            why = "its own name" if normal(state) == normal(name) else f"stands for {state}"
            return self.identifier(("group", normal(state)), state), why
        meant = self.short.get(normal(name), set()) if is_acronym(name) else set()
        if len({normal(m) for m in meant}) == 1 and not any(self.aliases.apart(name, m) for m in meant):
            full = max(meant)
            return self.identifier(("group", normal(full)), full), f"short for {full} in another article"
        return self.identifier(
            ("group", normal(without_article(name))), without_article(name)
        ), "its own name"


def link_speakers(rows: Sequence[Mapping[str, Any]], aliases: Aliases | None = None) -> list[Link]:
    """Give the speakers of all articles their identifiers.

    People are one where first and last name are, middle names do not contradict, and the user has not
    said otherwise; a surname alone is the only person of that surname whom at least three articles name
    in full. Groups are one by name, states by any word that stands for them, and acronyms where some
    article tells what they are short for. Unnamed speakers and documents are their article's own.

    Parameters
    ----------
    rows : sequence of mapping
        Of the speakers table: `article_id`, `speaker`, `identification`, `aliases`.
    aliases : Aliases, optional
        The user's.

    Returns
    -------
    list of (str, str)
        For each row the identifier and the reason.

    Examples
    --------
    >>> rows = [{"article_id": a, "speaker": s, "identification": "named_person", "aliases": []}
    ...         for a, s in (("x", "Ana Ruiz"), ("y", "Ana M. Ruiz"), ("y", "Pablo Ruiz"))]
    >>> link_speakers(rows)[:2]
    [('ana-m-ruiz', 'the first and last name of Ana M. Ruiz'), ('ana-m-ruiz', 'its own name')]
    """
    aliases = aliases or Aliases()
    named = [r for r in rows if r["identification"] in _NAMED]
    names = _Names(named, aliases)
    known: dict[tuple[str, str], Link] = {}
    out = []
    for row in rows:
        name, kind = row["speaker"], row["identification"]
        if kind not in _NAMED:
            article = str(row["article_id"]).replace(JOINT, "+")
            out.append((f"{article}/{_slug(name)}", "of this article alone"))
            continue
        if (name, kind) not in known:
            known[name, kind] = names.person(name) if kind == "named_person" else names.group(name)
        identifier, why = known[name, kind]
        out.append((identifier, row.get("linked_by") or why))
    return out


def _agree_on_kinds(speakers: list[dict[str, Any]]) -> None:
    """Let a name that is nearly always a group's, or nearly always a person's, be so in all articles."""
    kinds: dict[str, Counter[str]] = {}
    for row in speakers:
        if row["identification"] in _NAMED:
            kinds.setdefault(normal(row["speaker"]), Counter())[row["identification"]] += 1
    for row in speakers:
        told = kinds.get(normal(row["speaker"])) if row["identification"] in _NAMED else None
        if told is not None and len(told) > 1:
            kind, count = told.most_common(1)[0]
            if count >= _MOST * told.total():
                row["identification"] = kind


def _spread_roles(speakers: list[dict[str, Any]]) -> None:
    """Give people whose role an article leaves out the one that most other articles tell of them."""
    told: dict[str, Counter[str]] = {}
    for row in speakers:
        if row["identification"] == "named_person" and not is_guess(row["evidence"]):
            told.setdefault(row["speaker_id"], Counter())[row["role"]] += 1
    for row in speakers:
        if row["speaker_id"] in told and is_guess(row["evidence"]):
            (role, count), *_ = told[row["speaker_id"]].most_common()
            if count >= _MOST * told[row["speaker_id"]].total():
                row["role"] = role
                row["evidence"] = (role, f"told in {count} other article{'s' * (count > 1)}")


def join_corpus(
    rows: list[dict[str, Any]], speakers: list[dict[str, Any]], aliases: Aliases | None
) -> list[dict[str, Any]]:
    """Give every speaker the identifier, kind and role that it has in the corpus.

    Parameters
    ----------
    rows, speakers : list of dict
        Attributions and speakers of all articles, from `tag_article`; they are changed.
    aliases : Aliases, optional
        The user's.

    Returns
    -------
    list of dict
        The speakers, one row an article and identifier.
    """
    _agree_on_kinds(speakers)
    for row, (identifier, why) in zip(speakers, link_speakers(speakers, aliases), strict=True):
        row["speaker_id"], row["linked_by"] = identifier, why
    _spread_roles(speakers)
    for row in rows:
        if len(row["who"]) == 1:
            row["role"], row["reasons"]["role"] = row["who"][0]["evidence"]
            row["identification"] = row["who"][0]["identification"]
        row["speaker_id"] = JOINT.join(dict.fromkeys(who["speaker_id"] for who in row["who"])) or None
    out: dict[tuple[str, str], dict[str, Any]] = {}
    for row in speakers:
        kept = out.setdefault((row["article_id"], row["speaker_id"]), row)
        if kept is not row:
            for column in ("aliases", "descriptions"):
                kept[column] = list(dict.fromkeys([*kept[column], *row[column]]))
            kept["role"] = row["role"] if kept["role"] == "other" else kept["role"]
            for column in ("attributions", "words"):
                kept[column] += row[column]
            kept["first_position"] = min(kept["first_position"], row["first_position"])
    return list(out.values())
