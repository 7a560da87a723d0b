"""What has become of what earlier meetings gave to do."""

from pipeline.extract.extractor import Extractor
from pipeline.ingest import Source, read

MINUTES = b"""NETHERBY COUNCIL

Minutes of the Harbour Board held on 4 June 2021 at 2.00pm

Present: Cllr A Moss (Chair), Mr J Rudd
In attendance: Harbour Manager; Board Clerk

1. Apologies
Apologies were received from Ms P Ellis.

2. Matters arising
(a) Minute 4 - Harbour Manager to circulate the berth figures. The figures had been sent to members on 2 April.
(b) Minute 6 - Board Clerk to find a date for the visit. This had slipped and would be dealt with by the end of July.
(c) Minute 8 - slipway leaflet. The Board heard that the leaflet was at the printer.

3. Dredging
DECISION
(a) NOTED the report; and
(b) INSTRUCTED the Harbour Manager to bring a dredging plan to the September meeting.

The meeting closed at 4.10pm.
"""


def test_matters_arising_are_given_and_answered_and_a_decision_instructs() -> None:
    (paper,) = read(Source("minutes.txt", MINUTES))
    tables = Extractor().extract(paper).tables()
    actions = {row.text: row for row in tables["actions.csv"]}
    assert list(actions) == [
        "Harbour Manager to circulate the berth figures.",
        "Board Clerk to find a date for the visit.",
        "slipway leaflet.",
        "INSTRUCTED the Harbour Manager to bring a dredging plan to the September meeting.",
    ]
    assert [row.lead for row in actions.values()] == ["Harbour Manager", "Board Clerk", None, "Harbour Manager"]
    assert [row.action_id for row in tables["progress.csv"]] == [row.action_id for row in actions.values()][:3]
    assert tables["papers.csv"][0].report_type == "minutes"
