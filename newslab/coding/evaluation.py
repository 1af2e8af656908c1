"""Measure a tagging against what people marked in the same articles."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from newslab.errors import InputError
from newslab.frames import ATTRIBUTIONS, JOINT, check_columns
from newslab.tagging.names import normal, strip_title, surname, without_article

if TYPE_CHECKING:
    import pandas as pd

    from newslab.tagged import Tagged

ROLES = ("source", "cue", "content")
THRESHOLDS = (0.3, 0.5, 0.8)
KINDS = ("direct", "mixed", "indirect")
# An attribution whose content overlaps a little still shows whether its speaker was named right.
_SPEAKER_OVERLAP = 0.3
_WORD = re.compile(r"\w+")
_MARKS = '“”"«»„'

Shape = dict[str, frozenset[int]]
Pairs = list[tuple[int, int]]


def _shape(spans: Mapping[str, Iterable[Sequence[int]]], starts: list[int], ends: list[int]) -> Shape:
    """The numbers of the words that each role's spans touch."""
    return {
        role: frozenset(
            n for s, e in spans[role] if s < e for n in range(bisect_right(ends, s), bisect_left(starts, e))
        )
        for role in ROLES
    }


def _kind(text: str, spans: Iterable[Sequence[int]]) -> str:
    """Kind of a gold content by double marks alone, as the PolNeAR scorers count it."""
    said = " ".join(text[s:e] for s, e in spans).strip()
    last = max(said.rfind(mark) for mark in _MARKS)
    if said[:1] in tuple(_MARKS) and (last <= 0 or last >= len(said) - 3):
        return "direct"
    return "mixed" if any(mark in said for mark in _MARKS) else "indirect"


def _match(gold: list[Shape], found: list[Shape], threshold: float) -> Pairs:
    """Pair contents one to one, best overlap first, down to a word-level Jaccard of `threshold`."""
    scored = sorted(
        (
            (len(g["content"] & f["content"]) / len(g["content"] | f["content"]), -i, -j)
            for i, g in enumerate(gold) for j, f in enumerate(found) if g["content"] & f["content"]
        ),
        reverse=True,
    )  # fmt: skip
    taken: tuple[set[int], set[int]] = set(), set()
    pairs = []
    for overlap, i, j in scored:
        if overlap >= threshold and -i not in taken[0] and -j not in taken[1]:
            taken[0].add(-i)
            taken[1].add(-j)
            pairs.append((-i, -j))
    return pairs


def _same_source(gold: Shape, found: Shape) -> bool:
    return bool(gold["source"] & found["source"]) or not (gold["source"] or found["source"])


def _names(value: Any) -> list[str]:
    values = value if isinstance(value, list) else str(value or "").split(JOINT)
    return [name for v in values if (name := normal(strip_title(without_article(str(v)))[0]))]


def _same_name(a: str, b: str) -> bool:
    """Equal, one the surname of the other, or descriptions that share three in five of their words."""
    if a == b or surname(a) == b or surname(b) == a:
        return True
    first, second = set(a.split()), set(b.split())
    return max(len(first), len(second)) > 2 and len(first & second) / len(first | second) >= 0.6


def same_speakers(gold: Any, found: Any) -> bool:
    """Whether two speakers are one: equal names, or a surname of the other's full name.

    Joint speakers, lists or joined by " & ", must pair one to one.
    """
    wanted, left = sorted(_names(gold)), sorted(_names(found))
    if len(wanted) != len(left):
        return False
    for name in wanted:
        hit = next((f for f in left if _same_name(name, f)), None)
        if hit is None:
            return False
        left.remove(hit)
    return True


def _same_sides(gold: Any, found: Any) -> bool:
    """Whether the sides are the same set; a joint source may repeat one."""
    return set(_names(gold)) == set(_names(found))


def _count_article(
    text: str, gold: list[Mapping[str, Any]], found: list[Mapping[str, Any]], count: Counter[Any]
) -> None:
    words = [m.span() for m in _WORD.finditer(text)]
    starts, ends = [s for s, _ in words], [e for _, e in words]
    wanted = [_shape({r: a.get(r) or [] for r in ROLES}, starts, ends) for a in gold]
    given = [_shape({r: a[f"{r}_spans"] for r in ROLES}, starts, ends) for a in found]
    count["gold"] += len(wanted)
    count["found"] += len(given)
    for role in ROLES:
        g = frozenset().union(*(a[role] for a in wanted))
        f = frozenset().union(*(a[role] for a in given))
        count.update(
            {
                ("words", role, "hit"): len(g & f),
                ("words", role, "gold"): len(g),
                ("words", role, "found"): len(f),
            }
        )
    for threshold in THRESHOLDS:
        pairs = _match(wanted, given, threshold)
        right = [(i, j) for i, j in pairs if _same_source(wanted[i], given[j])]
        count["content", threshold] += len(pairs)
        count["relation", threshold] += len(right)
        if threshold == 0.5:
            count.update(("kind", _kind(text, a["content"])) for a in gold)
            count.update(("kind hit", _kind(text, gold[i]["content"])) for i, _ in right)
        if threshold == _SPEAKER_OVERLAP:
            _count_speakers(gold, found, pairs, count)


def _count_speakers(
    gold: list[Mapping[str, Any]], found: list[Mapping[str, Any]], pairs: Pairs, count: Counter[Any]
) -> None:
    """Speakers and sides of matched attributions, where the gold file codes them."""
    for axis in ("speaker", "side"):
        count[axis, "coded"] += sum(bool(a.get(axis)) for a in gold)
        for i, j in pairs:
            if gold[i].get(axis):
                count[axis, "matched"] += 1
                same = same_speakers if axis == "speaker" else _same_sides
                count[axis, "right"] += same(gold[i][axis], found[j][axis])


def _line(measure: str, hit: int, found: int, gold: int) -> dict[str, Any]:
    """One row; a share of nothing is missing, not 0."""
    nan = float("nan")
    shares = {
        "precision": hit / found if found else nan,
        "recall": hit / gold if gold else nan,
        "f1": 2 * hit / (found + gold) if found + gold else nan,
    }
    return {"measure": measure, **shares, "n_gold": gold, "n_found": found}


def _lines(count: Counter[Any], axes: Iterable[str]) -> list[dict[str, Any]]:
    gold, found = count["gold"], count["found"]
    out = [_line(f"words of {r}", *(count["words", r, k] for k in ("hit", "found", "gold"))) for r in ROLES]
    out += [
        _line(f"{what}@{t}", count[what, t], found, gold)
        for t in THRESHOLDS
        for what in ("content", "relation")
    ]
    nan = float("nan")
    for kind in KINDS:
        if count["kind", kind]:
            share = count["kind hit", kind] / count["kind", kind]
            out.append({"measure": f"relation@0.5, {kind}", "precision": nan, "recall": share, "f1": nan,
                        "n_gold": count["kind", kind], "n_found": count["kind hit", kind]})  # fmt: skip
    for axis in axes:
        if count[axis, "coded"]:
            out.append(_line(axis, count[axis, "right"], count[axis, "matched"], count[axis, "coded"]))
    return out


def evaluate(tagged: Tagged, gold: Mapping[str, Sequence[Mapping[str, Any]]]) -> pd.DataFrame:
    """Precision, recall and F1 of a tagging against the attributions that people marked.

    Parameters
    ----------
    tagged : Tagged
        What `tag` made of the articles.
    gold : mapping
        For each ``article_id`` the attributions that people marked, each with lists of
        ``[start, end)`` under ``source``, ``cue`` and ``content``, and perhaps ``speaker`` and ``side``;
        `newslab.loading.read_gold` reads them. Attributions within others count on neither side.

    Returns
    -------
    pandas.DataFrame
        One row a measure: ``measure``, ``precision``, ``recall``, ``f1`` (0 to 1), ``n_gold``, ``n_found``.
        ``words of …`` count words inside any span of that role. ``content@T`` pairs contents one to one
        by a word-level Jaccard of at least T; ``relation@T`` also wants a shared word of the sources, or
        none in both. The rows by kind give recall alone. ``speaker`` and ``side``, where they are coded,
        give the share right among matched attributions (precision) and among all coded ones (recall);
        sides only where the tagging had a codebook. A share of nothing is missing.
        ``attrs`` says how many articles were compared, and how many of `gold` were not tagged.

    Raises
    ------
    InputError
        If none of the tagged articles is in `gold`.

    References
    ----------
    .. [1] E. Newell, D. Margolin and D. Ruths (2018). An Attribution Relations Corpus for Political
       News. LREC 2018.

    Examples
    --------
    >>> import pandas as pd
    >>> from newslab import evaluate, tag
    >>> tagged = tag(pd.DataFrame({"text": ["“We will pay,” said Ana Ruiz."]}))
    >>> marked = [{"source": [[20, 28]], "cue": [[15, 19]], "content": [[0, 14]], "speaker": "Ana Ruiz"}]
    >>> frame = evaluate(tagged, {tagged.articles["article_id"][0]: marked})
    >>> frame.set_index("measure").loc["relation@0.5", "f1"]
    np.float64(1.0)
    """
    import pandas as pd

    check_columns(tagged.attributions, ATTRIBUTIONS)
    articles = [a for a in tagged.articles.to_dict("records") if a["article_id"] in gold]
    if not articles:
        raise InputError("None of the tagged articles is in the gold file; tag the texts of that file.")
    outer = tagged.attributions[tagged.attributions["within"].isna()]
    by_article: dict[str, list[Mapping[str, Any]]] = {}
    for row in outer.to_dict("records"):
        by_article.setdefault(row["article_id"], []).append(row)
    count: Counter[Any] = Counter()
    for article in articles:
        marked = [a for a in gold[article["article_id"]] if a.get("content") and a.get("within") is None]
        _count_article(article["text"], marked, by_article.get(article["article_id"], []), count)
    axes = ("speaker", "side") if tagged.codebook else ("speaker",)
    frame = pd.DataFrame(_lines(count, axes))
    frame.attrs = {"articles": len(articles), "not_tagged": len(gold) - len(articles)}
    return frame
