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


def main() -> None:
    """Print how long each stage takes on the sample corpus, and summaries on 100,000 attributions."""
    print(f"{'import newslab, beside pandas':52} {_import_seconds():7.3f} s")
    articles = _timed("read the sample", newslab.load_sample)
    nlp = _timed("load the model", newslab.load_pipeline)
    words = int(articles["words"].sum())
    _timed(f"parse {words} words with spaCy alone", lambda: list(nlp.pipe(articles["text"], batch_size=16)))
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
