// A held pose: which muscles behind the knee are longest, which must hold the leg. As model/held_pose.py.

import { interpolate } from "./length_tables.js";

const OWN_ANGLES = { moved_by: "angles" };

/** {behindKnee: [id], longest: [{id, mm, band}], side, pulls: {id: {low, mid, high}}, strongest: [id]}; pulls in body weights. */
export function readHeldPose(tables, angles) {
  const { held } = tables;
  const sine = Math.sin(((angles.knee - angles.hip) * Math.PI) / 180);
  const side = Math.abs(sine) < held.hangs_sine ? "hangs" : sine > 0 ? "behind" : "front";
  const pulls = side === "behind" ? pullsAt(held, sine, angles.knee) : {};
  const [first, ...others] = Object.keys(pulls).sort((one, other) => pulls[other].mid - pulls[one].mid);
  const strongest = first ? [first, ...others.filter((id) => pulls[id].high >= pulls[first].low)] : [];
  return { behindKnee: held.behind_knee, longest: longestGroup(tables, angles), side, pulls, strongest };
}

/** The longest muscle that is surely longer than in standing, with those too close to it to rank. */
function longestGroup(tables, angles) {
  const longer = tables.held.behind_knee
    .map((id) => ({ id, ...tables.lengthChange(id, OWN_ANGLES, angles) }))
    .filter(({ mm, band, share }) => mm > band && share > tables.held.even_share)
    .sort((one, other) => other.mm - one.mm);
  return longer.filter(({ mm, band }) => longer[0].mm - mm <= Math.hypot(longer[0].band, band));
}

function pullsAt({ knees, pulls }, sine, knee) {
  const at = (curve) => sine * interpolate(knees, curve, knee);
  return Object.fromEntries(
    Object.entries(pulls).map(([id, { low, mid, high }]) => [id, { low: at(low), mid: at(mid), high: at(high) }]),
  );
}
