"""A notebook with its outputs as one HTML page that runs nothing and fetches nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

import newslab

# The first that an output has is shown. Widgets and scripts are not among them: neither runs in the page.
_SHOWN = (
    "text/html",
    "text/markdown",
    "image/png",
    "image/jpeg",
    "image/svg+xml",
    "text/latex",
    "text/plain",
)
# A bar of progress, which is there only where something took long.
_BAR = re.compile(r"\[(\d+:)?\d\d:\d\d[<,]")
_WIDGET = "application/vnd.jupyter.widget-view+json"
_LEFT_OUT = "What stands here can be seen in the notebook only."
_CONTROLS = "The controls that stand here work in the notebook only."
# Attributes that load something when the page is opened.
_LOADING = ("src", "srcset", "poster", "background", "data", "href", "{http://www.w3.org/1999/xlink}href")


def _is_bar(output: Any) -> bool:
    data = output.get("data", {})
    return _WIDGET in data and bool(_BAR.search(data.get("text/plain", "")))


def _shown(output: Any) -> Any:
    """Return an output with the one form of it that the page shows."""
    if "data" not in output:
        return output
    data = output["data"]
    form = next((form for form in _SHOWN if form in data), None)
    if form is None or (_WIDGET in data and form == "text/plain"):
        text = _CONTROLS if _WIDGET in data else _LEFT_OUT
        return {**output, "data": {"text/html": f'<p class="quiet">{text}</p>'}}
    return {**output, "data": {form: data[form]}}


def _drop_fetched(tree: Any) -> None:
    """Take away whatever would be fetched from elsewhere; links that a reader may follow stay."""
    for element in tree.iter():
        for name in _LOADING:
            value = element.get(name)
            follows = name == "href" and element.tag == "a"
            if value is not None and not follows and not re.match(r"\s*(data:image/|#)", value):
                del element.attrib[name]
                if element.tag == "img":
                    element.set("alt", element.get("alt") or "A picture from elsewhere, left out")


def safe_html(markup: str) -> str:
    """Return HTML of an output or a text cell without what would run or be fetched.

    The page's content security policy forbids both again, so that a form unknown here does nothing.

    Examples
    --------
    >>> safe_html('<p onclick="steal()">The <mark>quay</mark><script>steal()</script></p>')
    '<div><p>The <mark>quay</mark></p></div>'
    """
    from lxml import html
    from lxml_html_clean import Cleaner

    # The names of our own tables' parts and marks are kept: only what acts is taken away.
    cleaner = Cleaner(
        scripts=True, javascript=True, comments=True, links=True, meta=True, page_structure=True,
        embedded=True, frames=True, forms=True, style=False, inline_style=False,
        safe_attrs_only=False, remove_unknown_tags=False,
    )  # fmt: skip
    parser = html.HTMLParser(huge_tree=True)  # a picture in a table may be large
    tree = html.fragment_fromstring(markup.replace("\0", ""), create_parent="div", parser=parser)
    cleaner(tree)
    _drop_fetched(tree)
    return str(html.tostring(tree, encoding="unicode"))


def _title(notebook: Any, default: str) -> str:
    """Return the first heading of a notebook."""
    texts = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    found = re.search(r"^#+ +(.+?) *#*$", texts, re.MULTILINE)
    return found.group(1) if found else default


def _drop_lost_pictures(cell: Any) -> None:
    """Unname pictures that were pasted into a text cell and are not in the file any more."""
    for name in re.findall(r"attachment:([^)\s\"'>]+)", cell.source):
        if name not in cell.get("attachments", {}):
            cell.source = cell.source.replace(f"attachment:{name}", name)


def notebook_page(notebook: Any, *, source: Path, parameters: Mapping[str, Any], stopped: str = "") -> str:
    """Return the page of a notebook that was run.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
        The notebook with its outputs.
    source : pathlib.Path
        The file that was run; pictures in its text cells are found beside it.
    parameters : mapping
        What it was run with.
    stopped : str
        Where and why the run stopped, if it did.
    """
    from nbconvert import HTMLExporter

    exporter = HTMLExporter(
        template_name="notebook",
        extra_template_basedirs=[str(files("newslab") / "data" / "templates")],
        exclude_anchor_links=True,
        embed_images=True,
    )
    exporter.register_filter("safe_html", safe_html)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = [_shown(output) for output in cell.outputs if not _is_bar(output)]
        else:
            _drop_lost_pictures(cell)
    facts = {
        "title": _title(notebook, source.stem),
        "source": source.name,
        "version": newslab.__version__,
        "parameters": [(name, repr(value)) for name, value in parameters.items()],
        "stopped": stopped,
    }
    about = {"newslab": facts, "metadata": {"path": str(source.parent), "name": source.stem}}
    return str(exporter.from_notebook_node(notebook, about)[0])
