"""An exercise drawn in two poses that play: two stills, and a movement that is fetched when asked.

`markup` stands without scripts; `render_exercise_drawing` is the same with a button.
"""

from __future__ import annotations

import json
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from explainer.catalog.exercises import Exercise, exercises
from explainer.figures import exercise as drawing
from explainer.ui import url_paths
from explainer.ui.components.knee_diagram import LOADER
from explainer.ui.components.shared import asset_urls
from explainer.ui.components.shared.bundle import Bundle, bundle_scripts, bundle_sheets
from explainer.ui.html_markup import Markup, element
from explainer.words import Words

DIRECTORY = Path(__file__).resolve().parent / "web"
URL = "/assets/exercises"
SIDES = ("right", "left")
LEAST_WIDTH_PX = (150, 280)  # of a tall picture and of a wide one
LARGEST_HEIGHT_PX = 320
BUTTON_WORDS = ("play", "pause", "next_pose")


def render_exercise_drawing(key: str, exercise: Exercise, words: Words) -> None:
    """Render both poses on the reader's side, with a button that plays the movement."""
    _component()(
        key=f"exercise:{key}",
        data={
            "script": script().relative_url,
            "preload_urls": [],
            "failed": words.text("stage.live.failed_script"),
            "style": style().relative_url,
            "html": markup(exercise, words),
            "movement_url": movement_url(exercise.id, words.side),
            "words": {name: words.text(f"exercise_drawing.live.{name}") for name in BUTTON_WORDS},
        },
    )


@lru_cache(maxsize=128)
def markup(exercise: Exercise, words: Words) -> Markup:
    """Both poses as figures, and the key to their inks; one figure where nothing moves."""
    poses = ("start",) if drawing.is_still(exercise) else ("start", "end")
    figures = [_figure(exercise, pose, words, captioned=len(poses) > 1) for pose in poses]
    width, height = drawing.size(exercise)
    least = LEAST_WIDTH_PX[width > height]
    most = round(LARGEST_HEIGHT_PX * width / height)
    style = f"--least:{min(least, most)}px;--most:{most}px"
    keys = [_key(role, words) for role in drawing.key_roles(exercise)]
    return Markup(
        element("div", *figures, class_="exercise-poses", style=style)
        + element("ul", *keys, class_="exercise-key")
    )


def _figure(exercise: Exercise, pose: str, words: Words, *, captioned: bool) -> Markup:
    picture = Markup(drawing.pose_svg(exercise, pose, words.side, words))
    caption = words.text(f"exercise_drawing.live.{pose}") if captioned else ""
    return element("figure", picture, *([element("figcaption", caption)] if caption else []))


def _key(role: str, words: Words) -> Markup:
    swatch = Markup(drawing.swatch_svg(role))
    return element("li", swatch, words.text(f"exercise_drawing.live.{role}"))


def movement_url(exercise_id: str, side: str) -> str:
    """The URL of a movement, relative to a page; it contains a content hash."""
    digest = asset_urls.content_hash(_movement(exercise_id, side).encode())
    return url_paths.relative_url(f"{URL}/{exercise_id}-{side}.json?v={digest}")


def route() -> Route:
    """The route of the movements, cacheable without revalidation."""
    return Route(f"{URL}/{{name}}.json", _respond)


async def _respond(request: Request) -> Response:
    exercise_id, _, side = request.path_params["name"].rpartition("-")
    record = exercises().get(exercise_id)
    if record is None or side not in SIDES or not drawing.is_drawn(record):
        return Response("", 404)
    headers = {"Cache-Control": asset_urls.IMMUTABLE}
    return Response(_movement(exercise_id, side), media_type="application/json", headers=headers)


@lru_cache(maxsize=64)
def _movement(exercise_id: str, side: str) -> str:
    return json.dumps(drawing.movement(exercises()[exercise_id], side), separators=(",", ":"))


@cache
def script() -> Bundle:
    """The component's scripts with the shared ones that they import."""
    return bundle_scripts("exercise-drawing", DIRECTORY / "exercise_drawing.js")


@cache
def style() -> Bundle:
    """The component's style sheet."""
    return bundle_sheets("exercise-drawing", DIRECTORY, ("exercise_drawing",))


@cache
def _component() -> Any:
    return st.components.v2.component("behind_the_knee_exercise", js=LOADER, isolate_styles=True)
