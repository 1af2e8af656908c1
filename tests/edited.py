"""A corpus of copies made by editing articles, with what a careful reader would say of it."""

from __future__ import annotations

import json
import pathlib
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from newslab.article import Article

TRAIN = pathlib.Path(__file__).parents[2] / "shared" / "bench" / "polnear" / "train.jsonl"
WORD = re.compile(r"\w+")
CHANGES = (
    "none",
    "drop",
    "swap",
    "trim",
    "words",
    "drop swap",
    "drop words",
    "trim words",
    "drop swap trim words",
)


@dataclass
class Corpus:
    """Articles in any order, and for each copy's record the record of the earliest of its story."""

    articles: list[Article]
    gold: dict[str, str]


def read_train() -> list[dict[str, Any]]:
    return [json.loads(line) for line in TRAIN.read_text(encoding="utf-8").splitlines()]


def _paragraphs(text: str) -> list[str]:
    return [paragraph for paragraph in text.split("\n\n") if paragraph.strip()]


def change_words(text: str, share: float, words: Sequence[str], draw: random.Random) -> str:
    """Put another word for some, leave some out, double some with another."""

    def changed(found: re.Match[str]) -> str:
        if draw.random() >= share:
            return found[0]
        way = draw.random()
        return "" if way < 0.15 else f"{found[0]} {draw.choice(words)}" if way < 0.3 else draw.choice(words)

    return WORD.sub(changed, text)


def edit(text: str, change: str, words: Sequence[str], draw: random.Random) -> str:
    """A copy of an article: another headline, and the changes that are named."""
    _, *body = _paragraphs(text)
    if "drop" in change and len(body) > 1:
        kept = sorted(draw.sample(range(len(body)), max(1, round(len(body) * draw.uniform(0.5, 0.8)))))
        body = [body[i] for i in kept]
    if "trim" in change:
        body = [" ".join(p.split()[: max(8, round(len(p.split()) * draw.uniform(0.7, 1)))]) for p in body]
        body = body[: max(1, round(len(body) * draw.uniform(0.7, 1)))]
    if "swap" in change:
        draw.shuffle(body)
    if "words" in change:
        body = [change_words(p, draw.uniform(0.05, 0.3), words, draw) for p in body]
    headline = " ".join(draw.sample(words, 7)).capitalize()
    return "\n\n".join([headline, *body])


def _halves(text: str, other: str) -> tuple[list[str], list[str]]:
    """The first half of one article, and somewhat less of another."""
    _, *body = _paragraphs(text)
    half: list[str] = []
    while len(half) < len(body) and len(" ".join(half).split()) < len(text.split()) / 2:
        half.append(body[len(half)])
    room, own = 0.8 * len(" ".join(half).split()), []
    for paragraph in _paragraphs(other):
        if len(paragraph.split()) < room:
            own.append(paragraph)
            room -= len(paragraph.split())
    return half, own


class _Maker:
    """Articles as they are made, with the story each one tells."""

    def __init__(self, rows: Sequence[dict[str, Any]], seed: int) -> None:
        self.draw = random.Random(seed)
        self.rows = self.draw.sample(rows, len(rows))
        self.words = sorted({word for row in self.rows[:200] for word in WORD.findall(row["text"])})
        self.articles: list[Article] = []
        self.story: list[str] = []

    def add(self, text: str, row: dict[str, Any], *, outlet: str = "", story: str = "") -> None:
        """An article of a story; without one it is the only one of its own."""
        day = datetime.fromisoformat(row["date"]).replace(tzinfo=UTC)
        time = day + timedelta(minutes=self.draw.randrange(3 * 24 * 60))
        number = str(len(self.articles))
        article = Article(text=text, outlet=outlet or row["publisher"], published=time, record=number)
        self.articles.append(article)
        self.story.append(story or f"own {number}")

    def copies(self, row: dict[str, Any]) -> None:
        """One to four copies in other papers; any may be the earliest."""
        for n in range(self.draw.choice((1, 1, 1, 2, 4))):
            text = edit(row["text"], self.draw.choice(CHANGES), self.words, self.draw)
            self.add(text, row, outlet=f"Paper {n}", story=row["id"])

    def half(self, row: dict[str, Any], other: dict[str, Any]) -> None:
        """One paper runs half of another's story, with somewhat less of its own."""
        half, own = _halves(row["text"], other["text"])
        own = [change_words(paragraph, 0.8, self.words, self.draw) for paragraph in own]
        self.add("\n\n".join(["Two", *half, *own]), row, outlet="Paper half", story=row["id"])

    def update(self, row: dict[str, Any], other: dict[str, Any]) -> None:
        """The outlet's next article has a third of the last one for background: a copy of neither."""
        new, old = _paragraphs(other["text"]), _paragraphs(row["text"])[1:]
        new = [change_words(paragraph, 0.8, self.words, self.draw) for paragraph in new]
        room = min(len(" ".join(new).split()), len(row["text"].split())) / 3
        kept = []
        while old and len(" ".join([*kept, old[-1]]).split()) < room:
            kept.append(old.pop())
        self.add("\n\n".join([*new, *kept[::-1]]), row)

    def round_up(self, rows: Sequence[dict[str, Any]]) -> None:
        """The day's stories, a paragraph of each: no copy of any, nor are they of one another."""
        parts = [max(_paragraphs(row["text"])[1:6], key=len) for row in rows]
        self.add("\n\n".join(["The day", *parts]), rows[0])

    def made(self) -> Corpus:
        """The articles in any order."""
        first: dict[str, Article] = {}
        for article, story in zip(self.articles, self.story, strict=True):
            known = first.setdefault(story, article)
            if (article.published, int(article.record)) < (known.published, int(known.record)):
                first[story] = article
        gold = {
            article.record: first[story].record
            for article, story in zip(self.articles, self.story, strict=True)
            if first[story] is not article
        }
        return Corpus(self.draw.sample(self.articles, len(self.articles)), gold)


def make_copies(rows: Sequence[dict[str, Any]], seed: int) -> Corpus:
    """Copies of a third of the articles, halves of some, and much that looks like copies but is none."""
    maker = _Maker(rows, seed)
    shared = [p for row in maker.rows for p in _paragraphs(row["text"]) if 40 < len(p.split()) < 70]
    third = len(rows) // 3
    for n, row in enumerate(maker.rows):
        text = row["text"]
        if n >= 2 * third and n % 3 == 0:  # a statement that everyone prints
            text += f"\n\n“{shared[n % 7]}”"
        if n >= 2 * third and n % 4 == 0:  # and a notice of another kind
            text += f"\n\n{shared[-1 - n % 5]}"
        maker.add(text, row, story=row["id"])
        if n < third:
            maker.copies(row)
        elif n % 4 == 0:
            maker.half(row, maker.rows[-1 - n])
        elif n % 4 == 1:
            maker.update(row, maker.rows[-1 - n])
        elif n % 16 == 2:
            maker.round_up([r for r in maker.rows[n : n + 12] if len(_paragraphs(r["text"])) > 9][2:8])
    return maker.made()
