"""What minutes give somebody to do, in the forms that councils put it, and what is talk."""

import pytest

from pipeline.extract.minutes import assigned, is_talk, request, resolved_task, undertaking, work_told


def heard(text: str) -> str:
    """The words by which a sentence of minutes gives work, or ""."""
    told = work_told(text)
    return undertaking(text) or assigned(text) or request(text) or (told[1] if told else "")


@pytest.mark.parametrize(
    "text",
    [
        "The Head of Revenues agreed to circulate the arrears figures to Members.",
        "Officers undertook to bring a further report to the September meeting.",
        "Officers agreed to look into this and report back.",
        "The Service Director – Environment would circulate the collection rota to the Committee.",
        "The Chief Finance Officer would provide a written response to Councillor Lamb.",
        "Councillor Lamb was advised that officers would write to the operator about the timetable.",
        "It was requested that a breakdown of the figures by ward be provided.",
        "It was requested that Members be provided with a copy of the plan.",
        "The Chair asked for an update to be brought to the next meeting.",
        "The Chair asked that a letter of thanks be sent to the volunteers.",
        "A request was made for a glossary of terms to be included in future reports.",
        "A request was made for further information on the cost of agency staff.",
        "Members requested a further report on the outcome of the pilot.",
        "The Committee requested that the Director of Place attend its meeting in March.",
        "The Panel asked for a briefing note on the national funding formula.",
        "The Democratic Services Officer was asked to add the item to the work programme.",
        "Officers were asked to provide comparative data for neighbouring authorities.",
        "The Assistant Director was tasked with producing a plan for the town hall.",
        "It was agreed that the Clerk would write to the Minister.",
        "It was agreed that a site visit would be arranged before the end of June.",
        "It was agreed that officers would be asked to review the signage.",
        "It was agreed to invite the Police and Crime Commissioner to a future meeting.",
        "Agreed to invite the bus operators to the next meeting.",
        "It was agreed to add an item on flooding to the work programme.",
        "An update would be brought to a future meeting of the Board.",
        "The revised terms of reference would be presented to the Forum in January.",
        "Further information would be circulated to Members after the meeting.",
        "A report on fly-tipping would be submitted to the Cabinet in due course.",
        "The outcome of the review would be reported back to the Committee.",
        "This would be followed up outside of the meeting.",
        "The slides would be shared with Members following the meeting.",
        "Cllr Dunne requested that the minutes be amended to show her apologies.",
        "The Convener requested that officers prepare a briefing on the school estate.",
        "Ms Price said that she would check the figures and report back.",
        "The Portfolio Holder offered to meet with residents of the estate.",
        "The officer confirmed that a written answer would be sent to the councillor.",
        "In reply to Councillor Webb, the Head of Highways stated that he would provide the costs in writing.",
        "The Committee asked if a list of the sites could be circulated.",
        "Members asked that the risk register be brought to each meeting.",
        "Councillor Okoro asked whether a copy of the survey could be shared with ward councillors.",
        "The Chief Executive will write to the Welsh Government on behalf of the Committee.",
        "The Board requested an update in six months' time.",
        "Health colleagues would be invited to the next meeting of the Panel.",
        "The matter would be referred to the Licensing Committee.",
        "The Director would ask the contractor to repair the gates.",
        "The Head of Service was going to speak to the school.",
        "The Leader of the Council gave an assurance that residents would be consulted.",
        "The Chairman asked the Head of Finance to circulate the reserves policy.",
        "The Sub-Committee instructed the Head of Legal Services to take counsel's advice.",
    ],
)
def test_work_given_at_a_meeting(text: str) -> None:
    assert heard(text)


@pytest.mark.parametrize(
    "text",
    [
        "Members noted the report.",
        "Members discussed the condition of the car parks.",
        "Councillor Webb asked whether the figures included agency staff.",
        "The Chair thanked officers for their hard work.",
        "The Committee considered a report of the Director of Place on the local plan.",
        "It was suggested that more trees would make the square pleasanter.",
        "Members felt that residents should be asked what they thought.",
        "A member asked if the council would consider a lower speed limit.",
        "The Head of Highways explained that the contract would expire in 2027.",
        "Councillor Lamb commented that it would be helpful to see the data by ward.",
        "The officer explained that schools would lose funding if numbers fell.",
        "Members were reminded that they would need to declare their interests.",
        "The Director said that it would not be possible to do so.",
        "The Chair welcomed everyone to the meeting and asked people to introduce themselves.",
        "Apologies for absence were received from Councillor Dunne.",
        "It was moved by Councillor Dunne, seconded by Councillor Webb, that the motion be put.",
        "The Board was asked to approve the plan.",
        "Members were asked to turn off their telephones.",
        "Councillor Okoro expressed concern that the school would close.",
        "The strategy would run for five years.",
        "The scheme would cost £2m and would be funded from borrowing.",
        "A resident asked why the path had not been mended.",
        "The Government would set the limits in the spring.",
        "Clarification was sought on the number of voids.",
        "The Group asked for clarification on the reserves and officers confirmed that they were adequate.",
        "The officer reported that 450 households were on the register.",
        "The Panel had requested a report on attendance at its last meeting.",
        "Questions were invited from the Committee.",
        "There was a discussion about the merits of a shared service.",
        "The meeting closed at 8.15 p.m.",
        "The Committee agreed to note the report.",
        "It was agreed that the report be noted.",
        "RESOLVED that the report be noted.",
        "Councillor Dunne hoped that residents would support the scheme.",
        "The Chair invited questions from members of the Panel.",
        "Members queried how the savings would be delivered.",
        "Residents would be able to use the centre until 10 p.m.",
    ],
)
def test_no_work_given(text: str) -> None:
    assert heard(text) == ""


@pytest.mark.parametrize(
    "text",
    [
        "The Chair thanked officers for their hard work.",
        "Ms P Arkwright, Head of Finance, presented the quarterly report.",
        "The Committee received a presentation from the fire service.",
        "Members queried how the savings would be delivered.",
        "Councillor Dunne expressed concern that the school would close.",
        "It was moved by Councillor Dunne, seconded by Councillor Webb, that the motion be put.",
        "A question was asked about the number of voids.",
        "The report set out the results of the survey.",
        "Noted the dates of future meetings.",
        "The meeting closed at 8.15 p.m.",
    ],
)
def test_talk(text: str) -> None:
    assert is_talk(text)


@pytest.mark.parametrize(
    "text",
    [
        "The Head of Highways reported that the bridge had been repaired.",
        "Members noted that the bridge had been repaired.",
        "The bridge had been repaired.",
        "The Group hoped to bring its report in May.",
        "",
    ],
)
def test_no_talk(text: str) -> None:
    assert not is_talk(text)


@pytest.mark.parametrize(
    "text",
    [
        "INSTRUCTED the Head of Parks to bring a report on mowing to the next meeting.",
        "(2) that the Head of Parks be asked to report on the cost of new gates;",
        "That the Director of Place bring a further report to the Committee in June.",
        "RESOLVED that officers be instructed to write to the landowner.",
        "that a progress report be submitted to the Committee in six months' time",
    ],
)
def test_resolutions_that_give_work(text: str) -> None:
    assert resolved_task(text)


@pytest.mark.parametrize(
    "text",
    [
        "RESOLVED that the report be noted.",
        "That the recommendations of the Head of Parks be approved.",
        "That the minutes be signed by the Chair.",
        "RESOLVED that the Committee notes the report of the Director.",
        "That the strategy be adopted.",
        "That the Panel receive a further report at its November meeting.",
    ],
)
def test_resolutions_that_give_none(text: str) -> None:
    assert resolved_task(text) == ""


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Work on the depot was under way.", "under_way"),
        ("Negotiations with the landlord were continuing.", "under_way"),
        ("The officer said that a parking app was in development.", "under_way"),
        ("Of the 14 recommendations, nine had been implemented.", "tally"),
        ("The Board heard that 80% of the milestones were on track.", "tally"),
        ("Good progress had been made.", "tally"),
        ("There were plans for a second skate park.", "meant"),
        ("The next report would include the figures for each ward.", "meant"),
    ],
)
def test_work_told(text: str, told: str) -> None:
    found = work_told(text)
    assert found is not None
    assert found[0] == told


@pytest.mark.parametrize(
    "text", ["Members asked whether work was under way.", "There was no work under way.", "The roof was old.", ""]
)
def test_nothing_told(text: str) -> None:
    assert work_told(text) is None


def test_long_sentences_are_read_quickly() -> None:
    for text in ("the officer and the team would and " * 300, "asked that the report, " * 300, "Officers " * 2000):
        heard(text)
        is_talk(text)
