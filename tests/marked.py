"""Articles with their gold attributions as marked text, so that people can write and read them.

    {1s Ms. Orrin} {1q said}: {1c “We will go.”}

marks the source, cue and content of attribution 1; `{1s,2s Ms. Orrin}` is the source of two;
marks may lie inside one another, and several marks of one role are several spans. `{caption …}`,
`{subhead …}` and the like mark passages. A file is a head of `name: value` lines, `---`, the marked
text, `---`, and a line an attribution: `n | speaker | side | identification | actor | channel |
speech | quotation:change | within`.

    python tests/marked.py pack FOLDER OUT.jsonl      marked .txt files → one article a line
    python tests/marked.py unpack IN.jsonl FOLDER     the way back, to edit a gold file
    python tests/marked.py check FILE…                say what is wrong, print what was understood
"""

from __future__ import annotations

import json
import pathlib
import re
import sys
from typing import Any

ROLES = {"s": "source", "q": "cue", "c": "content"}
PASSAGES = ("caption", "subhead", "boilerplate", "byline", "dateline", "inset", "pull_quote")
AXES = ("speaker", "side", "identification", "actor", "channel", "speech", "quotation", "within")
ALLOWED = {
    "identification": {"named_person", "named_group", "unnamed", "document", "none"},
    "actor": {
        *("politician", "campaign", "official", "media", "expert", "pollster"),
        *("business", "civil_society", "citizen", "celebrity", "other", "none"),
    },
    "channel": {
        *("interview", "press_conference", "statement", "social_media", "broadcast"),
        *("document", "other_media", "court", "unspecified"),
    },
    "speech": {"statement", "denial", "no_response", "question", "belief"},
}
OPENING = re.compile(r"\{((?:\d+[sqc])(?:,\d+[sqc])*|" + "|".join(PASSAGES) + r") ")


def parse(marked: str) -> tuple[str, dict[int, dict[str, list[list[int]]]], list[dict[str, Any]]]:
    """Marked text → plain text, spans by attribution number and role, passages."""
    out: list[str] = []
    length, stack = 0, []
    spans: dict[int, dict[str, list[list[int]]]] = {}
    passages: list[dict[str, Any]] = []
    i = 0
    while i < len(marked):
        opening = OPENING.match(marked, i)
        if opening:
            stack.append((opening[1], length))
            i = opening.end()
        elif marked[i] == "}":
            if not stack:
                raise ValueError(f"a closing brace too many after {marked[max(0, i - 40) : i]!r}")
            label, start = stack.pop()
            if label in PASSAGES:
                passages.append({"start": start, "end": length, "kind": label})
            else:
                for number, role in re.findall(r"(\d+)([sqc])", label):
                    roles = spans.setdefault(int(number), {r: [] for r in ROLES.values()})
                    roles[ROLES[role]].append([start, length])
            i += 1
        elif marked[i] == "{":
            raise ValueError(f"a brace that opens no known mark: {marked[i : i + 30]!r}")
        else:
            out.append(marked[i])
            length += 1
            i += 1
    if stack:
        raise ValueError(f"a mark is never closed: {stack[-1][0]!r}")
    for roles in spans.values():
        for found in roles.values():
            found.sort()
    return "".join(out), spans, sorted(passages, key=lambda p: p["start"])


def attributions(marked: str) -> tuple[str, list[dict[str, list[list[int]]]]]:
    """Plain text and its attributions in the order of their numbers, for tests of sentences."""
    text, spans, _ = parse(marked)
    return text, [spans[n] for n in sorted(spans)]


def _axes(line: str) -> tuple[int, dict[str, Any]]:
    number, *values = (part.strip() for part in line.split("|"))
    values += [""] * (len(AXES) - len(values))
    axes: dict[str, Any] = dict(zip(AXES, values, strict=True))
    for name, allowed in ALLOWED.items():
        if axes[name] not in allowed:
            raise ValueError(f"attribution {number}: {name} is {axes[name]!r}, not one of {sorted(allowed)}")
    quotation, _, change = axes["quotation"].partition(":")
    if quotation and change not in {"whole", "cut", "reworded"}:
        raise ValueError(f"attribution {number}: a quotation is written id:whole, id:cut or id:reworded")
    axes.update(side=axes["side"] or None, quotation=quotation or None, change=change or None)
    axes["within"] = int(axes["within"]) if axes["within"] else None
    return int(number), axes


def read(path: pathlib.Path) -> dict[str, Any]:
    """One marked file → one record of the gold form."""
    head, marked, table = re.split(r"^---\n", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    pairs = (line.split(":", 1) for line in head.strip().splitlines() if ":" in line)
    row: dict[str, Any] = {name.strip(): value.strip() for name, value in pairs}
    text, spans, passages = parse(marked.strip("\n"))
    axes = dict(_axes(line) for line in table.strip().splitlines())
    if set(axes) != set(spans):
        raise ValueError(f"numbers in the text {sorted(set(spans) - set(axes))} or in the table "
                         f"{sorted(set(axes) - set(spans))} lack the other")  # fmt: skip
    order = sorted(spans, key=lambda n: min(s for s in spans[n].values() if s))
    renamed = {n: i for i, n in enumerate(order)}
    found = []
    for n in order:
        if not spans[n]["content"]:
            raise ValueError(f"attribution {n} has no content")
        within = axes[n].pop("within")
        found.append({**spans[n], **axes[n], "within": renamed[within] if within else None})
    for item in [span for a in found for role in ROLES.values() for span in a[role]]:
        piece = text[item[0] : item[1]]
        if "\n" in piece or piece != piece.strip():
            raise ValueError(f"a span crosses a line break or has white space at an edge: {piece!r}")
    return {**row, "text": text, "attributions": found, "passages": passages}


def write(row: dict[str, Any]) -> str:
    """One record of the gold form → marked text; `read` gives the same record back."""
    marks = [(p["start"], p["end"], p["kind"]) for p in row.get("passages", [])]
    merged: dict[tuple[int, int], list[str]] = {}
    for n, a in enumerate(row["attributions"], start=1):
        for letter, role in ROLES.items():
            for start, end in a[role]:
                merged.setdefault((start, end), []).append(f"{n}{letter}")
    marks += [(start, end, ",".join(labels)) for (start, end), labels in merged.items()]
    opens: dict[int, list[str]] = {}
    closes: dict[int, int] = {}
    for start, end, label in sorted(marks, key=lambda m: (m[0], -m[1])):
        opens.setdefault(start, []).append("{" + label + " ")
        closes[end] = closes.get(end, 0) + 1
    text = row["text"]
    body = "".join(
        "}" * closes.get(i, 0) + "".join(opens.get(i, [])) + text[i : i + 1] for i in range(len(text) + 1)
    )
    head = [f"{k}: {v}" for k, v in row.items() if k not in {"text", "attributions", "passages"}]
    table = []
    for n, a in enumerate(row["attributions"], start=1):
        quotation = f"{a['quotation']}:{a['change']}" if a.get("quotation") else ""
        within = a["within"] + 1 if a.get("within") is not None else ""
        values = [a["speaker"], a["side"] or "", *(a[x] for x in AXES[2:6]), quotation, within]
        table.append(" | ".join(map(str, [n, *values])).rstrip(" |"))
    return "\n".join([*head, "---", body, "---", *table, ""])


def check(path: pathlib.Path) -> None:
    row = read(path)
    text = row["text"]
    count = len(re.findall(r"\w+", text))
    print(f"{path.name}: {count} words, {len(row['attributions'])} attributions")
    for n, a in enumerate(row["attributions"], start=1):
        said = {role: " … ".join(text[s:e] for s, e in a[role]) for role in ROLES.values()}
        print(f"  {n:2} [{said['source']}] <{said['cue']}> {said['content']}")
        print("     ", " | ".join(str(a[x]) for x in AXES if a[x] is not None))


def main() -> None:
    command, *rest = sys.argv[1:] or [""]
    if command == "pack":
        rows = [read(path) for path in sorted(pathlib.Path(rest[0]).glob("*.txt"))]
        lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in rows]
        pathlib.Path(rest[1]).write_text("".join(lines), encoding="utf-8")
    elif command == "unpack":
        folder = pathlib.Path(rest[1])
        folder.mkdir(exist_ok=True)
        for line in pathlib.Path(rest[0]).read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            (folder / f"{row['id']}.txt").write_text(write(row), encoding="utf-8")
    elif command == "check":
        for name in rest:
            try:
                check(pathlib.Path(name))
            except ValueError as error:
                print(f"{name}: WRONG: {error}")
    else:
        print(__doc__)


if __name__ == "__main__":
    main()
