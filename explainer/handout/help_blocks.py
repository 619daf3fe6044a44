"""The get-help lists as blocks: the most urgent tier in a box, the others in columns."""

from __future__ import annotations

from functools import partial

from explainer.handout.blocks import PAD_MM, Block, Blocks
from explainer.handout.content import HelpTier, Part
from explainer.handout.sheet import CARE_WASH

SPACE_MM = 1.2  # below a group


class HelpBlocks(Blocks):
    """A page that shows get-help lists."""

    def draw_boxed_tier(
        self, tier: HelpTier, x: float, y: float, width: float, size: float,
        space_mm: float = SPACE_MM,
    ) -> float:  # fmt: skip
        """Draw a tier in a box, its groups in two columns."""
        inner = (tier, x + PAD_MM, y + PAD_MM, width - 2 * PAD_MM, size, space_mm)
        with self.sheet.measuring():  # the box is drawn before its text
            end_y = self._draw_tier(*inner) + PAD_MM / 2
        self.sheet.box(x, y, width, end_y - y, CARE_WASH)
        self._draw_tier(*inner)
        return end_y

    def _draw_tier(
        self, tier: HelpTier, x: float, y: float, width: float, size: float, space_mm: float
    ) -> float:
        y = self._draw_heading(tier, x, y, width, size)
        groups = [partial(self.draw_spaced_part, part, space_mm=space_mm) for part in tier.groups]
        return self.draw_columns(groups, x, y, width, size)

    def tier_blocks(self, tier: HelpTier) -> list[Block]:
        """A tier's groups as blocks; its heading stays with the first of them."""
        first, *rest = tier.groups

        def opening(x: float, y: float, width: float, size: float) -> float:
            return self.draw_spaced_part(
                first, x, self._draw_heading(tier, x, y, width, size), width, size
            )

        return [opening, *(partial(self.draw_spaced_part, part) for part in rest)]

    def draw_spaced_part(
        self, part: Part, x: float, y: float, width: float, size: float, space_mm: float = SPACE_MM
    ) -> float:
        """A part with some space below."""
        return self.draw_part(x, y, width, part, size) + space_mm

    def _draw_heading(self, tier: HelpTier, x: float, y: float, width: float, size: float) -> float:
        body = (tier.body,) if tier.body else ()
        return self.draw_part(x, y, width, Part(tier.heading, body, dotted=False), size) + 0.5
