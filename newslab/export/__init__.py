"""Tables to files: for pandas, spreadsheets, Stata, SPSS, spaCy and INCEpTION."""

from __future__ import annotations

import os
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from newslab.errors import InputError
from newslab.export.bundle import Bundle, make_bundle
from newslab.export.names import article_names
from newslab.files import check_folder, check_writable, folder_written_whole, written_whole

if TYPE_CHECKING:
    from newslab.tagged import Tagged

__all__ = ["SUFFIXES", "article_names", "check_output", "write_tables"]

SUFFIXES = (".csv", ".xlsx", ".jsonl", ".dta", ".sav", ".spacy", ".zip")
# The library that an ending needs beyond what newslab installs, and the extra that brings it.
_EXTRAS = {
    ".dta": ("pyreadstat", "stata-spss"),
    ".sav": ("pyreadstat", "stata-spss"),
    ".zip": ("cassis", "inception"),
}
_TEXTS_ONLY = {".spacy": "spaCy documents", ".zip": "documents for INCEpTION"}


def _is_folder(path: str | os.PathLike[str]) -> bool:
    given = Path(path).expanduser()
    return given.is_dir() or not given.suffix or os.fspath(path).endswith(("/", os.sep))


def _check_suffix(path: str | os.PathLike[str], *, texts: bool) -> None:
    suffix = Path(path).suffix.lower()
    if suffix not in SUFFIXES:
        raise InputError(
            f"{os.fspath(path)} ends in {suffix}; it can end in {', '.join(SUFFIXES)}, or be a folder."
        )
    library, extra = _EXTRAS.get(suffix, ("", ""))
    if library and find_spec(library) is None:
        raise InputError(
            f"A {suffix} file needs the library {library}, which is not installed: "
            f"pip install 'newslab[{extra}]'"
        )
    if not texts and suffix in _TEXTS_ONLY:
        raise InputError(
            f"A {suffix} file holds {_TEXTS_ONLY[suffix]}, which are the articles' texts; without texts "
            "write a folder or one of the other files."
        )


def check_output(path: str | os.PathLike[str], *, texts: bool = True) -> None:
    """Say why `write_tables` could not write to `path`, before the work is done.

    Raises
    ------
    InputError
        The ending is none that can be written, or not without texts; the library that it needs is
        not installed; or the folder around it does not exist.
    """
    if _is_folder(path):
        check_folder(path)
        return
    _check_suffix(path, texts=texts)
    check_writable(path)


def _write_csv(bundle: Bundle, path: Path) -> None:
    from newslab.export.rows import cells
    from newslab.export.text_files import write_csv

    write_csv(cells(bundle.frames["attributions"], bundle.tables["attributions"]), path)


def _write_xlsx(bundle: Bundle, path: Path) -> None:
    from newslab.export.dictionary import dictionary
    from newslab.export.rows import cells
    from newslab.spreadsheet import write_sheets

    rows = cells(bundle.frames["attributions"], bundle.tables["attributions"])
    write_sheets({"attributions": rows, "dictionary": dictionary(bundle, "attributions")}, path)


def _writer(suffix: str, *, inner: bool) -> Callable[[Bundle, Path], None]:
    from newslab.export.docbin import write_docbin
    from newslab.export.stata_spss import write_stata_spss
    from newslab.export.text_files import write_jsonl
    from newslab.export.xmi import write_xmi

    writers: dict[str, Callable[[Bundle, Path], None]] = {
        ".csv": _write_csv,
        ".xlsx": _write_xlsx,
        ".jsonl": lambda bundle, path: write_jsonl(bundle, path, inner=inner),
        ".dta": write_stata_spss,
        ".sav": write_stata_spss,
        ".spacy": write_docbin,
        ".zip": write_xmi,
    }
    return writers[suffix]


def write_tables(
    tagged: Tagged, path: str | os.PathLike[str], *, inner: bool = False, texts: bool = True
) -> None:
    """Write what `tag` found to a folder or a file, which is then complete or was not touched.

    Parameters
    ----------
    tagged : Tagged
        As `tag` returns it.
    path : str or path-like
        A folder (a name without ending, or one that exists) or a file, by its ending:

        - a folder: a parquet file a table, `dictionary.csv`, which says what each column means and
          may hold, and `provenance.json`;
        - `.csv`: the attributions, with spans, lists and reasons as JSON;
        - `.xlsx`: the same, and the dictionary on a second sheet;
        - `.jsonl`: an article a line with its attributions, `source`, `cue` and `content` as lists of
          [start, end);
        - `.dta` (Stata 14 and later), `.sav` (SPSS): the attributions, every column labelled.
          Columns with a closed list of values (kind, identification, role, channel, speech, passage)
          are numbers with labels, counted from 1 in the order of the dictionary; sides and types
          of actor, which are the codebook's, are texts. A missing text is empty, as these programs
          have it; SPSS drops blanks at a text's end, and has no longer one than 32,767 bytes. They
          need `pip install 'newslab[stata-spss]'`;
        - `.spacy`: spaCy's `DocBin`, a doc an article with the span groups `content`, `source`
          and `cue`, whose labels are the attributions' numbers. Spans are widened to whole tokens;
          the exact offsets are in `doc.user_data["attributions"]`;
        - `.zip`: for INCEpTION, an `.xmi` an article with the layers Content, Source and Cue, and
          `TypeSystem.xml`. Unpack it; import `TypeSystem.xml` under Settings, Layers, and then the
          `.xmi` files under Documents as "UIMA CAS XMI (XML 1.0)". `articles.csv` says which article
          a file is. It needs `pip install 'newslab[inception]'`.
    inner : bool, optional
        Whether the JSON lines hold attributions that lie within another's words too. The other
        forms always do; their column `within` tells.
    texts : bool, optional
        False leaves out what quotes the articles, so that others may have the data without them:
        the text, contents, sources, cues, reasons, and the speakers' aliases and descriptions. A
        speaker without a name, who is known by the article's words alone, is called by a hash, as in
        `unnamed-3f0a…`. Offsets, counts of words and SHA-256 hashes of text and contents remain, and so
        does what names an article (title, outlet, date, byline, address). `.spacy` and `.zip` hold the
        texts themselves and cannot be written without.

    Raises
    ------
    InputError
        The ending is another, or needs texts or a library that is not there; the folder around it does
        not exist or cannot be written to; or a text is too long for the form.

    Warns
    -----
    UserWarning
        A cell of a spreadsheet is too short for its text.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> from newslab.article import Article, articles_frame
    >>> from newslab.frames import ATTRIBUTIONS, PASSAGE_TABLE, SKIPPED, SPEAKERS, make_frame
    >>> from newslab.tagged import Tagged
    >>> others = [make_frame([], table) for table in (ATTRIBUTIONS, SPEAKERS, PASSAGE_TABLE, SKIPPED)]
    >>> tagged = Tagged(articles_frame([Article(text="Ships wait.", record="a-1")]), *others)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = pathlib.Path(folder, "out.jsonl")
    ...     write_tables(tagged, path)
    ...     path.read_text(encoding="utf-8")
    '{"id": "a-1", "attributions": []}\\n'
    """
    from newslab.export.parquet import FILES, write_folder

    check_output(path, texts=texts)
    bundle = make_bundle(tagged, texts=texts)
    if _is_folder(path):
        with folder_written_whole(path, holding=FILES) as folder:
            write_folder(bundle, folder)
        return
    with written_whole(path) as target:
        _writer(Path(path).suffix.lower(), inner=inner)(bundle, target)
