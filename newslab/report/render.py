"""What the report says, as one HTML file."""

from __future__ import annotations

import base64
import platform
import zlib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from importlib import resources
from typing import TYPE_CHECKING, Any

from newslab.report.record import data_link, dump_record

if TYPE_CHECKING:
    from newslab.study import Study


_MOST_OPEN = 100  # articles whose texts stand in the page as they are; those of more are packed


def _read(name: str) -> str:
    return resources.files("newslab").joinpath("data", "templates", name).read_text(encoding="utf-8")


def _is_list(value: object) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str)


def _packed(html: str) -> str:
    """A text as small as it can stand in a page."""
    return base64.b64encode(zlib.compress(html.encode("utf-8", "replace"), 9)).decode("ascii")


def _made() -> str:
    """When and on what a report was made: the one line in which two reports of the same may differ."""
    now = datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
    return f"{now}, {platform.system()} {platform.machine()}, Python {platform.python_version()}"


def render(summary: Mapping[str, Any], *, study: Study | None = None, paper: bool = False) -> str:
    """Fill the template: whatever comes from articles or users is escaped, nothing is fetched.

    Parameters
    ----------
    summary : mapping
        What `summarise` returned.
    study : Study, optional
        The newslab.toml that it comes from, which the report then carries.
    paper : bool
        Whether it is to be printed: without controls, and with all texts.

    Returns
    -------
    str
        The HTML.

    Examples
    --------
    >>> empty = {"title": "<b>", "findings": [], "caution": "", "sides": {}, "looks": [],
    ...          "tables": {}, "evidence": {}, "methods": {"parts": [], "limits": [], "references": []},
    ...          "balance": {"reason": "None."}, "sourcing": [], "outlets": [], "skipped": [],
    ...          "speakers": {"rows": [], "more": 0, "nameless": 0}, "provenance": {}}
    >>> "<title>&lt;b&gt;</title>" in render(empty)
    True
    """
    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup

    from newslab.study.inputs import hash_files

    environment = Environment(
        autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined
    )
    environment.tests["listed"] = _is_list
    # The style sheet is the package's own file and holds no character that HTML would read otherwise.
    css = Markup(_read("report.css") + ("" if paper else _read("report_screen.css")))  # noqa: S704
    record = {
        "provenance": summary["provenance"],
        "study": study.text if study else None,
        "inputs": hash_files(study) if study else {},
    }
    return environment.from_string(_read("report.html")).render(
        report=summary,
        css=css,
        js=Markup(_read("report.js")),  # noqa: S704
        packed=not paper and sum(len(held["articles"]) for held in summary["outlets"]) > _MOST_OPEN,
        paper=paper,
        pack=_packed,
        evidence=Markup(dump_record(summary["evidence"])),  # noqa: S704
        data={name: data_link(frame) for name, frame in summary["tables"].items()},
        record=Markup(dump_record(record)),  # noqa: S704
        study=study,
        made=_made(),
    )
