"""The inks of an exercise's drawing, for the page and for the paper.

The exercised leg is the brightest; what lies farther is quieter. Muscles that work are dark and
plain, muscles that get longer are light with lines across, what is cooled or rubbed has lines
along: told apart without colour, and in grey.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Ink:
    """Fill and line of a role; widths in mm of the body."""

    fill: str = ""
    line: str = ""
    width_mm: float = 0.0


INKS = {
    "floor": Ink(line="#8b959c", width_mm=7.0),
    "thing": Ink("#d5dbdf", "#77838b", 7.0),
    "thing_line": Ink("", "#8b969d", 10.0),
    "far": Ink("#dcd9d5", "#a3a19f", 8.0),
    "body": Ink("#f0ece6", "#83807c", 8.0),
    "near": Ink("#f7e9dd", "#4d4440", 10.0),
    "arm": Ink("#f0ece6", "#83807c", 8.0),
    "quiet": Ink("#e9d5c8", "#cbb2a3", 3.0),
    "bone": Ink("#fffdf6", "#c3b69f", 3.0),
    "works": Ink("#17588a", "#dcecf6", 3.5),
    "stretches": Ink("#f0a63c", "#7d4a06", 5.0),
    "stretches_line": Ink("", "#7d4a06", 5.0),
    "treats": Ink("#8fd0b4", "#1f6b4d", 5.0),
    "treats_line": Ink("", "#1f6b4d", 4.0),
    "strap": Ink("", "#3d474e", 12.0),
    "ice": Ink("#bfe3f5", "#2b6f93", 7.0),
    "arrow": Ink("", "#123a2a", 16.0),
    "arrow_head": Ink("#123a2a", "#123a2a", 4.0),
    "not_here": Ink("", "#7a288a", 15.0),
    "move_halo": Ink("", "#ffffff", 26.0),
    "move": Ink("", "#24323c", 15.0),
    "move_head": Ink("#24323c", "#ffffff", 5.0),
    # The map of the back of the leg, which is drawn larger.
    "map_edge": Ink("#4d4440", "#4d4440", 15.0),
    "map_skin": Ink("#f7e9dd", "#f7e9dd", 11.0),
    "map_bone": Ink("#fffdf6", "#c3b69f", 1.5),
    "map_quiet": Ink("#e9d5c8", "#cbb2a3", 1.5),
    "map_treats": Ink("#8fd0b4", "#1f6b4d", 1.8),
    "map_ice": Ink("#bfe3f5", "#2b6f93", 4.0),
    "nerve": Ink("#f3d873", "#a98a1c", 1.5),
    "halo": Ink("", "#ffffff", 9.0),
    "stroke": Ink("", "#123a2a", 6.0),
    "stroke_head": Ink("#123a2a", "#ffffff", 1.5),
    "off_limits": Ink("", "#7a288a", 5.0),
}
PAPER = "#ffffff"
