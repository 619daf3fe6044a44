// Shaders of the 3-D knee: soft light from the viewer's upper left, as on the plates; a hatch for an
// unknown load; a flat cut face; tendon blends into its muscle's colour. For software renderers there are
// variants without clipping or without frame interpolation, and matrices come multiplied.

const VERTEX = `
precision highp float;
attribute vec4 a_from, a_normal_from; // place in the part's box, and how far it is tendon
uniform mat4 u_seen; // from the part's box to the picture
uniform mat3 u_facing; // from the part's normals to the reader's
varying vec3 v_normal;
varying float v_tendon;
#ifndef RIGID
attribute vec4 a_to, a_normal_to;
uniform float u_share;
#endif
#ifdef CUT
uniform vec4 u_outer; // from the part's box to mm to the outer side
varying float v_outer_mm;
#endif
#ifdef SWOLLEN
uniform mat4 u_swell; // from the part's normals to how far the picture swells
#endif
void main() {
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
  gl_Position.z -= 2.5e-5 * gl_Position.w; // a contour lies before what touches it
#endif
#ifdef CUT
  v_outer_mm = dot(u_outer, place);
#endif
}`;

const FRAGMENT = `
precision highp float;
uniform vec3 u_colour, u_tint;
uniform float u_hatch, u_glass, u_pale, u_pixel;
varying vec3 v_normal;
varying float v_tendon;
#ifdef CUT
uniform float u_cut_mm;
varying float v_outer_mm;
#endif
const vec3 LAMP = vec3(-0.52, 0.60, 0.61);
const vec3 GLEAM = vec3(-0.29, 0.33, 0.90); // halfway between the lamp and the reader
const float FLESH = 0.3; // within a muscle less of it is tendon
void main() {
  bool inside = !gl_FrontFacing;
#ifdef CUT
  if (v_outer_mm > u_cut_mm) discard;
#endif
  vec3 own = mix(u_colour, u_tint, v_tendon * (inside ? FLESH : 1.0));
  vec3 n = normalize(v_normal);
  float key = max(dot(n, LAMP), 0.0);
  float away = 1.0 - abs(n.z);
  vec3 lit = own * (0.52 + 0.52 * key - 0.16 * away * away);
  float gleam = max(dot(n, GLEAM), 0.0);
  gleam *= gleam;
  gleam *= gleam;
  lit += 0.10 * gleam * gleam;
  if (inside) lit = mix(lit, own, 0.94);
  lit = mix(lit, vec3(1.0), u_pale);
  if (u_hatch > 0.0) {
    float along = mod(gl_FragCoord.x + gl_FragCoord.y, 9.0 * u_pixel);
    if (along < 2.6 * u_pixel) lit = mix(lit, vec3(0.36, 0.345, 0.40), 0.5);
  }
  float alpha = mix(1.0, 0.05 + 0.55 * away * away, u_glass);
  gl_FragColor = vec4(lit * alpha, alpha);
}`;

const ATTRIBUTES = ["a_from", "a_normal_from", "a_to", "a_normal_to"];
const UNIFORMS = [
  ...["u_seen", "u_facing", "u_share", "u_outer", "u_swell", "u_colour", "u_tint"],
  ...["u_cut_mm", "u_hatch", "u_glass", "u_pale", "u_pixel"],
];

/** Shader programs by variant, compiled on first use. */
export class Shaders {
  constructor(gl) {
    this.gl = gl;
    this.programs = new Map();
    this.attributes = Object.fromEntries(ATTRIBUTES.map((name, place) => [name, place]));
  }

  /** kinds: some of "RIGID", "CUT", "SWOLLEN". Returns {program, uniforms: name -> location}; throws the compiler's log. */
  program(kinds) {
    const name = kinds.join(" ");
    if (!this.programs.has(name)) this.programs.set(name, compile(this.gl, kinds));
    return this.programs.get(name);
  }

  dispose() {
    for (const { program } of this.programs.values()) this.gl.deleteProgram(program);
  }
}

function compile(gl, kinds) {
  const defines = kinds.map((kind) => `#define ${kind}\n`).join("");
  const program = link(gl, defines + VERTEX, defines + FRAGMENT, ATTRIBUTES);
  return { program, uniforms: Object.fromEntries(UNIFORMS.map((name) => [name, gl.getUniformLocation(program, name)])) };
}

/** Links two shader sources; `attributes` get locations 0, 1, ... Throws the compiler's log. */
function link(gl, vertex, fragment, attributes) {
  const program = gl.createProgram();
  for (const [stage, text] of [[gl.VERTEX_SHADER, vertex], [gl.FRAGMENT_SHADER, fragment]]) {
    const part = gl.createShader(stage);
    gl.shaderSource(part, text);
    gl.compileShader(part);
    gl.attachShader(program, part);
  }
  attributes.forEach((name, place) => gl.bindAttribLocation(program, place, name));
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS)) throw new Error(gl.getProgramInfoLog(program));
  return program;
}
