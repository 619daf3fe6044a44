"""What readers move reaches Python once, in their order; what Python then moves itself counts."""

from dataclasses import replace
from typing import Any

import pytest

from explainer.ui.components.knee_diagram.state import DiagramState, usable_values
from explainer.ui.components.shared import reports

START = DiagramState(miles=20.0, knee_view="lateral")
DIAGRAM, FIELDS = "diagram:load_now", "fields:days"


class Visit:
    """A session of which the components `slots` stand on the page; `taken` is what they changed."""

    def __init__(self, monkeypatch, *slots: str) -> None:
        self.held: dict[str, Any] = {}
        monkeypatch.setattr(reports.st, "session_state", self.held)
        self.taken: list[tuple[str, dict[str, Any]]] = []
        self.state: dict[str, Any] = {}
        for slot in slots:
            reports.listen(slot, lambda values, slot=slot: self._apply(slot, values))

    def _apply(self, slot: str, values: dict[str, Any]) -> None:
        self.taken.append((slot, values))
        self.state |= values

    def report(self, slot: str, **numbered: Any) -> None:
        """A component's own report."""
        values = {name: list(pair) for name, pair in numbered.items()}
        self.held[slot] = {"report": {"number": 99, "values": values}}

    def post(self, **slots: Any) -> None:
        """A report of the outbox."""
        self.held["outbox:all"] = {"report": {"number": 99, "slots": slots}}


@pytest.fixture
def visit(monkeypatch) -> Visit:
    return Visit(monkeypatch, DIAGRAM, FIELDS)


def acknowledged(slot: str) -> int:
    return reports.listen(slot, lambda _: None)


def test_a_move_is_taken_once_and_acknowledged(visit):
    visit.report(DIAGRAM, miles=(7, 35.0))
    reports.take()
    reports.take()  # the same report stands in the session until the next one
    assert visit.taken == [(DIAGRAM, {"miles": 35.0})]
    assert acknowledged(DIAGRAM) == 7
    assert acknowledged(FIELDS) == 0


def test_a_preset_counts_after_a_move_although_the_report_still_stands(visit):
    visit.report(DIAGRAM, miles=(7, 35.0))
    reports.after_reports(lambda: visit.state.update(miles=10.0))()
    reports.take()
    assert visit.state["miles"] == 10.0
    visit.report(DIAGRAM, miles=(7, 35.0), surface=(8, "sand"))  # the browser did not know yet
    reports.take()
    assert visit.state == {"miles": 10.0, "surface": "sand"}


def test_a_report_names_only_what_the_reader_moved(visit):
    visit.state["miles"] = 10.0
    visit.report(DIAGRAM, structure=(3, "soleus"))
    reports.take()
    assert visit.state == {"miles": 10.0, "structure": "soleus"}


def test_a_new_session_believes_what_the_browser_reports_again(visit, monkeypatch):
    visit.report(DIAGRAM, miles=(7, 42.0))
    reports.take()
    later = Visit(monkeypatch, DIAGRAM)
    assert acknowledged(DIAGRAM) == 0
    later = Visit(monkeypatch, DIAGRAM)
    later.report(DIAGRAM, miles=(7, 42.0))
    reports.take()
    assert later.state == {"miles": 42.0}


def test_moves_are_taken_in_the_readers_order_whichever_way_they_come(visit):
    visit.report(DIAGRAM, miles=(5, 20.0))
    fields = {"0": [6, 4.0], "1": [7, 5.0]}
    visit.post(**{DIAGRAM: {"miles": [8, 22.0], "surface": [4, "grass"]}, FIELDS: fields})
    reports.take()
    assert visit.taken == [
        (DIAGRAM, {"surface": "grass", "miles": 20.0}),
        (FIELDS, {"0": 4.0, "1": 5.0}),
        (DIAGRAM, {"miles": 22.0}),
    ]


def test_a_component_that_has_left_the_page_is_still_listened_to(visit):
    visit.post(**{FIELDS: {"0": [6, 4.0]}, "diagram:never_shown": {"miles": [7, 1.0]}})
    reports.take()
    assert visit.taken == [(FIELDS, {"0": 4.0})]


@pytest.mark.parametrize(
    "report",
    [
        None, "x", {"report": 3}, {"report": {"values": [1]}}, {"report": {"values": {"a": 1}}},
        {"report": {"values": {"a": [True, 1]}}}, {"report": {"values": {"a": ["1", 1]}}},
        {"report": {"values": {"a": [1.5, 1]}}}, {"report": {"values": {"a": [1, 2, 3]}}},
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_no_report(visit, report):
    visit.held[DIAGRAM] = report
    visit.held["outbox:all"] = {"report": {"slots": {DIAGRAM: report}}}
    reports.take()
    assert visit.taken == []


def test_values_of_the_wrong_kind_are_none_of_a_diagrams():
    wrong = {
        "miles": "lots", "surface": 7, "rendering": True, "flexion_deg": float("nan"),
        "camera": [1, 2], "mark": [10**400, 1], "cut": None, "unheard_of": 1.0,
    }  # fmt: skip
    assert usable_values(wrong) == {}


def test_camera_and_mark_survive_the_way_to_the_browser_and_back():
    looked = replace(START, camera=(1.0, 0.5, -2.0), mark=(3.0, 4.0))
    assert DiagramState(**usable_values(looked.for_browser())) == looked
