// Creates elements. Attributes that start with "on" are listeners; null and false are left out.

const SVG = "http://www.w3.org/2000/svg";

export function h(tag, attributes = {}, ...children) {
  return fillElement(document.createElement(tag), attributes, children);
}

export function svg(tag, attributes = {}, ...children) {
  return fillElement(document.createElementNS(SVG, tag), attributes, children);
}

function fillElement(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** Sets text only where it differs, which avoids a repaint. */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** A new element id, unique in the page. */
export function uniqueId(stem) {
  uniqueId.count = (uniqueId.count ?? 0) + 1;
  return `${stem}-${uniqueId.count}`;
}
