"""Time the package: `python -m newslab.benchmark`. Seconds differ by machine; the shares matter."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

import newslab
from newslab.article import complete_articles
from newslab.tagging.corpus import link_speakers


def _timed(what: str, work: Callable[[], Any]) -> Any:
    start = perf_counter()
    result = work()
    print(f"{what:52} {perf_counter() - start:7.2f} s", flush=True)
    return result


def _import_seconds() -> float:
    """How much `import newslab` adds to a Python that has pandas, the least of five."""
    code = "import time, pandas; t = time.perf_counter(); import newslab; print(time.perf_counter() - t)"
    runs = (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        for _ in range(5)
    )
    return min(float(run.stdout) for run in runs)


def _many(tagged: Any, attributions: int) -> Any:
    """A Tagged with that many attributions: the sample's, over and over, in articles of their own."""
    import pandas as pd

    copies = attributions // len(tagged.attributions) + 1
    frames = {"articles": tagged.articles, "attributions": tagged.attributions}
    grown = {
        name: pd.concat(
            [f.assign(article_id=f["article_id"] + f"-{n}") for n in range(copies)], ignore_index=True
        )
        for name, f in frames.items()
    }  # fmt: skip
    return newslab.Tagged(
        **grown,
        speakers=tagged.speakers,
        passages=tagged.passages,
        skipped=tagged.skipped,
        codebook=tagged.codebook,
    )


def _names(count: int) -> list[dict[str, Any]]:
    """That many speakers with made-up names, some in full, some with an initial, some by surname."""
    import random

    draw = random.Random(0)  # noqa: S311  (not for secrets)

    def word() -> str:
        return "".join(draw.choice("bdfglmnprst") + draw.choice("aeiou") for _ in range(3)).title()

    first, last = [word() for _ in range(3000)], [word() for _ in range(9000)]
    forms = ("{0} {1}", "{0} {1}", "{0} {2}. {1}", "{1}")
    names = (
        draw.choice(forms).format(draw.choice(first), draw.choice(last), draw.choice("ABC"))
        for _ in range(count)
    )
    return [
        {"article_id": str(n // 10), "speaker": name, "identification": "named_person", "aliases": []}
        for n, name in enumerate(names)
    ]


def _sayings(count: int) -> Any:
    """A Tagged with that many attributions of made-up words and function words, as often as in news.

    Two in five are quotations, and of these every fourth is a cut of another in a neighbouring article.
    """
    import numpy as np
    import pandas as pd
    from spacy.lang.en.stop_words import STOP_WORDS

    from newslab.frames import ARTICLES, ATTRIBUTIONS, PASSAGE_TABLE, SKIPPED, SPEAKERS, make_frame

    draw = np.random.default_rng(0)
    syllables = np.array([a + b for a in "bdfglmnprstvz" for b in "aeiou"])
    made = np.array(["".join(draw.choice(syllables, 2 + n % 3)) for n in range(30_000)])
    common = np.cumsum(1 / np.arange(1, len(made) + 1))
    chosen = made[np.searchsorted(common, draw.random((count, 16)) * common[-1])].astype(object)
    chosen = np.where(draw.random((count, 16)) < 0.5, draw.choice(sorted(STOP_WORDS), (count, 16)), chosen)
    who = draw.zipf(1.5, count) % 3000
    articles = [
        {"article_id": f"{n}", "outlet": f"{n % 41}", "published": day}
        for n, day in enumerate(pd.date_range("2025-01-01", "2025-12-31", count // 20 + 1, tz="UTC"))
    ]
    attributions = []
    for n in range(count):
        cut, quoted = n % 10 == 6, n % 5 < 2
        words, name = (chosen[n - 1][:9], who[n - 1]) if cut else (chosen[n], who[n])
        text = f"“{' '.join(words)}”" if quoted else " ".join(words)
        attributions.append({
            "article_id": f"{n % len(articles)}", "attribution": n // len(articles), "content": text,
            "kind": "direct" if quoted else "indirect", "content_spans": [(0, len(text))],
            "speaker": f"Speaker N{name}", "speaker_id": f"speaker-n{name}", "passage": "body",
            "identification": "named_person",
        })  # fmt: skip
    empty = [make_frame([], table) for table in (SPEAKERS, PASSAGE_TABLE, SKIPPED)]
    return newslab.Tagged(make_frame(articles, ARTICLES), make_frame(attributions, ATTRIBUTIONS), *empty)


def _stories(count: int) -> Any:
    """That many articles of 600 made-up words; every fifth has half of another, 15 % of its words changed."""
    import numpy as np
    import pandas as pd

    draw = np.random.default_rng(0)
    syllables = np.array([a + b for a in "bdfglmnprstvz" for b in "aeiou"])
    words = np.array(["".join(draw.choice(syllables, 2 + n % 3)) for n in range(50_000)])
    # As common as words are in a language, by their rank.
    common = np.cumsum(1 / np.arange(1, len(words) + 1))
    chosen = np.searchsorted(common, draw.random((count, 600)) * common[-1])
    for n in range(4, count, 5):
        kept = draw.random(300) >= 0.15
        chosen[n, :300][kept] = chosen[n - 1, :300][kept]
    texts = ["\n\n".join(" ".join(part) for part in np.array_split(words[row], 12)) for row in chosen]
    return complete_articles(pd.DataFrame({"text": texts, "outlet": [f"{n % 41}" for n in range(count)]}))


def _speakers(articles: Any, nlp: Any) -> None:
    """Print what resolving the speakers costs beside what comes before it."""
    from newslab.tagging.judging import find_with_tagger
    from newslab.tagging.model import load_tagger
    from newslab.tagging.reading import Reading
    from newslab.tagging.speaker import resolve_speakers

    tagger = load_tagger()
    docs = zip(nlp.pipe(articles["text"], batch_size=16), articles["text"], strict=True)
    readings = [Reading(doc, text) for doc, text in docs]
    found = _timed("network, links, rules and judge", lambda: [find_with_tagger(r, tagger) for r in readings])
    pairs = list(zip(readings, found, strict=True))
    _timed("speakers", lambda: [list(resolve_speakers(r, f)) for r, f in pairs])


def copies(count: int) -> None:
    """Print how long it takes to find the copies among that many articles, and the memory it took."""
    import resource

    articles = _timed(f"(make {count:,} articles)", lambda: _stories(count))
    before = process_time()
    found = _timed(f"find the copies of {count:,} articles", lambda: newslab.find_copies(articles))
    print(f"{'  of which this process had a core':52} {process_time() - before:7.2f} s")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(f"{int(found['copy_of'].notna().sum()):,} copies found; at most {peak:.1f} GB of memory")


def main() -> None:
    """Print how long each stage takes on the sample corpus, and summaries on 100,000 attributions.

    `python -m newslab.benchmark copies 100000` times finding the copies of so many articles instead.
    """
    if sys.argv[1:2] == ["copies"]:
        copies(int(sys.argv[2]))
        return
    print(f"{'import newslab, beside pandas':52} {_import_seconds():7.3f} s")
    articles = _timed("read the sample", newslab.load_sample)
    nlp = _timed("load the model", newslab.load_pipeline)
    words = int(articles["words"].sum())
    _timed(f"parse {words} words with spaCy alone", lambda: list(nlp.pipe(articles["text"], batch_size=16)))
    _speakers(articles, nlp)
    names = _names(100_000)
    _timed("link 100,000 speakers", lambda: link_speakers(names))
    codebook = newslab.sample_codebook()
    tagged = _timed(
        "tag them: parse, rules, speakers, sides", lambda: newslab.tag(articles, codebook=codebook)
    )
    _timed("balance with 2,000 resamples", lambda: newslab.balance(tagged))
    with tempfile.TemporaryDirectory() as folder:
        _timed("write the report", lambda: newslab.write_report(tagged, Path(folder, "report.html")))
    many = _timed("(make 100,000 attributions)", lambda: _many(tagged, 100_000))
    _timed("balance of 100,000 attributions", lambda: newslab.balance(many))
    _timed("sourcing of 100,000 attributions", lambda: newslab.sourcing(many))
    _timed("source_rates of 100,000 attributions", lambda: newslab.source_rates(many))
    _timed("diversity of 100,000 attributions", lambda: newslab.diversity(many))
    _timed("balance by month of 100,000 attributions", lambda: newslab.over_time(many, "balance"))
    for name in ("balance", "sourcing", "source_rates", "diversity"):
        _timed(f"compare: {name} of 100,000 attributions", partial(newslab.compare, many, name))
    _timed("reply in 100,000 attributions", lambda: newslab.reply(many))
    _timed("reuse among 100,000 attributions, all copied", lambda: newslab.reuse(many))
    sayings = _timed("(make 100,000 different attributions)", lambda: _sayings(100_000))
    _timed("reuse among 100,000 different attributions", lambda: newslab.reuse(sayings))
    sides = ("Government", "Opposition")
    _timed("wording of 100,000 attributions", lambda: newslab.wording(many, groups=sides))


if __name__ == "__main__":
    main()
