"""A reader who changes a field or slider beside the text, on a page that runs in process."""

from __future__ import annotations

import json
from typing import Any

from streamlit.testing.v1 import AppTest

from explainer import catalog


def field(app: AppTest, name: str) -> dict[str, Any]:
    """What the browser is told of the field of this name."""
    return _find_field(app, name)[1]


def fill(app: AppTest, name: str, value: float, **more: float) -> AppTest:
    """Report values as the browser does when the reader lets go, and run the page."""
    component, _, number = _find_field(app, name)
    states = app._tree.get_widget_states()  # it has no public way to speak for a component
    values = {name: value} | more
    numbered = {one: [number + place, values[one]] for place, one in enumerate(values, start=1)}
    report = {"report": {"number": number + len(values), "values": numbered}}
    states.widgets.add(id=component, json_value=json.dumps(report))
    return app._run(states)


def choose(app: AppTest, name: str, option: str) -> AppTest:
    """Choose an option of a choice in its menu, and run the page."""
    return fill(app, name, catalog.choices()[name].options.index(option))


def _find_field(app: AppTest, name: str) -> tuple[str, dict[str, Any], int]:
    for element in app.get("bidi_component"):
        data = json.loads(element.proto.json)
        for one in data.get("fields", ()):
            if one["name"] == name:
                return element.proto.id, one, data["acknowledged"]
    raise LookupError(f"no field {name!r} on this page")
