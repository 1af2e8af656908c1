"""The command line: parse, call the library, print."""

from __future__ import annotations

import argparse
import os
import sys
import warnings
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from newslab import __version__
from newslab.errors import InputError

if TYPE_CHECKING:
    import pandas as pd

    from newslab.tagged import Tagged

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
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    report = commands.add_parser("report", help="read articles and write one HTML report")
    report.add_argument("-o", "--output", default="report.html", metavar="FILE", help="default: report.html")
    report.set_defaults(run=_report)
    tag = commands.add_parser("tag", help="read articles and write the tables")
    into = "a folder (parquet tables), or a .csv, .xlsx or .jsonl file (attributions)"
    tag.add_argument("-o", "--output", required=True, metavar="OUT", help=into)
    tag.add_argument("--inner", action="store_true", help="also write attributions within others to .jsonl")
    tag.set_defaults(run=_tag)
    for command in (report, tag):
        _add_reading(command)
    notebooks = commands.add_parser(
        "notebooks", help="copy the guided notebooks to a folder and open JupyterLab there"
    )
    notebooks.add_argument(
        "folder", metavar="DIR", help="where to; notebooks that are there stay as they are"
    )
    notebooks.add_argument("--no-open", action="store_true", help="copy them only")
    notebooks.set_defaults(run=_notebooks)
    evaluate = commands.add_parser("evaluate", help="measure the tagger on articles that people marked")
    evaluate.add_argument("gold", metavar="GOLD.jsonl", help="an article a line, with text and attributions")
    evaluate.set_defaults(run=_evaluate)
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


def _check_apart(args: argparse.Namespace) -> None:
    """Refuse to replace a file that was named, or that would be read as articles."""
    from newslab.files import check_apart
    from newslab.loading import is_read
    from newslab.loading.find import find_files

    found = find_files(*args.paths) if args.paths else []
    read = [file.path for file in found if is_read(file)]
    own = [path for path in (args.codebook, args.aliases) if path]
    check_apart(args.output, read=[*args.paths, *read, *own])


def _articles(args: argparse.Namespace) -> pd.DataFrame:
    import newslab

    columns = {column: field for given in args.columns for column, field in given.items()}
    return newslab.read_articles(*args.paths, columns=columns, day_first=args.day_first, repair=args.repair)


def _tagged(args: argparse.Namespace) -> Tagged:
    """Tag the articles that PATH names, or the sample; what can fail at once is tried first."""
    import newslab

    codebook = newslab.read_codebook(args.codebook) if args.codebook else None
    aliases = newslab.read_aliases(args.aliases) if args.aliases else None
    if not args.paths:
        note = "No PATH was given: this is the sample corpus, fictional news that newslab carries."
        print(note, file=sys.stderr)
        codebook, aliases = codebook or newslab.sample_codebook(), aliases or newslab.sample_aliases()
    articles = _articles(args) if args.paths else newslab.load_sample()
    if articles["problem"].notna().all():
        first = articles.iloc[0]
        more = f" So it is with {len(articles) - 1} more." if len(articles) > 1 else ""
        raise InputError(f"No article could be read. {first['origin']}: {first['problem']}{more}")
    return newslab.tag(
        articles,
        codebook=codebook,
        aliases=aliases,
        pipeline=newslab.load_pipeline(args.model),
        engine=args.engine,
    )


def _count(frame: pd.DataFrame, what: str) -> str:
    return f"{len(frame)} {what}{'' if len(frame) == 1 else 's'}"


def _say(tagged: Tagged, output: str, *, keeps_skipped: bool) -> None:
    """Print what was made, and on stderr what was skipped: all of it where the output cannot hold it."""
    print(f"{output}: {_count(tagged.attributions, 'attribution')} in {_count(tagged.articles, 'article')}.")
    if tagged.skipped.empty:
        return
    shown = tagged.skipped.head(5) if keeps_skipped else tagged.skipped
    verb = "was" if len(tagged.skipped) == 1 else "were"
    print(f"{_count(tagged.skipped, 'article')} {verb} skipped:", file=sys.stderr)
    for row in shown.to_dict("records"):
        origin, record = row["origin"] or "", row["record"] or ""
        where = origin if origin.endswith(record) else f"{origin} {record}"
        print(f"  {where}: {row['reason']}", file=sys.stderr)
    if len(shown) < len(tagged.skipped):
        print(f"  and {len(tagged.skipped) - len(shown)} more, listed in {output}.", file=sys.stderr)


def _report(args: argparse.Namespace) -> None:
    import newslab
    from newslab.files import check_writable

    check_writable(args.output)
    _check_apart(args)
    tagged = _tagged(args)
    newslab.write_report(tagged, args.output)
    _say(tagged, args.output, keeps_skipped=True)


def _tag(args: argparse.Namespace) -> None:
    import newslab
    from newslab.export import SUFFIXES, check_output

    check_output(args.output)
    if not os.path.isdir(args.output):
        _check_apart(args)
    tagged = _tagged(args)
    newslab.write_tables(tagged, args.output, inner=args.inner)
    _say(tagged, args.output, keeps_skipped=not args.output.lower().endswith(SUFFIXES))


def _evaluate(args: argparse.Namespace) -> None:
    import newslab
    from newslab.loading.gold import read_gold

    codebook = newslab.read_codebook(args.codebook) if args.codebook else None
    aliases = newslab.read_aliases(args.aliases) if args.aliases else None
    articles, gold = read_gold(args.gold)
    tagged = newslab.tag(
        articles,
        codebook=codebook,
        aliases=aliases,
        pipeline=newslab.load_pipeline(args.model),
        engine=args.engine,
    )
    frame = newslab.evaluate(tagged, gold)
    percent = frame.assign(**{c: (100 * frame[c]).round(1) for c in ("precision", "recall", "f1")})
    print(f"{args.gold}: {frame.attrs['articles']} articles, engine {tagged.provenance['engine']}")
    print(percent.to_string(index=False, na_rep=""))


def _notebooks(args: argparse.Namespace) -> None:
    import subprocess

    from newslab.notebooks import FIRST, copy_notebooks

    copied, kept = copy_notebooks(args.folder)
    print(f"{args.folder}: {len(copied)} notebooks copied, {len(kept)} were there and stay as they are.")
    first = os.path.join(args.folder, FIRST)
    command = ["-m", "jupyterlab", first]
    if args.no_open:
        print(f"To open them: jupyter lab {first}")
    elif subprocess.call([sys.executable, *command]):  # noqa: S603
        raise InputError(f"JupyterLab did not start. Try it yourself: jupyter lab {first}")


def _warn(message: Any, *_: Any, **__: Any) -> None:
    print(f"newslab: note: {message}", file=sys.stderr)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; 0 where it was done, 2 with one sentence on stderr where it cannot be."""
    args = _parser().parse_args(argv)
    try:
        # Restored at the end, so that a program that calls main() keeps its own.
        with warnings.catch_warnings():
            warnings.showwarning = _warn
            args.run(args)
    except InputError as error:
        print(f"newslab: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("newslab: stopped; nothing was written.", file=sys.stderr)
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
