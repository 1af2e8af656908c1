"""A new study: a folder with a newslab.toml to fill in."""

from __future__ import annotations

import os
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

from newslab.errors import InputError
from newslab.study.settings import FILE

_TOML = """# What this study's report is made from. In this folder:
#   newslab report    makes report.html
#   newslab check     makes it again and says whether anything has changed
# A line that begins with # says nothing to newslab; take the # away to use it.

title = {title}

[articles]
paths = [{paths}]
# columns = {{text = "Body", outlet = "Paper"}}   # where your table has other names
# day_first = true                              # 04/03/2025 is the fourth of March

[tagging]
{codebook}
{aliases}
engine = "auto"                                 # trained tagger and rules; "rules" for the rules alone

[comparing]
passages = ["lead", "body", "inset", "caption"] # what counts
copies = "each"                                 # a story that several outlets ran: "each", "once" or "none"
stories = false                                 # true where several outlets cover the same events
resamples = 2000                                # draws for the 95 % intervals
seed = 0

[report]
file = "report.html"
texts = true                                    # false leaves the articles' texts out
"""
_NO_CODEBOOK = '# codebook = "codebook.yml"                     # who belongs to which side'
_ALIASES = "name,speaker,relation\n"
_CODEBOOK = """title: {title}
version: "1"
# A side has speakers: [Ana Ruiz, Jon Vale], in full; affiliations: [town council]; nationalities: [Norway].
sides:
{sides}"""
_SIDE = """  {name}:
    affiliations: [{name}]
"""


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def new_study(
    folder: str | os.PathLike[str],
    *,
    title: str | None = None,
    articles: str | None = None,
    sides: Sequence[str] = (),
    sample: bool = False,
) -> list[Path]:
    """Begin a study in a folder; files that are there stay as they are.

    Parameters
    ----------
    folder : str or path-like
        Where; it is made if it is not there.
    title : str, optional
        Of the report; the folder's name by default.
    articles : str, optional
        The files or folder of the articles, as seen from the folder; ``articles/`` by default.
    sides : sequence of str
        The names of the sides; `codebook.yml` then has them, to be filled in. Without any there is no
        codebook, and nobody has a side.
    sample : bool
        Whether the study is of the sample that newslab carries, with its codebook and aliases.

    Returns
    -------
    list of pathlib.Path
        The files that were written.

    Raises
    ------
    InputError
        Where a newslab.toml is there already, or the folder cannot be written to.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     [path.name for path in new_study(folder, title="The quay", sample=True)]
    ['newslab.toml', 'codebook.yml', 'aliases.csv']
    """
    place = Path(folder)
    if (place / FILE).exists():
        raise InputError(f"{place / FILE} is there already; name another folder, or change that file.")
    title = title or ("The sample of newslab" if sample else place.resolve().name)
    own = files("newslab") / "data" / "sample"
    texts = {
        FILE: _TOML.format(
            title=_quoted(title), paths="" if sample else _quoted(articles or "articles/"),
            codebook='codebook = "codebook.yml"' if sides or sample else _NO_CODEBOOK,
            aliases='aliases = "aliases.csv"',
        ),
        "codebook.yml": (own / "codebook.yml").read_text(encoding="utf-8") if sample
        else _CODEBOOK.format(
            title=_quoted(title), sides="".join(_SIDE.format(name=_quoted(side)) for side in sides)
        ),
        "aliases.csv": (own / "aliases.csv").read_text(encoding="utf-8") if sample else _ALIASES,
    }  # fmt: skip
    written = []
    try:
        place.mkdir(parents=True, exist_ok=True)
        if not sample and not articles:
            (place / "articles").mkdir(exist_ok=True)
        for name, text in texts.items():
            wanted = name != "codebook.yml" or sides or sample
            if wanted and not (place / name).exists():
                (place / name).write_text(text, encoding="utf-8")
                written.append(place / name)
    except OSError as error:
        raise InputError(
            f"{place} cannot be written to: {error.strerror or error}. Name another folder."
        ) from error
    return written
