"""The command line: parse, call the library, print."""

from __future__ import annotations

import argparse
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
        what = "files, folders or globs of .txt, .jsonl, .csv; without one, the sample"
        command.add_argument("paths", nargs="*", metavar="PATH", help=what)
    evaluate = commands.add_parser("evaluate", help="measure the tagger on articles that people marked")
    evaluate.add_argument("gold", metavar="GOLD.jsonl", help="an article a line, with text and attributions")
    evaluate.set_defaults(run=_evaluate)
    for command in (report, tag, evaluate):
        command.add_argument("--codebook", metavar="FILE", help="a .yml file of sides")
        command.add_argument("--model", metavar="NAME", help="another installed spaCy model")
    return parser


def _tagged(articles: pd.DataFrame, args: argparse.Namespace, *, sample: bool = False) -> Tagged:
    import newslab

    codebook = newslab.read_codebook(args.codebook) if args.codebook else None
    if codebook is None and sample:
        codebook = newslab.sample_codebook()
    readable = articles["problem"].isna()
    if not readable.any():
        reasons = "; ".join(dict.fromkeys(articles["problem"].astype(str)))
        raise InputError(f"No article could be read. {reasons}")
    return newslab.tag(articles, codebook=codebook, pipeline=newslab.load_pipeline(args.model))


def _read(args: argparse.Namespace) -> tuple[pd.DataFrame, bool]:
    import newslab

    if args.paths:
        return newslab.read_articles(*args.paths), False
    print(
        "No PATH was given: this is the sample corpus, fictional news that newslab carries.", file=sys.stderr
    )
    return newslab.load_sample(), True


def _say(tagged: Tagged, output: str) -> None:
    print(f"{output}: {len(tagged.attributions)} attributions in {len(tagged.articles)} articles.")
    if len(tagged.skipped):
        print(f"{len(tagged.skipped)} articles were skipped; {output} says why.", file=sys.stderr)
        for row in tagged.skipped.head(5).to_dict("records"):
            print(f"  {row['origin'] or ''} {row['record'] or ''}: {row['reason']}", file=sys.stderr)


def _report(args: argparse.Namespace) -> None:
    import newslab

    articles, sample = _read(args)
    tagged = _tagged(articles, args, sample=sample)
    newslab.write_report(tagged, args.output)
    _say(tagged, args.output)


def _tag(args: argparse.Namespace) -> None:
    import newslab

    articles, sample = _read(args)
    tagged = _tagged(articles, args, sample=sample)
    newslab.write_tables(tagged, args.output, inner=args.inner)
    _say(tagged, args.output)


def _evaluate(args: argparse.Namespace) -> None:
    import newslab
    from newslab.loading.gold import read_gold

    articles, gold = read_gold(args.gold)
    tagged = _tagged(articles, args)
    frame = newslab.evaluate(tagged, gold)
    percent = frame.assign(**{c: (100 * frame[c]).round(1) for c in ("precision", "recall", "f1")})
    print(f"{args.gold}: {frame.attrs['articles']} articles, engine {tagged.provenance['engine']}")
    print(percent.to_string(index=False, na_rep=""))


def _warn(message: Any, *_: Any, **__: Any) -> None:
    print(f"newslab: note: {message}", file=sys.stderr)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; 0 where it was done, 2 with one sentence on stderr where it cannot be."""
    args = _parser().parse_args(argv)
    warnings.showwarning = _warn
    try:
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
