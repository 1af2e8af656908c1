"""The word lists parse, hold only what they should, and say of examples what the README promises."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

import pytest

from newslab.frames import ACTORS, CHANNELS
from newslab.vocabulary import vocabulary, vocabulary_hashes

FOLDER = files("newslab") / "data" / "vocabulary" / "en"
NAMES = sorted(p.name.removesuffix(".csv") for p in FOLDER.iterdir() if p.name.endswith(".csv"))
COLUMNS = {
    "accusations": "pattern,form,class",
    "agencies": "agency,names",
    "broader": "noun,narrower",
    "channels": "pattern,channel",
    "common_words": "word,share",
    "cue_adjectives": "lemma,class",
    "cue_adverbs": "lemma,class",
    "cue_nouns": "lemma,class",
    "cues": "lemma,class,quote,clause,infinitive,gerund,object,oprd,silence,prepositions,raised",
    "documents": "noun,channel,actor",
    "figures": "name,actor,gender,known_as",
    "function_words": "word",
    "nations": "country,adjectives,people,capital,seats,aliases,bodies",
    "organisations": "pattern,actor",
    "first_names": "name,gender",
    "relatives": "noun",
    "roles": "noun,actor,gender,serves",
    "rules": "rule,right,measured",
    "short_names": "short,name",
    "states": "short,state",
    "text_kinds": "noun,kind",
    "titles": "title,gender,noun",
    "nicknames": "nickname,name",
    "unnamed": "phrase,reason",
}
PATTERNS = {"accusations": "pattern", "channels": "pattern", "organisations": "pattern", "unnamed": "phrase"}
ALPHABETICAL = (
    "agencies", "broader", "relatives", "documents", "text_kinds", "roles", "titles", "cue_nouns",
    "function_words", "common_words", "nicknames",
)  # fmt: skip
SINGLE = ("country", "capital", "seats", "aliases", "bodies")


def raw(name: str) -> str:
    return (FOLDER / f"{name}.csv").read_bytes().decode("utf-8")


def first_column(name: str) -> list[str]:
    return [next(iter(row.values())) for row in vocabulary(name)]


@cache
def compiled(name: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    value = list(vocabulary(name)[0])[1]
    key = PATTERNS[name]
    return tuple((re.compile(row[key], re.IGNORECASE), row[value]) for row in vocabulary(name))


def first_fit(name: str, text: str) -> str:
    return next((value for pattern, value in compiled(name) if pattern.search(text)), "")


def twice(values: Iterable[str]) -> list[str]:
    return [value for value, n in Counter(values).items() if n > 1]


@pytest.mark.parametrize("name", NAMES)
def test_every_row_has_every_column(name: str) -> None:
    rows = list(csv.reader(raw(name).splitlines()))
    assert {len(row) for row in rows} == {len(rows[0])}


@pytest.mark.parametrize("name", NAMES)
def test_no_first_cell_is_empty(name: str) -> None:
    assert all(cell.strip() for cell in first_column(name))


@pytest.mark.parametrize("name", NAMES)
def test_no_key_stands_twice(name: str) -> None:
    assert twice(first_column(name)) == []


@pytest.mark.parametrize("name", NAMES)
def test_lines_end_in_line_feeds_and_no_cell_in_spaces(name: str) -> None:
    text = raw(name)
    assert "\r" not in text
    assert text.endswith("\n")
    assert not text.startswith("\ufeff")
    assert all(cell == cell.strip() for row in csv.reader(text.splitlines()) for cell in row)


@pytest.mark.parametrize("name", NAMES)
def test_the_package_reads_as_many_rows_as_the_file_has(name: str) -> None:
    assert len(vocabulary(name)) == len(list(csv.reader(raw(name).splitlines()))) - 1


@pytest.mark.parametrize("name", sorted(COLUMNS))
def test_columns(name: str) -> None:
    assert raw(name).split("\n", 1)[0] == COLUMNS[name]


def test_hashes_name_every_list() -> None:
    assert list(vocabulary_hashes()) == [f"{name}.csv" for name in NAMES]


EXPLAINED = ("agencies", "nations", "titles", "roles", "documents", "figures", "function_words", *PATTERNS)


@pytest.mark.parametrize("name", EXPLAINED)
def test_the_readme_explains_the_list(name: str) -> None:
    assert f"## {name}.csv" in (FOLDER / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ALPHABETICAL)
def test_order_is_alphabetical(name: str) -> None:
    keys = [(key.casefold(), key) for key in first_column(name)]
    assert keys == sorted(keys)


@pytest.mark.parametrize("name", ["boilerplate", "captions", *PATTERNS])
def test_patterns_compile(name: str) -> None:
    flags = [re.compile(pattern, re.IGNORECASE).flags for pattern in first_column(name)]
    assert all(flag & re.IGNORECASE for flag in flags)


@pytest.mark.parametrize("name", list(PATTERNS))
def test_no_pattern_fits_nothing_at_all(name: str) -> None:
    assert [p.pattern for p, _ in compiled(name) if p.search("")] == []


@pytest.mark.parametrize("name", ["roles", "organisations", "figures"])
def test_actors_are_those_of_the_codebook(name: str) -> None:
    known = {*ACTORS, ""} if name == "roles" else set(ACTORS)
    assert {row["actor"] for row in vocabulary(name)} <= known


@pytest.mark.parametrize("name", ["channels", "documents"])
def test_channels_are_those_of_the_tables(name: str) -> None:
    assert {row["channel"] for row in vocabulary(name)} <= set(CHANNELS)


@pytest.mark.parametrize("name", ["roles", "titles"])
def test_genders(name: str) -> None:
    assert {row["gender"] for row in vocabulary(name)} == {"m", "f", ""}


def test_channels_keep_the_order_that_the_readme_gives() -> None:
    order = list(dict.fromkeys(row["channel"] for row in vocabulary("channels")))
    assert order == [
        *("interview", "press_conference", "statement", "social_media"),
        *("court", "broadcast", "document", "other_media"),
    ]


def test_unnamed_keeps_the_order_that_the_readme_gives() -> None:
    reasons = list(dict.fromkeys(row["reason"] for row in vocabulary("unnamed")))
    assert reasons == ["not_authorised", "fear", "asked", "none"]


def test_roles_are_lower_case() -> None:
    assert [noun for noun in first_column("roles") if noun != noun.lower()] == []


def test_roles_of_several_words_say_more_than_their_last_word() -> None:
    rows = {row["noun"]: (row["actor"], row["gender"]) for row in vocabulary("roles")}
    assert [noun for noun in rows if " " in noun and rows.get(noun.split()[-1]) == rows[noun]] == []


def test_no_noun_is_both_a_role_and_a_document() -> None:
    assert set(first_column("roles")) & {noun.lower() for noun in first_column("documents")} == set()


def test_spellings_of_a_title_tell_one_gender() -> None:
    genders = {(row["title"].casefold().rstrip("."), row["gender"]) for row in vocabulary("titles")}
    assert twice(title for title, _ in genders) == []


def test_words_for_a_country_stand_for_one_country() -> None:
    stands = {
        (word.casefold(), row["country"])
        for row in vocabulary("nations")
        for column in SINGLE
        for word in row[column].split("|")
        if word
    }
    assert twice(word for word, _ in stands) == ["brussels"]


def test_no_cell_of_nations_has_empty_words_or_repeats() -> None:
    for row in vocabulary("nations"):
        for column, cell in row.items():
            words = cell.split("|") if cell else []
            assert all(word == word.strip() != "" for word in words), (row["country"], column)
            assert twice(words) == [], (row["country"], column)


def test_every_country_has_adjectives() -> None:
    assert [row["country"] for row in vocabulary("nations") if not row["adjectives"]] == []


@pytest.mark.parametrize("column", ["quote", "clause", "infinitive", "gerund", "object", "oprd", "silence"])
def test_marks_of_cues(column: str) -> None:
    assert {row[column] for row in vocabulary("cues")} <= {"", "1"}


@pytest.mark.parametrize(("name", "actor"), [
    ("Northland Foreign Ministry", "official"),
    ("Environmental Protection Agency", "official"),
    ("Bank of England", "official"),
    ("World Health Organization", "official"),
    ("UN Human Rights Council", "official"),
    ("U.N. Women", "official"),
    ("Brandt County Court", "official"),
    ("Senate Intelligence Committee", "politician"),
    ("House Democrats", "politician"),
    ("Northland Labour Party", "campaign"),
    ("the Ruiz campaign", "campaign"),
    ("African National Congress", "campaign"),
    ("Campaign for Nuclear Disarmament", "civil_society"),
    ("rights groups", "civil_society"),
    ("National Union of Teachers", "civil_society"),
    ("Police Federation", "civil_society"),
    ("Church of Northland", "civil_society"),
    ("Nobel Committee", "civil_society"),
    ("University of Brandt", "expert"),
    ("Greek court", "official"),
    ("Environment Canada", "official"),
    ("Centre for River Studies", "expert"),
    ("Brookings Institution", "expert"),
    ("Associated Press", "media"),
    ("Northland Broadcasting Corporation", "media"),
    ("the Brandt Times", "media"),
    ("state television", "media"),
    ("Der Spiegel", "media"),
    ("CNN poll", "pollster"),
    ("Pew Research Center", "pollster"),
    ("Acme Inc", "business"),
    ("Bank of Brandt", "business"),
    ("the company", "business"),
    ("rating agency", "business"),
    ("credit union", "business"),
    ("Honda", "business"),
    ("Islamic State group", "other"),
    ("law firm", "other"),
    ("Brandt United Football Club", "celebrity"),
])  # fmt: skip
def test_organisations(name: str, actor: str) -> None:
    assert first_fit("organisations", name) == actor


@pytest.mark.parametrize("name", [
    *("Ana Church", "Ana Court", "Ana Post", "Ana Star", "Ana Ford", "Ana Honda", "Ana Banks", "Ana Bee"),
    *("Ana Temple", "Ana Parish", "Ana Law", "Bill Rice", "Ira Vasey", "Ana Steel", "Ana Slate"),
    "Ana Spiegel",
])  # fmt: skip
def test_names_of_people_are_no_organisations(name: str) -> None:
    assert first_fit("organisations", name) == ""


@pytest.mark.parametrize(("words", "channel"), [
    ("she said in an interview with CNN", "interview"),
    ("he said by phone", "interview"),
    ("Ruiz told a group of reporters", "press_conference"),
    ("she said at a news conference in Brandt", "press_conference"),
    ("the company said in an emailed statement", "statement"),
    ("he said in a statement on Twitter", "statement"),
    ("he tweeted", "social_media"),
    ("she wrote on X", "social_media"),
    ("he said in a video posted on YouTube", "social_media"),
    ("she told the court", "court"),
    ("he testified", "court"),
    ("according to court documents", "court"),
    ("she told the BBC", "broadcast"),
    ("he told state television", "broadcast"),
    ("she said during Sunday's debate", "broadcast"),
    ("he wrote in a letter to the board", "document"),
    ("the analysts said in a research note", "document"),
    ("she told the Brandt Times", "other_media"),
    ("he told Reuters", "other_media"),
    ("he was quoted as saying", "other_media"),
])  # fmt: skip
def test_channels(words: str, channel: str) -> None:
    assert first_fit("channels", words) == channel


@pytest.mark.parametrize("words", [
    *("Ruiz said", "the mayor said on Tuesday", "according to Ruiz", "he told supporters at a rally"),
    *("sources briefed on the matter said", "he said in the debate over gun control", "the statement said"),
    *("she testified before the Senate Intelligence Committee", "she said of an X-ray on X-rays"),
    *("officials said the report was wrong", "he told the audience on a show of hands"),
])  # fmt: skip
def test_words_that_tell_no_channel(words: str) -> None:
    assert first_fit("channels", words) == ""


@pytest.mark.parametrize(("words", "reason"), [
    ("a diplomat who asked not to be named", "asked"),
    ("an aide who declined to be identified", "asked"),
    ("on condition of anonymity", "asked"),
    ("on condition of anonymity because she was not authorized to speak publicly", "not_authorised"),
    ("officials not authorised to discuss the matter", "not_authorised"),
    ("for fear of reprisals", "fear"),
    ("her name has been changed", "fear"),
    ("a person familiar with the matter", "none"),
    ("people briefed on the inquiry", "none"),
    ("a source close to the family", "none"),
    ("two senior government sources", "none"),
    ("the mayor said", ""),
    ("a man who lives close to the river", ""),
    ("another source of income", ""),
])  # fmt: skip
def test_unnamed(words: str, reason: str) -> None:
    assert first_fit("unnamed", words) == reason
