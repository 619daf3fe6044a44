// The second pass of the 3-D knee: darkens crevices and cast shadows and inks contours, from the depth of
// what was drawn, as the plates are shaded (explainer/atlas_build/rendering: lighting.py, contour.py).

import { compileProgram } from "./program.js";

const VERTEX = `
out vec2 v_at;
void main() {
  v_at = vec2(gl_VertexID == 1 ? 2.0 : 0.0, gl_VertexID == 2 ? 2.0 : 0.0); // one triangle over all
  gl_Position = vec4(2.0 * v_at - 1.0, 0.0, 1.0);
}`;

const FRAGMENT = `
uniform sampler2D u_picture, u_depth;
uniform vec2 u_lens; // from the card's depth to mm
uniform float u_focal, u_pixel; // px of the canvas
uniform vec4 u_line;
in vec2 v_at;
out vec4 colour;
const float FAR = 0.99999;

float millimetres(ivec2 at) {
  float depth = texelFetch(u_depth, clamp(at, ivec2(0), textureSize(u_depth, 0) - 1), 0).r;
  return depth > FAR ? 1e5 : u_lens.y / (2.0 * depth - 1.0 - u_lens.x);
}

void main() {
  ivec2 at = ivec2(gl_FragCoord.xy);
  vec4 picture = texelFetch(u_picture, at, 0);
  colour = picture;
  float here = millimetres(at);
  if (here > 9e4) return;
  if (abs(255.0 * picture.a - 254.0) < 0.3) { // a cut face, whose depth is that of the wall behind it
    colour.a = 1.0;
    return;
  }
  float px_mm = u_focal / here;

  // How high neighbours on opposite sides stand over this place, at four radii.
  float crevice = 0.0;
  for (int n = 0; n < 12; n += 1) {
    float radius = n % 4 == 0 ? 1.4 : n % 4 == 1 ? 3.2 : n % 4 == 2 ? 7.0 : 14.0;
    float angle = float(n) * 0.2618 + 0.13;
    ivec2 aside = ivec2(round(radius * px_mm * vec2(cos(angle), sin(angle))));
    vec2 rise = here - vec2(millimetres(at + aside), millimetres(at - aside));
    rise = clamp(rise, -2.0 * radius, 40.0);
    rise /= 1.0 + rise * rise / (16.0 * radius * radius) * step(0.0, rise);
    crevice += clamp((rise.x + rise.y) / (2.0 * radius) - 0.04, 0.0, 1.0);
  }
  crevice = clamp(2.2 * crevice / 12.0, 0.0, 1.0);

  // What stands between this place and the lamp.
  float shade = 0.0;
  for (int n = 0; n < 7; n += 1) {
    float reach = 1.6 * pow(1.6, float(n));
    ivec2 aside = ivec2(round(reach * px_mm * vec2(-0.655, 0.756)));
    float over = here - millimetres(at + aside) - 0.77 * reach - 0.9;
    shade = max(shade, clamp(over / (0.35 * reach + 0.8), 0.0, 1.0) * clamp(1.25 - reach / 40.0, 0.0, 1.0));
  }
  float tone = (1.0 - 0.66 * crevice) * (1.0 - 0.36 * shade);
  colour.rgb *= 0.42 + 0.58 * tone;

  // A step in depth is inked, most on its near side; a slope is no step. The more neighbours lie beyond
  // the step the darker: that takes the stairs off the line.
  vec2 ink = vec2(0.0);
  float step_mm = max(1.0, 1.3 / px_mm); // from far away a pixel spans more
  for (int n = 0; n < 4; n += 1) {
    vec2 way = n == 0 ? vec2(1.0, 0.0) : n == 1 ? vec2(0.0, 1.0) : n == 2 ? vec2(1.0, 1.0) : vec2(1.0, -1.0);
    ivec2 aside = ivec2(round(max(1.0, 0.75 * u_pixel) * way));
    vec2 fall = vec2(millimetres(at + aside), millimetres(at - aside)) - here;
    vec2 near = smoothstep(0.0, 1.2 * step_mm, fall - 1.5 * max(-fall.yx, 0.0) - step_mm);
    vec2 far = smoothstep(0.0, 1.2 * step_mm, -fall - 1.5 * max(fall.yx, 0.0) - step_mm);
    ink += vec2(near.x + near.y, far.x + far.y);
  }
  float inked = max(min(ink.x / 4.0, 1.0), 0.4 * min(ink.y / 4.0, 1.0));
  colour.rgb = mix(colour.rgb, u_line.rgb * colour.a, 0.85 * u_line.a * inked);
}`;

const UNIFORMS = ["u_picture", "u_depth", "u_lens", "u_focal", "u_pixel", "u_line"];

export class ScreenShading {
  constructor(gl) {
    this.gl = gl;
    this.made = compileProgram(gl, VERTEX, FRAGMENT, { uniforms: UNIFORMS });
  }

  /**
   * Onto the bound framebuffer. picture, depth: textures of the first pass; lens: an OrbitCamera's; pixel:
   * canvas pixels per CSS pixel; line: [red, green, blue, strength] of the contour, 0..1.
   */
  draw({ picture, depth, lens, pixel, line }) {
    const { gl, made: { program, uniforms } } = this;
    const { near, far, lift, focal } = lens;
    gl.useProgram(program);
    [picture, depth].forEach((texture, unit) => {
      gl.activeTexture(gl.TEXTURE0 + unit);
      gl.bindTexture(gl.TEXTURE_2D, texture);
    });
    gl.uniform1i(uniforms.u_picture, 0);
    gl.uniform1i(uniforms.u_depth, 1);
    gl.uniform2f(uniforms.u_lens, (far + near) / (far - near), lift);
    gl.uniform1f(uniforms.u_focal, focal * pixel);
    gl.uniform1f(uniforms.u_pixel, pixel);
    gl.uniform4fv(uniforms.u_line, line);
    gl.disable(gl.DEPTH_TEST);
    gl.disable(gl.CULL_FACE);
    gl.drawArrays(gl.TRIANGLES, 0, 3);
    gl.activeTexture(gl.TEXTURE0);
  }
}
