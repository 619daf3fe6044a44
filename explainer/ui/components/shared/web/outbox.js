// Entry of the outbox component, which every page has: shared/web/reporting.js sends through it what has
// to arrive before a press, and reports of unmounted components.

export default function ({ data, setStateValue }) {
  window.behindTheKneeOutbox = { send: setStateValue, acknowledged: data.acknowledged };
}
