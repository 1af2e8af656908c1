import pytest

from newslab.errors import CodebookError
from newslab.tagging.side import read_codebook, sample_codebook

BOOK = """\
title: The dam
version: 2
sides:
  North:
    speakers: [Ana Ruiz, Tom Dunn]
    affiliations: [River Board, Green League]
  South:
    nationalities: [Russia]
    patterns: ['^Brackwell$']
"""


@pytest.fixture
def book(tmp_path):
    def write(text):
        path = tmp_path / "codebook.yml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.mark.parametrize(
    ("speaker", "descriptions", "actor", "side", "reason"),
    [
        ("Ana Ruiz", [], "politician", "North", "speakers: Ana Ruiz"),
        ("Ruiz", [], "politician", "North", "speakers: Ana Ruiz"),
        ("ANA  RUIZ’s", [], "politician", "North", "speakers: Ana Ruiz"),
        ("Ana", [], "politician", None, "no rule fits"),
        ("Eva Moll", ["a River Board engineer"], "official", "North", "affiliations: River Board"),
        ("Eva Moll", ["a RiverBoard engineer"], "official", None, "no rule fits"),
        ("Ivan Petrov", ["Russian Foreign Minister"], "politician", "South", "nationalities: Russia"),
        ("Russia", [], "official", "South", "nationalities: Russia"),
        ("Moscow", [], "official", "South", "nationalities: Russia"),
        ("Ivan Petrov", ["a Russian farmer"], "citizen", None, "no rule fits"),
        ("Brackwell", [], "other", "South", "patterns: ^Brackwell$"),
        ("Tom Dunn", ["a Russian minister"], "politician", "North", "speakers: Tom Dunn"),
    ],
)
def test_side_of(book, speaker, descriptions, actor, side, reason):
    codebook = read_codebook(book(BOOK))
    assert codebook.side_of(speaker, descriptions, actor=actor) == (side, reason)


def test_default_side_takes_the_rest(book):
    codebook = read_codebook(book(BOOK + "default: other\n"))
    assert codebook.side_of("Eva Moll") == ("other", "default")
    assert codebook.sides == ("North", "South", "other")


def test_without_default_nobody_is_pressed_into_a_side(book):
    assert read_codebook(book(BOOK)).sides == ("North", "South")


def test_nationality_of_a_made_up_country(book):
    codebook = read_codebook(book("sides: {T: {nationalities: [Toravia]}}"))
    assert codebook.side_of("a Toravian officer", actor="official")[0] == "T"
    assert codebook.side_of("an officer from Tor", actor="official")[0] is None


def test_hash_changes_with_the_file(book):
    first = read_codebook(book(BOOK)).sha256
    assert first != read_codebook(book(BOOK + "# a comment\n")).sha256


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("titel: x\nsides: {A: {speakers: [B]}}", 1, "Did you mean 'title'"),
        ("title: x\nsides:\n  A:\n    speaker: [B]", 4, "Did you mean 'speakers'"),
        ("sides:\n  A: {speakers: [Ana Ruiz]}\n  B:\n    speakers: [Ana Ruiz]", 4, "under two sides"),
        ("sides:\n  A: {speakers: [Ana Ruiz]}\n  A: {speakers: [Tom]}", 3, "stands twice"),
        ("sides:\n  A:\n    patterns: ['(']", 3, "no valid regular expression"),
        ("sides:\n  A:\n    patterns: ['.*']", 3, "fits everyone"),
        ("sides:\n  A:\n    speakers: [[B]]", 3, "must be a list of names"),
        ("sides:\n  A: {}", 2, "has no rule"),
        ("sides:\n  A: [Ana Ruiz]", 2, "must be a mapping"),
        ("title: x", 1, "no 'sides:'"),
        ("sides: {}", 1, "is empty"),
        ("sides:\n  A: {speakers: [B\n  C: 1", 3, "check indentation"),
    ],
)
def test_mistakes_name_their_line(book, text, line, says):
    with pytest.raises(CodebookError, match=says) as error:
        read_codebook(book(text))
    assert error.value.line == line
    assert f"line {line}:" in str(error.value)


def test_empty_file(book):
    with pytest.raises(CodebookError, match="is empty"):
        read_codebook(book(""))


def test_missing_file(tmp_path):
    with pytest.raises(CodebookError, match="cannot be read"):
        read_codebook(tmp_path / "none.yml")


def test_file_that_is_no_text(tmp_path):
    path = tmp_path / "codebook.yml"
    path.write_bytes(b"\xff\xfe\x00\x81")
    with pytest.raises(CodebookError, match="not UTF-8"):
        read_codebook(path)


def test_sample_codebook_names_the_three_sides():
    assert set(sample_codebook().sides) == {"Government", "Opposition", "Toravia"}
