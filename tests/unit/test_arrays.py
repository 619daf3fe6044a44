"""The curves that model and atlas share."""

import numpy as np
import pytest

from explainer.arrays import interpolate_columns, smoothstep


def test_smoothstep_is_flat_at_both_ends_and_holds_beyond_them():
    x = np.linspace(-0.5, 1.5, 401)
    y = smoothstep(x)
    assert (y[x <= 0] == 0).all()
    assert (y[x >= 1] == 1).all()
    np.testing.assert_allclose(y + y[::-1], 1.0, atol=1e-12)
    assert (np.diff(y) >= 0).all()
    slope = np.gradient(y, x)
    assert slope.max() == pytest.approx(1.5, abs=1e-3)
    assert abs(slope[np.isclose(x, 0.0) | np.isclose(x, 1.0)]).max() < 0.02


def test_smoothstep_keeps_single_precision():
    assert smoothstep(np.linspace(0, 1, 5, dtype=np.float32)).dtype == np.float32


def test_columns_are_joined_by_straight_lines_and_held_beyond_the_ends():
    table = np.array([[0.0, 10.0], [2.0, 30.0], [4.0, 10.0]])
    found = interpolate_columns(np.array([-1.0, 0.5, 1.5, 9.0]), np.array([0.0, 1.0, 2.0]), table)
    np.testing.assert_allclose(found, [[0, 10], [1, 20], [3, 20], [4, 10]])
