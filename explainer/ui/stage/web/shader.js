// How a part of the turning knee is lit: soft light from the upper left of the reader, as on the
// plates; a hatch where a load is not known; a flat face where the knee is cut.

const VERTEX = `
precision highp float;
attribute vec3 a_from, a_to, a_normal_from, a_normal_to;
uniform float u_share, u_swell_mm;
uniform mat4 u_place, u_look, u_lens;
uniform mat3 u_turn;
varying vec3 v_normal;
varying float v_outer_mm;
void main() {
  vec3 normal = mix(a_normal_from, a_normal_to, u_share);
  vec4 mm = u_place * vec4(mix(a_from, a_to, u_share), 1.0);
  mm.xyz += u_turn * normal * u_swell_mm;
  v_outer_mm = mm.z;
  v_normal = (u_look * vec4(u_turn * normal, 0.0)).xyz;
  gl_Position = u_lens * (u_look * mm);
  if (u_swell_mm > 0.0) gl_Position.z -= 2.5e-5 * gl_Position.w; // a contour lies before what touches it
}`;

const FRAGMENT = `
precision highp float;
uniform vec3 u_colour;
uniform float u_cut_mm, u_hatch, u_glass, u_pale, u_pixel;
varying vec3 v_normal;
varying float v_outer_mm;
const vec3 LAMP = vec3(-0.52, 0.60, 0.61);
const vec3 GLEAM = vec3(-0.29, 0.33, 0.90); // halfway between the lamp and the reader
void main() {
  if (v_outer_mm > u_cut_mm) discard;
  vec3 n = normalize(v_normal);
  float key = max(dot(n, LAMP), 0.0);
  float away = 1.0 - abs(n.z);
  vec3 lit = u_colour * (0.52 + 0.52 * key - 0.16 * away * away);
  float gleam = max(dot(n, GLEAM), 0.0);
  gleam *= gleam;
  gleam *= gleam;
  lit += 0.10 * gleam * gleam;
  bool inside = !gl_FrontFacing;
  if (inside) lit = mix(lit, u_colour, 0.94);
  lit = mix(lit, vec3(1.0), u_pale);
  if (u_hatch > 0.0) {
    float along = mod(gl_FragCoord.x + gl_FragCoord.y, 9.0 * u_pixel);
    if (along < 2.6 * u_pixel) lit = mix(lit, vec3(0.36, 0.345, 0.40), 0.5);
  }
  float alpha = mix(1.0, 0.05 + 0.55 * away * away, u_glass);
  gl_FragColor = vec4(lit * alpha, alpha);
}`;

const ATTRIBUTES = ["a_from", "a_to", "a_normal_from", "a_normal_to"];
const UNIFORMS = [
  ...["u_share", "u_swell_mm", "u_place", "u_look", "u_lens", "u_turn", "u_colour"],
  ...["u_cut_mm", "u_hatch", "u_glass", "u_pale", "u_pixel"],
];

/** {program, attributes: name -> place, uniforms: name -> place}; throws what the compiler says. */
export function shader(gl) {
  const program = gl.createProgram();
  for (const [kind, text] of [[gl.VERTEX_SHADER, VERTEX], [gl.FRAGMENT_SHADER, FRAGMENT]]) {
    const part = gl.createShader(kind);
    gl.shaderSource(part, text);
    gl.compileShader(part);
    gl.attachShader(program, part);
  }
  ATTRIBUTES.forEach((name, place) => gl.bindAttribLocation(program, place, name));
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS)) throw new Error(gl.getProgramInfoLog(program));
  const uniforms = Object.fromEntries(UNIFORMS.map((name) => [name, gl.getUniformLocation(program, name)]));
  const attributes = Object.fromEntries(ATTRIBUTES.map((name, place) => [name, place]));
  return { program, attributes, uniforms };
}
