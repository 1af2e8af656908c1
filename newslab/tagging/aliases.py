"""The user's aliases: names that are one speaker, and names that never are; stronger than any rule."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import as_file, files

from newslab.errors import AliasesError, read_checked
from newslab.tagging.cast import Resolved, Speaker
from newslab.tagging.names import governments, normal, organisation_in, strip_title, without_article

_COLUMNS = ("name", "speaker", "relation")
PRONOUNS = frozenset({
    "he", "she", "they", "it", "i", "we", "him", "her", "them", "his", "hers", "their", "who",
})  # fmt: skip
_RELATIONS = ("same", "different")


def _key(name: str) -> str:
    return normal(without_article(name))


@dataclass(frozen=True)
class Aliases:
    """Which names are one speaker; `read_aliases` makes it from a CSV file.

    Attributes
    ----------
    same : mapping
        From a name, folded, to the speaker and the line that says so.
    different : frozenset
        Pairs of folded names that never are one speaker.
    sha256 : str
        Hash of the file, carried by every result.
    """

    same: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    different: frozenset[frozenset[str]] = frozenset()
    sha256: str = ""

    def speaker_of(self, name: str) -> tuple[str, str] | None:
        """The speaker that a name stands for, and the line that says so; None where none does.

        Examples
        --------
        >>> Aliases({"ruiz": ("Ana Ruiz", 2)}).speaker_of("Mrs. Ruiz")
        ('Ana Ruiz', 'aliases, line 2')
        """
        for key in (_key(name), _key(strip_title(name)[0])):
            if key in self.same:
                speaker, line = self.same[key]
                return speaker, f"aliases, line {line}"
        return None

    def apart(self, a: str, b: str) -> bool:
        """Whether the file says that two names are two speakers."""
        return frozenset({_key(a), _key(b)}) in self.different

    def apply(self, resolved: Sequence[Resolved], mentions: Sequence[str]) -> None:
        """Name the speakers of an article's attributions as the file says.

        Parameters
        ----------
        resolved : sequence of Resolved
            The speakers of each attribution; they are changed.
        mentions : sequence of str
            The source's words of each.
        """
        known: dict[str, Speaker] = {}
        for speaker in (s for who in resolved for s in who.speakers if s.name):
            known.setdefault(normal(speaker.name), speaker)
        for who, mention in zip(resolved, mentions, strict=True):
            told = self.speaker_of(mention)
            name = who.name
            if len(who.speakers) == 1 and self.apart(mention, name):
                who.speakers, who.reason = [_other(who.speakers[0], mention)], f"aliases: never {name}"
            elif told is not None and len(who.speakers) < 2 and normal(told[0]) != normal(name):
                who.speakers, who.reason = [_own(known, told, who.speakers, mention)], told[1]
            else:
                named = [self._named(known, s) for s in who.speakers]
                who.speakers = list({id(s): s for s in named}.values())

    def _named(self, known: dict[str, Speaker], speaker: Speaker) -> Speaker:
        """The speaker under the name that the file gives it; one of that name takes over what is known."""
        told = self.speaker_of(speaker.name)
        if told is None:
            return speaker
        kept = known.setdefault(normal(told[0]), speaker)
        kept.name, kept.linked_by = told
        if kept is not speaker:
            kept.phrases += [p for p in speaker.phrases if p not in kept.phrases]
            kept.aliases += [a for a in speaker.aliases if a not in kept.aliases]
        return kept


def _own(
    known: dict[str, Speaker], told: tuple[str, str], before: Sequence[Speaker], mention: str
) -> Speaker:
    """The speaker whom a mention means by the file, whomever the rules took it for."""
    name, line = told
    if normal(name) not in known:
        kind = before[0].kind if before and before[0].kind != "unnamed" else ""
        group = normal(name) in governments() or organisation_in(name)
        speaker = Speaker(name, "named_group" if group else kind or "named_person", aliases=[mention])
        known[normal(name)] = speaker
    known[normal(name)].linked_by = line
    return known[normal(name)]


def _other(speaker: Speaker, mention: str) -> Speaker:
    """A speaker of its own for a mention that the file keeps apart."""
    name = strip_title(without_article(mention))[0]
    return Speaker(
        name, speaker.kind, aliases=[mention], plural=speaker.plural, linked_by="aliases: different"
    )


def read_aliases(path: str | os.PathLike[str]) -> Aliases:
    """Read and check a file of aliases: a CSV with the columns name, speaker and relation.

    Parameters
    ----------
    path : str or path-like
        The file. ``relation`` is ``same`` (also where it is empty or the column is missing): the name
        means the speaker wherever it is a source or a speaker's name; or ``different``: the two are
        never one speaker. Titles before a name do not count, case neither.

    Returns
    -------
    Aliases

    Raises
    ------
    AliasesError
        If the file cannot be read or contradicts itself; the message says the line and what to do.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = pathlib.Path(folder, "aliases.csv")
    ...     _ = path.write_text("name,speaker,relation\\nZell,Toravia,same\\n")
    ...     read_aliases(path).speaker_of("Zell")
    ('Toravia', 'aliases, line 2')
    """
    return aliases_of(*read_checked(path, ".csv", AliasesError))


def aliases_of(name: str, text: str, sha256: str = "") -> Aliases:
    """Give the aliases that a file of this name, text and hash holds, as `read_aliases` does."""
    same: dict[str, tuple[str, int]] = {}
    different: dict[frozenset[str], int] = {}
    titled: list[str] = []
    for line, alias, speaker, relation in alias_rows(text, name):
        if relation == "different":
            if _key(alias) == _key(speaker):
                raise AliasesError(f"{alias!r} cannot differ from itself; give two names.", name, line)
            different[frozenset({_key(alias), _key(speaker)})] = line
        elif _key(alias) in PRONOUNS:
            raise AliasesError(
                f"{alias!r} is a pronoun, which is somebody else in every sentence.", name, line
            )
        elif same.setdefault(_key(alias), (speaker, line))[0] != speaker:
            other, first = same[_key(alias)]
            raise AliasesError(
                f"{alias!r} is {speaker!r} here and {other!r} in line {first}; keep one.", name, line
            )
        else:
            titled += [alias] if strip_title(alias)[0] != alias else []
    whole = {key: (_end(key, same, name), line) for key, (_, line) in same.items()}
    for pair, line in different.items():
        a, b = (_key(whole[key][0]) if key in whole else key for key in sorted(pair))
        if a == b:
            raise AliasesError(
                f"{' and '.join(map(repr, sorted(pair)))} are different here, but other lines make them one "
                "speaker; drop one of the two.", name, line,
            )  # fmt: skip
    # "Mr. Lavrov" in the file is also plain "Lavrov", unless another line says who that is.
    bare = {_key(strip_title(alias)[0]): whole[_key(alias)] for alias in titled}
    return Aliases({**bare, **whole}, frozenset(different), sha256)


def sample_aliases() -> Aliases:
    """The aliases of the sample corpus: its capitals stand for governments, short names for long ones.

    Examples
    --------
    >>> sample_aliases().speaker_of("Castrel")
    ('Norvane', 'aliases, line 3')
    """
    with as_file(files("newslab") / "data" / "sample" / "aliases.csv") as path:
        return read_aliases(path)


def delimiter_of(text: str) -> str:
    """The mark between the columns: a comma, or what a spreadsheet wrote instead."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return next((mark for mark in (";", "\t") if mark in first and "," not in first), ",")


def alias_rows(text: str, path: str) -> Iterator[tuple[int, str, str, str]]:
    """Line, name, speaker and relation of each row, checked."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text))
    header = next(([h.strip().casefold() for h in row] for row in reader if any(row)), [])
    while header and not header[-1]:
        header.pop()
    if header[:2] != ["name", "speaker"] or header[2:] not in ([], ["relation"]):
        raise AliasesError(
            f"the first line must be {','.join(_COLUMNS)}; it is {','.join(header) or 'empty'}.", path, 1
        )
    for row in reader:
        cells = [c.strip() for c in row]
        while cells and not cells[-1]:
            cells.pop()
        if not cells:
            continue
        line = reader.line_num
        if len(cells) > len(header):
            raise AliasesError(
                f"{len(cells)} values where the first line has {len(header)}; put names that have a comma "
                "between quotation marks.", path, line,
            )  # fmt: skip
        name, speaker, relation = (*cells, "", "")[:3]
        relation = relation.casefold() or "same"
        if not name or not speaker:
            raise AliasesError("a name and a speaker are needed; one of them is empty.", path, line)
        if relation not in _RELATIONS:
            raise AliasesError(f"relation is {relation!r}; it can be 'same' or 'different'.", path, line)
        yield line, name, speaker, relation


def _end(key: str, same: Mapping[str, tuple[str, int]], path: str) -> str:
    """The speaker to whom a name leads, over other aliases if need be."""
    speaker, line = same[key]
    seen = [key]
    while _key(speaker) in same and _key(speaker) != seen[-1]:
        if _key(speaker) in seen:
            raise AliasesError(
                f"the names go round in a circle: {' → '.join([*seen, _key(speaker)])}; let one line go.",
                path,
                line,
            )
        seen.append(_key(speaker))
        speaker = same[seen[-1]][0]
    return speaker
