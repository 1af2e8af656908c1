"""The command line: parse, call the library, print."""

from __future__ import annotations

import argparse
import os
import sys
import warnings
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from newslab import __version__
from newslab.errors import InputError, NotebookError

if TYPE_CHECKING:
    import pandas as pd

    from newslab.tagged import Tagged

_SHOWN = 20  # differences that are printed
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

    report = commands.add_parser(
        "report",
        help="read articles and write one HTML report; in a folder with a newslab.toml, that study's",
    )
    report.add_argument(
        "-o", "--output", metavar="FILE", help="default: report.html, or what newslab.toml says"
    )
    report.add_argument("--record", action="store_true", help="record the inputs' hashes in newslab.toml")
    report.set_defaults(run=_report)
    tag = commands.add_parser("tag", help="read articles and write the tables")
    into = (
        "a folder (parquet tables and what their columns mean), a .csv, .xlsx, .jsonl, .dta (Stata) or .sav "
        "(SPSS) file (attributions), or a .spacy or .zip (INCEpTION) file (texts with their marks)"
    )
    tag.add_argument("-o", "--output", required=True, metavar="OUT", help=into)
    tag.add_argument("--inner", action="store_true", help="also write attributions within others to .jsonl")
    quoting = "leave out the articles' texts and what quotes them; hashes take their place"
    tag.add_argument("--no-texts", action="store_false", dest="texts", help=quoting)
    tag.set_defaults(run=_tag)
    for command in (report, tag):
        _add_reading(command)
    new = commands.add_parser("new", help="begin a study: a folder with a newslab.toml to fill in")
    new.add_argument("folder", metavar="DIR", help="the study's folder")
    new.add_argument("--sample", action="store_true", help="a study of the sample, without questions")
    new.set_defaults(run=_new)
    check = commands.add_parser("check", help="make a study's report again and name every difference")
    check.add_argument("folder", nargs="?", default=".", metavar="DIR", help="default: this folder")
    check.set_defaults(run=_check)
    notebooks = commands.add_parser(
        "notebooks", help="copy the guided notebooks to a folder and open JupyterLab there"
    )
    notebooks.add_argument(
        "folder", metavar="DIR", help="where to; notebooks that are there stay as they are"
    )
    notebooks.add_argument("--no-open", action="store_true", help="copy them only")
    notebooks.set_defaults(run=_notebooks)
    run = commands.add_parser("run", help="run a guided notebook on your articles and write one HTML file")
    which = "a number (04) or name of a guided notebook as it came with newslab, or an .ipynb file of yours"
    run.add_argument("notebook", metavar="NOTEBOOK", help=which)
    setting = "a value for the notebook's parameters: corpus=articles/; again for each"
    run.add_argument(
        "--set", action="append", default=[], metavar="NAME=VALUE", dest="settings", help=setting
    )
    run.add_argument(
        "-o", "--output", metavar="FILE.html", help="default: the notebook's name, in this folder"
    )
    run.set_defaults(run=_run)
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


def _has_study(args: argparse.Namespace) -> bool:
    """Whether the command is about the study in this folder: nothing else was said, and there is one."""
    from newslab.study import FILE

    given = [*args.paths, args.codebook, args.aliases, args.model, *args.columns, args.repair, args.day_first]
    return not any(given) and args.engine == "auto" and os.path.isfile(FILE)


def _study_report(args: argparse.Namespace) -> None:
    from newslab.files import check_writable
    from newslab.study import read_study, report_study, tag_study
    from newslab.study.inputs import hash_files, record_hashes

    study = read_study()
    if args.record:
        record_hashes(study, hash_files(study))
        study = read_study()
    output = args.output or os.path.normpath(study.within(study.file))
    check_writable(output)
    tagged = tag_study(study)
    report_study(study, tagged, path=output)
    _say(tagged, str(output), keeps_skipped=True)


def _report(args: argparse.Namespace) -> None:
    import newslab
    from newslab.files import check_writable

    if _has_study(args):
        _study_report(args)
        return
    if args.record:
        raise InputError("--record is for a folder with a newslab.toml; newslab new DIR begins one.")
    args.output = args.output or "report.html"
    check_writable(args.output)
    _check_apart(args)
    tagged = _tagged(args)
    newslab.write_report(tagged, args.output)
    _say(tagged, args.output, keeps_skipped=True)


def _tag(args: argparse.Namespace) -> None:
    import newslab
    from newslab.export import SUFFIXES, check_output

    check_output(args.output, texts=args.texts)
    if not os.path.isdir(args.output):
        _check_apart(args)
    tagged = _tagged(args)
    newslab.write_tables(tagged, args.output, inner=args.inner, texts=args.texts)
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


def _ask(question: str) -> str:
    print(question, end=" ", flush=True)
    return sys.stdin.readline().strip()


def _new(args: argparse.Namespace) -> None:
    from newslab.study.new import new_study

    asked: dict[str, Any] = {}
    if not args.sample and sys.stdin is not None and sys.stdin.isatty():
        asked["title"] = _ask("What is the study called?") or None
        asked["articles"] = (
            _ask("Where are the articles? A file or folder (Enter: articles/ in the folder)") or None
        )
        sides = _ask("Which sides are there? Names with commas between (Enter: none yet)")
        asked["sides"] = [side.strip() for side in sides.split(",") if side.strip()]
    written = new_study(args.folder, sample=args.sample, **asked)
    print(f"{', '.join(map(str, written))} written. Now: cd {args.folder} && newslab report")


def _check(args: argparse.Namespace) -> int:
    from newslab.study import read_study
    from newslab.study.check import check_study

    study = read_study(args.folder)
    found = check_study(study)
    causes = found.attrs["causes"]
    if found.empty:
        print(f"{study.within(study.file)}: made again, and every table is the same.")
    else:
        print(f"{study.within(study.file)}: {_count(found, 'difference')}.")
        print(found.head(_SHOWN).to_string(index=False))
        if len(found) > _SHOWN:
            print(f"and {len(found) - _SHOWN} more")
    for cause in causes or ["Nothing that was recorded has changed."] * (not found.empty):
        print(f"  {cause}")
    return int(not found.empty)


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


def _run(args: argparse.Namespace) -> int:
    import newslab
    from newslab.running.parameters import read_setting

    parameters = dict(map(read_setting, args.settings))
    try:
        print(f"{newslab.run_notebook(args.notebook, parameters=parameters, path=args.output)} written.")
    except NotebookError as error:
        print(f"newslab: {error}", file=sys.stderr)
        return 1
    return 0


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
