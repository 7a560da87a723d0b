"""Records written as labelled lines, in invented specimens."""

from collections.abc import Sequence

import pytest

from pipeline.extract.extractor import Extractor
from pipeline.ingest import Source, read
from schemas.records import ActionRow, PriorityRow, ProgressRow

Rows = tuple[list[PriorityRow], list[ActionRow], list[ProgressRow]]

PLEDGES = """HARTSMERE BOROUGH COUNCIL

Key to ratings
GREEN – the work has been finished
AMBER – begun, and will be finished by the date shown
RED – will miss its date, or nothing has been done

PROMISE 1: We will help you to be healthy

Action 1.1: Offer every child a dental check within six
weeks of coming into care
Lead: Designated Nurse
By when: March 2018
Progress: Checks were offered to 61 of 70 children. A second dentist
now takes referrals.
Rating: AMBER
Action 1.2: Run a cookery course for care leavers
Lead: Leaving Care Manager
By when: September 2017
Progress: The tutor left in May.
A new one is being sought.
Rating: RED

Page 2 of 3

PROMISE 2: We will keep you in touch with your family
Action 2.1: Open a contact centre in the old library
Lead: Property Manager
By when: June 2017
Progress: Opened on 4 June.
Rating: GREEN
"""

UNLABELLED = """Corporate Plan: half year report

Priority 1: Homes that people can afford

1.1 Bring forty empty homes back into use
Responsible officer: Head of Housing
Target date: March 2020
Update: Twenty six homes are occupied again.
RAG: Green

1.2 Adopt a new allocations policy
Responsible officer: Housing Needs Manager
Target date: December 2019
Update: Delayed while the software is replaced.
RAG: Red

Priority 2: Streets that are clean

2.1 Replace the small sweepers
Responsible officer: Street Scene Manager
Target date: June 2019
Update: Both machines arrived in May.
RAG: Blue
"""

ALONE = """Youth Council report

What we said we would do
Recruit twelve young inspectors by September 2021
What we have done
Nine young inspectors have been trained.
What next
Three more will be recruited after half term.

What we said we would do
Give every care leaver a mentor
What we have done
Mentors have been found for 48 of 60 care leavers.
What next
A second recruitment drive will be held in June.
"""

DASHED = """Climate Plan monitoring

Action – Fit solar panels to the depot roof
Owner – Property Services
Deadline – 31/03/2023
Position at 30 September 2022 – Tenders have been returned.
Status – In progress

Action – Electrify the pool cars
Owner – Fleet Manager
Deadline – 30/06/2022
Position at 30 September 2022 – All eleven cars were replaced.
Status – Complete
"""

TABBED = """Health partnership action log

Action\tWrite to the ambulance trust about response times
Owner\tScrutiny Officer
Due\t12 June 2019
Update\tThe letter was sent on 3 June. A reply is awaited.

Action\tArrange a visit to the clinic
Owner\tDemocratic Services
Due\tJuly 2019
Update\tThe visit took place on 9 July.
"""

INLINE = """Transport Strategy summary

1. Complete the riverside cycle route. Lead: Highways Manager. Due: May 2018. Status: Complete.
2. Resurface the bus station. Lead: Property Manager. Due: August 2018. Status: Delayed until spring.
3. Install forty cycle stands (Lead: Town Centre Manager; Due: July 2018; Status: On track)
"""

TRACKER = """Scrutiny review of libraries: what has become of the recommendations

Recommendation 1: That opening hours at the branch libraries be looked at again.
Response: Accepted.
Action: Survey users of all five branches.
Responsible: Libraries Manager
Timescale: October 2017
Update: The survey closed in August with 1,200 replies.

Recommendation 2: That volunteers be trained to run homework clubs.
Response: Accepted in part.
Action: Pilot homework clubs at two branches.
Responsible: Children's Librarian
Timescale: Spring term 2018
Update: Not yet started.
"""

LISTS = """Improvement Board update

Theme 2: Practice

Action 4: Introduce a single front door for all referrals
Progress:
• The new team has been in place since 1 May
• Four in five contacts are decided within a day
Still to do:
• Agree thresholds with schools
Lead: Assistant Director
Status: On target

Action 5: Reduce caseloads to an average of 16
Progress:
• Fourteen social workers have been appointed
Still to do:
• Fill the last six vacancies
Lead: Principal Social Worker
Status: Late

Conclusion

The position is as set out above.
"""


def rows(text: str) -> Rows:
    (paper,) = read(Source("specimen.txt", text.encode()))
    tables = Extractor().extract(paper)
    return tables.priorities, tables.actions, tables.progress


def told(actions: Sequence[ActionRow]) -> list[tuple[str, str | None, str | None, str]]:
    return [(a.text, a.lead, a.due_date, a.status) for a in actions]


def test_labels_below_an_action_tell_who_leads_when_it_is_due_and_how_far_it_has_got() -> None:
    priorities, actions, progress = rows(PLEDGES)
    assert told(actions) == [
        (
            "Offer every child a dental check within six weeks of coming into care",
            "Designated Nurse",
            "2018-03",
            "in_progress",
        ),
        ("Run a cookery course for care leavers", "Leaving Care Manager", "2017-09", "behind"),
        ("Open a contact centre in the old library", "Property Manager", "2017-06", "completed"),
    ]
    number = {p.priority_id: p.label for p in priorities}
    assert [number.get(a.priority_id or "") for a in actions] == ["PROMISE 1", "PROMISE 1", "PROMISE 2"]
    by_id = {a.action_id: a.text for a in actions}
    assert [(r.text, by_id.get(r.action_id or "", "")[:5], number.get(r.priority_id or "")) for r in progress] == [
        ("Checks were offered to 61 of 70 children. A second dentist now takes referrals.", "Offer", "PROMISE 1"),
        ("The tutor left in May.", "Run a", "PROMISE 1"),
        ("A new one is being sought.", "Run a", "PROMISE 1"),
        ("Opened on 4 June.", "Open ", "PROMISE 2"),
    ]


def test_a_key_to_ratings_is_no_progress() -> None:
    assert not [r for r in rows(PLEDGES)[2] if "finished" in r.text]


def test_words_without_a_label_head_a_record_where_the_same_labels_follow_again() -> None:
    priorities, actions, progress = rows(UNLABELLED)
    assert told(actions) == [
        ("Bring forty empty homes back into use", "Head of Housing", "2020-03", actions[0].status),
        ("Adopt a new allocations policy", "Housing Needs Manager", "2019-12", "behind"),
        ("Replace the small sweepers", "Street Scene Manager", "2019-06", "completed"),
    ]
    first, second = (p.priority_id for p in priorities)
    assert [a.priority_id for a in actions] == [first, first, second]
    assert [r.action_id for r in progress] == [a.action_id for a in actions]


def test_labels_alone_above_their_words() -> None:
    _, actions, progress = rows(ALONE)
    assert [(a.text, a.rule) for a in actions] == [
        ("Recruit twelve young inspectors by September 2021", "form.action"),
        ("Three more will be recruited after half term.", "form.next"),
        ("Give every care leaver a mentor", "form.action"),
        ("A second recruitment drive will be held in June.", "form.next"),
    ]
    assert [r.action_id for r in progress] == [actions[0].action_id, actions[2].action_id]


@pytest.mark.parametrize(
    ("text", "leads", "dues", "states"),
    [
        (DASHED, ["Property Services", "Fleet Manager"], ["2023-03-31", "2022-06-30"], ["in_progress", "completed"]),
        (TABBED, ["Scrutiny Officer", "Democratic Services"], ["2019-06-12", "2019-07"], ["in_progress", "completed"]),
        (TRACKER, ["Libraries Manager", "Children's Librarian"], ["2017-10", "2018"], ["completed", "not_started"]),
    ],
    ids=["dashes", "tabs", "recommendations followed up"],
)
def test_other_ways_to_set_labels(text: str, leads: list[str], dues: list[str], states: list[str]) -> None:
    _, actions, progress = rows(text)
    assert [a.lead for a in actions] == leads
    assert [a.due_date for a in actions] == dues
    assert [a.status for a in actions] == states
    assert [r.action_id for r in progress] == [a.action_id for a in actions]


def test_several_labels_on_one_line() -> None:
    _, actions, _ = rows(INLINE)
    assert told(actions) == [
        ("Complete the riverside cycle route.", "Highways Manager", "2018-05", "completed"),
        ("Resurface the bus station.", "Property Manager", "2018-08", "behind"),
        ("Install forty cycle stands", "Town Centre Manager", "2018-07", "in_progress"),
    ]


def test_lists_under_labels() -> None:
    priorities, actions, progress = rows(LISTS)
    assert [a.text for a in actions if a.rule == "form.next"] == [
        "Agree thresholds with schools",
        "Fill the last six vacancies",
    ]
    assert [(r.text.split()[0], r.status) for r in progress] == [
        ("The", "in_progress"),
        ("Four", "in_progress"),
        ("Fourteen", "behind"),
    ]
    assert {a.priority_id for a in actions} == {priorities[0].priority_id}


def test_you_said_we_did() -> None:
    _, actions, progress = rows(
        "You said: there is nothing to do in the holidays.\nWe did: three youth clubs were opened in July.\n\n"
        "You said: buses cost too much\nWe did: a half fare pass was introduced in April\n"
        "Next steps: extend the pass to evening trains\n"
    )
    assert [(a.text, a.status) for a in actions] == [
        ("three youth clubs were opened in July.", "completed"),
        ("a half fare pass was introduced in April", "completed"),
        ("extend the pass to evening trains", "not_started"),
    ]
    assert [r.action_id for r in progress] == [a.action_id for a in actions[:2]]


@pytest.mark.parametrize(
    "text",
    [
        "The contractor began on site in May. Note: the road is shut.\n\nCost: £2.4m. Target: to finish by Easter.\n",
        "Title: Budget monitoring\nLead officer: Jo Bright\nDate: 4 May 2018\nStatus: Public\n\nThe budget is on line.",
        "Ref\n\nAction\n\nLead\n\nBy when\n\nProgress\n\nThe table that stood here is lost.\n",
    ],
    ids=["prose", "front matter", "header of a lost table"],
)
def test_labels_that_make_no_record(text: str) -> None:
    _, actions, progress = rows(text)
    assert not [r for r in (*actions, *progress) if r.rule.startswith("form.")]


BARE = """Streets programme

Action Plant 200 street trees
Lead Tree Officer
By when March 2021
Progress 60 trees have been planted.
Status Behind schedule

Action Clean the town brook
Lead Flood Engineer
By when July 2021
Progress The survey was finished in May.
Status On track
"""


def test_labels_that_lost_what_parted_them_from_their_words() -> None:
    _, actions, progress = rows(BARE)
    assert told(actions) == [
        ("Plant 200 street trees", "Tree Officer", "2021-03", "behind"),
        ("Clean the town brook", "Flood Engineer", "2021-07", "in_progress"),
    ]
    assert [r.action_id for r in progress] == [a.action_id for a in actions]


def test_lists_under_labels_that_come_again_under_each_aim() -> None:
    _, actions, progress = rows(
        "Economy Strategy half year\n\nAim 1: More good jobs\n\nWhat we have done\n• Helped 140 people into work\n"
        "• Opened a start-up centre\nWhat we will do next\n• Hold a jobs fair in March\n\nAim 2: Thriving towns\n\n"
        "What we have done\n• Resurfaced the market square\nWhat we will do next\n• Appoint a bus contractor\n"
    )
    assert [(a.text.split()[0], a.status) for a in actions] == [
        ("Helped", "completed"),
        ("Opened", "completed"),
        ("Hold", "not_started"),
        ("Resurfaced", "completed"),
        ("Appoint", "not_started"),
    ]
    assert [r.text.split()[0] for r in progress] == ["Helped", "Opened", "Resurfaced"]


FULL_LINES = """Plan for carers

Commitment 1: Carers will be known and valued by every service that they use

Action – Train the reception staff of every surgery to ask whether a new patient is one of our
carers
Owner – Primary Care Manager
Target date – December 2021
Latest position – Staff of eleven surgeries out of fourteen have been trained since the spring of
the year, and the other three have booked their places on the course that is held this autumn.
Status – On target

Carers Strategy Group                                                              Page 2

Action – Publish a directory of breaks
Owner – Carers Centre
Target date – June 2021
Latest position – The directory was published in May, and 900 copies have been given out by now.
Status – Complete
"""

AUDIT = """Actions outstanding from audits

Recommendation 3
Leavers should be taken off the system within five days.
Management response
Agreed. A weekly report will be run.
Responsible officer
Payroll Manager
Implementation date
31 March 2018
Current position
The weekly report has been run since January.
Status
Implemented

Recommendation 4
Cash from machines should be counted by two people.
Management response
Agreed. Rotas will be changed.
Responsible officer
Parking Manager
Implementation date
30 June 2018
Current position
Rotas have not been changed.
Status
Overdue
"""

HEADED = """Health and Wellbeing Board update

Priority: Best start in life
Lead: Director of Public Health
What we said we would do: Open two family hubs
What we have done: The first hub was opened in May.
What we will do next: Open the second hub in November
RAG: On track

Priority: Healthy weight
Lead: Head of Leisure
What we said we would do: Sign up 30 schools to the daily mile
What we have done: 34 schools have signed up.
What we will do next: Evaluate the scheme
RAG: Complete
"""


def test_labels_behind_full_lines_and_a_footer_between_records() -> None:
    priorities, actions, progress = rows(FULL_LINES)
    assert [(a.lead, a.due_date, a.status) for a in actions] == [
        ("Primary Care Manager", "2021-12", "in_progress"),
        ("Carers Centre", "2021-06", "completed"),
    ]
    assert {a.priority_id for a in actions} == {priorities[0].priority_id}
    assert [r.text.rsplit(maxsplit=1)[-1] for r in progress] == ["autumn.", "now."]


def test_recommendations_of_audits_with_labels_alone() -> None:
    _, actions, progress = rows(AUDIT)
    assert told(actions) == [
        ("Leavers should be taken off the system within five days.", "Payroll Manager", "2018-03-31", "completed"),
        ("Cash from machines should be counted by two people.", "Parking Manager", "2018-06-30", "behind"),
    ]
    assert [r.text for r in progress] == [
        "The weekly report has been run since January.",
        "Rotas have not been changed.",
    ]


def test_who_leads_may_stand_ahead_of_the_action() -> None:
    priorities, actions, _ = rows(HEADED)
    assert [(a.lead, a.status) for a in actions if a.rule == "form.action"] == [
        ("Director of Public Health", "in_progress"),
        ("Head of Leisure", "completed"),
    ]
    assert [p.text for p in priorities] == ["Best start in life", "Healthy weight"]
    first, second = (p.priority_id for p in priorities)
    assert [a.priority_id for a in actions] == [first, first, second, second]


PROMISED = """Islands Partnership: how we are doing

Outcome 1: Nobody on the outer isles is stranded

Lead partner: Ferry Trust

What we said we would do by May 2031
Run a boat on Sundays
What has happened?
The Sunday boat began in April and carries 40 people.

What we said we would do by May 2031
Shelters at the four piers
What has happened?
Two are up. The others wait for steel.

Outcome 2: There is work for those who stay

Lead partner: Lorne Mills

What we said we would do by May 2031
Six places to learn weaving
What has happened?
All six are taken.
"""


def test_a_promise_with_its_date_is_a_label_and_the_numbered_heading_above_is_the_priority() -> None:
    priorities, actions, progress = rows(PROMISED)
    assert [(p.label, p.text) for p in priorities] == [
        ("Outcome 1", "Nobody on the outer isles is stranded"),
        ("Outcome 2", "There is work for those who stay"),
    ]
    assert [(a.text, a.due_date, a.priority_id) for a in actions] == [
        ("Run a boat on Sundays", "2031-05", priorities[0].priority_id),
        ("Shelters at the four piers", "2031-05", priorities[0].priority_id),
        ("Six places to learn weaving", "2031-05", priorities[1].priority_id),
    ]
    assert [(g.text, g.action_id) for g in progress] == [
        ("The Sunday boat began in April and carries 40 people.", actions[0].action_id),
        ("Two are up. The others wait for steel.", actions[1].action_id),
        ("All six are taken.", actions[2].action_id),
    ]
