"""From frames to one HTML file: what was found, how sure it is, and the evidence in the text."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from newslab.frames import COUNTED_PASSAGES

if TYPE_CHECKING:
    import pandas as pd

    from newslab.study import Study
    from newslab.tagged import Tagged


def write_report(
    tagged: Tagged,
    path: str | os.PathLike[str],
    *,
    title: str | None = None,
    passages: Sequence[str] = COUNTED_PASSAGES,
    copies: str | bool = "each",
    stories: pd.DataFrame | None = None,
    resamples: int = 2000,
    seed: int = 0,
    texts: bool = True,
    study: Study | None = None,
) -> Path:
    """Write a report that stands alone: findings, charts, tables, every article marked, provenance.

    Parameters
    ----------
    tagged : Tagged
        What `tag` returned.
    path : str or path-like
        The file to write, HTML, or PDF where it ends in .pdf (which takes the extra `pdf`). It is written
        whole or not at all, and opens without a network.
    title : str, optional
        The codebook's title by default.
    passages, copies
        What counts, as in `balance`.
    stories : pandas.DataFrame, optional
        What `newslab.stories` returned: whole stories are drawn again instead of articles.
    resamples, seed : int
        For the 95 % intervals: how often articles are drawn again, and the seed of the draws.
    texts : bool
        Whether the report holds the articles' texts; without them it has their lengths and hashes.
    study : Study, optional
        The newslab.toml that all this comes from; the report carries it and the hashes of its inputs.

    Returns
    -------
    pathlib.Path
        The file.

    Raises
    ------
    InputError
        If the file cannot be written, or a PDF cannot be made here.

    Examples
    --------
    >>> import tempfile
    >>> from newslab.frames import ARTICLES, ATTRIBUTIONS, PASSAGE_TABLE, SKIPPED, SPEAKERS, make_frame
    >>> from newslab.tagged import Tagged
    >>> article = {"article_id": "a", "outlet": "The Ledger", "text": "The dam will hold, Ada Orrin said."}
    >>> said = {"article_id": "a", "attribution": 0, "passage": "body", "words": 4, "speaker": "Ada Orrin",
    ...         "speaker_id": "ada-orrin", "identification": "named_person", "content_spans": [(0, 17)]}
    >>> tagged = Tagged(make_frame([article], ARTICLES), make_frame([said], ATTRIBUTIONS),
    ...                 *(make_frame([], table) for table in (SPEAKERS, PASSAGE_TABLE, SKIPPED)))
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_report(tagged, folder + "/report.html").read_text(encoding="utf-8")[:15]
    '<!doctype html>'
    """
    from newslab.files import written_whole
    from newslab.report.paper import check_printer, print_pdf
    from newslab.report.render import render
    from newslab.report.summarise import summarise

    paper = os.fspath(path).lower().endswith(".pdf")
    if paper:
        check_printer()
    summary = summarise(
        tagged, title=title, passages=passages, copies=copies, stories=stories, resamples=resamples,
        seed=seed, texts=texts,
    )  # fmt: skip
    html = render(summary, study=study, paper=paper)
    with written_whole(path) as temporary:
        # Half of a surrogate pair is no text that UTF-8 can hold; a report shows "?" for it.
        temporary.write_bytes(print_pdf(html) if paper else html.encode("utf-8", "replace"))
    return Path(path)
