"""Everything a reader has chosen, in one frozen value that a link can carry.

Each choice has a text by which presets, steps and our own addresses name it (`to_text`); how a link
packs these texts is the business of explainer/link. Reading a link never fails: what it has lost or
what cannot be used is replaced, and named so that the page can say so. The page is the link's path.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cache
from types import MappingProxyType
from typing import Any, Literal, Self

from explainer import catalog, link
from explainer.link import Replaced
from explainer.scenario import choice_text
from explainer.scenario.values import (
    DAYS_A_WEEK,
    MARK_REACH_MM,
    MOST_PICKED,
    POSE_CHOICES,
    Camera,
    Day,
    Mark,
    PainPose,
    PickedExercise,
)

__all__ = [
    "DAYS_A_WEEK", "MARK_REACH_MM", "MOST_PICKED", "NATURAL_PAGES", "OF_THE_PAGE", "POSE_CHOICES",
    "SKIN_VIEW", "UNCHOSEN_LOAD", "Camera", "Day", "Mark", "PainPose", "PickedExercise", "Replaced",
    "Scenario", "names",
]  # fmt: skip

UNCHOSEN_LOAD = "semimembranosus"  # the strongest tendon behind the knee; a chart needs some load
OF_THE_PAGE = "page"  # knee view and dress that are left to each page
NATURAL_PAGES = frozenset({"start"})  # these open in tissue colours, without load numbers
SKIN_VIEW = "skin"


def _default(name: str) -> Any:
    """A field that starts at the catalog's default, looked up when a scenario is made.

    Looked up with the class, a file that cannot be read would keep the server from starting.
    """
    return field(default_factory=lambda: catalog.choices()[name].default)


@dataclass(frozen=True)
class Scenario:
    """One reader's choices. Limits and defaults: assets/data/scenario.toml."""

    view: str = _default("view")
    language: str = _default("language")
    side: Literal["right", "left"] = _default("side")
    register: Literal["plain", "clinical"] = _default("register")
    units: Literal["miles", "km"] = _default("units")
    knee_view: str = _default("knee_view")
    dress: str = _default("dress")
    measure: str = _default("measure")
    rendering: str = _default("rendering")
    structure: str = ""
    mark: Mark | None = None  # None: the reader has not shown where it hurts
    emphasis: str = _default("emphasis")
    cut: str = _default("cut")
    lesson_step: float = _default("lesson_step")
    flexion_deg: float = _default("flexion_deg")
    camera: Camera | None = None  # None: where the picture starts from
    limb_moved_by: str = _default("limb_moved_by")
    cycle_percent: float = _default("cycle_percent")
    hip_flexion_deg: float = _default("hip_flexion_deg")
    ankle_dorsiflexion_deg: float = _default("ankle_dorsiflexion_deg")
    miles: float = _default("miles")
    surface: str = _default("surface")
    speed_m_s: float = _default("speed_m_s")
    step_rate_change: float = _default("step_rate_change")
    slope_deg: float = _default("slope_deg")
    mass_kg: float = _default("mass_kg")
    height_m: float = _default("height_m")
    foot_strike: str = _default("foot_strike")
    usual_miles: float = _default("usual_miles")  # 0: not said, as for the two longest runs
    longest_miles: float = _default("longest_miles")
    recent_longest_miles: float = _default("recent_longest_miles")
    after_miles: float = _default("after_miles")
    after_surface: str = _default("after_surface")
    after_speed_m_s: float = _default("after_speed_m_s")
    after_step_rate_change: float = _default("after_step_rate_change")
    after_slope_deg: float = _default("after_slope_deg")
    guide_miles: float = _default("guide_miles")
    surface_sensitive: str = _default("surface_sensitive")
    ground_force: str = _default("ground_force")
    return_past_guide: str = _default("return_past_guide")
    damage_exponent: str = _default("damage_exponent")
    days: tuple[Day, ...] = ()  # seven, Monday first; (): the week is not planned day by day
    home_care: tuple[PickedExercise, ...] = ()  # in the order of picking; (): nothing picked
    aggravators: tuple[str, ...] = ()  # what brings the pain, in the catalog's order; (): not said
    pain_pose: PainPose | None = None  # None: the reader has shown no pose that hurts

    @property
    def load(self) -> str:
        """The load that charts show: the chosen structure's, or the deep inner hamstring's."""
        chosen = catalog.structures().get(self.structure)
        return chosen.load if chosen and chosen.load else UNCHOSEN_LOAD

    def shown_on(self, page: str, view: str = "") -> Self:
        """This scenario with the dress that the picture of a page has where no reader chose one.

        The skin has no load, so it is natural whatever was chosen.
        """
        if view == SKIN_VIEW:
            return replace(self, dress="natural")
        if self.dress != OF_THE_PAGE:
            return self
        return replace(self, dress="natural" if page in NATURAL_PAGES else "load")

    @property
    def own_pose(self) -> PainPose:
        """The leg as the reader set it; a pose that hurts stays when the knee moves elsewhere."""
        return self.pain_pose or PainPose(*(getattr(self, name) for name in POSE_CHOICES))

    def compared_with(self, *, after: bool = False) -> Literal["now", "usual", "guide"]:
        """Which week a week's load is compared with: the one now for a changed week.

        Else, and where nothing is run now, the reader's usual week, or the clinic's guide run
        easily until the reader has said what is usual.
        """
        if after and self.miles:
            return "now"
        return "usual" if self.usual_miles else "guide"

    def to_text(self) -> dict[str, str]:
        """Every choice by name as text; `from_text` restores it exactly."""
        return {name: choice_text.write(getattr(self, name)) for name in names()}

    @classmethod
    def from_text(cls, texts: Mapping[str, str]) -> Self:
        """The scenario of such texts; what is missing or no choice has its default."""
        return cls().choosing(**{name: texts[name] for name in names() if name in texts})

    def to_query(self) -> dict[str, str]:
        """The newest link of this scenario, as short as it can be; `from_query` restores it."""
        return link.write(self.to_text())

    def choosing(self, **values: object) -> Self:
        """This scenario with other choices; one that no link could hold keeps what stood before.

        A browser reports what its reader moved; a browser out of order may report anything.
        """
        usable: dict[str, Any] = {}
        for name, value in values.items():
            try:
                usable[name] = choice_text.read(name, choice_text.write(value))
            except (ValueError, TypeError, AttributeError, OverflowError):
                continue
        return replace(self, **usable)

    @classmethod
    def from_query(
        cls,
        query: Mapping[str, str | list[str]],
        defaults: Mapping[str, str] = MappingProxyType({}),
    ) -> tuple[Self, tuple[Replaced, ...]]:
        """The scenario a link stands for, and each value of it that could not be used.

        Never raises. Keys that are not ours are left alone; of a repeated key the last one counts.
        `defaults` are texts that a new visit starts with in place of the scenario's own.
        """
        usual = _default_texts()
        reading = link.read(query, _canonical, usual | dict(defaults))
        chosen = {name: text for name in names() if (text := reading.texts[name]) != usual[name]}
        values: dict[str, Any] = {
            name: choice_text.read(name, text) for name, text in chosen.items()
        }
        return cls(**values), reading.replaced


@cache
def _default_texts() -> dict[str, str]:
    return Scenario().to_text()


def _canonical(name: str, text: str) -> str:
    """The text by which a choice is written, whatever way it was written here."""
    return choice_text.write(choice_text.read(name, text))


@cache
def names() -> tuple[str, ...]:
    """The names of all choices, in the order of the link."""
    return tuple(one.name for one in fields(Scenario))
