"""An exercise drawn in two poses: pictures that stand alone, and a movement fetched when asked.

`figures` is plain HTML with two images, so it stands without scripts; `web/played_poses.js` adds
the button that plays the second one.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache, lru_cache, partial
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from explainer.catalog.exercises import Exercise, exercises
from explainer.describe import exercise as spoken
from explainer.figures import exercise as drawing
from explainer.ui import url_paths
from explainer.ui.components.shared import asset_urls
from explainer.ui.components.shared.bundle import Bundle, bundle_sheets
from explainer.ui.html_markup import Markup, element, join
from explainer.words import Words

DIRECTORY = Path(__file__).resolve().parent / "web"
URL = "/assets/exercises"
SIDES = ("right", "left")
SVG, JSON = "image/svg+xml", "application/json"
TALLEST_PX, TALLEST_MAP_PX, WIDEST_PX = 300, 400, 640  # of one picture
# Of a wide picture; where both do not fit with these they stand one under the other.
LEAST_WIDTH_PX, LEAST_HEIGHT_PX = 240, 110
BUTTON_WORDS = ("play", "pause", "next_pose")
CACHED_FILES = 256

_Maker = Callable[[], str]


@lru_cache(maxsize=256)
def figures(exercise: Exercise, words: Words) -> Markup:
    """Both poses on the reader's side, and the key to their inks; one where nothing moves.

    Where something is pressed or cooled, a map of the back of the leg follows.
    """
    still = drawing.is_still(exercise)
    pictures = [_pose(exercise, pose, words) for pose in (("start",) if still else drawing.POSES)]
    if drawing.is_mapped(exercise):
        pictures.append(_map(exercise, words))
    return element(
        "div",
        element("div", *pictures, class_="exercise-poses"),
        element("ul", *(_key(role, words) for role in drawing.key_roles(exercise))),
        class_="exercise",
        data_movement_url=None if still else movement_url(exercise.id, words.side),
    )


def button_words(words: Words) -> dict[str, str]:
    """What the button says, by what it does."""
    return {name: words.text(f"exercise_drawing.live.{name}") for name in BUTTON_WORDS}


def _pose(exercise: Exercise, pose: str, words: Words) -> Markup:
    alt, caption = spoken.pose(words, exercise, pose), words.text(f"exercise_drawing.live.{pose}")
    url = _url(exercise, words, pose)
    size = drawing.size(exercise)
    return _figure(url, alt, "" if drawing.is_still(exercise) else caption, size, TALLEST_PX, pose)


def _map(exercise: Exercise, words: Words) -> Markup:
    alt, caption = spoken.where(words, exercise), words.text("exercise_drawing.live.where")
    size = drawing.where_size(exercise)
    return _figure(_url(exercise, words, "where"), alt, caption, size, TALLEST_MAP_PX, "where")


def _figure(
    url: str, alt: str, caption: str, size: tuple[float, float], tallest_px: float, name: str
) -> Markup:
    width, height = size
    most = round(min(tallest_px * width / height, WIDEST_PX))
    picture = element(
        "img",
        src=url,
        alt=alt,
        width=round(width),
        height=round(height),
        loading="lazy",
        decoding="async",
        data_pose=name,
    )
    below = [element("figcaption", caption)] if caption else []
    least = round(min(most, max(LEAST_WIDTH_PX, LEAST_HEIGHT_PX * width / height)))
    style = f"--most:{most}px;--least:{least}px"
    return element("figure", picture, *below, style=style)


def _key(role: str, words: Words) -> Markup:
    swatch = Markup(drawing.swatch_svg(role))
    return element("li", join(swatch, words.text(f"exercise_drawing.live.{role}")))


def _url(exercise: Exercise, words: Words, picture: str) -> str:
    """The URL of a still, relative to a page."""
    return _relative_url(f"{exercise.id}-{words.side}-{picture}.svg")


def movement_url(exercise_id: str, side: str) -> str:
    """The URL of a movement, relative to a page."""
    return _relative_url(f"{exercise_id}-{side}.json")


def _relative_url(name: str) -> str:
    digest = asset_urls.content_hash(_file(name).encode())
    return url_paths.relative_url(f"{URL}/{name}?v={digest}")


def route() -> Route:
    """The route of stills and movements, cacheable without revalidation."""
    return Route(f"{URL}/{{name}}", _respond)


async def _respond(request: Request) -> Response:
    name = request.path_params["name"]
    try:
        text = await run_in_threadpool(_file, name)
    except KeyError:
        return Response("", 404)
    headers = {"Cache-Control": asset_urls.IMMUTABLE}
    return Response(text, media_type=SVG if name.endswith(".svg") else JSON, headers=headers)


@lru_cache(maxsize=CACHED_FILES)
def _file(name: str) -> str:
    """The text of a file by its name. KeyError for a name that is none of ours."""
    return _files()[name]()


@cache
def _files() -> dict[str, _Maker]:
    found: dict[str, _Maker] = {}
    for one in filter(drawing.is_drawn, exercises().values()):
        for side in SIDES:
            for pose in drawing.POSES:
                found[f"{one.id}-{side}-{pose}.svg"] = partial(drawing.pose_svg, one, pose, side)
            if drawing.is_mapped(one):
                found[f"{one.id}-{side}-where.svg"] = partial(drawing.where_svg, one, side)
            found[f"{one.id}-{side}.json"] = partial(_movement, one, side)
    return found


def _movement(exercise: Exercise, side: str) -> str:
    return json.dumps(drawing.movement(exercise, side), separators=(",", ":"))


@cache
def style() -> Bundle:
    """The style sheet of figures and button."""
    return bundle_sheets("exercise-drawing", DIRECTORY, ("exercise_drawing",))
