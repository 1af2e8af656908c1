"""How often 95 % intervals of a balance hold the truth, and how often a test at 5 % errs, by simulation.

`python tests/comparing/coverage.py 1000` draws that many samples of each size from a made-up population:
articles about stories, each story with a lean of its own, each article with
quotations of very different lengths.
"""

from __future__ import annotations

import sys

import numpy as np
import pandas as pd

from newslab.comparing.balance import balance
from newslab.comparing.compare import compare
from newslab.frames import ARTICLES, ATTRIBUTIONS, PASSAGE_TABLE, SKIPPED, SPEAKERS, make_frame
from newslab.tagged import Tagged

MEASURES = ["words", "attributions", "articles", "first", "position", "structural", "partisan"]


class _Codebook:
    title, sides = "Made up", ("North", "South", "West")


def population(draw, stories, spread, *, outlets=("The Ledger",)):
    """That many stories, each told by one to six articles."""
    articles, rows = [], []
    for story in range(stories):
        lean = draw.normal(-0.3, 1)
        for _ in range(1 + draw.poisson(2)):
            key, own = str(len(articles)), lean + draw.normal(0, 0.5)
            articles.append({"article_id": key, "outlet": str(draw.choice(outlets)), "story": str(story)})
            for n in range(1 + draw.poisson(3)):
                pair = "North" if draw.random() < 1 / (1 + np.exp(-own)) else "South"
                side = "West" if draw.random() < 0.15 else pair
                words = 1 + round(float(np.exp(draw.normal(2.8, spread))))
                rows.append((key, n, side, words, float(draw.random())))
    return pd.DataFrame(articles), pd.DataFrame(
        rows, columns=["article_id", "attribution", "side", "words", "position"]
    )


def make_tagged(articles, rows):
    """The tables as `tag` would return them."""
    empty = (make_frame([], table) for table in (SPEAKERS, PASSAGE_TABLE, SKIPPED))
    plain = rows.assign(passage="body", quoted_words=0, speaker="A", speaker_id="a")
    return Tagged(
        make_frame(articles.to_dict("records"), ARTICLES),
        make_frame(plain.to_dict("records"), ATTRIBUTIONS),
        *empty,
        codebook=_Codebook(),
    )


def truth(spread):
    """The balance of a population so large that chance no longer matters."""
    articles, rows = population(np.random.default_rng(99), 12_000, spread)
    frame = balance(make_tagged(articles, rows), by=None, measure=MEASURES, resamples=10)
    return frame.set_index(["measure", "side"])["estimate"]


def coverage(n_articles, spread, samples, real, *, resamples=400):
    """The part of the samples whose interval holds the truth, by measure and side."""
    draw = np.random.default_rng(n_articles)
    held = []
    for _ in range(samples):
        articles, rows = population(draw, n_articles // 3, spread)
        stories = articles[["article_id", "story"]]
        frame = balance(
            make_tagged(articles, rows), by=None, measure=MEASURES, stories=stories, resamples=resamples
        ).set_index(["measure", "side"])
        target = real.reindex(frame.index)
        has = frame["low"].notna()
        held.append(((frame["low"] <= target) & (target <= frame["high"])).where(has))
    return pd.concat(held, axis=1).astype(float).mean(axis=1)


def errors(n_articles, paired, samples, *, resamples=199):
    """The part of the samples of two outlets alike in which the test says at 5 % that they differ."""
    draw = np.random.default_rng(n_articles + 1)
    found = []
    for _ in range(samples):
        articles, rows = population(draw, n_articles // 3, 0.8, outlets=("The Ledger", "The Lantern"))
        stories = articles[["article_id", "story"]] if paired else None
        tagged = make_tagged(articles.assign(story=None), rows)
        frame = compare(
            tagged, "balance", measure=["words", "attributions"], stories=stories, resamples=resamples
        )
        found.append(frame["p"] <= 0.05)
    return pd.concat(found, axis=1).mean(axis=1).to_numpy()


if __name__ == "__main__":
    samples = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    for spread in (0.6, 1.0):
        real = truth(spread)
        found = {n: coverage(n, spread, samples, real) for n in (30, 100, 300)}
        print(f"lengths of quotations: standard deviation of the logarithm {spread}")
        print((100 * pd.DataFrame(found)).round(1).to_string(), flush=True)
    for n in (60, 200):
        for paired in (False, True):
            print(
                f"{n} articles, paired {paired}: errs in per cent",
                (100 * errors(n, paired, samples)).round(1),
            )
