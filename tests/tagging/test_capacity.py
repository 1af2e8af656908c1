"""What descriptions tell of the capacity in which somebody speaks, each from a phrase."""

import pytest

from newslab.tagging.capacity import told_by
from newslab.tagging.headnouns import head_of, whole


@pytest.mark.parametrize(
    ("phrase", "actor"),
    [
        ("transport minister", "politician"),
        ("author of the report", "expert"),
        ("minister at Harbour Baptist Church", "civil_society"),
        ("former federal prosecutor", "expert"),
        ("author of a novel", "celebrity"),
        ("coauthor", "expert"),
        ("northern Rep.", "politician"),
        ("state attorney", "official"),  # the longest noun, and not the last word alone
        ("president of the Wealden Teachers' Union", "civil_society"),
        ("BBC president", "media"),
        ("president of Harbour Wind-Tec", "business"),
        ("president of the country", "politician"),
        ("leader of the Reform Alliance", "politician"),
        ("leader of the Animal Protection Society", "civil_society"),
        ("employee of a software firm", "business"),
        ("executive director of Clean Rivers Together", "civil_society"),
        ("attorney for the Wealden Teachers' Union", "civil_society"),
        ("Acting U.S. Attorney for the District of Norvane", "official"),
        ("spokesperson for the University and College Union", "civil_society"),
        ("spokesman for the mayor", "official"),
        ("spokeswoman for Mr. Dunn", "campaign"),
        ("bank spokesman", "business"),
        ("senior communications adviser", "campaign"),  # communications are a task, and no company
        ("Labour chairman of the district", "campaign"),
        ("chief strategist at Wealden Bank", "expert"),
        ("wife of the candidate", "campaign"),
        ("person close to the company", "business"),
        ("person familiar with the matter", "other"),
        ("columnist", "media"),
        ("who teaches law at the university", "expert"),
        ("who runs a bakery in Mill Lane", "business"),
        ("who runs a rights group", "civil_society"),
        ("former adviser to Mr. Dunn who is now a professor of law", "expert"),
        ("a number of the parents around the country", "citizen"),
        ("group of scientists", "expert"),
        ("mothers outside the clinic", "citizen"),
        ("liberal and conservative economists", "expert"),
        ("diplomat Sir", "official"),
    ],
)
def test_a_description_tells(phrase, actor):
    assert told_by(phrase)[0].actor == actor


def test_a_name_alone_is_said_to_be_one():
    assert [t.named for t in told_by("Wealden Bank")] == [True]
    assert told_by("Wealden") == ()


@pytest.mark.parametrize(
    ("phrase", "noun"),
    [
        ("deputy chief of staff to the mayor", "chief of staff"),
        ("lead prosecutor", "prosecutor"),
        ("some outside analysts", "analyst"),
        ("Gov.", "gov"),
        ("quiet morning", ""),
    ],
)
def test_head_noun(phrase, noun):
    assert head_of(phrase).noun == noun


@pytest.mark.parametrize(
    ("phrase", "rest"),
    [
        ("tens of thousands of voters", "voters"),
        ("two of his advisers", "advisers"),
        ("bank of the river", "bank of the river"),
    ],
)
def test_amounts_are_no_part_of_who_somebody_is(phrase, rest):
    assert whole(phrase) == rest
