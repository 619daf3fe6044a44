"""The last page: every sign that needs help, most urgent first; complete on its own."""

from __future__ import annotations

from functools import partial

from explainer.handout.blocks import GAP_MM, TINY
from explainer.handout.help_blocks import HelpBlocks
from explainer.handout.sheet import LINE, MARGIN_MM, QUIET


class HelpPage(HelpBlocks):
    """The get-help lists with notes and small print."""

    def lay_out(self, size: float) -> float:
        """Draw everything but the page number; returns the y of its end, mm."""
        sheet, content = self.sheet, self.content
        y = self.draw_names(MARGIN_MM, self.width, size)
        title = content.help_title
        y = sheet.text(MARGIN_MM, y, self.width, title, size * 1.7, bold=True, tag="H1")
        if content.help_lead:
            y = sheet.text(MARGIN_MM, y, self.width, content.help_lead, size)
        first, *others = content.help
        y = self.draw_boxed_tier(first, MARGIN_MM, y + 2, self.width, size) + GAP_MM
        blocks = [block for tier in others for block in self.tier_blocks(tier)]
        blocks += [partial(self.draw_spaced_part, part) for part in content.help_notes]
        y = self.draw_columns(blocks, MARGIN_MM, y, self.width, size) + GAP_MM / 2
        sheet.line(MARGIN_MM, y, MARGIN_MM + self.width, y, LINE)
        y = self.draw_disclaimer(MARGIN_MM, y + 1.5, self.width, size)
        for line in filter(None, (*content.small_print, content.review)):
            y = sheet.text(MARGIN_MM, y, self.width, line, size * TINY, ink=QUIET) + 0.4
        return y
