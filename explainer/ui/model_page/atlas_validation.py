"""The drawn bones beside the measured ones, on the model page."""

from __future__ import annotations

import streamlit as st

from explainer import catalog
from explainer.figures import atlas_sections
from explainer.ui import layout
from explainer.ui.lesson import charts
from explainer.ui.lesson.lesson import Lesson


def sections(page: Lesson) -> None:
    """A chart for each long bone, with the share of its figures that lie within the specimens'."""
    words = page.words
    with st.container(width=layout.FIGURE_WIDTH_PX):
        st.markdown(words.text("atlas.note"))
        for bone in atlas_sections.BONES:
            within, total = _count_within_range(bone)
            name = words.text(f"atlas.bones.{bone}")
            spoken = words.text("atlas.spoken", bone=name, within=str(within), total=str(total))
            st.markdown(f"**{spoken}**")
            charts.titled_figure(page, atlas_sections, bone, name.capitalize(), spoken)


def _count_within_range(bone: str) -> tuple[int, int]:
    """How many of a bone's breadths and depths lie within the range of the specimens, of how many.

    A tenth of a millimetre is forgiven: the figures are rounded to it.
    """
    rows = [
        row for row in catalog.table("atlas_report").where(bone=bone)
        if row["measure"] in dict(atlas_sections.MEASURES)
    ]  # fmt: skip
    low, built, high = ([float(row[name]) for row in rows] for name in ("low", "built", "high"))
    inside = [a - 0.1 <= b <= c + 0.1 for a, b, c in zip(low, built, high, strict=True)]
    return sum(inside), len(rows)
