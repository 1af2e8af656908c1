"""A study: a folder with a newslab.toml, from which its report can be made again and compared."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from newslab.study.inputs import check_hashes, hash_files
from newslab.study.settings import FILE, Study, StudyError, read_study

if TYPE_CHECKING:
    from newslab.tagged import Tagged

__all__ = ["FILE", "Study", "StudyError", "read_study", "report_study", "tag_study"]


def tag_study(study: Study) -> Tagged:
    """Read and tag the articles of a study as its newslab.toml says.

    Parameters
    ----------
    study : Study
        What `read_study` returned.

    Returns
    -------
    Tagged
        As `tag` returns it.

    Raises
    ------
    InputError
        Where an input is missing or not what was recorded, or no article can be tagged.
    """
    import newslab

    check_hashes(study, hash_files(study))
    codebook = newslab.read_codebook(study.within(study.codebook)) if study.codebook else None
    aliases = newslab.read_aliases(study.within(study.aliases)) if study.aliases else None
    if study.paths:
        articles = newslab.read_articles(
            *(str(study.within(path)) for path in study.paths),
            columns=study.columns, day_first=study.day_first, repair=study.repair,
        )  # fmt: skip
        # Where the folder lies says nothing of an article and differs from machine to machine.
        here = f"{study.folder}{os.sep}"
        articles["origin"] = [origin.removeprefix(here) for origin in articles["origin"]]
    else:
        articles = newslab.load_sample()
        codebook, aliases = codebook or newslab.sample_codebook(), aliases or newslab.sample_aliases()
    if study.copies != "each":
        articles = newslab.find_copies(articles)
    return newslab.tag(
        articles, codebook=codebook, aliases=aliases,
        pipeline=newslab.load_pipeline(study.model), engine=study.engine,
    )  # fmt: skip


def report_study(
    study: Study, tagged: Tagged | None = None, *, path: str | os.PathLike[str] | None = None
) -> Path:
    """Write the report of a study as its newslab.toml says.

    Parameters
    ----------
    study : Study
        What `read_study` returned.
    tagged : Tagged, optional
        What `tag_study` returned; tagged here by default.
    path : str or path-like, optional
        Another place than the one that newslab.toml names.

    Returns
    -------
    pathlib.Path
        The report.
    """
    import newslab

    tagged = tag_study(study) if tagged is None else tagged
    return newslab.write_report(
        tagged, study.within(study.file) if path is None else path,
        title=study.title, passages=study.passages, copies=study.copies,
        stories=newslab.stories(tagged.articles) if study.stories else None,
        resamples=study.resamples, seed=study.seed, texts=study.texts, study=study,
    )  # fmt: skip
