import pytest

from newslab.errors import CodebookError
from newslab.tagging.codebook import read_codebook, sample_codebook

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


@pytest.mark.parametrize(
    "country", ["Toravia", "Prussia", "Soviet Union", "Czechoslovakia", "Yugoslavia", "Burgundy"]
)
def test_countries_that_no_list_has_may_stand_in_a_codebook(book, country):
    codebook = read_codebook(book(f"sides: {{T: {{nationalities: [{country}]}}}}"))
    assert codebook.side_of(f"the {country} delegation", actor="official")[0] == "T"


def test_a_country_with_its_article_has_its_capital(book):
    codebook = read_codebook(book("sides: {U: {nationalities: [the United States]}}"))
    assert codebook.side_of("Washington", actor="official")[0] == "U"


@pytest.mark.parametrize("value", ["", "~", "null"])
def test_default_that_is_left_empty_is_none(book, value):
    assert read_codebook(book(f"sides: {{A: {{speakers: [B]}}}}\ndefault: {value}\n")).default is None


SPEAKERS = """\
sides:
  North: {speakers: [Tom Dunn, Eva R. Moll, George Ray Hale, Pope Lucan]}
  South: {speakers: [Eva Dunn, Ana Pell, Ida Pell, George Hale]}
"""


@pytest.mark.parametrize(
    ("speaker", "side"),
    [
        ("President Tom Dunn", "North"),
        ("Prime Minister Tom K. Dunn", "North"),
        ("Tom Kenneth Dunn", "North"),
        ("Eva Moll", "North"),
        ("Eva X. Moll", None),
        ("Ms. Moll", "North"),
        ("Mr. Moll", None),
        ("Dunn", None),
        ("President Dunn", None),
        ("Mr. Dunn", "North"),
        ("Mrs. Dunn", "South"),
        ("Pell", "South"),
        ("Sen. Pell", "South"),
        ("George Ray Hale", "North"),
        ("Gov. George Hale", "South"),
        ("George B. Hale", "South"),
        ("Hale", None),
        ("Pope Lucan", "North"),
        ("Lucan", "North"),
        ("Tom", None),
        ("Tom Moll", None),
        ("", None),
    ],
)
def test_titles_initials_and_surnames(book, speaker, side):
    assert read_codebook(book(SPEAKERS)).side_of(speaker)[0] == side


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
        ("sides: {A: {speakers: [B]}}\ndefault: [x]", 2, "'default' must be plain words"),
        ("title: [x, y]\nsides: {A: {speakers: [B]}}", 1, "'title' must be plain words"),
        ("version: {a: 1}\nsides: {A: {speakers: [B]}}", 1, "'version' must be plain words"),
        ("sides:\n  A:\n    nationalities: [Rusia]", 3, "Did you mean 'Russia'"),
        ("sides:\n  A:\n    nationalities: [Isreal]", 3, "Did you mean 'Israel'"),
        ("sides:\n  A:\n    nationalities: [untied states]", 3, "Did you mean 'United States'"),
        ("sides:\n  A:\n    nationalities: [French]", 3, "Did you mean 'France'"),
        (
            "sides:\n  A: {nationalities: [Russia]}\n  B: {nationalities: [Russian Federation]}",
            3,
            "under two sides",
        ),
        (
            "sides:\n  A: {nationalities: [United States]}\n  B: {nationalities: [the United States]}",
            3,
            "under two sides",
        ),
        ("sides:\n  A: {speakers: [Ana Ruiz]}\n  B: {speakers: [Mayor Ana Ruiz]}", 3, "under two sides"),
        ("sides:\n  A: {speakers: [B]}\n  unassigned: {speakers: [C]}", 3, "no side can be named"),
        ("sides:\n  Unassigned: {speakers: [C]}", 2, "no side can be named"),
        ("sides: {A: {speakers: [B]}}\ndefault: unassigned", 2, "leave 'default:' out"),
        ("sides:\n  '': {speakers: [B]}", 2, "has no name"),
        ("sides:\n  ' ': {speakers: [B]}", 2, "has no name"),
        ("sides:\n  Left & Right: {speakers: [B]}", 2, "write 'and'"),
        ("sides: {A: {speakers: [B]}}\ndefault: all & sundry", 2, "write 'and'"),
        ("sides:\n  ? [a, b]\n  : {speakers: [B]}", 2, "a list or a mapping"),
        ("? {a: b}\n: x\nsides: {A: {speakers: [B]}}", 1, "a list or a mapping"),
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
