"""Aliases win over the rules, survive every run, and are refused whole where they contradict themselves."""

import pandas as pd
import pytest

from newslab import read_aliases, tag
from newslab.errors import AliasesError, InputError

TEXTS = [
    "“We pay,” said Ana Ruiz. Mrs. Ruiz added that the road was safe.",
    "“Not us,” Brackwell replied. A spokesman for the mayor said it was late.",
    "The boss said the road was safe. “We pay,” said Ana M. Ruiz.",
]


@pytest.fixture
def aliases(tmp_path):
    def write(text):
        path = tmp_path / "aliases.csv"
        path.write_text(text, encoding="utf-8")
        return read_aliases(path)

    return write


def speakers(text, aliases):
    rows = tag(pd.DataFrame({"text": [text]}), aliases=aliases).attributions
    return rows[rows["within"].isna()]["speaker"].tolist()


@pytest.mark.parametrize(
    ("text", "lines", "expected"),
    [
        (0, "Ana Ruiz,Ana Maria Ruiz,same", ["Ana Maria Ruiz", "Ana Maria Ruiz"]),
        (0, "Ruiz,Pablo Ruiz,same", ["Ana Ruiz", "Pablo Ruiz"]),
        (0, "Mrs. Ruiz,Ana Ruiz,different", ["Ana Ruiz", "Ruiz"]),
        (0, "Mr. Ruiz,Pablo Ruiz,same", ["Ana Ruiz", "Pablo Ruiz"]),
        (1, "Brackwell,Norvane,same", ["Norvane", "spokesman for the mayor"]),
        (1, "brackwell,Norvane", ["Norvane", "spokesman for the mayor"]),
        (2, "the boss,Ana Ruiz,same\nAna M. Ruiz,Ana Ruiz,same", ["Ana Ruiz", "Ana Ruiz"]),
        (2, "the boss,The Chief,same\nChief,Ana M. Ruiz,same", ["Ana M. Ruiz", "Ana M. Ruiz"]),
    ],
)
def test_a_name_is_who_the_file_says(aliases, text, lines, expected):
    header = "name,speaker,relation" if lines.count(",") != 1 else "name,speaker"
    assert speakers(TEXTS[text], aliases(f"{header}\n{lines}\n")) == expected


def test_the_link_says_its_line_and_stays_the_same(aliases):
    file = aliases("name,speaker,relation\n\nAna M. Ruiz,Ana Ruiz,same\n")
    frame = pd.DataFrame({"text": [TEXTS[0], TEXTS[2]]})
    first, second = (tag(frame, aliases=file).speakers for _ in range(2))
    pd.testing.assert_frame_equal(first, second)
    told = first[first["speaker"] == "Ana Ruiz"]
    assert set(told["speaker_id"]) == {"ana-ruiz"}
    assert "aliases, line 3" in set(told["linked_by"])


def test_different_people_are_never_linked(aliases):
    texts = ["“We pay,” said Ana Ruiz.", "“We pay,” said Ana M. Ruiz."]
    frame = pd.DataFrame({"text": texts})
    assert tag(frame).speakers["speaker_id"].nunique() == 1
    file = aliases("name,speaker,relation\nAna M. Ruiz,Ana Ruiz,different\n")
    assert tag(frame, aliases=file).speakers["speaker_id"].nunique() == 2


def test_results_carry_the_hash(aliases):
    file = aliases("name,speaker\nZell,Toravia\n")
    tagged = tag(pd.DataFrame({"text": [TEXTS[0]]}), aliases=file)
    assert tagged.provenance["aliases"] == {"sha256": file.sha256}
    assert tag(pd.DataFrame({"text": [TEXTS[0]]})).provenance["aliases"] == {}


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("", 1, "first line must be name,speaker,relation"),
        ("speaker,name\n", 1, "it is speaker,name"),
        ("name,speaker,relation\nA,B,same\nB,A,same\n", 2, "circle: a → b → a"),
        ("name,speaker,relation\nA,B,same\nB,C,same\nC,A,same\n", 2, "circle"),
        ("name,speaker,relation\nA,B,same\nA,C,same\n", 3, "'A' is 'C' here and 'B' in line 2"),
        ("name,speaker,relation\nA,B,alike\n", 2, "relation is 'alike'; it can be 'same' or 'different'"),
        ("name,speaker,relation\nhe,Ana Ruiz,same\n", 2, "'he' is a pronoun"),
        ("name,speaker,relation\nA,,same\n", 2, "one of them is empty"),
        ("name,speaker,relation\nA,A,different\n", 2, "cannot differ from itself"),
        ("name,speaker,relation\nA,B,same\nA,B,different\n", 3, "other lines make them one"),
        ("name,speaker,relation\nDunn, Tom,Tom Dunn,same\n", 2, "between quotation marks"),
    ],
)
def test_mistakes_name_their_line(aliases, text, line, says):
    with pytest.raises(AliasesError, match="aliases") as caught:
        aliases(text)
    assert caught.value.line == line
    assert says in str(caught.value)


def test_a_name_may_stand_for_itself(aliases):
    assert aliases("name,speaker\nAna Ruiz,Ana Ruiz\n").speaker_of("Ana Ruiz") == (
        "Ana Ruiz",
        "aliases, line 2",
    )


@pytest.mark.parametrize(
    "text", ["name;speaker;relation\nZell;Toravia;same;\n", "\nname\tspeaker\nZell\tToravia\n"]
)
def test_what_spreadsheets_export_can_be_read(aliases, text):
    assert aliases(text).speaker_of("Zell")[0] == "Toravia"


def test_missing_file(tmp_path):
    with pytest.raises(AliasesError, match="cannot be read"):
        read_aliases(tmp_path / "none.csv")


def test_a_path_is_no_aliases():
    with pytest.raises(InputError, match=r"give read_aliases\('aliases.csv'\)"):
        tag(pd.DataFrame({"text": ["Hello."]}), aliases="aliases.csv")
