"""What a report carries of how it was made, and of its tables: enough to make it again and compare."""

from __future__ import annotations

import base64
import io
import json
import os
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from newslab.errors import FileError, read_checked

if TYPE_CHECKING:
    import pandas as pd

_DIGITS = "%.10g"
_RECORD = re.compile(r'<script type="application/json" id="newslab-record">(.*?)</script>', re.DOTALL)
_DATA = re.compile(r'download="([^"]+)\.csv" href="data:text/csv;charset=utf-8;base64,([^"]*)"')


class ReportError(FileError):
    """A file is no report that newslab wrote, or of a version that kept no record."""

    what = "report"


def data_link(frame: pd.DataFrame) -> str:
    """A frame as the address of a CSV file that stands inside the page."""
    text = frame.to_csv(index=False, float_format=_DIGITS, lineterminator="\n")
    # The mark at the beginning tells spreadsheets that it is UTF-8.
    coded = base64.b64encode(text.encode("utf-8-sig", "replace")).decode("ascii")
    return f"data:text/csv;charset=utf-8;base64,{coded}"


def dump_record(record: Mapping[str, Any]) -> str:
    """A record as JSON that no page takes for markup."""
    return json.dumps(record, ensure_ascii=False, indent=1, sort_keys=True).replace("<", "\\u003c")


def read_report(path: str | os.PathLike[str]) -> tuple[dict[str, Any], dict[str, pd.DataFrame]]:
    """Read a report's record and tables.

    Parameters
    ----------
    path : str or path-like
        An HTML file that `write_report` wrote.

    Returns
    -------
    record : dict
        The study, the options, the hashes of inputs and the provenance.
    tables : dict of str to pandas.DataFrame
        The frames that the report's figures draw, by name; all values are text.

    Raises
    ------
    ReportError
        If it is no such file.
    """
    import pandas as pd

    name, html, _ = read_checked(path, ".html", ReportError)
    found = _RECORD.search(html)
    if not found:
        raise ReportError(
            "has no record of how it was made, so it cannot be compared. Write it again with newslab report.",
            name,
        )
    tables = {
        key: pd.read_csv(
            io.BytesIO(base64.b64decode(coded)), dtype=str, keep_default_na=False, encoding="utf-8-sig"
        )
        for key, coded in _DATA.findall(html)
    }
    return json.loads(found[1]), tables
