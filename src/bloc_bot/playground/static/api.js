/** Requests to the playground's server. None of them throws: what went wrong is in `error`. */

const SILENT = "The playground's server does not answer. Is it still running?";

/** @returns {Promise<{ok: boolean, error?: string}>} */
export async function post(path, body) {
  try {
    const response = await fetch(`/playground/${path}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    const answer = await readJson(response);
    return answer ?? { ok: false, error: `The playground's server failed (${response.status}).` };
  } catch {
    return { ok: false, error: SILENT };
  }
}

/** The whole state as a person sees it, or null. */
export async function fetchState(as) {
  try {
    const response = await fetch(`/playground/state${as ? `?as=${encodeURIComponent(as)}` : ""}`);
    return response.ok ? await readJson(response) : null;
  } catch {
    return null;
  }
}

async function readJson(response) {
  try {
    return await response.json();
  } catch {
    return null;
  }
}
