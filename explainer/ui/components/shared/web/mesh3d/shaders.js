// Shaders of the 3-D knee, lit as the plates are (assets/data/dress.toml, [light]): a lamp at the
// reader's upper left whose light runs through each tissue's tones; a hatch for an unknown load; a flat
// cut face; tendon blends into its muscle's colour; the limb's ends fade out. Variants without
// clipping or without frame interpolation spare software renderers work; matrices come multiplied.

import { compileProgram } from "./program.js";

const VERTEX = `
in vec4 a_from, a_normal_from; // place in the part's box, and how far it is tendon
uniform mat4 u_seen; // from the part's box to the picture
uniform mat3 u_facing; // from the part's normals to the reader's
uniform float u_lift; // nearer to the reader in depth alone
uniform vec4 u_thigh, u_shin; // from the part's box to heights above the knee along either, mm
out vec3 v_normal;
out float v_tendon;
out vec2 v_heights;
#ifndef RIGID
in vec4 a_to, a_normal_to;
uniform float u_share;
#endif
#ifdef CUT
uniform vec4 u_outer; // from the part's box to mm to the outer side
out float v_outer_mm;
#endif
#ifdef SWOLLEN
uniform mat4 u_swell; // from the part's normals to how far the picture swells
#endif
#ifdef FIBRED
in vec2 a_grain; // mm across the fibres and along them
out vec2 v_grain;
#endif
void main() {
#ifdef FIBRED
  v_grain = a_grain;
#endif
#ifdef RIGID
  vec4 at = a_from;
  vec3 normal = a_normal_from.xyz;
#else
  vec4 at = mix(a_from, a_to, u_share);
  vec3 normal = mix(a_normal_from, a_normal_to, u_share).xyz;
#endif
  vec4 place = vec4(at.xyz, 1.0);
  v_tendon = at.w;
  v_normal = u_facing * normal;
  gl_Position = u_seen * place;
#ifdef SWOLLEN
  gl_Position += u_swell * vec4(normal, 0.0);
  gl_Position.z += u_lift / gl_Position.w;
#else
  gl_Position.z += u_lift * (1.0 - at.w) / gl_Position.w; // a tendon is too thin for it
#endif
  v_heights = vec2(dot(u_thigh, place), dot(u_shin, place));
#ifdef CUT
  v_outer_mm = dot(u_outer, place);
#endif
}`;

const FRAGMENT = `
uniform vec3 u_tones[3], u_tendon[3], u_face; // shadow, own colour, light
uniform vec2 u_gloss; // of the flesh and of the tendon
uniform float u_hatch, u_glass, u_pale, u_pixel, u_tilt, u_flat;
uniform vec4 u_fade_mm; // thigh from and to, shin from and to
in vec3 v_normal;
in float v_tendon;
in vec2 v_heights;
out vec4 colour;
#ifdef CUT
uniform float u_cut_mm;
in float v_outer_mm;
#endif
#ifdef FIBRED
uniform vec4 u_fibre; // mm of a fibre, its slant, its strength in a belly and in a tendon
in vec2 v_grain;

float random(float cell) {
  return fract(sin(cell * 12.9898) * 43758.5453);
}

float noise(float at) { // fades out where it would flicker
  float cell = floor(at), share = at - cell;
  share *= share * (3.0 - 2.0 * share);
  return (mix(random(cell), random(cell + 1.0), share) - 0.5) * (1.0 - smoothstep(0.5, 1.1, fwidth(at)));
}
#endif
const vec3 LAMP = vec3(-0.5193, 0.5992, 0.6092);
const vec3 GLEAM = vec3(-0.2895, 0.3340, 0.8970); // halfway between the lamp and the reader
const vec3 LOW = vec3(0.0999, -0.5496, 0.8294);
const vec3 LINE = vec3(0.17, 0.09, 0.08);

vec3 ramp(vec3 tones[3], float tone) {
  return tone < 0.5 ? mix(tones[0], tones[1], 2.0 * tone) : mix(tones[1], tones[2], 2.0 * tone - 1.0);
}

void main() {
#ifdef CUT
  if (v_outer_mm > u_cut_mm) discard;
#endif
  vec2 left = smoothstep(u_fade_mm.yw, u_fade_mm.xz, vec2(v_heights.x, -v_heights.y));
  float alpha = left.x * left.y;
  if (alpha < 0.02) discard;
  vec3 n = normalize(v_normal);
#ifdef FIBRED
  float grain = v_grain.x + u_fibre.y * v_grain.y;
  float strand = noise(grain / (4.5 * u_fibre.x));
  float blend = smoothstep(0.32, 0.70, v_tendon + 0.5 * strand * step(0.02, v_tendon));
#else
  float blend = smoothstep(0.32, 0.70, v_tendon);
#endif
  float away = 1.0 - abs(n.z);
  vec3 lit;
  if (!gl_FrontFacing) {
    lit = u_face * (0.97 + 0.06 * n.y);
    alpha = min(alpha, 254.0 / 255.0); // tells the second pass to leave it flat
  } else {
    float facing = dot(n, LAMP);
    float key = pow(clamp((facing + 0.16) / 1.16, 0.0, 1.0), 1.35);
    float sky = clamp(0.5 + 0.275 * n.y + 0.415 * n.z, 0.0, 1.0);
    float tone = 0.74 * key + 0.17 * sky + 0.24 * clamp(-facing, 0.0, 1.0) * away;
    tone += 0.36 * u_tilt * max(dot(n, LOW), 0.0);
    tone *= 1.0 - 0.30 * away * away;
#ifdef FIBRED
    tone += mix(u_fibre.z, u_fibre.w, blend) * (strand + 1.2 * noise(grain / (1.7 * u_fibre.x)));
#endif
    float shine = max(dot(n, GLEAM), 0.0);
    shine *= shine; shine *= shine; shine *= shine;
    shine = shine * shine * shine * mix(u_gloss.x, u_gloss.y, blend);
    tone = clamp(tone + shine, 0.0, 1.0);
    lit = mix(ramp(u_tones, tone), ramp(u_tendon, tone), blend);
    lit += (1.0 - lit) * shine;
#ifdef INKED
    float edge = n.z / max(fwidth(n.z), 1e-4);
    lit = 0.95 * mix(lit, LINE, 0.6 * (1.0 - smoothstep(0.8, 1.8, edge))); // no second pass follows
#endif
  }
  lit = mix(mix(lit, vec3(1.0), u_pale), u_tones[1], u_flat);
  if (u_hatch > 0.0) {
    float along = mod(gl_FragCoord.x + gl_FragCoord.y, 9.0 * u_pixel);
    if (along < 2.6 * u_pixel) lit = mix(lit, vec3(0.36, 0.345, 0.40), 0.5 * u_hatch);
  }
  alpha *= mix(1.0, 0.05 + 0.55 * away * away, u_glass);
  colour = vec4(lit * alpha, alpha);
}`;

const ATTRIBUTES = ["a_from", "a_normal_from", "a_to", "a_normal_to", "a_grain"];
const UNIFORMS = [
  ...["u_seen", "u_facing", "u_share", "u_outer", "u_swell", "u_lift", "u_thigh", "u_shin"],
  ...["u_tones", "u_tendon", "u_face", "u_gloss", "u_fade_mm", "u_tilt", "u_flat"],
  ...["u_cut_mm", "u_hatch", "u_glass", "u_pale", "u_pixel", "u_fibre"],
];

/** The parts' shader programs by variant, compiled on first use. */
export class Shaders {
  constructor(gl) {
    this.gl = gl;
    this.programs = new Map();
    this.attributes = Object.fromEntries(ATTRIBUTES.map((name, place) => [name, place]));
  }

  /** kinds: some of "RIGID", "CUT", "SWOLLEN", "INKED", "FIBRED". Returns {program, uniforms: name -> location}. */
  program(kinds) {
    const name = kinds.join(" ");
    if (!this.programs.has(name)) {
      const defines = kinds.map((kind) => `#define ${kind}\n`).join("");
      const made = compileProgram(this.gl, defines + VERTEX, defines + FRAGMENT, { attributes: ATTRIBUTES, uniforms: UNIFORMS });
      this.programs.set(name, made);
    }
    return this.programs.get(name);
  }

  dispose() {
    for (const { program } of this.programs.values()) this.gl.deleteProgram(program);
  }
}
