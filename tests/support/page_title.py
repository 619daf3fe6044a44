"""The title of a page that runs in process: its own, or the one beside its knee."""

import json

from streamlit.testing.v1 import AppTest

KNEE = "behind_the_knee_diagram"


def page_title(app: AppTest) -> str:
    """The text of the only <h1> that a reader gets."""
    knees = [one.proto for one in app.main.get("bidi_component")]
    beside = [json.loads(one.json)["title"] for one in knees if one.component_name == KNEE]
    (title,) = [one.value for one in app.title] + [one for one in beside if one]
    return title
