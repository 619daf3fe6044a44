// Compiles and links WebGL2 shader programs.

const HEAD = "#version 300 es\nprecision highp float;\n";

/**
 * Links a vertex and a fragment shader (GLSL ES 3.00 without their first lines). `attributes` get
 * locations 0, 1, ... Returns {program, uniforms: name -> location}; throws the compiler's log.
 */
export function compileProgram(gl, vertex, fragment, { attributes = [], uniforms }) {
  const program = gl.createProgram();
  for (const [stage, text] of [[gl.VERTEX_SHADER, vertex], [gl.FRAGMENT_SHADER, fragment]]) {
    const shader = gl.createShader(stage);
    gl.shaderSource(shader, HEAD + text);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
    if (!gl.getShaderParameter(shader, gl.COMPILE_STATUS) && !gl.isContextLost()) {
      throw new Error(gl.getShaderInfoLog(shader));
    }
  }
  attributes.forEach((name, place) => gl.bindAttribLocation(program, place, name));
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS) && !gl.isContextLost()) {
    throw new Error(gl.getProgramInfoLog(program));
  }
  return { program, uniforms: Object.fromEntries(uniforms.map((name) => [name, gl.getUniformLocation(program, name)])) };
}
