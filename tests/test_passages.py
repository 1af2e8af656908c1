"""What each line of an article is."""

from __future__ import annotations

import csv
import json
import pathlib
import re
import warnings
from collections import Counter
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslab.article import Article, articles_frame
from newslab.errors import InputError
from newslab.frames import PASSAGE_TABLE, PASSAGES
from newslab.loading import load_sample
from newslab.passages import counted_words, find_passages, split_text

SHARED = pathlib.Path(__file__).parents[2] / "shared"
BODY = "Ships waited off Skerrin for a second day while the talks went on."
LEAD = "The harbour of Skerrin was leased on Tuesday, the government said."


def kinds(text, **held):
    return [(p.kind, text[p.start : p.end]) for p in split_text(text, **held)]


def kind_of(line, *, before=BODY, after=BODY):
    """The kind of a line that stands as a paragraph of its own in an article."""
    text = "\n\n".join(["Harbour leased", LEAD, before, line, after])
    return {text[p.start : p.end]: p.kind for p in split_text(text)}.get(line, "parted")


def test_an_article_with_everything():
    text = "\n\n".join(
        [
            "Skerrin Harbour Leased",
            "By Ines Calder",
            "March 4, 2025",
            "SKERRIN, Norvane (Northwire) — " + LEAD,
            BODY,
            "What the Judges Found",
            BODY,
            "Photograph: Lowri Penhale",
            BODY + " Sign up for our newsletter.",
        ]
    )
    assert kinds(text) == [
        ("headline", "Skerrin Harbour Leased"),
        ("byline", "By Ines Calder"),
        ("byline", "March 4, 2025"),
        ("dateline", "SKERRIN, Norvane (Northwire) —"),
        ("lead", LEAD),
        ("body", BODY),
        ("subhead", "What the Judges Found"),
        ("body", BODY),
        ("caption", "Photograph: Lowri Penhale"),
        ("body", BODY),
        ("boilerplate", "Sign up for our newsletter."),
    ]


@pytest.mark.parametrize(
    ("text", "held", "expected"),
    [
        ("Harbour leased\n\n" + LEAD, {}, "headline"),
        ("Is the harbour lost?\n\n" + LEAD, {}, "headline"),
        ("Marsk: ‘We will sign’\n\n" + LEAD, {}, "headline"),
        ("Harbour leased.\n\n" + LEAD, {}, "lead"),
        ("Harbour leased.\n\n" + LEAD, {"title": "Harbour Leased"}, "headline"),
        ("Harbour leased\n" + LEAD, {}, "lead"),
        ("Harbour leased\n" + LEAD, {"title": "Harbour leased"}, "headline"),
        (LEAD + "\n\n" + BODY, {}, "lead"),
        (LEAD + "\n\n" + BODY, {"title": "Harbour leased"}, "lead"),
        ("Harbour leased", {}, "lead"),
        ("word " * 40 + "\n\n" + BODY, {}, "lead"),
    ],
)
def test_first_line(text, held, expected):
    assert kinds(text, **held)[0][0] == expected


def test_title_over_two_lines():
    text = f"Harbour leased;\nrent is kept secret.\n\n{LEAD}"
    found = kinds(text, title="Harbour leased; rent is kept secret")
    assert [kind for kind, _ in found] == ["headline", "headline", "lead"]


@pytest.mark.parametrize(
    ("line", "held"),
    [
        ("By Ines Calder", {}),
        ("by Ines Calder and Lowri Penhale in Castrel", {}),
        ("Ines Calder, Castrel", {"byline": "Ines Calder, Castrel"}),
        ("By INES CALDER", {"byline": "Ines Calder"}),
        ("4 March 2025", {}),
        ("2025-03-04 06:30", {}),
    ],
)
def test_byline(line, held):
    assert kinds(f"Harbour leased\n\n{line}\n\n{LEAD}", **held)[1:] == [("byline", line), ("lead", LEAD)]


@pytest.mark.parametrize(
    "line", ["By Tuesday evening the talks had failed.", "By the harbour wall, ships waited."]
)
def test_sentence_that_begins_with_by(line):
    assert kinds(f"Harbour leased\n\n{line}\n\n{BODY}")[1] == ("lead", line)


@pytest.mark.parametrize(
    "dateline",
    [
        "SKERRIN —",
        "SKERRIN (Northwire) -",
        "SKERRIN, Norvane (Northwire) –",
        "CASTREL, March 4 (NW) --",
        "(Northwire) —",
        "Castrel (Northwire) –",
        "CASTREL/ZELL —",
        "ST. OLAF, Norvane —",
    ],
)
def test_dateline(dateline):
    assert kinds(f"Harbour leased\n\n{dateline} {LEAD}")[1:] == [("dateline", dateline), ("lead", LEAD)]


@pytest.mark.parametrize(
    "start", ["Skerrin — ", "The lease (of 40 years) — ", "NATO-led ", "NATO–Zell ", "NATO — and "]
)
def test_no_dateline(start):
    assert kinds(f"Harbour leased\n\n{start}{LEAD}")[1] == ("lead", start + LEAD)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Halls to open", "subhead"),
        ("A Cap With a Date", "subhead"),
        ("Strall: Rent that was kept secret for a year was paid", "subhead"),
        ("REGIONAL WORRIES.", "subhead"),
        ("He would not.", "body"),
        ("Who gave the order?", "body"),
        ("He added, “We will go.”", "body"),
        ("“We will go”", "body"),
        ("Ms. Marsk put it like this:", "body"),
        ("- fewer ships", "body"),
        ("The ferry leaves an empty quay in the early morning", "caption"),
        ("Empty benches: the dining hall on Tuesday", "caption"),
        ("Ships off Skerrin. The harbour dates from 1911", "caption"),
        ("Ships off Skerrin. Picture: Lowri Penhale", "caption"),
        ("Ships off Skerrin. (Lowri Penhale/Northwire)", "caption"),
        ("Photo by Lowri Penhale", "caption"),
        ("Helena Marsk (left) and Edvin Strall at the signing.", "caption"),
        ("The picture by the door was gone, he said, and so was the clock.", "body"),
        (BODY, "body"),
    ],
)
def test_line_between_paragraphs(line, kind):
    assert kind_of(line) == kind


UNFINISHED = "The ferry leaves an empty quay in the early morning"


@pytest.mark.parametrize(
    ("line", "before", "after"),
    [
        ("the ferry leaves an empty quay in the early morning", BODY, BODY),
        (", which leaves an empty quay in the early morning", BODY, BODY),
        (UNFINISHED + " and the", BODY, BODY),
        (UNFINISHED + " ferries@skerrin.example", BODY, BODY),
        ("You see the ferry that leaves an empty quay", BODY, BODY),
        (UNFINISHED, "Three things are known of the quay:", BODY),
        (UNFINISHED, BODY, "according to Ms. Marsk."),
        (UNFINISHED, BODY, ", Ms. Marsk said."),
        (UNFINISHED, "The council leaves the harbour to a company", BODY),
        (UNFINISHED, BODY, "The council leaves the harbour to a company"),
        (f"{UNFINISHED}.[4]", BODY, BODY),
        (f"{BODY} {BODY} {BODY} {UNFINISHED}", BODY, BODY),
        (f"{UNFINISHED}. {BODY[:-1]} while ships waited off Skerrin for days", BODY, BODY),
    ],
)
def test_a_line_without_a_full_stop_that_is_no_caption(line, before, after):
    assert kind_of(line, before=before, after=after) in {"body", "subhead", "pull_quote"}


def test_where_full_stops_are_rare_their_lack_tells_nothing():
    ships = [f"The ship {name} leaves an empty quay in the rain" for name in ("Ada", "Ida", "Eda", "Oda")]
    lines = [part for ship in ships for part in (ship, BODY)]
    assert "caption" not in {kind for kind, _ in kinds("\n\n".join(["Harbour leased", LEAD, *lines]))}


@pytest.mark.parametrize(
    "line",
    [
        "Image caption Ships wait off Skerrin",
        "Media captionHow ships wait",
        "Header Image: Ships wait off Skerrin.",
        "Ships wait off Skerrin.CreditLowri Penhale/Northwire",
        "Ships wait off Skerrin. (FILE)",
        "Ships wait off Skerrin. Courtesy Harbour Museum",
        "Photo Source: Lowri Penhale.",
    ],
)
def test_more_ways_to_say_that_a_line_is_a_caption(line):
    assert kind_of(line) == "caption"


def test_a_line_that_the_page_marks_is_a_caption():
    text = f"Harbour leased\n\nShips wait.\n\n{LEAD}\n\n{BODY}"
    assert [kind for kind, _ in kinds(text, captions=["Ships wait.", "Harbour leased"])] == [
        "headline", "caption", "lead", "body"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Ines Calder is a reporter at the Harbour Post.", "boilerplate"),
        ("Ines Calder covers harbours.", "boilerplate"),
        ("Ines Calder has said “no” to all of it.", "body"),
        ("Calder is a reporter at the Harbour Post.", "body"),
        ("Ines Calder, too, was asked.", "body"),
    ],
)
def test_what_is_said_of_the_author_below_the_article(line, kind):
    text = "\n\n".join(["Harbour leased", LEAD, BODY, line])
    assert kinds(text, byline="By Ines Calder")[-1] == (kind, line)
    assert (
        kinds("\n\n".join(["Harbour leased", line, LEAD, BODY, BODY]), byline="Ines Calder")[1][0] == "lead"
    )


@pytest.mark.parametrize("dates", [["March 4, 2025", "March 3, 2025"], ["4 March 2025", "3 March 2025"]])
def test_headlines_with_dates_in_a_row_are_links(dates):
    links = [f"The Council Leases Its Harbour - {date}" for date in dates]
    text = "\n\n".join(["Harbour leased", LEAD, BODY])
    assert [kind for kind, _ in kinds("\n\n".join([text, *links]))][-2:] == ["boilerplate"] * 2
    assert kinds("\n\n".join([text, links[0]]))[-1][0] != "boilerplate"


@pytest.mark.parametrize(
    "line",
    [
        "Never miss the latest news by signing up to our newsletter today!",
        "To view the full story, please subscribe to the Harbour Post.",
        "Subscribe to Harbour Premium to bookmark this article",
        "If you’re seeing this message but are a subscriber, log in.",
        "If you're on the Harbour app, click here to watch live",
        "We want to hear what you think about this article.",
        "To reach the reporter behind this story, contact ines@harbour.example.",
        "Loading Comments...",
        "Follow us: Facebook | Reddit",
        "Want more?",
        "Used with permission of the Harbour Press.",
    ],
)
def test_more_notices(line):
    assert kind_of(line) == "boilerplate"


@pytest.mark.parametrize("line", ["x", "print"])
def test_code_is_no_button(line):
    assert kind_of(line) != "boilerplate"


def test_short_last_line_is_no_subhead():
    assert kinds(f"Harbour leased\n\n{LEAD}\n\nIt rained")[-1] == ("body", "It rained")


def test_lines_of_a_wrapped_paragraph_are_body():
    wrapped = "Ships waited off Skerrin\nfor a second day\nwhile the talks went on."
    text = f"Harbour leased\n\n{LEAD}\n\n{wrapped}\n\n{BODY}"
    assert Counter(kind for kind, _ in kinds(text)) == {"headline": 1, "lead": 1, "body": 4}


def test_speakers_of_a_transcript_are_body():
    turns = ["Judge: You were there", "Tessick: I was", "Judge: And the three weeks on the yacht"]
    found = dict(reversed(pair) for pair in kinds("\n\n".join([LEAD, BODY, *turns, BODY])))
    assert [found[turns[0]], found[turns[2]]] == ["body", "body"]


def test_pull_quote_repeats_a_paragraph():
    quote = "“Nobody asked the people who work there,”"
    full = f"{quote} Ms. Mundy said on the quay, where ships waited."
    assert kind_of("“Nobody asked the people who work there”", before=full) == "pull_quote"


@pytest.mark.parametrize(
    "line",
    [
        "This website uses cookies to improve your experience. Accept",
        "We and our 214 partners use cookies to show you ads.",
        'By clicking "Accept all" you agree to our cookie policy.',
        "Accept | Reject | Settings",
        "Sign up here.",
        "Sign up for Tideline, our free morning newsletter.",
        "Subscribe to our podcast",
        "Get our Sunday letter. One story, no noise.",
        "Enter your email address:",
        "Follow us on Chirper",
        "Follow Ines Calder on Twitter @calder.",
        "Share this article",
        "Share | Tweet | E-mail | Print",
        "Enjoyed this story? Tell a friend.",
        "© 2025 Skerrin Gazette Ltd. All rights reserved.",
        "© Northwire 2025.",
        "Copyright 2025 The Lantern",
        "Read more: Harbour could flood too",
        "RELATED: Harbour could flood too",
        "Click here to see the map.",
        "Story continues below advertisement",
        "Advertisement",
        "Watch the full interview below:",
        "This story has been updated with a comment from the ministry.",
        "This is a developing story.",
        "An earlier version of this article misstated the rent.",
        "Correction: The rent is 46 million crowns.",
        "Got a story? Call our newsdesk.",
        "(Reporting by Ines Calder; Editing by Lowri Penhale.)",
        "Lowri Penhale contributed reporting.",
        "Reporting by Ines Calder and Lowri Penhale",
        ".image-wrap {",
        "padding-left: 80px;",
        "Manage cookies",
        "Subscribe now to our evening edition for the full story.",
        "For the latest stories download the Gazette app.",
        "The Gazette would like to send you push notifications.",
        "Submit your letter to the editor by this form.",
        "This post may contain affiliate links. We may earn a commission when you click on a link.",
        "Thank you for subscribing.",
        "Download our app",
        "Click to share on Facebook (Opens in new window)",
        "Sponsored content",
        "5 min read",
        "3 of 12",
        "Back to top",
        "Tags: harbour, lease",
        "Report a typo",
        "View this post on Instagram",
        "12 comments",
        "Share your thoughts in the comments.",
        "MORE: Harbour could flood too",
        "WATCH: Minister leaves the hall",
        "You may also like: Harbour could flood too",
        "This article originally appeared in The Lantern.",
        "Edited by Lowri Penhale",
    ],
)
def test_boilerplate(line):
    assert kind_of(line) == "boilerplate"


@pytest.mark.parametrize(
    "line",
    [
        "Research by the University of Castrel found that the port was silting up.",
        "Reporting by The Lantern has shown that the minister knew, Ms. Hale said.",
        "Heavy rain contributed to this disaster, the coastguard said.",
        "The names of the children may not be published, the court said.",
        "The station carries no advertising, its director said on Monday.",
        "By closing the port the government would agree to a loss, he said.",
        "The website uses cookies that track readers, the regulator found.",
        "The clinic is paid for by our taxes, she told the Assembly.",
        "If the story is true, Ms. Hale will become a minister.",
        "More from Mr. Stace: “A lender will ask for forty years.”",
        "The ministry sends a briefing to lawmakers every week, an aide said.",
        "Published in 2019, the report was ignored, he said.",
        "Copyright law was changed in 2019, the judge said.",
        "Follow the money, he told them, and they did.",
        "“Click here,” the message said, and 300 people did.",
        "She read it out. “Sign up here and we will call you,” the letter said.",
        "Subscribers to the paper wrote to the editor, who apologised.",
        "Advertisement of the lease began on Monday, the clerk said.",
        "He may earn a commission, she said, whoever signs.",
        "For more than a year they visit the quay, he said.",
        "Submit your claim, she told them, and wait.",
        "The 12 comments were read aloud, he said.",
        "Watch the quay, she told them, and they did.",
        "More: he would not go.",
        "By entering the port the ship agreed to a fee, he said.",
        "Topics such as rent were left out, she said.",
    ],
)
def test_sentence_of_an_article_is_no_boilerplate(line):
    assert kind_of(line) == "body"


TABLES = {
    "pipes": ["Party | Seats | Change", "Reform Alliance | 34 | +6", "Union | 28 | -6"],
    "two columns": ["Year | Ships", "2024 | 12"],
    "tabs": ["Callan\t10\t7\t23", "Zell\t10\t2\t8"],
    "spaces": ["Callan Town     10   7   23", "Zell            10   2    8"],
    "league": ["Team P W D L Pts", "Callan 10 7 2 1 23", "Brackwell Town 10 6 1 3 19"],
    "results": ["Callan 2 Zell 1", "Brackwell 0 Ostley 0", "Skerrin 3 Lissa 2"],
    "scores": ["Callan 2-1 Zell", "Brackwell 0-0 Ostley", "Skerrin 3-2 Lissa"],
    "shares": ["Reform 34 %", "Union 28 %", "Others 8 %"],
    "labels": ["Reform: 34%", "Union: 28%", "Others: 8%"],
    "numbers": ["3, 11, 19, 24, 36, 41"],
    "markdown": ["| Party | Seats |", "|---|---|", "| Reform | 34 |"],
    "a name between rows": ["Callan 10 7 2 1", "Second division", "Zell 10 2 1 7"],
}


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize("name", TABLES)
def test_table(name, gap):
    rows = TABLES[name]
    found = kinds("\n\n".join(["Harbour leased", LEAD, BODY, gap.join(rows), BODY]))
    assert found == [
        ("headline", "Harbour leased"), ("lead", LEAD), ("body", BODY),
        *(("table", row) for row in rows), ("body", BODY),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "lines",
    [
        ["Harbour Post | News"],
        ["Ships wait.  The talks go on.  It rains."],
        ["Ships waited off Skerrin for a second  day while talks", "went on in Zell and it rained  again"],
        ["In 2024 12 ships came, and in 2025 34 of them.", "In 2023 11 ships came, and in 2022 30 of them."],
        [f"Ms. Hale asked {'why ' * 12}| the 12 ships had left for Zell"] * 2,
        ["7 dead in ferry fire", "3 held over ferry fire", "5 ways to cross the strait"],
        ["Judge: You were there in 2019", "Tessick: I was there in 2019", "Judge: And in 2020"],
        ["On 4 March 2025, he said, it rained.", "On 5 March 2025, she said, it did not."],
    ],
)
def test_lines_that_are_no_table(lines):
    text = "\n\n".join(["Harbour leased", LEAD, BODY, *lines, BODY])
    assert "table" not in dict(kinds(text))


def test_first_paragraph_below_a_table_is_the_lead():
    text = "\n\n".join(["Harbour leased", *TABLES["league"], LEAD, BODY])
    assert [kind for kind, _ in kinds(text)] == ["headline", "table", "table", "table", "lead", "body"]


LINKS = ["Harbour could flood too, says engineer", "- Who owns the quay?", "Ferry fire: the crew speaks"]


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    "label",
    ["Read more", "READ MORE:", "Related stories", "ALSO READ", "More on this story", "See also:",
     "Don’t miss", "Most read", "You may also like", "More from the Gazette", "Latest news"],
)  # fmt: skip
def test_list_of_links_is_boilerplate(label, count):
    found = kinds("\n\n".join(["Harbour leased", LEAD, BODY, label, *LINKS[:count], BODY, LEAD]))
    assert found[2:] == [
        ("body", BODY), ("boilerplate", label), *(("boilerplate", link) for link in LINKS[:count]),
        ("body", BODY), ("body", LEAD),
    ]  # fmt: skip


def test_a_numbered_subhead_is_no_link():
    text = "\n\n".join(["Harbour leased", LEAD, "Read more", "5. Halls to open soon", BODY])
    assert kinds(text)[-2] == ("subhead", "5. Halls to open soon")


def test_credits_are_no_speakers_of_a_transcript():
    text = "\n\n".join(["Harbour leased", LEAD, "Credit: Lowri Penhale", BODY, "Credit: Northwire", BODY])
    assert [kind for kind, _ in kinds(text)] == ["headline", "lead", "caption", "body", "caption", "body"]


def test_a_subhead_below_a_paragraph_is_no_link():
    text = "\n\n".join(["Harbour leased", LEAD, "Read more: Ten bridges", BODY, "Halls to open", BODY])
    assert kinds(text)[-2] == ("subhead", "Halls to open")


INSET = "The crew of the ferry was told to leave by the captain, who said so himself on Friday."


@pytest.mark.parametrize(
    ("opening", "marks"),
    [
        (["Ferry fire: the crew speaks", "By Ines Calder"], ["subhead", "byline"]),
        (["In other news"], ["subhead"]),
        (["SIDEBAR"], ["subhead"]),
    ],
)
@pytest.mark.parametrize(
    ("closing", "closed"),
    [([], []), (["* * *", BODY], ["body"]), (["[end of box]", BODY], ["boilerplate", "body"])],
)
def test_story_set_in(opening, marks, closing, closed):
    text = "\n\n".join(["Harbour leased", LEAD, BODY, BODY, *opening, INSET, INSET, *closing])
    found = kinds(text)[4:]
    assert [kind for kind, line in found if line != "* * *"] == [*marks, "inset", "inset", *closed]


def test_story_set_in_with_a_dateline():
    text = "\n\n".join(["Harbour leased", LEAD, BODY, BODY, "Ferry burns", f"CALLAN (Northwire) — {INSET}"])
    assert kinds(text)[4:] == [
        ("subhead", "Ferry burns"), ("dateline", "CALLAN (Northwire) —"), ("inset", INSET),
    ]  # fmt: skip


def test_story_between_rules():
    box = ["---", "Ferry fire: the crew speaks", INSET, "---"]
    found = kinds("\n\n".join(["Harbour leased", LEAD, BODY, BODY, *box, BODY]))
    assert [kind for kind, _ in found[4:]] == ["body", "subhead", "inset", "body", "body"]


@pytest.mark.parametrize(
    "lines",
    [
        ["* * *", INSET, "* * *", BODY],
        ["* * *", "Halls to open", INSET, "* * *", "Ships to leave", INSET],
        ["Halls to open", INSET, INSET],
        ["By Ines Calder", INSET],
    ],
    ids=["no headline", "parts of one article", "a subhead", "a byline alone"],
)
def test_no_story_set_in(lines):
    text = "\n\n".join(["Harbour leased", LEAD, BODY, BODY, *lines])
    assert "inset" not in dict(kinds(text))


def test_own_byline_below_the_first_paragraph_begins_no_other_story():
    text = "\n\n".join(["Harbour leased", LEAD, "Rent is kept secret", "By Ines Calder", BODY, BODY])
    assert "inset" not in dict(kinds(text))


@pytest.mark.parametrize("space", ["", " "])
@pytest.mark.parametrize(
    "notice",
    [
        "Sign up for our newsletter",
        "This story was updated at 5pm.",
        "Updated at 17:05.",
        "Advertisement",
        "Read more",
        "Read more about the strike here.",
        "Read the full story here.",
        "Follow us on X.",
        "Share this article",
        "Subscribe now",
        "We use cookies to improve your experience. Accept",
        "© 2025 Skerrin Gazette. All rights reserved.",
        "Listen to this article",
        "Story continues below",
        "View comments",
        "What do you think? Let us know in the comments below.",
    ],
)
def test_boilerplate_glued_to_the_end_of_a_sentence(notice, space):
    said = "The talks went on in Skerrin, he said."
    text = "\n\n".join(["Harbour leased", LEAD, f"{said}{space}{notice}", BODY])
    assert kinds(text)[2:] == [("body", said), ("boilerplate", notice), ("body", BODY)]


@pytest.mark.parametrize(
    "notice",
    [
        "Advertisement",
        "ADVERTISEMENT",
        "Story continues below advertisement",
        "Follow us on X.",
        "Sign up for our newsletter. It is free.",
        "Share this article. Please do.",
        "Got a story? Call our newsdesk.",
    ],
)
@pytest.mark.parametrize(
    "said", ["The talks went on in Skerrin, he said.", "“We will sign,” Ms. Marsk told us."]
)
def test_boilerplate_glued_to_the_start_of_a_sentence(notice, said):
    text = "\n\n".join(["Harbour leased", LEAD, f"{notice} {said}", BODY])
    assert kinds(text)[2:] == [("boilerplate", notice), ("body", said), ("body", BODY)]


def test_boilerplate_glued_to_a_sentence():
    text = f"Harbour leased\n\n{LEAD}\n\n{BODY}This website uses cookies. Accept Read More"
    assert kinds(text)[-2:] == [
        ("body", BODY),
        ("boilerplate", "This website uses cookies. Accept Read More"),
    ]


BANNER = "This website uses cookies to please you. We’ll assume you’re OK with this. Accept Read More"


@pytest.mark.parametrize(
    "cut",
    [
        "Read more: Ten bridges.",
        "Read more: Mr. Stace wins.",
        "Related: Ten bridges.",
        "Follow us on X.",
        "Share on Facebook.",
        "Correction: The rent is 46 million.",
        "Sign up for our newsletter. Subscribe now.",
        "This website uses cookies to please you. By clicking Accept you agree.",
        "<script type='x'>if (a) {b();}</script>",
        "(function(){var a = {b: {c: 1}};})();",
    ],
)
@pytest.mark.parametrize("before", ["", BODY + " "])
def test_boilerplate_within_a_line_takes_no_sentence_of_the_article(before, cut):
    pieces = [("lead", BODY)] * bool(before) + [("boilerplate", cut), ("lead", LEAD)]
    assert kinds(f"{before}{cut} {LEAD}") == pieces


def test_code_that_begins_a_paragraph_is_cut_alone():
    text = f"{LEAD}\n\nfunction go(){{return {{a: 1}};}} {BODY}\n\n{BODY}"
    assert kinds(text)[1:3] == [("boilerplate", "function go(){return {a: 1};}"), ("body", BODY)]


def test_banner_of_several_sentences_at_the_end_of_a_line_is_whole():
    assert kinds(f"{LEAD} {BODY} {BANNER}") == [("lead", f"{LEAD} {BODY}"), ("boilerplate", BANNER)]


def test_long_line_that_begins_with_boilerplate_is_kept():
    text = f"Harbour leased\n\nRead more: Ten bridges. {' '.join([BODY] * 8)}\n\n{BODY}"
    assert kinds(text)[1:3] == [("boilerplate", "Read more: Ten bridges."), ("lead", " ".join([BODY] * 8))]


def test_a_paragraph_that_boilerplate_parts_is_of_one_kind():
    text = (
        f"Harbour leased\n\n{LEAD}\n\n{BODY} Read more: Ten bridges. Halls of the harbour to open\n\n{BODY}"
    )
    assert [kind for kind, _ in kinds(text)] == ["headline", "lead", "body", "boilerplate", "body", "body"]


def test_articles_that_are_mostly_boilerplate_are_told_once():
    texts = [LEAD, f"Ships wait.\n{BANNER}", f"It rains.\n{BANNER}"]
    articles = articles_frame([Article(text=text) for text in texts])
    with pytest.warns(UserWarning, match="Of 2 of 3 articles more than half") as warned:
        find_passages(articles)
    assert len(warned) == 1
    assert articles["article_id"][1] in str(warned[0].message)


def test_articles_with_some_boilerplate_bring_no_warning():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        texts = [Article(text=f"{LEAD} {BODY} {BANNER}"), Article(problem="Empty.")]
        passages = find_passages(articles_frame(texts))
    assert passages["kind"].iloc[-1] == "boilerplate"


def test_long_line_of_boilerplate_is_quick():
    assert len(split_text("Ships wait. " + "Sign up here. " * 20_000)) == 2


@pytest.mark.parametrize("name", ["boilerplate", "captions"])
def test_every_pattern_compiles_and_has_a_reason(name):
    text = (files("newslab") / "data" / "vocabulary" / "en" / f"{name}.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    assert all(row["reason"] and None not in row for row in rows)
    for row in rows:
        pattern = re.compile(row["pattern"], re.IGNORECASE)
        assert not pattern.match("")
        assert row.get("ends") in {None, "", "match"}


LINES = st.sampled_from(
    [
        "",
        " ",
        "\t",
        BODY,
        LEAD,
        "Halls to open",
        "By Ines Calder",
        "Sign up here.",
        "SKERRIN — Ships wait.",
        "<script>",
        " function a(){",
        "}",
        "©",
        "“",
        "a:",
    ]
)


@given(
    st.one_of(
        st.text(),
        st.lists(st.one_of(LINES, st.text(max_size=5)), max_size=8).map("\n\n".join),
        st.lists(LINES).map("\r\n".join),
        st.lists(LINES).map("".join),
    ),
    st.sampled_from(["", "Halls to open", BODY]),
)
def test_passages_part_the_text(text, title):
    last = 0
    for passage in split_text(text, title=title):
        piece = text[passage.start : passage.end]
        assert last <= passage.start < passage.end
        assert not text[last : passage.start].strip()
        assert piece == piece.strip()
        assert not re.search(r"[\n\r\u2028\u2029\x85]", piece)
        assert passage.kind in PASSAGES
        assert passage.reason
        last = passage.end
    assert not text[last:].strip()


def test_long_line_is_quick():
    text = (LEAD + " ") * 20_000
    assert len(split_text(text)) == 1


def test_table_of_passages():
    articles = articles_frame([Article(text=f"Harbour leased\n\n{LEAD}"), Article(problem="Empty.")])
    frame = find_passages(articles)
    assert frame.columns.tolist() == PASSAGE_TABLE.names
    assert frame["article_id"].tolist() == [articles["article_id"][0]] * 2
    assert frame["kind"].tolist() == ["headline", "lead"]


NOTICE = "The Ledger is printed in Skerrin and sold at every quay"


def of_outlet(line, texts=6, *, every=1, place=-1, **columns):
    """The kinds that a line has in articles of one outlet that are otherwise unlike."""
    articles = []
    for n in range(texts):
        own = [
            f"Ship number {n} of {texts} waited, and {word} lay {n} days off Skerrin." for word in "abcdef"
        ]
        if n % every == 0:
            own.insert(place if place >= 0 else len(own), line)
        articles.append(Article(text="\n\n".join([f"Ship {n} waits", *own]), outlet="The Ledger", **columns))
    frame = articles_frame(articles)
    passages = find_passages(frame).merge(frame[["article_id", "text"]], on="article_id")
    return {row.kind for row in passages.itertuples() if row.text[row.start : row.end] == line}


@pytest.mark.parametrize(
    ("line", "case", "kinds"),
    [
        (NOTICE + ".", {}, {"boilerplate"}),
        (NOTICE + ".", {"place": 0}, {"boilerplate"}),
        (NOTICE + ".", {"place": 3}, {"boilerplate"}),
        (NOTICE + ".", {"texts": 60, "every": 5}, {"boilerplate"}),
        (NOTICE + ".", {"texts": 2}, {"body"}),
        (NOTICE + ".", {"texts": 18, "every": 6}, {"body"}),
        (NOTICE + ".", {"texts": 60, "every": 7}, {"body"}),
        (f"“{NOTICE},” said Helena Marsk.", {}, {"body"}),
        ("By Ines Calder", {"place": 0}, {"byline"}),
        (NOTICE, {"place": 0, "title": NOTICE}, {"headline", "boilerplate"}),
    ],
)
def test_line_that_repeats_across_an_outlets_articles(line, case, kinds):
    assert of_outlet(line, **case) <= kinds
    assert of_outlet(line, **case)


def test_lead_is_the_first_paragraph_that_the_outlet_prints_once():
    texts = [f"{NOTICE}.\n\nShip {n} waited off Skerrin for {n} days.\n\nIt left {n} crew." for n in range(4)]
    found = find_passages(articles_frame([Article(text=text) for text in texts]))
    assert found["kind"].tolist() == ["boilerplate", "lead", "body"] * 4
    assert found["reason"][0] == "repeats across the outlet's articles"


@pytest.mark.parametrize("outlets", [["A", "B", "C", "D"], ["A"] * 4])
def test_copies_make_no_line_boilerplate(outlets):
    frame = articles_frame([
        Article(text=f"{LEAD}\n\n{BODY}\n\nNo. {n}", outlet=outlet) for n, outlet in enumerate(outlets)
    ])  # fmt: skip
    assert "boilerplate" not in set(find_passages(frame)["kind"])


def test_line_in_articles_known_as_copies_is_none_of_the_outlets():
    texts = [f"{NOTICE}.\n\nShip {n} waited off Skerrin for {n} days, as ships do." for n in range(4)]
    frame = articles_frame(
        [Article(text=text, copy_of="elsewhere" * (n > 1)) for n, text in enumerate(texts)]
    )
    assert "boilerplate" not in set(find_passages(frame)["kind"])


def test_table_that_lacks_a_column():
    with pytest.raises(InputError, match="lacks the column text"):
        find_passages(articles_frame([]).drop(columns="text"))


def test_boilerplate_counts_in_no_words():
    text = "Ships wait, she warned. Sign up for our newsletter."
    passages = [vars(p) for p in split_text(text)]
    assert counted_words(text, passages) == [0, 6, 12, 16]


def test_words_of_a_text_without_words():
    assert counted_words("***", [vars(p) for p in split_text("***")]) == []


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs the seed beside the repository")
def test_seed_passages_are_as_a_reader_marked_them():
    text = (SHARED / "seed" / "article.txt").read_text(encoding="utf-8")
    gold = json.loads((SHARED / "seed" / "gold.json").read_text(encoding="utf-8"))
    found = {}
    for passage in split_text(text):
        found.setdefault(passage.kind, []).append([passage.start, passage.end])
    assert found["headline"] == [gold["title"]]
    assert found["subhead"] == gold["subheads"]
    assert found["caption"] == gold["captions"]
    assert found["boilerplate"] == gold["boilerplate"]


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs the annotated corpus beside the repository")
def test_boilerplate_of_real_news_holds_next_to_no_attributions():
    lines = (SHARED / "bench" / "polnear" / "train.jsonl").read_text(encoding="utf-8").splitlines()
    inside = total = 0
    for row in map(json.loads, lines):
        boilerplate = [p for p in split_text(row["text"], title=row["title"]) if p.kind == "boilerplate"]
        starts = [span[0] for attribution in row["attributions"] for span in attribution["content"]]
        total += len(starts)
        inside += sum(p.start <= start < p.end for start in starts for p in boilerplate)
    assert inside / total < 0.0005


def test_sample_boilerplate_and_subheads_are_found():
    articles = load_sample()
    path = files("newslab") / "data" / "sample" / "articles.jsonl"
    gold = {
        row["id"]: row["passages"] for row in map(json.loads, path.read_text(encoding="utf-8").splitlines())
    }
    frame = find_passages(articles)
    records = dict(zip(articles["article_id"], articles["record"], strict=True))
    found = {(records[row.article_id], row.start, row.end, row.kind) for row in frame.itertuples()}
    wanted = {
        (record, p["start"], p["end"], p["kind"]) for record, passages in gold.items() for p in passages
    }
    for kind in ("boilerplate", "subhead"):
        these = {item for item in wanted if item[3] == kind}
        assert len(these & found) / len(these) >= 0.9
