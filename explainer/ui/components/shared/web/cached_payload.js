// The part of a component's data that none of its reader's moves changes: fetched once, by address.

const parts = new Map(); // address -> promise of the part

/** Keeps the part of whole data, so that another copy of the diagram need not fetch it. */
export function keep(data) {
  if (data.lasting && data.structures) parts.set(data.lasting, Promise.resolve(data));
}

/** The data with the part that stands at its address; refuses when it cannot be fetched. */
export async function whole(data) {
  if (!data.lasting || data.structures) return data;
  if (!parts.has(data.lasting)) parts.set(data.lasting, fetched(data.lasting));
  try {
    return { ...(await parts.get(data.lasting)), ...data };
  } catch (error) {
    parts.delete(data.lasting); // the next run of the page tries again
    throw error;
  }
}

async function fetched(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${answer.status} ${address}`);
  return answer.json();
}
