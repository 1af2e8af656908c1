"""Whether a study's report comes out the same again, and if not, where and why."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newslab.report.record import read_report
from newslab.study import report_study
from newslab.study.inputs import changes
from newslab.study.settings import Study

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ("table", "row", "column", "stored", "now")
_CLOSE = 1e-9  # apart from the last digits, in which machines differ
_ESTIMATES = ("estimate", "low", "high", "n_articles", "n_attributions", "lowest", "highest", "benchmark")
_NAMES = {
    "codebook": "the codebook", "aliases": "the aliases", "vocabulary": "newslab's word lists",
    "model": "the spaCy model", "tagger": "the trained tagger", "engine": "the engine",
    "input": "the articles", "versions": "versions", "report": "what counts or how intervals are drawn",
}  # fmt: skip


def _same(stored: str, now: str) -> bool:
    try:
        return stored == now or abs(float(stored) - float(now)) <= _CLOSE * max(1.0, abs(float(stored)))
    except ValueError:
        return False


def _keyed(frame: pd.DataFrame) -> tuple[list[str], dict[tuple[str, ...], dict[str, str]]]:
    """The rows of a table by what they are about."""
    keys = [name for name in frame.columns if name not in _ESTIMATES]
    rows = frame.to_dict("records")
    return keys, {tuple(row[key] for key in keys): row for row in rows}


def _of_table(name: str, stored: pd.DataFrame | None, now: pd.DataFrame | None) -> Iterator[dict[str, str]]:
    """Every difference between two states of a table."""
    if stored is None or now is None:
        held = {"stored": "–" if stored is None else "there", "now": "–" if now is None else "there"}
        yield {"table": name, "row": "all", "column": "", **held}
        return
    keys, before = _keyed(stored)
    _, after = _keyed(now)
    for key in [*before, *(key for key in after if key not in before)]:
        row = " · ".join(filter(None, key))
        if key not in before or key not in after:
            held = {"stored": "there", "now": "–"} if key in before else {"stored": "–", "now": "there"}
            yield {"table": name, "row": row, "column": "", **held}
            continue
        for column in (c for c in stored.columns if c not in keys):
            old, new = before[key][column], after[key].get(column, "–")
            if not _same(old, new):
                yield {"table": name, "row": row, "column": column, "stored": old, "now": new}


def _causes(stored: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    """What has changed between two records, a sentence each."""
    told = changes(stored["inputs"], now["inputs"])
    before, after = stored["provenance"], now["provenance"]
    for name in dict.fromkeys([*before, *after]):
        old, new = before.get(name), after.get(name)
        if old == new or (name == "input" and told):
            continue
        if isinstance(old, Mapping) and isinstance(new, Mapping):
            # The call repeats what the other parts say.
            known = (key for key in dict.fromkeys([*old, *new]) if key != "call")
            parts = [key for key in known if old.get(key) != new.get(key)]
            plain = [f"{key} was {old.get(key, 'absent')} and is {new.get(key, 'absent')}" for key in parts]
            detail = "; ".join(text if len(text) < 120 else text.split(" was ")[0] for text in plain[:4])
        else:
            detail = f"was {old} and is {new}"
        told.append(f"{_NAMES.get(name, name)[:1].upper()}{_NAMES.get(name, name)[1:]} changed: {detail}.")
    if stored.get("study") != now.get("study"):
        told.append("newslab.toml was changed since the report was written.")
    return told


def check_study(study: Study) -> pd.DataFrame:
    """Make a study's report again, beside the stored one, and compare their tables.

    Parameters
    ----------
    study : Study
        What `read_study` returned.

    Returns
    -------
    pandas.DataFrame
        A row a difference: `table`, `row` (what it is about), `column`, `stored` and `now`; no row where
        all is the same. `attrs["causes"]` says what has changed since: inputs, codebook, model, versions.

    Raises
    ------
    InputError
        Where there is no stored report, or it cannot be made again.
    """
    import pandas as pd

    path = study.within(study.file)
    if path.suffix.lower() == ".pdf":
        raise study.fail(
            "report.file", f"file is {study.file}; only a report in HTML carries the tables to compare."
        )
    stored, tables = read_report(path)
    with tempfile.TemporaryDirectory() as folder:
        again = report_study(study, path=Path(folder, os.path.basename(path)))
        now, made = read_report(again)
    rows = [
        row
        for name in dict.fromkeys([*tables, *made])
        for row in _of_table(name, tables.get(name), made.get(name))
    ]
    frame = pd.DataFrame(rows, columns=list(COLUMNS), dtype="object")
    frame.attrs["causes"] = _causes(stored, now)
    return frame
