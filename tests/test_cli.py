"""The command line: what it writes, what it says, and its exit status."""

from __future__ import annotations

import errno
import json
import os
import pathlib
import subprocess
import sys
import warnings

import pandas as pd
import pytest

import newslab
from newslab.cli import main

LEASE = """Council signs the lease

The council will lease the old quay for ten years, said Ana Ruiz, the mayor of Orrin.

“We looked at every offer,” Ms. Ruiz told reporters on Monday. “This one pays for the roof.”
"""
STRIKE = """Dockers down tools

Dockers walked out on Tuesday over the lease. “Nobody asked us,” said Jon Vale, who leads their union.

The council declined to comment.
"""
CODEBOOK = """title: The quay
sides:
  Council: {affiliations: [council], speakers: [Ana Ruiz]}
  Dockers: {speakers: [Jon Vale]}
"""


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A folder to work in, with two articles and a codebook."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "lease.txt").write_text(LEASE, encoding="utf-8")
    (tmp_path / "texts" / "strike.txt").write_text(STRIKE, encoding="utf-8")
    (tmp_path / "codebook.yml").write_text(CODEBOOK, encoding="utf-8")
    return tmp_path


@pytest.fixture
def run(capsys):
    """`run(*arguments)` → exit status, standard output, standard error."""

    def go(*arguments):
        status = main([*map(str, arguments)])
        return status, *capsys.readouterr()

    return go


def fails(result):
    """The one line on stderr of a command that could not be done."""
    status, out, err = result
    assert (status, out) == (2, "")
    assert err.startswith("newslab: ")
    assert err.count("\n") == 1
    return err


def leftovers(folder):
    return [path.name for path in folder.rglob(".newslab-*")]


# ---- report


def test_report_writes_one_page_that_stands_alone(desk, run):
    status, out, _ = run("report", "texts", "--codebook", "codebook.yml", "-o", "quay.html")
    html = (desk / "quay.html").read_text(encoding="utf-8")
    assert status == 0
    assert out.startswith("quay.html: ")
    assert html.startswith("<!doctype html>")
    assert html.rstrip().endswith("</html>")
    assert "This one pays for the roof." in html
    assert "Jon Vale" in html
    assert 'src="http' not in html


def test_report_goes_to_report_html(desk, run):
    assert run("report", "texts")[0] == 0
    assert (desk / "report.html").stat().st_size > 1000
    assert leftovers(desk) == []


def test_report_needs_no_codebook(desk, run):
    assert run("report", "texts/lease.txt")[0] == 0


def test_the_same_input_gives_the_same_bytes(desk, run):
    for name in ("one.html", "two.html"):
        run("report", "texts", "--codebook", "codebook.yml", "-o", name)
    one, two = (
        [line for line in (desk / name).read_text(encoding="utf-8").splitlines() if 'id="made"' not in line]
        for name in ("one.html", "two.html")
    )
    assert one == two


def test_a_pattern_names_files(desk, run):
    assert "in 1 article" in run("report", "texts/l*.txt")[1]


def test_report_without_path_is_about_the_sample(desk, run, monkeypatch):
    three = newslab.load_sample().head(3)
    monkeypatch.setattr(newslab, "load_sample", lambda: three)
    status, out, err = run("report")
    assert (status, "in 3 articles" in out) == (0, True)
    assert "sample corpus" in err
    assert "Norvane before the election" in (desk / "report.html").read_text(encoding="utf-8")


def test_it_runs_as_a_program(desk):
    root = pathlib.Path(newslab.__file__).parents[1]
    done = subprocess.run(
        [sys.executable, "-m", "newslab.cli", "report", "texts", "-o", "quay.html"],
        cwd=desk, env={**os.environ, "PYTHONPATH": str(root)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert (desk / "quay.html").stat().st_size > 1000


# ---- tag


def test_tag_writes_a_folder_of_tables(desk, run):
    assert run("tag", "texts", "-o", "tables", "--codebook", "codebook.yml")[0] == 0
    names = {path.name for path in (desk / "tables").iterdir()}
    tables = {"articles", "attributions", "speakers", "passages", "skipped"}
    assert names == {f"{name}.parquet" for name in tables} | {"provenance.json", "dictionary.csv"}
    assert set(pd.read_parquet(desk / "tables" / "attributions.parquet")["speaker"]) >= {
        "Ana Ruiz",
        "Jon Vale",
    }


@pytest.mark.parametrize(("name", "read"), [("out.csv", pd.read_csv), ("out.xlsx", pd.read_excel)])
def test_tag_writes_a_sheet_of_attributions(desk, run, name, read):
    assert run("tag", "texts", "-o", name, "--codebook", "codebook.yml")[0] == 0
    sheet = read(desk / name)
    assert {"Council", "Dockers"} <= set(sheet["side"])
    assert json.loads(sheet["content_spans"][0])


def test_tag_writes_an_article_a_json_line(desk, run):
    assert run("tag", "texts", "-o", "out.jsonl")[0] == 0
    rows = [json.loads(line) for line in (desk / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [row["id"] for row in rows] == ["lease.txt", "strike.txt"]
    said = rows[1]["attributions"][-1]
    assert (said["speech"], said["side"]) == ("no_response", None)
    start, end = said["cue"][0]
    assert STRIKE[start:end] == said["cue_text"] == "declined"


@pytest.mark.parametrize("name", ["out.csv", "out.jsonl"])
def test_tag_leaves_out_the_texts_if_told(desk, run, name):
    assert run("tag", "texts", "-o", name, "--no-texts")[0] == 0
    written = (desk / name).read_text(encoding="utf-8")
    assert "content_sha256" in written
    assert "Ana Ruiz" in written
    assert "declined" not in written


def test_tag_says_at_once_what_cannot_be_written_without_texts(desk, run, monkeypatch):
    monkeypatch.setattr(newslab, "tag", None)
    status, _, error = run("tag", "texts", "-o", "out.spacy", "--no-texts")
    assert (status, "without texts write a folder" in error) == (2, True)


# ---- evaluate


@pytest.fixture
def gold(desk):
    def spans(*pieces):
        return [[STRIKE.index(piece), STRIKE.index(piece) + len(piece)] for piece in pieces]

    said = {"source": spans("Jon Vale"), "cue": spans("said"), "content": spans("“Nobody asked us,”")}
    silent = {"source": spans("The council"), "cue": spans("declined"), "content": spans("to comment")}
    row = {"id": "strike", "text": STRIKE, "attributions": [{**said, "speaker": "Jon Vale"}, silent]}
    (desk / "gold.jsonl").write_text(json.dumps(row), encoding="utf-8")
    return row


@pytest.fixture
def export(desk):
    """A table whose columns newslab does not know, with dates of two readings and broken characters."""
    words = "â€œWe looked at every offer,â€\x9d Ms. Ruiz told reporters. The council will lease the quay."
    table = f'Artikeltext,Blatt,Tag\n"{words}",Orrin Post,04/03/2025\n'
    (desk / "export.csv").write_text(table, encoding="utf-8")
    return desk


def read_back(desk):
    return pd.read_parquet(desk / "out" / "articles.parquet").iloc[0]


@pytest.mark.parametrize(
    "columns",
    [
        ["--columns", "TEXT=Artikeltext,outlet=Blatt, published=Tag"],
        ["--columns", "text=Artikeltext", "--columns", "outlet=Blatt", "--columns", "published=Tag"],
    ],
)
def test_columns_name_fields(export, run, columns):
    assert run("tag", "export.csv", "-o", "out", "--day-first", *columns)[0] == 0
    row = read_back(export)
    assert (row["outlet"], str(row["published"].date())) == ("Orrin Post", "2025-03-04")
    assert json.loads(row["as_found"])["published"] == "04/03/2025"


@pytest.mark.parametrize(
    ("order", "day"), [([], None), (["--day-first"], "2025-03-04"), (["--no-day-first"], "2025-04-03")]
)
def test_day_first(export, run, order, day):
    assert run("tag", "export.csv", "-o", "out", "--columns=text=Artikeltext,published=Tag", *order)[0] == 0
    published = read_back(export)["published"]
    assert (None if pd.isna(published) else str(published.date())) == day


@pytest.mark.parametrize(("flag", "start"), [([], "â€œWe looked"), (["--repair"], "“We looked")])
def test_repair(export, run, flag, start):
    assert run("tag", "export.csv", "-o", "out", "--columns=text=Artikeltext", *flag)[0] == 0
    assert read_back(export)["text"].startswith(start)


def test_report_reads_in_the_same_way(export, run):
    status, said, _ = run("report", "export.csv", "--columns=text=Artikeltext", "--day-first", "--repair")
    assert (status, said) == (0, "report.html: 1 attribution in 1 article.\n")


@pytest.mark.parametrize("given", ["Body", "text=", "=Body", "text=Body,", ""])
def test_columns_of_another_form(desk, capsys, given):
    with pytest.raises(SystemExit) as ended:
        main(["tag", "texts", "-o", "out", "--columns", given])
    assert ended.value.code == 2
    assert "COLUMN=FIELD, as in TEXT=Body" in capsys.readouterr().err


def test_columns_of_no_such_name(desk, run):
    status, _, error = run("tag", "texts", "-o", "out", "--columns", "heading=Titel")
    assert status == 2
    assert "heading" in error


def test_evaluate_prints_precision_recall_and_f1(gold, run):
    status, out, _ = run("evaluate", "gold.jsonl")
    lines = [line.split() for line in out.splitlines()]
    assert status == 0
    assert ["measure", "precision", "recall", "f1", "n_gold", "n_found"] in lines
    assert "gold.jsonl: 1 article" in out
    assert ["relation@0.5", "100.0", "100.0", "100.0", "2", "2"] in lines


def test_evaluate_says_which_span_is_wrong(gold, desk, run):
    gold["attributions"][1]["cue"] = [[5, 9000]]
    (desk / "gold.jsonl").write_text(json.dumps(gold), encoding="utf-8")
    assert "line 1, attribution 1, cue" in fails(run("evaluate", "gold.jsonl"))


# ---- what cannot be done


@pytest.mark.parametrize("command", [("report",), ("tag", "-o", "out.csv"), ("evaluate",)])
def test_a_missing_path(desk, run, command):
    assert "nowhere.jsonl does not exist" in fails(run(*command, "nowhere.jsonl"))


def test_a_pattern_without_match(desk, run):
    assert "texts/*.csv" in fails(run("report", "texts/*.csv"))


def test_an_empty_folder(desk, run):
    (desk / "empty").mkdir()
    assert "empty holds no files" in fails(run("report", "empty"))
    assert not (desk / "report.html").exists()


def test_nothing_but_an_empty_file(desk, run):
    (desk / "empty.txt").touch()
    assert "empty" in fails(run("report", "empty.txt"))
    assert not (desk / "report.html").exists()


def test_a_record_without_text_alone(desk, run):
    (desk / "one.jsonl").write_text('{"title": "Lease"}\n', encoding="utf-8")
    assert "text" in fails(run("report", "one.jsonl"))


@pytest.mark.parametrize(
    ("codebook", "line", "said"),
    [
        ("sides:\n  Council:\n    speekers: [Ana Ruiz]\n", 3, "Did you mean 'speakers'?"),
        ("titel: The quay\nsides: {Council: {speakers: [Ana Ruiz]}}\n", 1, "Did you mean 'title'?"),
        ("sides:\n  A: {speakers: [Ana Ruiz]}\n  B: {speakers: [Ana Ruiz]}\n", 3, "stands under two sides"),
        ("sides:\n  A: {patterns: ['(']}\n", 2, "no valid regular expression"),
        ("sides:\n  Council:\n    speakers: [Ana Ruiz\n", 4, "brackets"),
    ],
    ids=["key of a side", "key of the codebook", "speaker of two sides", "pattern", "syntax"],
)
def test_a_codebook_with_a_typo(desk, run, codebook, line, said):
    (desk / "codebook.yml").write_text(codebook, encoding="utf-8")
    err = fails(run("report", "texts", "--codebook", "codebook.yml"))
    assert f"codebook.yml, line {line}: " in err
    assert said in err
    assert not (desk / "report.html").exists()


def test_a_codebook_that_is_not_there(desk, run):
    assert "sides.yml" in fails(run("report", "texts", "--codebook", "sides.yml"))


def test_an_unknown_model_says_how_to_install_one(desk, run):
    err = fails(run("report", "texts", "--model", "no_such_model"))
    assert "no_such_model" in err
    assert "pip install" in err


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (("report", "texts", "-o", "no/report.html"), "does not exist"),
        (("report", "texts", "-o", "texts"), "is a folder"),
        (("tag", "texts", "-o", "texts"), "holds other files"),
        (("tag", "texts", "-o", "out.docx"), "ends in .docx"),
        (("tag", "texts", "-o", "codebook.yml"), "ends in .yml"),
    ],
    ids=["no such folder", "report on a folder", "tables among other files", "ending", "ending of a file"],
)
def test_an_unwritable_target(desk, run, command, said):
    before = {path: path.read_bytes() for path in desk.rglob("*") if path.is_file()}
    assert said in fails(run(*command))
    assert {path: path.read_bytes() for path in desk.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    "command",
    [
        ("report", "texts/lease.txt", "-o", "texts/lease.txt"),
        ("report", "texts", "-o", "texts/../texts/strike.txt"),
        ("report", "texts", "-o", "link.txt"),
        ("report", "texts", "page.html", "-o", "page.html"),
        ("report", "texts", "--codebook", "codebook.yml", "-o", "codebook.yml"),
        ("tag", "records.jsonl", "-o", "records.jsonl"),
        ("tag", "*.jsonl", "-o", "records.jsonl"),
    ],
)
def test_nothing_that_is_read_is_replaced(desk, run, command, monkeypatch):
    (desk / "records.jsonl").write_text(json.dumps({"text": LEASE}), encoding="utf-8")
    (desk / "page.html").write_text(LEASE, encoding="utf-8")
    (desk / "link.txt").symlink_to(desk / "texts" / "lease.txt")
    monkeypatch.setattr(newslab, "tag", None)
    before = {path: path.read_bytes() for path in desk.rglob("*") if path.is_file()}
    assert "is one of the files to be read; name another" in fails(run(*command))
    assert {path: path.read_bytes() for path in desk.rglob("*") if path.is_file()} == before


def test_a_report_among_the_articles_is_written_again(desk, run):
    assert [run("report", "texts", "-o", "texts/report.html")[0] for _ in range(2)] == [0, 0]


def test_the_tables_of_a_run_are_no_articles_of_the_next(desk, run):
    run("tag", "texts", "-o", "texts/out.csv")
    _, out, err = run("report", "texts")
    assert "in 2 articles" in out
    assert "out.csv" in err
    assert "this is what newslab tag wrote" in err


def test_the_way_warnings_are_shown_is_put_back(desk, run):
    before = warnings.showwarning, warnings.filters[:]
    (desk / "cafe.txt").write_bytes("The café is shut, said Ana Ruiz.".encode("cp1252"))
    assert "note: " in run("report", "cafe.txt")[2]
    run("report", "nowhere.txt")
    assert (warnings.showwarning, warnings.filters[:]) == before


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_permission(desk, run):
    (desk / "locked").mkdir(mode=0o500)
    assert "allows no writing" in fails(run("report", "texts", "-o", "locked/report.html"))


def test_a_full_disk_leaves_the_old_report(desk, run, monkeypatch):
    (desk / "report.html").write_text("old", encoding="utf-8")

    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(pathlib.Path, "write_bytes", full)
    assert "No space left" in fails(run("report", "texts"))
    assert (desk / "report.html").read_text(encoding="utf-8") == "old"
    assert leftovers(desk) == []


def test_a_report_that_breaks_off_is_absent(desk, run, monkeypatch):
    def breaks(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(pathlib.Path, "write_bytes", breaks)
    status, _, err = run("report", "texts")
    assert (status, err) == (130, "newslab: stopped; nothing was written.\n")
    assert not (desk / "report.html").exists()
    assert leftovers(desk) == []


@pytest.mark.parametrize("arguments", [[], ["tag", "texts"], ["report", "--frobnicate"], ["publish"]])
def test_wrong_usage_ends_with_2(desk, capsys, arguments):
    with pytest.raises(SystemExit, match="2"):
        main(arguments)
    assert "usage: newslab" in capsys.readouterr().err


# ---- what is skipped while the rest is done


@pytest.mark.parametrize(
    ("name", "held", "reason"),
    [
        ("empty.txt", b"", "The file is empty."),
        ("none.jsonl", b'{"title": "Lease"}\n', "None of its fields holds a text"),
        ("broken.jsonl", b'{"text": "We wait, Ana Ruiz said."\n', "not valid JSON"),
    ],
)
def test_what_cannot_be_read_is_skipped(desk, run, name, held, reason):
    (desk / "texts" / name).write_bytes(held)
    status, _, err = run("tag", "texts", "-o", "tables")
    skipped = pd.read_parquet(desk / "tables" / "skipped.parquet")
    assert status == 0
    assert reason in err
    assert [pathlib.PurePath(origin).name for origin in skipped["origin"]] == [name]
    assert reason in skipped["reason"][0]
    assert skipped["stage"][0] == "loading"


def test_the_report_shows_what_was_skipped(desk, run):
    (desk / "texts" / "empty.txt").touch()
    assert run("report", "texts")[0] == 0
    assert "The file is empty." in (desk / "report.html").read_text(encoding="utf-8")


def test_bytes_that_are_no_utf8_are_decoded_and_the_encoding_is_told(desk, run):
    cafe = "The café will stay shut, said Ana Ruiz. “It is a shame,” she said."
    (desk / "texts" / "cafe.txt").write_bytes(cafe.encode("cp1252"))
    status, out, err = run("tag", "texts/cafe.txt", "-o", "out.csv")
    assert (status, "in 1 article" in out) == (0, True)
    assert "cp1252" in err
    assert "café" in (desk / "out.csv").read_text(encoding="utf-8")
