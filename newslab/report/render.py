"""What the report says, as one HTML file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import resources
from typing import Any


def _read(name: str) -> str:
    return resources.files("newslab").joinpath("data", "templates", name).read_text(encoding="utf-8")


def _is_list(value: object) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str)


def render(summary: Mapping[str, Any]) -> str:
    """Fill the template: whatever comes from articles or users is escaped, nothing is fetched.

    Parameters
    ----------
    summary : mapping
        What `summarise` returned.

    Returns
    -------
    str
        The HTML.

    Examples
    --------
    >>> empty = {"title": "<b>", "findings": [], "caution": "", "sides": {}, "looks": [],
    ...          "balance": {"reason": "None."}, "sourcing": [], "outlets": [], "skipped": [],
    ...          "speakers": {"rows": [], "more": 0, "nameless": 0}, "provenance": {}}
    >>> "<title>&lt;b&gt;</title>" in render(empty)
    True
    """
    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined
    )
    environment.tests["listed"] = _is_list
    # The style sheet is the package's own file and holds no character that HTML would read otherwise.
    css = Markup(_read("report.css"))  # noqa: S704
    return environment.from_string(_read("report.html")).render(report=summary, css=css)
