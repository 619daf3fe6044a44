// The part of a component's data that none of its reader's moves changes: fetched once, by address.

const payloads = new Map(); // address -> promise of the part

/** Keeps the part of whole data, so that another copy of the diagram need not fetch it. */
export function cachePayload(data) {
  if (data.payload_url && data.structures) payloads.set(data.payload_url, Promise.resolve(data));
}

/** The data with the part that stands at its address; refuses when it cannot be fetched. */
export async function loadPayload(data) {
  if (!data.payload_url || data.structures) return data;
  if (!payloads.has(data.payload_url)) payloads.set(data.payload_url, fetchJson(data.payload_url));
  try {
    return { ...(await payloads.get(data.payload_url)), ...data };
  } catch (error) {
    payloads.delete(data.payload_url); // the next run of the page tries again
    throw error;
  }
}

async function fetchJson(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${answer.status} ${address}`);
  return answer.json();
}
