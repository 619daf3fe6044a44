"""Which catalog records stand behind each load, so that a page can cite them.

A test moves every record and compares what moves with what is listed here.
"""

from __future__ import annotations

from functools import cache

from explainer.model.inputs import LOADS

TIMING_KEYS = (
    "step_rate_level_spm",
    "step_rate_per_speed_spm_per_m_s",
    "step_rate_height_exponent",
    "step_rate_uphill_ratio",
    "step_rate_downhill_ratio",
    "timing_reference_speed_m_s",
    "timing_reference_height_m",
    "duty_factor_level",
    "duty_factor_speed_exponent",
    "duty_factor_step_rate_exponent",
    "duty_factor_uphill_ratio",
    "duty_factor_downhill_ratio",
)
GROUND_KEYS = (
    "active_bell_exponent",
    "active_bell_peak_share",
    "impact_mass_share",
    "impact_speed_m_s",
    "impact_speed_step_length_m",
    "impact_uphill_ratio",
    "impact_downhill_ratio",
    "impact_time_s",
    "strike_midfoot_impact_ratio",
    "strike_forefoot_impact_ratio",
    "strike_midfoot_impact_time_ratio",
    "strike_forefoot_impact_time_ratio",
    "shoe_and_heel_stiffness_kn_m",
)
POSTURE_KEYS = (
    "knee_flexion_peak_deg",
    "knee_flexion_peak_step_rate_exponent",
    "knee_flexion_peak_speed_exponent",
    "knee_flexion_peak_per_slope_deg",
    "knee_flexion_contact_deg",
    "knee_flexion_contact_step_rate_exponent",
    "knee_curve_foot_off_share",
)
EFFORT_KEYS = ("load_reference_speed_m_s",)
KNEE_KEYS = (
    "knee_moment_peak_nm_kg",
    "knee_moment_step_rate_exponent",
    "knee_moment_speed_exponent",
    "knee_moment_per_slope_deg",
    "strike_midfoot_knee_ratio",
    "strike_forefoot_knee_ratio",
)
GAIT_KEYS = (
    TIMING_KEYS
    + GROUND_KEYS
    + POSTURE_KEYS
    + EFFORT_KEYS
    + KNEE_KEYS
    + ("loading_rate_window_s", "leg_length_share")
)
SEMIMEMBRANOSUS_KEYS = ("semimembranosus_swing_n_kg", "semimembranosus_stance_n_kg")
BICEPS_KEYS = ("biceps_femoris_long_swing_n_kg", "biceps_femoris_long_stance_n_kg")
HAMSTRING_KEYS = (
    "hamstrings_swing_step_rate_exponent",
    "hamstrings_swing_levelling_exponent",
    "hamstrings_stance_step_rate_exponent",
    "hamstrings_swing_speed_exponent",
    "hamstrings_stance_speed_exponent",
    "hamstrings_stance_per_slope_deg",
    "load_reference_speed_m_s",
    "force_curve_foot_off_share",
)
CALF_KEYS = (
    "ankle_moment_peak_nm_kg",
    "ankle_moment_speed_exponent",
    "ankle_moment_step_rate_exponent",
    "ankle_moment_per_slope_deg",
    "strike_midfoot_calf_ratio",
    "strike_forefoot_calf_ratio",
    "strike_midfoot_calf_impulse_ratio",
    "strike_forefoot_calf_impulse_ratio",
    "achilles_lever_mm",
    "achilles_method_ratio",
    "load_reference_speed_m_s",
    "duty_factor_speed_exponent",
    "shoe_and_heel_stiffness_kn_m",
    "surface_response",
)
SWING_KEYS = ("gastrocnemius_share", "force_curve_foot_off_share")
SHARE_KEYS = (*SWING_KEYS, "gastrocnemius_share_at_contact")
QUADRICEPS_KEYS = (
    KNEE_KEYS
    + POSTURE_KEYS
    + CALF_KEYS
    + SHARE_KEYS
    + SEMIMEMBRANOSUS_KEYS
    + BICEPS_KEYS
    + HAMSTRING_KEYS
    + (
        "semitendinosus_share",
        "biceps_femoris_short_share",
        "gastrocnemius_medial_part",
        "quadriceps_lever_ratio",
        "knee_level_ratio",
    )
)
OWN_KEYS = {
    "tibiofemoral": QUADRICEPS_KEYS
    + GROUND_KEYS
    + ("muscle_along_shin_share", "ground_along_shin_share"),
    "patellofemoral": (*QUADRICEPS_KEYS, "kneecap_ratio_spread"),
    "quadriceps": QUADRICEPS_KEYS,
    "semimembranosus": SEMIMEMBRANOSUS_KEYS + HAMSTRING_KEYS,
    "semitendinosus": SEMIMEMBRANOSUS_KEYS + HAMSTRING_KEYS + ("semitendinosus_share",),
    "biceps_femoris_long": BICEPS_KEYS + HAMSTRING_KEYS,
    "biceps_femoris_short": BICEPS_KEYS + HAMSTRING_KEYS + ("biceps_femoris_short_share",),
    "gastrocnemius_medial": CALF_KEYS + SHARE_KEYS + ("gastrocnemius_medial_part",),
    "gastrocnemius_lateral": CALF_KEYS + SHARE_KEYS + ("gastrocnemius_medial_part",),
    "soleus": CALF_KEYS + SHARE_KEYS,
    "achilles": CALF_KEYS + SWING_KEYS,
}
BODY_KEYS = ("area_reference_mass_kg", "area_mass_exponent")
AREA_KEYS = {
    "tibiofemoral": ("tibiofemoral_contact_area_mm2", *BODY_KEYS),
    "patellofemoral": ("kneecap_weightbearing_area_ratio", *BODY_KEYS),
    "achilles": ("achilles_area_mm2", *BODY_KEYS),
}
WEEK_KEYS = ("step_to_step_variation",)  # of the damage index
SURFACE_PROPERTIES = (
    "stiffness_kn_m",
    "calf_demand_ratio",
    "thigh_demand_ratio",
    "variation_ratio",
    "leg_stiffness_ratio",
)


@cache
def load_keys(load: str) -> tuple[str, ...]:
    """Records behind one load's force, impulse and stress: timing, because impulse lasts."""
    if load not in OWN_KEYS:
        raise LookupError(f"explainer/model/explain/provenance.py: OWN_KEYS lacks {load!r}")
    return tuple(dict.fromkeys(OWN_KEYS[load] + AREA_KEYS.get(load, ()) + TIMING_KEYS))


@cache
def week_keys(load: str) -> tuple[str, ...]:
    """Records behind one load's week."""
    return load_keys(load) + WEEK_KEYS


@cache
def surface_keys(surface: str) -> tuple[str, ...]:
    """Records of a surface."""
    return tuple(f"{surface}.{name}" for name in SURFACE_PROPERTIES)


SLOPE_KEYS = (
    "step_rate_uphill_ratio",
    "step_rate_downhill_ratio",
    "duty_factor_uphill_ratio",
    "duty_factor_downhill_ratio",
    "impact_uphill_ratio",
    "impact_downhill_ratio",
    "knee_flexion_peak_per_slope_deg",
    "knee_moment_per_slope_deg",
    "ankle_moment_per_slope_deg",
    "hamstrings_stance_per_slope_deg",
)


def _of(keys: tuple[str, ...], *starts: str) -> tuple[str, ...]:
    """Those of some keys that belong to no hill, with the given beginnings."""
    return tuple(key for key in keys if key.startswith(starts) and key not in SLOPE_KEYS)


ALL_KEYS = tuple(dict.fromkeys(GAIT_KEYS + tuple(k for one in LOADS for k in week_keys(one))))

# The records that each rule of the model page brings in; every record stands under one rule.
RULE_KEYS = {
    "timing": _of(TIMING_KEYS, "step_rate", "timing", "duty"),
    "ground_force": (
        *_of(GROUND_KEYS, "active", "impact"),
        "loading_rate_window_s",
        "fitted_contact_time_s",
        "fitted_impact_speed_m_s",
    ),
    "surface": ("shoe_and_heel_stiffness_kn_m", "surface_response", "leg_length_share"),
    "slope": SLOPE_KEYS,
    "posture": (
        *_of(POSTURE_KEYS, "knee_"),
        *EFFORT_KEYS,
        *_of(KNEE_KEYS, "knee_moment"),
        *_of(CALF_KEYS, "ankle_moment"),
    ),
    "foot_strike": _of(ALL_KEYS, "strike_"),
    "hamstrings": (
        *SEMIMEMBRANOSUS_KEYS,
        *BICEPS_KEYS,
        *_of(HAMSTRING_KEYS, "hamstrings"),
        "force_curve_foot_off_share",
        "semitendinosus_share",
        "biceps_femoris_short_share",
    ),
    "calf": (
        "achilles_lever_mm",
        "achilles_method_ratio",
        "gastrocnemius_share",
        "gastrocnemius_share_at_contact",
        "gastrocnemius_medial_part",
    ),
    "quadriceps": ("quadriceps_lever_ratio", "knee_level_ratio", "kneecap_ratio_spread"),
    "joint": ("muscle_along_shin_share", "ground_along_shin_share"),
    "stress": (
        *(key for key in ALL_KEYS if key.endswith(("_area_mm2", "_area_ratio"))),
        *BODY_KEYS,
    ),
    "steps": (),
    "ratio": (),
    "weighted_index": WEEK_KEYS,
    "band": (),
}
