"""Who moves the diagram: the reader's own move wins unless Python deliberately moves it."""

from dataclasses import replace

from explainer.ui.stage.state import StageState, reconcile

START = StageState(miles=20.0, view="lateral")


def told(state: StageState, turn: int, **moved) -> dict:
    """What the browser reports after the reader moved something."""
    return state.for_browser() | {"turn": turn} | moved


def test_first_run_sends_what_the_page_passes():
    memory = reconcile(None, START, None)
    assert memory.returned == memory.sent == START


def test_readers_move_is_returned_and_not_sent_back():
    first = reconcile(None, START, None)
    second = reconcile(first, START, told(START, first.turn, miles=35.0))
    assert second.returned.miles == 35.0
    assert second.sent == START, "the browser already shows it: resending would redraw"
    assert second.turn == first.turn


def test_echo_of_the_readers_move_is_not_a_move():
    first = reconcile(None, START, None)
    report = told(START, first.turn, miles=35.0)
    second = reconcile(first, START, report)
    third = reconcile(second, replace(START, miles=35.0), report)
    assert third.turn == first.turn
    assert third.returned.miles == 35.0


def test_a_preset_moves_the_diagram_and_outdates_older_reports():
    first = reconcile(None, START, None)
    report = told(START, first.turn, miles=35.0)
    second = reconcile(first, START, report)
    preset = replace(second.returned, miles=10.0)
    third = reconcile(second, preset, report)
    assert third.returned.miles == third.sent.miles == 10.0
    assert third.turn == second.turn + 1
    again = reconcile(third, preset, report)
    assert again.returned.miles == 10.0, "the old report no longer counts"


def test_a_preset_leaves_what_it_does_not_name():
    first = reconcile(None, START, None)
    report = told(START, first.turn, structure="soleus")
    moved = reconcile(first, replace(START, miles=10.0), report)
    assert moved.returned.structure == "soleus"
    assert moved.returned.miles == 10.0


def test_coming_back_to_a_page_restores_what_the_reader_had():
    first = reconcile(None, START, None)
    second = reconcile(first, START, told(START, first.turn, miles=35.0))
    back = reconcile(second, replace(START, miles=35.0), None)
    assert back.sent.miles == 35.0
    assert back.turn > second.turn


def test_a_new_server_session_believes_the_browser():
    memory = reconcile(None, START, told(START, 4, miles=42.0))
    assert memory.returned.miles == 42.0
    assert memory.turn == 4


def test_values_of_the_wrong_kind_are_ignored():
    wrong = {
        "turn": 0, "miles": "lots", "surface": 7, "turned": "yes", "bend_deg": float("nan"),
        "camera": [1, 2],
    }  # fmt: skip
    assert reconcile(None, START, wrong).returned == START


def test_camera_survives_the_way_to_the_browser_and_back():
    looked = replace(START, camera=(1.0, 0.5, -2.0))
    assert reconcile(None, START, told(looked, 0)).returned == looked
