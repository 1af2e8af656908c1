"""The sample corpus: what its README says of it is so."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from importlib.resources import files
from itertools import pairwise

import marked
import pytest

from newslab import load_sample, sample_codebook
from newslab.frames import ACTORS, CHANNELS, COUNTED_PASSAGES, IDENTIFICATIONS, JOINT, PASSAGES, SPEECH
from newslab.loading.gold import read_gold

SAMPLE = files("newslab") / "data" / "sample"
ROWS = [json.loads(line) for line in (SAMPLE / "articles.jsonl").read_text(encoding="utf-8").splitlines()]
README = (SAMPLE / "README.md").read_text(encoding="utf-8")
ATTRIBUTIONS = [(row, said) for row in ROWS for said in row["attributions"]]
ROLES = ("source", "cue", "content")
AXES = {"identification": IDENTIFICATIONS, "actor": ACTORS, "channel": CHANNELS, "speech": SPEECH}
OPENING, CLOSING = ("“", "‘", '"', "'"), ("”", "’", '"', "'")

each_article = pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])


def words(text):
    return len(re.findall(r"\w+", text))


def passage(row, said):
    """The kind of passage that the content begins in; lead and body are one here."""
    start = said["content"][0][0]
    marks = {p["kind"] for p in row["passages"] if p["start"] <= start < p["end"]}
    return marks.pop() if marks else "headline" if start < row["text"].index("\n") else "body"


def is_direct(row, said):
    text, spans = row["text"], said["content"]
    return all(
        text[start] in OPENING and (text[end - 1] in CLOSING or text[end : end + 1] == "\n")
        for start, end in spans
    )


def figures(outlet):
    """The row of the README's table for an outlet."""
    sides, count, room = Counter(), Counter(), 0
    for row, said in ATTRIBUTIONS:
        if (
            row["outlet"] != outlet
            or said["within"] is not None
            or passage(row, said) not in COUNTED_PASSAGES
        ):
            continue
        length = sum(words(row["text"][start:end]) for start, end in said["content"])
        room += length
        names = said["side"].split(JOINT) if said["side"] else []
        sides.update({name: length / len(names) for name in names})
        count.update(all=1, unnamed=said["identification"] == "unnamed", direct=is_direct(row, said))
    with_side = sum(sides.values())
    shares = [sides[name] / with_side for name in ("Government", "Opposition", "Toravia")]
    shares += [1 - with_side / room, count["unnamed"] / count["all"], count["direct"] / count["all"]]
    return [outlet, str(count["all"]), *(f"{share:.0%}".replace("%", " %") for share in shares)]


def outlets_table():
    header = ["outlet", "attributions", "Government", "Opposition", "Toravia"]
    header += ["words without a side", "unnamed", "direct"]
    lines = [header, ["---"] + ["--:"] * 7]
    lines += [figures(outlet) for outlet in sorted({row["outlet"] for row in ROWS})]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def reuse_line():
    found = [said for _, said in ATTRIBUTIONS if said["quotation"]]
    change = Counter(said["change"] for said in found)
    utterances = len({said["quotation"] for said in found})
    return (
        f"{utterances} utterances in {len(found)} attributions: {change['whole']} whole, "
        f"{change['cut']} cut, {change['reworded']} reworded."
    )


def in_readme(name):
    return re.search(rf"<!-- {name} -->\n(.*?)\n?<!-- /{name} -->", README, re.DOTALL)[1]


def test_there_are_twelve_articles_an_outlet():
    assert set(Counter(row["outlet"] for row in ROWS).values()) == {12}
    assert len(ROWS) == 48


def test_there_are_six_articles_of_each_of_eight_stories():
    stories = Counter(row["id"].split("-")[1] for row in ROWS)
    assert len(stories) == 8
    assert set(stories.values()) == {6}
    assert all(f"`{story}`" in README for story in stories)


def test_ids_and_urls_are_unique():
    assert len({row["id"] for row in ROWS}) == len({row["url"] for row in ROWS}) == len(ROWS)


@each_article
def test_articles_have_200_to_600_words(row):
    assert 200 <= words(row["text"]) <= 600


@each_article
def test_the_title_is_the_first_line(row):
    assert row["text"].split("\n")[0] == row["title"]


@each_article
def test_spans_hold_words_and_stay_within_a_line(row):
    text = row["text"]
    spans = [span for said in row["attributions"] for role in ROLES for span in said[role]]
    pieces = [text[start:end] for start, end in spans]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert not [piece for piece in pieces if "\n" in piece or piece != piece.strip()]


@each_article
def test_no_span_lies_in_boilerplate(row):
    banned = [(p["start"], p["end"]) for p in row["passages"] if p["kind"] == "boilerplate"]
    spans = [span for said in row["attributions"] for role in ROLES for span in said[role]]
    assert not [span for span in spans for start, end in banned if span[0] < end and span[1] > start]


@each_article
def test_passages_are_known_and_do_not_overlap(row):
    found = row["passages"]
    assert {p["kind"] for p in found} <= set(PASSAGES)
    assert all(a["end"] <= b["start"] for a, b in pairwise(found))


@each_article
def test_every_attribution_has_content_and_allowed_values(row):
    sides = {*sample_codebook().sides}
    for said in row["attributions"]:
        assert said["content"]
        assert {axis: said[axis] for axis in AXES if said[axis] not in AXES[axis]} == {}
        assert set(said["side"].split(JOINT) if said["side"] else []) <= sides
        assert said["change"] in ({"whole", "cut", "reworded"} if said["quotation"] else {None})


@each_article
def test_who_has_no_source_is_nobody(row):
    for said in row["attributions"]:
        nobody = not said["source"]
        assert nobody == (said["identification"] == "none") == (said["speaker"] == "")
        assert not (nobody and said["side"])


@each_article
def test_a_joint_side_has_as_many_parts_as_its_speaker(row):
    joint = [said for said in row["attributions"] if JOINT in (said["side"] or "")]
    assert all(said["side"].count(JOINT) == said["speaker"].count(JOINT) for said in joint)


@each_article
def test_inner_attributions_lie_within_the_one_they_name(row):
    for said in row["attributions"]:
        if said["within"] is not None:
            outer = row["attributions"][said["within"]]["content"]
            assert all(any(s <= start and end <= e for s, e in outer) for start, end in said["content"])


@each_article
def test_marked_text_gives_the_same_record_back(row, tmp_path):
    path = tmp_path / f"{row['id']}.txt"
    path.write_text(marked.write(row), encoding="utf-8")
    assert marked.read(path) == row


def test_named_speakers_have_one_side_and_actor_all_through():
    coded = defaultdict(set)
    for _, said in ATTRIBUTIONS:
        if said["identification"] == "named_person":
            coded[said["speaker"]].add((said["side"], said["actor"]))
    assert {name: found for name, found in coded.items() if len(found) > 1} == {}


def test_each_reused_quotation_is_whole_somewhere_and_changed_elsewhere():
    runs = defaultdict(list)
    for row, said in ATTRIBUTIONS:
        if said["quotation"]:
            runs[said["quotation"]].append((row["outlet"], said["change"]))
    assert len(runs) >= 15
    for found in runs.values():
        changes = [change for _, change in found]
        assert "whole" in changes
        assert {"cut", "reworded"} & set(changes)
        assert len({outlet for outlet, _ in found}) >= 2


def test_what_is_run_cut_takes_its_words_from_the_whole():
    def said_words(row, said):
        return set(re.findall(r"\w+", " ".join(row["text"][s:e] for s, e in said["content"]).casefold()))

    whole = defaultdict(set)
    for row, said in ATTRIBUTIONS:
        if said["change"] == "whole":
            whole[said["quotation"]] |= said_words(row, said)
    for row, said in ATTRIBUTIONS:
        if said["change"] == "cut":
            assert len(said_words(row, said) & whole[said["quotation"]]) >= 2, said["quotation"]


def test_three_pairs_of_articles_are_agency_copy():
    stories = Counter(row["id"].split("-")[1] for row in ROWS if row["wire"] == "Northwire")
    assert stories == {"trawler": 2, "ferry": 2, "poll": 2}


def test_the_readme_tells_the_outlets_as_they_are():
    assert in_readme("outlets") == outlets_table()


def test_the_readme_counts_the_reused_quotations():
    assert in_readme("reuse") == reuse_line()


def test_the_outlets_differ_as_the_readme_says():
    rows = {line[0]: [int(cell.removesuffix(" %")) for cell in line[1:]] for line in map(figures, {
        row["outlet"] for row in ROWS
    })}  # fmt: skip
    courier, post = rows["The Castrel Courier"], rows["Harbour Post"]
    lantern, gazette = rows["The Lantern"], rows["Skerrin Gazette"]
    assert abs(courier[1] - courier[2]) <= 10
    assert 1.7 <= post[1] / post[2] <= 2.3
    assert 1.7 <= lantern[2] / lantern[1] <= 2.3
    assert gazette[4] > 50
    assert lantern[5] == max(row[5] for row in rows.values())
    assert post[6] == max(row[6] for row in rows.values())


def test_the_package_reads_it_with_its_gold():
    articles, gold = read_gold(str(SAMPLE / "articles.jsonl"))
    assert articles["article_id"].tolist() == load_sample()["article_id"].tolist()
    assert sum(map(len, gold.values())) == len(ATTRIBUTIONS)
