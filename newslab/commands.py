"""What each command does: call the library and print."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

from newslab.errors import InputError, NotebookError

if TYPE_CHECKING:
    import argparse

    import pandas as pd

    from newslab.tagged import Tagged

_SHOWN = 20  # differences that are printed


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


def report(args: argparse.Namespace) -> None:
    """Write the report of the articles, or of the study in this folder."""
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


def tag(args: argparse.Namespace) -> None:
    """Write the tables."""
    import newslab
    from newslab.export import SUFFIXES, check_output

    check_output(args.output, texts=args.texts)
    if not os.path.isdir(args.output):
        _check_apart(args)
    tagged = _tagged(args)
    newslab.write_tables(tagged, args.output, inner=args.inner, texts=args.texts)
    _say(tagged, args.output, keeps_skipped=not args.output.lower().endswith(SUFFIXES))


def evaluate(args: argparse.Namespace) -> None:
    """Print how well the tagger finds what people marked."""
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


def new(args: argparse.Namespace) -> None:
    """Begin a study, after three questions where somebody can answer them."""
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


def check(args: argparse.Namespace) -> int:
    """Make a study's report again and name every difference."""
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


def notebooks(args: argparse.Namespace) -> None:
    """Copy the guided notebooks and open the first."""
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


def run(args: argparse.Namespace) -> int:
    """Run a notebook with parameters."""
    import newslab
    from newslab.running.parameters import read_setting

    parameters = dict(map(read_setting, args.settings))
    try:
        print(f"{newslab.run_notebook(args.notebook, parameters=parameters, path=args.output)} written.")
    except NotebookError as error:
        print(f"newslab: {error}", file=sys.stderr)
        return 1
    return 0
