"""A first draft of a codebook from a tagged corpus, for a person to edit."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from newslab.errors import InputError, check_number
from newslab.frames import SPEAKERS, check_columns
from newslab.tagging.names import countries, is_title, strip_title, word_set
from newslab.tagging.presets import write_new

if TYPE_CHECKING:
    import pandas as pd

    from newslab.tagged import Tagged

_PARTY = re.compile(
    r"\b((?:[A-Z][\w’'-]+ ){1,3}Party|Republicans?|Democrats?|Democratic|Tory|Tories|Labour|Conservatives?)\b"
)
_NAME = re.compile(r"\b[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)+")
_PARTIES = {
    "Republicans": "Republican", "Democrats": "Democratic", "Democrat": "Democratic",
    "Tories": "Conservative", "Tory": "Conservative", "Conservatives": "Conservative",
}  # fmt: skip


def suggest_sides(tagged: Tagged, *, path: str | os.PathLike[str] | None = None, speakers: int = 40) -> str:
    """Draft a codebook of sides from the speakers of a corpus.

    The most frequent named speakers are laid under the nation or party that the articles' own words give
    them; everybody else is listed below, as a comment, with those words. It is a beginning: move names,
    rename sides, then read it with `read_codebook`.

    Parameters
    ----------
    tagged : Tagged
        What `tag` returned.
    path : str or path-like, optional
        Also write it there; an existing file is not replaced.
    speakers : int
        How many speakers to list, at most.

    Returns
    -------
    str
        The codebook as YAML. Each line says in a comment how often the speaker is heard, and as what.

    Raises
    ------
    InputError
        If `tagged` is something else, no speaker has a name, or the file exists.

    Examples
    --------
    >>> import pandas as pd
    >>> from newslab import suggest_sides, tag
    >>> text = "“We pay,” said the Swedish minister Ana Ruiz. “No,” said Finnish envoy Tom Dunn. "
    >>> print(suggest_sides(tag(pd.DataFrame({"text": [text]}))).split("sides:")[1].strip())
    Sweden:
        speakers:
          - "Ana Ruiz"  # 1 attribution in 1 article: Swedish minister
        nationalities: ["Sweden"]
      Finland:
        speakers:
          - "Tom Dunn"  # 1 attribution in 1 article: Finnish envoy
        nationalities: ["Finland"]
    """
    if not hasattr(tagged, "speakers"):
        raise InputError(f"tagged is a {type(tagged).__name__}; give what tag() returned.")
    check_columns(tagged.speakers, SPEAKERS)
    check_number(speakers, "speakers", low=1, high=10_000)
    named = tagged.speakers[tagged.speakers["identification"].isin(["named_person", "named_group"])]
    if named.empty:
        raise InputError("No speaker of the corpus has a name, so that no side can be suggested.")
    people = _people(named).head(int(speakers))
    shared = _shared(people["descriptions"])
    groups: dict[tuple[str, str], list[str]] = {}
    rest = []
    for row in people.to_dict("records"):
        line = _line(row)
        side = _side(row["descriptions"], shared)
        if side is None:
            rest.append(f"# {line}")
        else:
            groups.setdefault(side, []).append(f"      - {line}")
    text = _text(groups, rest)
    if path is not None:
        write_new(path, text)
    return text


def _people(named: pd.DataFrame) -> pd.DataFrame:
    """One row a speaker of the corpus: name, attributions, articles, descriptions; the most heard first."""
    rows = []
    for _, part in named.groupby("speaker_id", sort=True):
        name = word_set(part["speaker"].iloc[0])
        words = (d for own in part["descriptions"] for d in own if _tells(d, name))
        told = Counter(words)
        rows.append({
            "speaker": Counter(part["speaker"]).most_common(1)[0][0],
            "attributions": int(part["attributions"].sum()),
            "articles": part["article_id"].nunique(),
            "descriptions": [d for d, _ in told.most_common(12)],
        })  # fmt: skip
    import pandas as pd

    frame = pd.DataFrame(rows)
    return frame.sort_values(["attributions", "speaker"], ascending=[False, True]).reset_index(drop=True)


def _line(row: dict[str, object]) -> str:
    def many(n: object, what: str) -> str:
        return f"{n} {what}{'' if n == 1 else 's'}"

    name = row["speaker"]
    told = [d for d in row["descriptions"] if d != name][:2]  # type: ignore[attr-defined]
    count = f"{many(row['attributions'], 'attribution')} in {many(row['articles'], 'article')}"
    plain = str(name).replace("\\", "").replace('"', "'")
    line = f'"{plain}"  # {count}{": " if told else ""}{"; ".join(told)}'
    return "".join(c if c.isprintable() else " " for c in line)


def _tells(description: str, name: set[str]) -> bool:
    """Whether a description says more than the name, a title or an age."""
    words = word_set(description) - name
    honour = " " not in description and is_title(description)
    return bool(words) and not honour and not description.strip().isdigit()


def _organisations(description: str) -> list[str]:
    """Names of several words in a description: "Reform Alliance" of "leader of the Reform Alliance"."""
    return [m for m in _NAME.findall(description) if strip_title(f"{m} X")[0] != "X" and "Minister" not in m]


def _shared(descriptions: Iterable[Iterable[str]]) -> set[str]:
    """The organisations to which more than one speaker belongs."""
    count = Counter(o for own in descriptions for o in {o for d in own for o in _organisations(d)})
    return {o for o, n in count.items() if n > 1}


def _side(descriptions: Iterable[str], shared: set[str]) -> tuple[str, str] | None:
    """The nation, party or shared organisation that descriptions tell most often, and its kind of rule."""
    told: Counter[tuple[str, str]] = Counter()
    for phrase in descriptions:
        for match in _PARTY.findall(phrase):
            told[_PARTIES.get(match, match), "affiliations"] += 1
        for match in shared.intersection(_organisations(phrase)):
            told[match, "affiliations"] += 1
        words = word_set(phrase)
        for country, names in countries().items():
            if not words.isdisjoint(name.casefold() for name in names):
                told[country, "nationalities"] += 1
    return max(told, key=lambda side: (told[side], side)) if told else None


def _text(groups: dict[tuple[str, str], list[str]], rest: list[str]) -> str:
    lines = [
        "# Drafted by newslab from a tagged corpus: check every line. Speakers win over the other rules.",
        "title: Draft", "version: 1", "sides:",
    ]  # fmt: skip
    for (side, rule), members in groups.items():
        lines += [f"  {side}:", "    speakers:", *members, f'    {rule}: ["{side}"]']
    if not groups:
        lines += ["  Side A:", "    patterns: ['^nobody yet$']  # put names under speakers:"]
    if rest:
        lines += ["# Nothing in the articles tells the side of these:", *rest]
    return "\n".join(lines) + "\n"
