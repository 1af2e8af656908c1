"""Make the pictures of the README's gallery from the sample: `python pictures/gallery.py`."""

from __future__ import annotations

import io
from pathlib import Path

import matplotlib

matplotlib.use("Agg")

import matplotlib.pyplot as plt
from PIL import Image

import newslab

HERE = Path(__file__).parent
COLOURS = 64


def save(name, ax):
    """A sharp picture of few colours, which keeps it small."""
    file = io.BytesIO()
    ax.figure.savefig(file, dpi=110, facecolor="white", metadata={"Software": None})
    plt.close(ax.figure)
    Image.open(file).convert("RGB").quantize(COLOURS).save(HERE / f"{name}.png", optimize=True)


def main():
    """Tag the sample and draw each chart once."""
    articles = newslab.load_sample()
    tagged = newslab.tag(articles, codebook=newslab.sample_codebook(), aliases=newslab.sample_aliases())
    balance, reused = newslab.balance(tagged), newslab.reuse(tagged)
    longest = articles.sort_values(["words", "article_id"])["article_id"].iloc[-1]
    most_run = int(reused.groupby("quotation")["outlet"].nunique().idxmax())
    save("balance", newslab.plot_balance(balance))
    save("benchmark", newslab.plot_benchmark(balance))
    save("sourcing", newslab.plot_sourcing(newslab.sourcing(tagged)))
    save("rates", newslab.plot_rates(newslab.source_rates(tagged), measure="anonymous"))
    save("positions", newslab.plot_positions(newslab.positions(tagged)))
    save("floor", newslab.plot_floor(tagged, article=longest))
    save("over_time", newslab.plot_over_time(newslab.over_time(tagged, "balance"), measure="words"))
    save("differences", newslab.plot_differences(newslab.compare(tagged, "balance", measure="words")))
    save("speakers", newslab.plot_speakers(newslab.who_is_heard(tagged)))
    save("quotation", newslab.plot_quotation(reused, quotation=most_run))
    save("cues", newslab.plot_sourcing(newslab.sourcing(tagged, by="side", axis="cue_class")))
    words = newslab.wording(tagged, groups=("Government", "Opposition"))
    save("wording", newslab.plot_wording(words))


if __name__ == "__main__":
    main()
