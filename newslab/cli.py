"""The command line: what can be said, and who does it."""

from __future__ import annotations

import argparse
import sys
import warnings
from collections.abc import Sequence
from typing import Any

from newslab import __version__, commands
from newslab.errors import InputError

_EPILOGUE = "The guide, with an example of a codebook: README.md. In Python the same is  import newslab."


def _column(given: str) -> dict[str, str]:
    """TEXT=Body,OUTLET=Paper as a mapping from columns to fields."""
    pairs = [pair.partition("=") for pair in given.split(",")]
    if not all(column.strip() and field.strip() for column, _, field in pairs):
        raise argparse.ArgumentTypeError(f"{given!r} is not of the form COLUMN=FIELD, as in TEXT=Body")
    return {column.strip().lower(): field.strip() for column, _, field in pairs}


def _add_reading(command: argparse.ArgumentParser) -> None:
    """The arguments that say which articles are read, and how."""
    what = "files or folders of articles, or patterns of them; without one, the sample"
    command.add_argument("paths", nargs="*", metavar="PATH", help=what)
    field = "which field of tables and JSON holds a column: TEXT=Body; several with commas, or again"
    command.add_argument(
        "--columns", type=_column, action="append", default=[], metavar="COLUMN=FIELD", help=field
    )
    order = "04/03/2025 is in March (--no-day-first: in April); unsaid, it is not read"
    command.add_argument("--day-first", action=argparse.BooleanOptionalAction, default=None, help=order)
    command.add_argument(
        "--repair", action="store_true", help="put right characters that were read in a wrong encoding"
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="newslab",
        description="Who is quoted in the news, how much, and for which side.",
        epilog=_EPILOGUE,
    )
    parser.add_argument("--version", action="version", version=f"newslab {__version__}")
    kinds = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    report = kinds.add_parser(
        "report",
        help="read articles and write one HTML report; in a folder with a newslab.toml, that study's",
    )
    report.add_argument(
        "-o", "--output", metavar="FILE", help="default: report.html, or what newslab.toml says"
    )
    report.add_argument("--record", action="store_true", help="record the inputs' hashes in newslab.toml")
    report.set_defaults(run=commands.report)
    tag = kinds.add_parser("tag", help="read articles and write the tables")
    into = (
        "a folder (parquet tables and what their columns mean), a .csv, .xlsx, .jsonl, .dta (Stata) or .sav "
        "(SPSS) file (attributions), or a .spacy or .zip (INCEpTION) file (texts with their marks)"
    )
    tag.add_argument("-o", "--output", required=True, metavar="OUT", help=into)
    tag.add_argument("--inner", action="store_true", help="also write attributions within others to .jsonl")
    quoting = "leave out the articles' texts and what quotes them; hashes take their place"
    tag.add_argument("--no-texts", action="store_false", dest="texts", help=quoting)
    tag.set_defaults(run=commands.tag)
    for command in (report, tag):
        _add_reading(command)
    new = kinds.add_parser("new", help="begin a study: a folder with a newslab.toml to fill in")
    new.add_argument("folder", metavar="DIR", help="the study's folder")
    new.add_argument("--sample", action="store_true", help="a study of the sample, without questions")
    new.set_defaults(run=commands.new)
    check = kinds.add_parser("check", help="make a study's report again and name every difference")
    check.add_argument("folder", nargs="?", default=".", metavar="DIR", help="default: this folder")
    check.set_defaults(run=commands.check)
    notebooks = kinds.add_parser(
        "notebooks", help="copy the guided notebooks to a folder and open JupyterLab there"
    )
    notebooks.add_argument(
        "folder", metavar="DIR", help="where to; notebooks that are there stay as they are"
    )
    notebooks.add_argument("--no-open", action="store_true", help="copy them only")
    notebooks.set_defaults(run=commands.notebooks)
    run = kinds.add_parser("run", help="run a guided notebook on your articles and write one HTML file")
    which = "a number (04) or name of a guided notebook as it came with newslab, or an .ipynb file of yours"
    run.add_argument("notebook", metavar="NOTEBOOK", help=which)
    setting = "a value for the notebook's parameters: corpus=articles/; again for each"
    run.add_argument(
        "--set", action="append", default=[], metavar="NAME=VALUE", dest="settings", help=setting
    )
    run.add_argument(
        "-o", "--output", metavar="FILE.html", help="default: the notebook's name, in this folder"
    )
    run.set_defaults(run=commands.run)
    evaluate = kinds.add_parser("evaluate", help="measure the tagger on articles that people marked")
    evaluate.add_argument("gold", metavar="GOLD.jsonl", help="an article a line, with text and attributions")
    evaluate.set_defaults(run=commands.evaluate)
    for command in (report, tag, evaluate):
        command.add_argument("--codebook", metavar="FILE", help="a .yml file of sides")
        command.add_argument("--aliases", metavar="FILE", help="a .csv file of names that are one speaker")
        command.add_argument("--model", metavar="NAME", help="another installed spaCy model")
        command.add_argument(
            "--engine",
            choices=("auto", "rules"),
            default="auto",
            help="trained tagger and rules, or rules alone",
        )
    return parser


def _warn(message: Any, *_: Any, **__: Any) -> None:
    print(f"newslab: note: {message}", file=sys.stderr)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; 0 where it was done, 2 with one sentence on stderr where it cannot be.

    1 is for what was done with a result that is not as it should be: a difference, a cell that fails.
    """
    args = _parser().parse_args(argv)
    try:
        # Restored at the end, so that a program that calls main() keeps its own.
        with warnings.catch_warnings():
            warnings.showwarning = _warn
            status: int | None = args.run(args)
    except InputError as error:
        print(f"newslab: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("newslab: stopped; nothing was written.", file=sys.stderr)
        return 130
    return status or 0


if __name__ == "__main__":
    sys.exit(main())
