"""Where the centres of hip and ankle lie in frame K, seen from the side."""

from __future__ import annotations

from explainer import catalog


def hip_mm() -> list[float]:
    """The centre of the hip, x and y."""
    return _place("hip")


def ankle_mm() -> list[float]:
    """The centre of the ankle, x and y."""
    return _place("ankle")


def _place(name: str) -> list[float]:
    """A point of the path model's femur frame (origin: hip centre) in frame K.

    K's origin lies at (-4.5, -409.6) there: catalog parameters `knee_in_femur_x` and `_y`.
    """
    (point,) = catalog.table("anatomy/limb_points").where(point=name)
    origin = [catalog.parameter(f"knee_in_femur_{axis}").value for axis in "xy"]
    return [round(float(point[f"{a}_mm"]) - o, 1) for a, o in zip("xy", origin, strict=True)]
