"""The link's query string: written in version 2, read in each, repaired where mail broke it.

Works on text alone: what it takes and gives are the choices of a scenario by name, each as the
scenario writes it ("28", "grass", "-22,-41"). What those texts mean is the scenario's business.
"""

from explainer.link.reading import CHANGED, CUT, Reading, Replaced, read
from explainer.link.writing import VERSION, write

__all__ = ["CHANGED", "CUT", "VERSION", "Reading", "Replaced", "read", "write"]
