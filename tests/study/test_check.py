"""A study's report is made again the same, and where it is not, every difference and its cause are named."""

from __future__ import annotations

import sys

import pytest

from newslab.cli import main
from newslab.study import read_study, report_study, tag_study
from newslab.study.check import check_study

LEASE = """Quay leased

The council will lease the quay, said Ana Ruiz, the mayor of Orrin. “We looked at every offer,” Ms. Ruiz said.

“Nobody asked us,” said Jon Vale, who leads the dockers.
"""
CODEBOOK = "title: The quay\nsides:\n  Council: {speakers: [Ana Ruiz]}\n  Dockers: {speakers: [Jon Vale]}\n"
TOML = """title = "The quay"
[articles]
paths = ["texts"]
[tagging]
codebook = "codebook.yml"
[comparing]
resamples = 200
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "lease.txt").write_text(LEASE, encoding="utf-8")
    (tmp_path / "codebook.yml").write_text(CODEBOOK, encoding="utf-8")
    (tmp_path / "newslab.toml").write_text(TOML, encoding="utf-8")
    return tmp_path


def replace(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_the_same_again(folder, capsys):
    assert main(["report"]) == 0
    assert "report.html: 3 attributions in 1 article." in capsys.readouterr().out
    found = check_study(read_study())
    assert found.empty
    assert found.attrs["causes"] == []
    assert main(["check"]) == 0
    assert "every table is the same" in capsys.readouterr().out


def test_the_report_carries_the_study(folder):
    main(["report"])
    html = (folder / "report.html").read_text(encoding="utf-8")
    assert "resamples = 200" in html
    assert "texts/lease.txt" in html
    assert str(folder) not in html


def test_another_codebook_is_the_cause(folder, capsys):
    main(["report"])
    replace(folder / "codebook.yml", "[Jon Vale]", "[Ana Vale]")
    found = check_study(read_study())
    assert {"balance", "balance of all"} == set(found["table"])
    causes = " ".join(found.attrs["causes"])
    assert "codebook.yml was changed." in causes
    assert "The codebook changed" in causes
    capsys.readouterr()
    assert main(["check", str(folder)]) == 1
    assert "codebook.yml was changed." in capsys.readouterr().out


def test_another_text_is_the_cause(folder):
    main(["report"])
    replace(folder / "texts" / "lease.txt", "“We looked at every offer,” Ms. Ruiz said.", "")
    found = check_study(read_study())
    rows = found[(found["table"] == "balance") & (found["column"] == "estimate")]
    shares = rows[rows["row"].str.endswith("Council · attributions")]
    assert shares[["stored", "now"]].to_numpy().tolist() == [["0.6666666667", "0.5"]]
    assert found.attrs["causes"][0] == "texts/lease.txt was changed."


def test_another_setting_is_the_cause(folder):
    main(["report"])
    replace(folder / "newslab.toml", "resamples = 200", 'resamples = 200\npassages = ["lead"]')
    causes = " ".join(check_study(read_study()).attrs["causes"])
    assert "What counts or how intervals are drawn changed: passages counted was" in causes
    assert "newslab.toml was changed" in causes


def test_no_report_yet(folder, capsys):
    assert main(["check"]) == 2
    assert "report.html" in capsys.readouterr().err


def test_a_pdf_has_no_tables_to_compare(folder, capsys):
    replace(folder / "newslab.toml", "[comparing]", '[report]\nfile = "r.pdf"\n[comparing]')
    assert main(["check"]) == 2
    assert "newslab.toml, line 7: file is r.pdf" in capsys.readouterr().err


def test_recording_and_what_differs_from_it(folder, capsys):
    assert main(["report", "--record"]) == 0
    assert main(["report"]) == 0
    replace(folder / "texts" / "lease.txt", "every offer", "each offer")
    assert main(["report"]) == 2
    said = capsys.readouterr().err
    assert "newslab.toml, line" in said
    assert "texts/lease.txt was changed." in said
    assert main(["report", "--record"]) == 0


def test_recording_needs_a_study(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["report", "--record"]) == 2
    assert "newslab new" in capsys.readouterr().err


def test_paths_on_the_command_line_are_no_study(folder):
    assert main(["report", "texts", "-o", "other.html"]) == 0
    assert "resamples = 200" not in (folder / "other.html").read_text(encoding="utf-8")


def test_new_asks_and_begins(tmp_path, monkeypatch, capsys):
    class Terminal:
        answers = iter(["The quay\n", "texts\n", "Council, Dockers\n"])

        def isatty(self):
            return True

        def readline(self):
            return next(self.answers)

    monkeypatch.setattr(sys, "stdin", Terminal())
    assert main(["new", str(tmp_path / "quay")]) == 0
    study = read_study(tmp_path / "quay")
    assert (study.title, study.paths, study.codebook) == ("The quay", ("texts",), "codebook.yml")


def test_options_that_a_study_has_do_what_they_do_elsewhere(folder):
    replace(folder / "newslab.toml", "resamples = 200", 'resamples = 200\ncopies = "once"\nstories = true')
    replace(folder / "newslab.toml", "[comparing]", "[report]\ntexts = false\n[comparing]")
    study = read_study()
    tagged = tag_study(study)
    html = report_study(study, tagged).read_text(encoding="utf-8")
    assert "counted once, where they ran first" in html
    assert "bootstrap over whole stories" in html
    assert "We looked at every offer" not in html
