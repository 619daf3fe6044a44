"""The link's query string: writes version 2, reads all versions, repairs damage by mail programs.

Works on texts only: the choices of a scenario by name, as `Scenario.to_text` writes them ("28",
"grass", "-22,-41").
"""

from explainer.link.reading import CHANGED, CUT, ParsedLink, Replaced, read
from explainer.link.writing import VERSION, write

__all__ = ["CHANGED", "CUT", "VERSION", "ParsedLink", "Replaced", "read", "write"]
