// The way to Python that every page has: shared/web/reporting.js sends through it what has to arrive
// before a press, and what a component that is gone has not reported.

export default function ({ data, setStateValue }) {
  window.behindTheKneeOutbox = { send: setStateValue, acknowledged: data.acknowledged };
}
