"""Aliases as rows of their file: speakers made one or kept apart, and the tables as they become by it."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from newslab.errors import InputError
from newslab.frames import JOINT
from newslab.report.marked import is_missing
from newslab.tagging.aliases import Aliases, aliases_of, delimiter_of
from newslab.tagging.names import normal, strip_title, without_article

if TYPE_CHECKING:
    from newslab.tagged import Tagged

Row = tuple[str, str, str]
Rows = tuple[Row, ...]
Who = tuple[str, str]
_NEEDED = ("article_id", "speaker", "speaker_id", "source", "within", "words", "position")


def _is(a: str, b: str) -> bool:
    return normal(without_article(a)) == normal(without_article(b))


def _pair(row: Row, a: str, b: str) -> bool:
    return (_is(row[0], a) and _is(row[1], b)) or (_is(row[0], b) and _is(row[1], a))


def merged(rows: Rows, names: Iterable[str], speaker: str) -> Rows:
    """Rows that say that names mean a speaker; what they said of these names before is dropped.

    Examples
    --------
    >>> merged((("Ruiz", "Pablo Ruiz", "same"),), ["Ruiz"], "Ana Ruiz")
    (('Ruiz', 'Ana Ruiz', 'same'),)
    """
    own = [name for name in dict.fromkeys(names) if not _is(name, speaker)]
    if not own or not speaker.strip():
        raise InputError("Choose a speaker, and name another one that it is the same as.")
    kept = [
        row for row in rows
        if not any(_pair(row, name, speaker) or (_is(row[0], name) and row[2] == "same") for name in own)
    ]  # fmt: skip
    return checked((*kept, *((name, speaker.strip(), "same") for name in own)))


def split(rows: Rows, name: str, speaker: str) -> Rows:
    """Rows that say that a name never means a speaker.

    Examples
    --------
    >>> split((("Ruiz", "Ana Ruiz", "same"),), "Ruiz", "Ana Ruiz")
    (('Ruiz', 'Ana Ruiz', 'different'),)
    """
    return checked((*(row for row in rows if not _pair(row, name, speaker)), (name, speaker, "different")))


def written(rows: Rows, like: str = "") -> str:
    """The text of a file of aliases, with the delimiter of another one."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=delimiter_of(like), lineterminator="\n")
    writer.writerows([("name", "speaker", "relation"), *rows])
    return file.getvalue()


def checked(rows: Rows) -> Rows:
    """The rows, or an `AliasesError` that says where they contradict themselves."""
    aliases_of("aliases", written(rows))
    return rows


class _Naming:
    """Who somebody is by the aliases; a name that the corpus has keeps its identifier."""

    def __init__(self, speakers: Sequence[Mapping[str, Any]], aliases: Aliases) -> None:
        self.aliases = aliases
        self.names: dict[str, Counter[str]] = {}
        self.ids: dict[str, str] = {}
        for row in speakers:
            self.names.setdefault(row["speaker_id"], Counter())[str(row["speaker"])] += 1
            self.ids.setdefault(normal(str(row["speaker"])), row["speaker_id"])
        self.memory: dict[tuple[str, str, str], Who] = {}

    def _id(self, name: str) -> str:
        known = self.ids.get(normal(name))
        if known is None:
            known = slug = "-".join(re.findall(r"\w+", name.casefold())) or "speaker"
            n = 1
            while known in self.names:
                n += 1
                known = f"{slug}-{n}"
            self.ids[normal(name)] = known
            self.names[known] = Counter([name])
        return known

    def _apart(self, name: str) -> Who:
        """A speaker of its own, though the corpus took the name for somebody else's."""
        bare = strip_title(without_article(name))[0]
        if self.ids.get(normal(bare)) in self.names and self._meant(self.ids[normal(bare)], bare):
            del self.ids[normal(bare)]
        return bare, self._id(bare)

    def _meant(self, speaker_id: str, name: str) -> bool:
        """Whether an identifier is that of somebody whom the file keeps apart from the name."""
        different = self.aliases.different
        return bool(different) and any(self.aliases.apart(name, other) for other in self.names[speaker_id])

    def who(self, name: str, speaker_id: str, mention: str) -> Who:
        key = (name, speaker_id, mention)
        if key not in self.memory:
            self.memory[key] = self._who(*key)
        return self.memory[key]

    def _who(self, name: str, speaker_id: str, mention: str) -> Who:
        if mention and (self.aliases.apart(mention, name) or self._meant(speaker_id, mention)):
            return self._apart(mention)
        told = (mention and self.aliases.speaker_of(mention)) or self.aliases.speaker_of(name)
        if told and normal(told[0]) != normal(name):
            return told[0], self._id(told[0])
        if self._meant(speaker_id, name) and self.names[speaker_id].most_common(1)[0][0] != name:
            return self._apart(name)
        return name, speaker_id


def _renamed(row: Mapping[str, Any], naming: _Naming) -> list[tuple[Who, Who]]:
    """Each speaker of an attribution as it was and as it becomes."""
    if is_missing(row["speaker_id"]) or is_missing(row["speaker"]):
        return []
    ids = row["speaker_id"].split(JOINT)
    names = row["speaker"].split(JOINT) if len(ids) > 1 else [row["speaker"]]
    if len(names) != len(ids):
        return [((row["speaker"], i), (row["speaker"], i)) for i in ids]
    mention = "" if len(ids) > 1 or is_missing(row["source"]) else str(row["source"])
    return [(who, naming.who(*who, mention)) for who in zip(names, ids, strict=True)]


def _speakers(
    rows: Sequence[Mapping[str, Any]], told: Sequence[list[tuple[Who, Who]]],
    old: Mapping[tuple[str, str], Mapping[str, Any]],
) -> list[dict[str, Any]]:  # fmt: skip
    """The speakers of the articles, from their attributions and what was known of them before."""
    out: dict[tuple[str, str], dict[str, Any]] = {}
    for row, pairs in zip(rows, told, strict=True):
        new = dict.fromkeys(who for _, who in pairs)
        for before, after in pairs:
            article, known = row["article_id"], old[row["article_id"], before[1]]
            base = old.get((article, after[1]), known)
            apart = before[1] != after[1] and (article, after[1]) not in old and before[0] != after[0]
            entry = out.setdefault((article, after[1]), {
                **base, "speaker": after[0], "speaker_id": after[1], "aliases": [], "descriptions": [],
                "attributions": 0, "words": 0.0, "first_position": row["position"],
            })  # fmt: skip
            # Of one who was split off only the words of its own are known.
            own = [row["source"]] if apart else list(known["aliases"] or ())
            entry["aliases"] += [a for a in own if a not in entry["aliases"]]
            lines = () if apart else known["descriptions"] or ()
            entry["descriptions"] += [d for d in lines if d not in entry["descriptions"]]
        for who in new if is_missing(row["within"]) else ():
            entry = out[row["article_id"], who[1]]
            entry["attributions"] += 1
            entry["words"] += row["words"] / len(new)
    return list(out.values())


def retold(tagged: Tagged, aliases: Aliases) -> Tagged:
    """The tables with speakers named by aliases, near to how `tag` would name them with the same file.

    Parameters
    ----------
    tagged : Tagged
        What `tag` returned.
    aliases : Aliases
        The user's.

    Returns
    -------
    Tagged
        Names and identifiers as the aliases say, in the articles that they touch. Pronouns stay with whom
        they meant before; tagging again with the file weighs them anew.
    """
    import pandas as pd

    if not aliases.same and not aliases.different:
        return tagged
    speakers = tagged.speakers.to_dict("records")
    naming = _Naming(speakers, aliases)
    rows = tagged.attributions[[*_NEEDED]].to_dict("records")
    told = [_renamed(row, naming) for row in rows]
    changed = [at for at, pairs in enumerate(told) if any(a != b for a, b in pairs)]
    if not changed:
        return tagged
    articles = {rows[at]["article_id"] for at in changed}
    old = {(row["article_id"], row["speaker_id"]): row for row in speakers}
    touched = [at for at, row in enumerate(rows) if row["article_id"] in articles]
    new = _speakers([rows[at] for at in touched], [told[at] for at in touched], old)
    by_article: dict[str, list[dict[str, Any]]] = {}
    for entry in new:
        by_article.setdefault(entry["article_id"], []).append(entry)
    kept = [row for row in speakers if row["article_id"] not in articles or by_article.get(row["article_id"])]
    listed: list[Mapping[str, Any]] = []
    for row in kept:
        listed += by_article.pop(row["article_id"], []) if row["article_id"] in articles else [row]
    joined = {at: list(zip(*dict.fromkeys(who for _, who in told[at]), strict=True)) for at in changed}
    names = [JOINT.join(joined[at][0]) if at in joined else row["speaker"] for at, row in enumerate(rows)]
    ids = [JOINT.join(joined[at][1]) if at in joined else row["speaker_id"] for at, row in enumerate(rows)]
    index = tagged.attributions.index
    frame = pd.DataFrame(listed, columns=tagged.speakers.columns).astype(tagged.speakers.dtypes.to_dict())
    named = {
        "speaker": pd.Series(names, index, dtype="object"),
        "speaker_id": pd.Series(ids, index, dtype="object"),
    }
    return replace(tagged, attributions=tagged.attributions.assign(**named), speakers=frame)
