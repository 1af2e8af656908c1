"""`newslab run` makes one page of a notebook that was run with parameters."""

from __future__ import annotations

import base64
import json
import pathlib
import re

import nbformat
import pytest
from lxml import html

import newslab
from newslab.cli import main
from newslab.errors import InputError, NotebookError
from newslab.notebooks import find_notebooks
from newslab.running.page import notebook_page, safe_html
from newslab.running.parameters import find_notebook, parameter_names, read_setting

NAMES = [path.stem for path in find_notebooks()]
PARAMETERS = "corpus = None\nrate: float = 0.5  # of what\nwords = dict(a=1)\n"


def code(source, *outputs, tags=()):
    cell = nbformat.v4.new_code_cell(source, outputs=list(outputs), metadata={"tags": list(tags)})
    cell.execution_count = 1 if outputs else None
    return cell


def displayed(**data):
    return nbformat.v4.new_output(
        "display_data", {kind.replace("_", "/"): text for kind, text in data.items()}
    )


def notebook(*cells, kernel="python3"):
    made = nbformat.v4.new_notebook(cells=list(cells))
    made.metadata["kernelspec"] = {"name": kernel, "display_name": kernel, "language": "python"}
    return made


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A folder to work in; the kernels that start there find newslab and leave nothing elsewhere."""
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    monkeypatch.setenv("PYTHONPATH", str(pathlib.Path(newslab.__file__).parents[1]))
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    monkeypatch.setenv("JUPYTER_RUNTIME_DIR", str(tmp_path / "runtime"))
    return tmp_path / "work"


@pytest.fixture
def own(desk):
    """`own(*sources)` → the path of a notebook with a cell of parameters and these."""

    def write(*sources, kernel="python3"):
        cells = [nbformat.v4.new_markdown_cell("# The quay"), code(PARAMETERS, tags=["parameters"])]
        nbformat.write(notebook(*cells, *map(code, sources), kernel=kernel), desk / "own.ipynb")
        return "own.ipynb"

    return write


def page(*cells, **about):
    about = {"source": pathlib.Path("own.ipynb"), "parameters": {}, **about}
    return notebook_page(notebook(*cells), **about)


def shown(markup):
    """The text of a page's main part."""
    return " ".join(html.fromstring(markup).find(".//main").text_content().split())


def fetched(markup):
    """Whatever a browser would fetch from elsewhere, or run."""
    tree = html.fromstring(markup)
    loading = tree.xpath("//script | //link | //iframe | //object | //embed | //base | //form")
    sources = [
        value for value in tree.xpath("//@src | //@srcset | //@poster") if not value.startswith("data:")
    ]
    acting = [name for element in tree.iter() for name in element.attrib if name.startswith("on")]
    refresh = tree.xpath("//meta[translate(@http-equiv, 'REFSH', 'refsh') = 'refresh']")
    return [*loading, *sources, *acting, *refresh, *re.findall(r"javascript:|@import|url\(", markup)]


# ---- which notebook


@pytest.mark.parametrize("given", ["04", "4", "04_sides_and_balance"])
def test_a_guided_notebook_is_found_by_number_and_name(given):
    assert find_notebook(given).stem == "04_sides_and_balance"


@pytest.mark.parametrize("given", [str, pathlib.Path])
def test_a_path_is_ones_own_notebook(own, given):
    assert find_notebook(given(own())) == pathlib.Path("own.ipynb")


@pytest.mark.parametrize("given", ["", "07", "0", "sides", "own.ipynb", "tables.csv"])
def test_an_unknown_notebook_is_answered_with_those_there_are(desk, given):
    (desk / "tables.csv").write_text("a", encoding="utf-8")
    with pytest.raises(InputError, match=rf"no notebook '{given}'.*{', '.join(NAMES)}"):
        find_notebook(given)


@pytest.mark.parametrize("text", ["", "{}", "[1]", "a text", '{"cells": 3, "nbformat": 4}'])
def test_what_is_no_notebook_is_said(desk, text):
    (desk / "own.ipynb").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=r"own\.ipynb is no notebook"):
        newslab.run_notebook("own.ipynb")


def test_a_notebook_in_another_language_is_not_run(own, desk):
    own()
    text = (desk / "own.ipynb").read_text(encoding="utf-8").replace('"language": "python"', '"language": "R"')
    (desk / "own.ipynb").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match="is written in R"):
        newslab.run_notebook("own.ipynb")


# ---- which parameters


@pytest.mark.parametrize(
    ("setting", "expected"),
    [
        ("corpus=articles/", ("corpus", "articles/")),
        ("corpus=None", ("corpus", None)),
        ("resamples=500", ("resamples", 500)),
        ("rate=-0.5", ("rate", -0.5)),
        ("copies=True", ("copies", True)),
        ("title='2024'", ("title", "2024")),
        ("title=A = B", ("title", "A = B")),
        ("title=", ("title", "")),
        ("since=2024-03-04", ("since", "2024-03-04")),
        ("since=2024-10-12", ("since", "2024-10-12")),
        ('outlets=["Post", "Ledger"]', ("outlets", ["Post", "Ledger"])),
        ("pair=(1, 2)", ("pair", [1, 2])),
        ("folder=C:\\new\\texts", ("folder", "C:\\new\\texts")),
        ("odd={1, 2}", ("odd", "{1, 2}")),
        ("odd=b'x'", ("odd", "b'x'")),
        ("odd=__import__('os')", ("odd", "__import__('os')")),
    ],
)
def test_a_value_is_python_where_it_is_plain_and_text_elsewhere(setting, expected):
    name, value = read_setting(setting)
    assert (name, value, type(value)) == (*expected, type(expected[1]))


@pytest.mark.parametrize("setting", ["corpus", "=articles", "two words=1", ""])
def test_a_setting_without_a_name_or_value_is_said(setting):
    with pytest.raises(InputError, match="NAME=VALUE"):
        read_setting(setting)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (PARAMETERS, ["corpus", "rate", "words"]),
        ("a = b = 1\nif a:\n    c = 2\na = 3", ["a", "b"]),
        ("%matplotlib inline\ntitle = 'x'", ["title"]),
        ("sides = [\n    'North',  # = up\n    'South',\n]", ["sides"]),
        ("# nothing", []),
    ],
)
def test_parameters_are_the_names_that_their_cell_gives_a_value(source, expected):
    assert parameter_names(notebook(code("x = 1"), code(source, tags=["parameters"]))) == expected


@pytest.mark.parametrize("path", find_notebooks(), ids=lambda path: path.stem)
def test_each_guided_notebook_takes_a_corpus(path):
    assert "corpus" in parameter_names(nbformat.read(path, as_version=4))


def test_an_unknown_parameter_is_answered_with_the_nearest(desk):
    with pytest.raises(InputError, match=r"no parameter 'codebok'.*corpus, codebook.*mean 'codebook'\?"):
        newslab.run_notebook("04", parameters={"codebok": "sides.yml"})
    assert list(desk.iterdir()) == []


@pytest.mark.parametrize("value", [{1, 2}, object(), {1: 2}, [b"x"]])
def test_a_value_that_no_cell_can_hold_is_said(own, value):
    with pytest.raises(InputError, match="The parameter corpus holds"):
        newslab.run_notebook(own(), parameters={"corpus": value})


@pytest.mark.parametrize("path", ["own.ipynb", "out.pdf", "nowhere/out.html", ""])
def test_where_the_page_cannot_go_is_said_before_anything_is_run(own, desk, path):
    before = (desk / own("open('ran', 'w')")).read_bytes()
    with pytest.raises(InputError):
        newslab.run_notebook("own.ipynb", path=path)
    assert [file.name for file in desk.iterdir()] == ["own.ipynb"]
    assert (desk / "own.ipynb").read_bytes() == before


# ---- what the page shows


@pytest.mark.parametrize(
    ("markup", "stays"),
    [
        ("<script>steal()</script>The quay", "The quay"),
        ('<img src=x onerror="steal()">', ""),
        ('<img src="http://elsewhere.example/spy.png">', ""),
        ('<img srcset="//elsewhere.example/spy.png 2x">', ""),
        ('<a href="javascript:steal()">more</a>', "more"),
        ('<a href="java&#10;script:steal()">more</a>', "more"),
        ("<svg><script>steal()</script><text>North</text></svg>", "North"),
        ('<svg onload="steal()"><image href="http://elsewhere.example/x"/></svg>', ""),
        ('<iframe src="http://elsewhere.example"></iframe>', ""),
        ('<link rel="stylesheet" href="http://elsewhere.example/x.css">', ""),
        ('<meta http-equiv="refresh" content="0;url=http://elsewhere.example">', ""),
        ('<base href="http://elsewhere.example/">', ""),
        ('<form action="http://elsewhere.example"><button>go</button></form>', ""),
        ('<style>@import "http://elsewhere.example/x.css";</style>', ""),
        ('<video poster="http://elsewhere.example/x" src="http://elsewhere.example/y"></video>', ""),
        ("<p>open <b>and never closed", "open and never closed"),
        ("a\0b & c < d", "ab & c < d"),
        ("", ""),
    ],
)  # fmt: skip
@pytest.mark.parametrize("kind", ["text_html", "text_markdown"])
def test_what_acts_or_is_fetched_is_taken_out_of_outputs(markup, stays, kind):
    made = page(code("x", displayed(**{kind: markup})))
    assert fetched(made) == []
    assert stays in shown(made)


@pytest.mark.parametrize("kind", ["stdout", "stderr"])
def test_what_is_printed_is_text(kind):
    hostile = "<script>steal()</script><img src=x onerror=steal()>"
    made = page(code("x", nbformat.v4.new_output("stream", text=f"\x1b[31m{hostile}\x1b[0m", name=kind)))
    assert fetched(made) == []
    assert hostile in shown(made)


def test_code_and_what_it_was_run_with_are_text():
    hostile = "</code></pre><script>steal()</script>"
    made = page(
        code(hostile), parameters={"title": hostile}, stopped=hostile, source=pathlib.Path("<b>.ipynb")
    )
    assert fetched(made) == []
    assert hostile in shown(made)
    assert made.count("&lt;script&gt;") == 3


def test_the_policy_allows_no_script_and_nothing_from_elsewhere():
    policy = html.fromstring(page()).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert "default-src 'none'; script-src 'none'; img-src data:;" in policy[0]


@pytest.mark.parametrize(
    "markup",
    [
        '<p class="text"><mark class="content chosen" style="background: #fe9" data-n="2">signed</mark></p>',
        '<article dir="auto"><details open=""><summary>Why</summary><bdi>Ruiz</bdi></details></article>',
        '<table class="dataframe"><thead><tr><th colspan="2">side</th></tr></thead></table>',
        '<a href="https://example.org/">more</a>',
        '<img alt="A bar" src="data:image/png;base64,AAAA">',
    ],
)
def test_marks_and_tables_come_through(markup):
    assert safe_html(markup) == f"<div>{markup}</div>"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"text_plain": "FigureCanvas()", "text_html": "<b>table</b>"}, "<b>table</b>"),
        ({"text_plain": "<Figure>", "image_png": "QUJD\n"}, 'src="data:image/png;base64,QUJD"'),
        ({"image_svg+xml": "<svg onload='x()'/>"}, 'src="data:image/svg+xml,%3Csvg%20onload%3D'),
        ({"application_javascript": "steal()", "text_plain": "Script"}, "<pre>Script</pre>"),
        ({"application_json": "{}"}, "can be seen in the notebook only"),
        ({"text_latex": "$x < y$"}, "<pre>$x &lt; y$</pre>"),
    ],
)
def test_one_form_of_an_output_is_shown(data, expected):
    made = page(code("x", displayed(**data)))
    assert expected in made
    assert "steal" not in made


WIDGET = {"application_vnd.jupyter.widget-view+json": {"model_id": "1" * 32}}


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"text_plain": "HBox()"}, "The controls that stand here work in the notebook only."),
        ({"text_plain": "HBox()", "text_html": "<p>12 speakers</p>"}, "12 speakers"),
        ({"text_plain": "Tagging:  50%|#    | 1/2 [00:02<00:02, 1.00s/ article]"}, ""),
        ({"text_plain": "Tagging: 3 article [1:00:02, 2.00 article/s]"}, ""),
    ],
)
def test_controls_are_shown_by_what_stands_for_them(data, expected):
    assert shown(page(code("x", displayed(**data, **WIDGET)))) == f"Code [1] x {expected}".strip()


def test_pictures_beside_a_notebook_are_put_into_the_page(desk):
    (desk / "quay.png").write_bytes(b"picture")
    made = page(nbformat.v4.new_markdown_cell("![The quay](quay.png)"), source=desk / "own.ipynb")
    assert base64.b64encode(b"picture").decode() in made
    assert fetched(made) == []


def test_a_picture_that_is_lost_leaves_its_words(desk):
    made = page(nbformat.v4.new_markdown_cell("![The quay](attachment:lost.png)"), source=desk / "own.ipynb")
    assert html.fromstring(made).xpath("//img/@alt") == ["The quay"]
    assert fetched(made) == []


# ---- running


def run(capsys, *arguments):
    status = main(["run", *arguments])
    return status, *capsys.readouterr()


def test_it_runs_with_what_was_given_in_the_folder_where_one_is(own, desk, capfd):
    (desk / "texts").mkdir()
    path = own("import os\nprint(sorted(os.listdir(corpus + '/..')), rate, words)")
    status, out, err = run(capfd, path, "--set", "corpus=texts", "--set", "rate=2")
    assert (status, out, err) == (0, "own.html written.\n", "")
    made = (desk / "own.html").read_text(encoding="utf-8")
    assert "['own.ipynb', 'texts'] 2 {'a': 1}" in shown(made)
    assert "corpus = 'texts' rate = 2" in " ".join(
        html.fromstring(made).find(".//header").text_content().split()
    )
    assert html.fromstring(made).findtext(".//title") == "The quay"
    assert sorted(file.name for file in desk.iterdir()) == ["own.html", "own.ipynb", "texts"]


def test_the_same_notebook_gives_the_same_page(own, desk):
    path = own("from IPython.display import HTML\nHTML('<b>North</b>')", "print(rate)")
    first, second = (
        newslab.run_notebook(path, parameters={"rate": 1}, path=desk / name) for name in ("a.html", "b.html")
    )
    assert first == desk / "a.html"
    assert first.read_bytes() == second.read_bytes()


def test_a_cell_that_fails_is_marked_and_what_was_done_is_kept(own, desk, capfd):
    (desk / "own.html").write_text("an earlier page", encoding="utf-8")
    path = own("print('done')", "x = 1\nint('<b>seven</b>')", "print('never')")
    before = (desk / path).read_bytes()
    status, out, err = run(capfd, path, "--set", "rate=1")
    assert (status, out) == (1, "")
    assert err.count("\n") == 1
    assert "Cell [4] failed at “int('<b>seven</b>')”. ValueError: invalid literal" in err
    assert "own.partial.html" in err
    tree = html.parse(str(desk / "own.partial.html"))
    (marked,) = tree.xpath("//section[@id='stopped']")
    assert "ValueError: invalid literal" in marked.text_content()
    assert "done" in tree.xpath("//main//pre")[3].text_content()
    assert [s.text for s in tree.xpath("//summary")][-1] == "Code, not run"
    assert fetched((desk / "own.partial.html").read_text(encoding="utf-8")) == []
    kept = json.loads((desk / "own.partial.ipynb").read_text(encoding="utf-8"))
    assert [cell["cell_type"] for cell in kept["cells"]] == ["markdown", *["code"] * 5]
    assert (desk / "own.html").read_text(encoding="utf-8") == "an earlier page"
    assert (desk / path).read_bytes() == before


def test_python_that_ends_of_itself_is_said(own):
    with pytest.raises(NotebookError, match="ended of itself") as raised:
        newslab.run_notebook(own("import os", "os._exit(9)"))
    assert raised.value.cell is None
    assert raised.value.path.is_file()


def test_the_kernel_is_that_of_newslab_whatever_the_notebook_names(own, desk):
    newslab.run_notebook(own("import newslab; print(newslab.__file__)", kernel="another-environment"))
    assert newslab.__file__ in shown((desk / "own.html").read_text(encoding="utf-8"))


def test_a_guided_notebook_runs_on_articles_of_ones_own(desk, capfd):
    (desk / "texts").mkdir()
    lease = "Lease signed\n\nThe lease is signed, said <b>Ana</b> Ruiz, the mayor. “It pays,” she said.\n"
    strike = "Dockers walk out\n\n“Nobody asked us,” said Jon Vale<script>steal()</script>, their leader.\n"
    (desk / "texts" / "lease.txt").write_text(lease, encoding="utf-8")
    (desk / "texts" / "strike.txt").write_text(strike, encoding="utf-8")
    status, out, err = run(capfd, "06", "--set", "corpus=texts/", "-o", "quay.html")
    assert (status, out, err) == (0, "quay.html written.\n", "")
    made = (desk / "quay.html").read_text(encoding="utf-8")
    assert fetched(made) == []
    assert "Nobody asked us" in shown(made)
    assert (desk / "report" / "report.html").is_file()
