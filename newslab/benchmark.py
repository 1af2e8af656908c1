"""Time the package: `python -m newslab.benchmark`. Seconds differ by machine; the shares matter."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

import newslab
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


def main() -> None:
    """Print how long each stage takes on the sample corpus, and summaries on 100,000 attributions."""
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


if __name__ == "__main__":
    main()
