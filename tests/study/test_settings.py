"""newslab.toml is read as it is meant, and each mistake is told with its line."""

from __future__ import annotations

import pytest

from newslab.frames import COUNTED_PASSAGES
from newslab.study import StudyError, read_study
from newslab.study.inputs import changes, check_hashes, hash_files, record_hashes
from newslab.study.new import new_study


@pytest.fixture
def study(tmp_path):
    def write(text):
        (tmp_path / "newslab.toml").write_text(text, encoding="utf-8")
        return read_study(tmp_path)

    return write


def test_an_empty_file_is_the_sample_with_defaults(study):
    held = study("")
    assert (held.paths, held.codebook, held.copies, held.resamples) == ((), None, "each", 2000)
    assert held.passages == COUNTED_PASSAGES


def test_every_setting_is_read(study):
    held = study(
        'title = "Quay"\n'
        '[articles]\npaths = ["a", "b/*.txt"]\ncolumns = {text = "Body"}\nday_first = true\nrepair = true\n'
        '[tagging]\ncodebook = "c.yml"\naliases = "a.csv"\nengine = "rules"\nmodel = "m"\n'
        '[comparing]\npassages = ["lead"]\ncopies = "once"\nstories = true\nresamples = 100\nseed = 3\n'
        '[report]\nfile = "out.html"\ntexts = false\n'
        '[hashes]\n"c.yml" = "0"\n'
    )
    assert (held.title, held.paths, held.columns, held.day_first, held.repair) == (
        "Quay", ("a", "b/*.txt"), {"text": "Body"}, True, True,
    )  # fmt: skip
    assert (held.codebook, held.aliases, held.engine, held.model) == ("c.yml", "a.csv", "rules", "m")
    assert (held.passages, held.copies, held.stories, held.resamples, held.seed) == (
        ("lead",), "once", True, 100, 3,
    )  # fmt: skip
    assert (held.file, held.texts, held.hashes) == ("out.html", False, {"c.yml": "0"})


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("titel = 'x'", 1, "Did you mean 'title'"),
        ("\n[comparring]\nseed = 1", 2, "Did you mean 'comparing'"),
        ("[comparing]\n\nsede = 1", 3, "Did you mean 'seed'"),
        ("[comparing]\nseed = -1", 2, "whole number"),
        ("[comparing]\nseed = true", 2, "whole number"),
        ("[comparing]\nresamples = 'many'", 2, "whole number"),
        ("[comparing]\ncopies = 'twice'", 2, "each, once, none"),
        ("[comparing]\npassages = ['leed']", 2, "Did you mean 'lead'"),
        ("[articles]\npaths = 'a'", 2, 'as in ["articles/"]'),
        ("[articles]\ncolumns = {text = 3}", 2, 'as in {text = "Body"}'),
        ("[articles]\nday_first = 'yes'", 2, "true or false"),
        ("[tagging]\nengine = 'best'", 2, "auto, rules"),
        ("articles = 'a'", 1, "write [articles] on a line of its own"),
        ("title = \n", 1, "is not TOML here"),
        ("[hashes]\n'a' = 1", 1, "table of texts"),
    ],
)
def test_a_mistake_is_told_with_its_line(study, text, line, said):
    with pytest.raises(StudyError) as error:
        study(text)
    assert error.value.line == line
    assert said in str(error.value)
    assert "\n" not in str(error.value)


def test_a_folder_without_one(tmp_path):
    with pytest.raises(StudyError, match=r"newslab.toml: cannot be read"):
        read_study(tmp_path)


FILES = '[articles]\npaths = ["texts"]\n[tagging]\ncodebook = "c.yml"\n'


@pytest.fixture
def files(tmp_path, study):
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").write_text("Ships wait.", encoding="utf-8")
    (tmp_path / "c.yml").write_text("sides: {A: {speakers: [B]}}", encoding="utf-8")
    return study(FILES)


def test_the_hashes_of_all_inputs(files):
    assert list(hash_files(files)) == ["c.yml", "texts/a.txt"]


@pytest.mark.parametrize(
    ("lost", "line", "said"), [("c.yml", 4, "codebook is c.yml"), ("texts/a.txt", 2, "texts")]
)
def test_a_missing_input_is_told_with_its_line(files, tmp_path, lost, line, said):
    (tmp_path / lost).unlink()
    with pytest.raises(StudyError) as error:
        hash_files(files)
    assert error.value.line == line
    assert said in str(error.value)
    assert "Name where it is now" in str(error.value)


def test_recorded_hashes_keep_the_rest_of_the_file(files, tmp_path):
    record_hashes(files, hash_files(files))
    again = read_study(tmp_path)
    assert again.text.startswith(FILES)
    assert again.hashes == hash_files(again)
    record_hashes(again, hash_files(again))
    assert (tmp_path / "newslab.toml").read_text(encoding="utf-8") == again.text
    check_hashes(again, hash_files(again))


def test_another_input_than_was_recorded_is_told_with_its_line(files, tmp_path):
    record_hashes(files, hash_files(files))
    (tmp_path / "texts" / "a.txt").write_text("Ships left.", encoding="utf-8")
    again = read_study(tmp_path)
    with pytest.raises(StudyError, match=r"texts/a.txt was changed. .*newslab report --record") as error:
        check_hashes(again, hash_files(again))
    assert again.text.splitlines()[error.value.line - 1].startswith('"texts/a.txt"')


@pytest.mark.parametrize(
    ("before", "now", "told"),
    [
        ({"a": "1"}, {"a": "1"}, []),
        ({"a": "1"}, {"a": "2"}, ["a was changed."]),
        ({"a": "1"}, {}, ["a is gone."]),
        ({}, {"a": "1"}, ["a is new."]),
        ({"a": "1"}, {"b": "1"}, ["a was moved to b."]),
        ({"a": "1", "b": "1"}, {"c": "1"}, ["a was moved to c.", "b is gone."]),
    ],
)
def test_what_became_of_files(before, now, told):
    assert changes(before, now) == told


@pytest.mark.parametrize("options", [{"sample": True}, {}, {"sides": ["Town: east", 'The "quay"']},
                                     {"title": 'A "title"', "articles": "../in \\ folder"}])  # fmt: skip
def test_a_new_study_can_be_read(tmp_path, options):
    import newslab

    new_study(tmp_path / "s", **options)
    held = read_study(tmp_path / "s")
    assert held.title == options.get("title", held.title)
    if held.codebook:
        sides = newslab.read_codebook(held.within(held.codebook)).sides
        assert list(sides) == options.get("sides", list(sides))
    newslab.read_aliases(held.within(held.aliases))


def test_a_new_study_replaces_nothing(tmp_path):
    new_study(tmp_path)
    with pytest.raises(ValueError, match="there already"):
        new_study(tmp_path)
