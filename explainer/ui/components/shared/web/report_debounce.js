// The debounce of reports. Applying the response of the server blocks the main thread of a slow device,
// which delays the next input: there the debounce is longer.

const [MIN_MS, MAX_MS] = [300, 900];
const LONG_TASK_FACTOR = 3; // debounce over the longest recent long task
const RECENT_TASKS = 8;

const durations_ms = [];
if (PerformanceObserver.supportedEntryTypes?.includes("longtask")) {
  const record = ({ duration }) => {
    durations_ms.push(duration);
    if (durations_ms.length > RECENT_TASKS) durations_ms.shift();
  };
  new PerformanceObserver((list) => list.getEntries().forEach(record)).observe({ type: "longtask" });
}

export function debounce_ms() {
  const longest_ms = Math.max(0, ...durations_ms);
  return Math.min(Math.max(MIN_MS, LONG_TASK_FACTOR * longest_ms), MAX_MS);
}
