"""Which agency an article is credited to."""

from __future__ import annotations

import pytest
from edited import TRAIN, read_train

from newslab.agencies import find_agency

BODY = "Harbour leased\n\nShips waited off Skerrin for a second day.\n\nThe talks went on."


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("Harbour leased\n\nSKERRIN, March 4 (AP) — Ships wait.", "AP"),
        ("SKERRIN, Norvane (Reuters) - Ships wait.", "Reuters"),
        ("Skerrin (AFP) – Ships wait.", "AFP"),
        ("SKERRIN, March 4 (Xinhua) -- Ships wait.", "Xinhua"),
        ("SKERRIN (AP/AFP) — Ships wait.", "AP & AFP"),
        ("REUTERS - Ships wait.", "Reuters"),
        ("Harbour leased\n\nBy INES CALDER\nAssociated Press Writer\n\nShips wait.", "AP"),
        ("Harbour leased\n\nBy Ines Calder, The Associated Press\n\nShips wait.", "AP"),
        ("Harbour leased\n\nReuters\n\nShips wait.", "Reuters"),
        (f"{BODY}\n\n(Reuters)", "Reuters"),
        (f"{BODY}\n\n— AFP", "AFP"),
        (f"{BODY} (AFP)", "AFP"),
        (f"{BODY}\n\nSource: Xinhua", "Xinhua"),
        (f"{BODY}\n\nThe Associated Press contributed to this report.", "AP"),
        (f"{BODY}\n\nAP contributed.", "AP"),
        (f"{BODY}\n\nAssociated Press writer Ines Calder in Zell contributed to this report.", "AP"),
        (f"{BODY}\n\nReuters and AFP contributed to this report.", "Reuters & AFP"),
        (f"{BODY}\n\n(With inputs from PTI and AFP)", "PTI & AFP"),
        (f"{BODY}\n\nWith files from The Canadian Press", "Canadian Press"),
        (f"{BODY}\n\nThis report includes material from Reuters.", "Reuters"),
        (f"{BODY}\n\n© 2025 The Associated Press. All rights reserved.", "AP"),
        (f"{BODY}\n\n(Reporting by Ines Calder; Editing by Lowri Penhale)", "Reuters"),
    ],
)
def test_credit(text, agency):
    assert find_agency(text) == agency


@pytest.mark.parametrize(
    ("byline", "agency"),
    [
        ("AP", "AP"),
        ("By INES CALDER, Associated Press", "AP"),
        ("Reuters Staff", "Reuters"),
        ("Ines Calder | AFP", "AFP"),
        ("Ines Calder", ""),
        ("AP Photo", ""),
    ],
)
def test_byline(byline, agency):
    assert find_agency(BODY, byline=byline) == agency


@pytest.mark.parametrize(
    "text",
    [
        "Ships wait, she told Reuters.",
        f"{BODY}\n\nPhoto: Ines Calder/AP",
        f"{BODY}\n\nInes Calder / Reuters.",
        f"{BODY} “We wait,” she told The Associated Press (AP).",
        f"{BODY}\n\nThe AP reported that ships wait.",
        f"{BODY}\n\nThe strike contributed to this, Reuters said.",
        f"{BODY} With the help of Reuters, she wrote a book about ships.",
        "A Reuters/Ipsos poll found that ships wait.",
        "AP: Harbour leased\n\nShips wait.",
        "CAPITAL (PAPER) — Ships wait.",
        "",
    ],
)
def test_news_of_an_agency_is_no_credit(text):
    assert find_agency(text) == ""


@pytest.mark.skipif(not TRAIN.is_file(), reason="needs the annotated corpus beside the repository")
def test_agencies_of_real_news():
    right = found = wanted = 0
    for row in read_train():
        if row["wire"] == "NA":
            continue
        gold = "" if row["wire"] == "None" else row["wire"].casefold()
        agency = find_agency(row["text"]).casefold()
        right += bool(gold) and agency == gold
        found += bool(agency)
        wanted += bool(gold)
    assert right / found >= 0.95
    assert right / wanted >= 0.9
