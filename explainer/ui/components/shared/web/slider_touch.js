// Keeps scrolling and pinching touches from moving a slider. Browsers move it at touchstart; here it
// moves once the finger has moved sideways, or at the end of a tap.

const SIDEWAYS_PX = 8; // horizontal distance, larger than the vertical one, that starts sliding
const TAP_PX = 8; // largest movement of a tap
const THUMB_PX = 44; // style/sliders.css

/** Suppresses `input` and `change` of `range` until a touch is known to slide or tap. */
export function guardTouch(range) {
  let touch = null; // {id, x, y, value, slides}

  const restore = () => {
    if (touch.value === range.value) return;
    range.value = touch.value;
    range.dispatchEvent(new Event("input", { bubbles: true }));
  };
  range.addEventListener("pointerdown", ({ pointerType, pointerId: id, clientX: x, clientY: y }) => {
    if (pointerType !== "touch" || range.disabled) return;
    if (touch && touch.id !== id) touch.pinches = true;
    else touch = { id, x, y, value: range.value, slides: false };
  });
  // A second finger anywhere makes it a pinch, unless the first is sliding already.
  const alsoDown = ({ pointerType, pointerId, isPrimary }) => {
    if (pointerType === "touch" && !isPrimary && touch && touch.id !== pointerId) touch.pinches = true;
  };
  addEventListener("pointerdown", alsoDown, { capture: true });
  range.addEventListener("pointermove", ({ pointerId, clientX, clientY }) => {
    if (touch?.id !== pointerId || touch.slides || touch.pinches) return;
    const [across, along] = [Math.abs(clientX - touch.x), Math.abs(clientY - touch.y)];
    touch.strayed ||= Math.max(across, along) > TAP_PX;
    touch.slides = across > SIDEWAYS_PX && across > along;
    if (touch.slides) set(valueAt(range, clientX));
  });
  range.addEventListener("pointerup", ({ pointerId, clientX }) => {
    if (touch?.id !== pointerId) return;
    const { slides, strayed, pinches } = touch;
    if (!slides && !strayed && !pinches) {
      touch.slides = true;
      set(valueAt(range, clientX));
      range.dispatchEvent(new Event("change", { bubbles: true }));
    }
    end();
  });
  range.addEventListener("pointercancel", ({ pointerId }) => {
    if (touch?.id !== pointerId) return;
    if (touch.slides) {
      restore();
      range.dispatchEvent(new Event("change", { bubbles: true }));
    }
    end();
  });
  // Registered before all other listeners: restores the value and stops the event.
  for (const name of ["input", "change"]) {
    range.addEventListener(name, (event) => {
      if (!touch || touch.slides || !event.isTrusted) return;
      range.value = touch.value;
      event.stopImmediatePropagation();
    }, { capture: true });
  }

  function set(value) {
    if (range.value === value) return;
    range.value = value;
    range.dispatchEvent(new Event("input", { bubbles: true }));
  }

  /** A browser may set the value once more after a touch that did not slide. */
  function end() {
    const ended = touch;
    if (ended.slides) return void (touch = null);
    setTimeout(() => {
      if (touch !== ended) return;
      if (range.value !== ended.value) range.value = ended.value;
      touch = null;
    }, 50);
  }

  return () => removeEventListener("pointerdown", alsoDown, { capture: true });
}

/** The stop under a finger, as text; the track is inset by half a thumb at each end. */
function valueAt(range, x) {
  const { left, width } = range.getBoundingClientRect();
  const share = Math.min(Math.max((x - left - THUMB_PX / 2) / (width - THUMB_PX), 0), 1);
  const [min, max, step] = [Number(range.min), Number(range.max), Number(range.step) || 1];
  return String(Math.min(min + step * Math.round((share * (max - min)) / step), max));
}
