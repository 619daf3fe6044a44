// How long a reader has paused before the page hears of it. Taking in the page's answer keeps a slow
// device busy, and a finger that goes on meanwhile would wait: there the pause is longer.

const [SHORTEST_MS, LONGEST_MS] = [300, 900];
const BUSY = 3; // times the longest stretch for which the device was busy of late
const STRETCHES = 8; // as many count as late

const stretches = [];
if (PerformanceObserver.supportedEntryTypes?.includes("longtask")) {
  const take = ({ duration }) => {
    stretches.push(duration);
    if (stretches.length > STRETCHES) stretches.shift();
  };
  new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type: "longtask" });
}

export function debounce_ms() {
  const busy_ms = Math.max(0, ...stretches);
  return Math.min(Math.max(SHORTEST_MS, BUSY * busy_ms), LONGEST_MS);
}
