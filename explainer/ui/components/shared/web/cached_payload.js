// Fetches the cached part of a component's payload (cached_payload.py), once per URL.

const payloads = new Map(); // URL -> promise of the payload

/** Stores the cached part of a full payload, so that another instance need not fetch it. */
export function cachePayload(data) {
  if (data.payload_url && data.structures) payloads.set(data.payload_url, Promise.resolve(data));
}

/** The data merged with the cached part at its `payload_url`; rejects if the fetch fails. */
export async function loadPayload(data) {
  if (!data.payload_url || data.structures) return data;
  if (!payloads.has(data.payload_url)) payloads.set(data.payload_url, fetchJson(data.payload_url));
  try {
    return { ...(await payloads.get(data.payload_url)), ...data };
  } catch (error) {
    payloads.delete(data.payload_url); // so that the next run retries
    throw error;
  }
}

async function fetchJson(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${response.status} ${url}`);
  return response.json();
}
