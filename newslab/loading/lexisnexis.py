"""The text of LexisNexis Academic and nexis.com: “1 of 100 DOCUMENTS” above each article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from newslab.loading.exports import Record, labels, record
from newslab.loading.lines import without_bold
from newslab.loading.moments import starts_with_date

NUMBERED = re.compile(
    r"^[^\S\n]*(?:(?P<number>\d+) of (?P<total>\d+) DOCUMENTS?"
    r"|Dokument (?P<number_de>\d+) von (?P<total_de>\d+)"
    r"|Document (?P<number_fr>\d+) de (?P<total_fr>\d+))[^\S\n]*\r?$",
    re.MULTILINE,
)
_SELECTED = re.compile(r"(?:Selected Items|Ausgewählte Dokumente)\s*:\s*(\d+)\s*-\s*(\d+)")
_LABELLED = re.compile(r"(?P<label>[A-ZÀ-Ü][A-ZÀ-Ü-]{2,24}(?: [A-Z]+)?):\s*(?P<value>.*)", re.DOTALL)
_COPYRIGHT = re.compile(r"(?:Copyright|\(c\)|©|Alle Rechte|Tous Droits|All Rights)", re.IGNORECASE)
_NO_TITLE = re.compile(r".* edition|correction appended", re.IGNORECASE)
_HEAD = frozenset({"title", "byline", "section", "length", "other"})


def _blocks(lines: Sequence[str]) -> list[str]:
    """What stands between blank lines, its lines joined; they are broken at eighty characters."""
    blocks: list[str] = [""]
    for line in map(str.strip, lines):
        if not line:
            blocks.append("")
        elif re.search(r"\w-$", blocks[-1]):
            blocks[-1] += line
        else:
            blocks[-1] = f"{blocks[-1]} {line}".strip()
    return [block for block in blocks if block]


def _label(block: str) -> tuple[str, str]:
    """What a block's label means, and its value; '' of a block that has none."""
    found = _LABELLED.fullmatch(block)
    meaning = labels("nexis").get(found["label"].casefold(), "") if found else ""
    return (meaning, found["value"].strip()) if found and meaning else ("", block)


def _head_end(blocks: Sequence[str]) -> int:
    """How many blocks are the head: to the label BODY, else to the last label after LENGTH."""
    meanings = [_label(block)[0] for block in blocks]
    if "body" in meanings:
        return meanings.index("body")
    end = meanings.index("length") + 1 if "length" in meanings else 0
    while end < len(meanings) and meanings[end] in _HEAD:
        end += 1
    return end


def _take_head(blocks: Sequence[str]) -> dict[str, str]:
    values: dict[str, str] = {}
    plain: list[str] = []
    for block in blocks:
        meaning, value = _label(block)
        if meaning:
            values.setdefault(meaning, value)
        elif not _COPYRIGHT.match(block):
            plain.append(block)
    dated = next((i for i, block in enumerate(plain) if starts_with_date(block)), None)
    if dated is None:
        dated = min(1, len(plain) - 1)
    values["outlet"] = plain[dated - 1] if dated > 0 else ""
    values["published"] = plain[dated] if plain else ""
    rest = [block for block in plain[dated + 1 :] if not _NO_TITLE.fullmatch(block)]
    values.setdefault("title", " ".join(rest))
    return values


def _record(number: int, lines: Sequence[str]) -> Record:
    blocks = _blocks(lines)
    start = _head_end(blocks)
    values = _take_head(blocks[:start] if start else blocks)
    if start < len(blocks) and _label(blocks[start])[0] == "body":
        opening = _label(blocks[start])[1]
        blocks = [*blocks[:start], opening, *blocks[start + 1 :]]
    end = next(
        (i for i in range(start, len(blocks)) if _label(blocks[i])[0].startswith(("end", "part"))), None
    )
    for block in blocks[end:] if end is not None else []:
        meaning, value = _label(block)
        if meaning.startswith("end "):
            values[meaning.removeprefix("end ")] = value
    paragraphs = [block for block in blocks[start:end] if not _COPYRIGHT.match(block)] if start else []
    known = {name: values.get(name, "") for name in ("outlet", "byline", "section", "language", "url")}
    problem = (
        "" if start else "The article has neither a line LENGTH nor BODY, below which its text would begin."
    )
    return record(
        f"document {number}", values["title"], paragraphs,
        problem=problem, published=values["published"], **known,
    )  # fmt: skip


def _expected(cover: str, numbers: Sequence[int], total: int) -> range:
    """The numbers that the file should hold: a part of the search's, where only that was asked for."""
    selected = _SELECTED.search(cover)
    first, last = (int(selected[1]), int(selected[2])) if selected else (min(numbers), total)
    if not (first <= min(numbers) and max(numbers) <= last <= total):
        first, last = min(numbers), total
    return range(first, last + 1)


def text_records(lines: Sequence[str]) -> Iterator[Record]:
    """Give the articles of the lines, and one with a problem for each number that does not come."""
    lines = [without_bold(line).strip() for line in lines]
    found = [(i, match) for i, line in enumerate(lines) if (match := NUMBERED.fullmatch(line))]
    starts = [i for i, _ in found] + [len(lines)]
    counts = [[int(group) for group in match.groups() if group] for _, match in found]
    for start, end, (number, _) in zip(starts, starts[1:], counts, strict=False):
        yield _record(number, lines[start + 1 : end])
    numbers = [number for number, _ in counts]
    expected = _expected("\n".join(lines[: starts[0]]), numbers, max(total for _, total in counts))
    for number in sorted(set(expected) - set(numbers)):
        yield record(
            f"document {number}", "", [],
            problem=f"The file announces {expected[-1]} documents, but lacks this one; save it again.",
        )  # fmt: skip
