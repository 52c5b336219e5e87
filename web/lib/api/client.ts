import { problemOf, Unreachable } from "./problem";

/** The one place that speaks HTTP. */
const BASE = "/api/v1";
const TIMEOUT_MS = 20_000;

let csrf = "";

/** Every write carries the token that came with the session. */
export function rememberCsrf(token: string): void {
  csrf = token;
}

export function hasCsrf(): boolean {
  return csrf !== "";
}

export type Method = "GET" | "POST" | "PATCH" | "PUT" | "DELETE";
export type Query = Readonly<Record<string, string | number | boolean | undefined | null>>;

export function pathWith(path: string, query: Query): string {
  const wanted = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== "") wanted.set(name, String(value));
  }
  const text = wanted.toString();
  return text ? `${path}?${text}` : path;
}

/** What every write carries beside its content. */
export function writeHeaders(): Record<string, string> {
  return { Accept: "application/json", "Accept-Language": document.documentElement.lang, "X-CSRF-Token": csrf };
}

/** Where a path of the backend lies. */
export function addressOf(path: string): string {
  return BASE + path;
}

/** Sends one request. Throws `Problem` when refused, `Unreachable` when it may be sent again. */
export async function request<T>(method: Method, path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
  const headers: Record<string, string> = { Accept: "application/json", "Accept-Language": document.documentElement.lang };
  if (method !== "GET") headers["X-CSRF-Token"] = csrf;
  if (body !== undefined) headers["Content-Type"] = "application/json";
  const limit = AbortSignal.timeout(TIMEOUT_MS);
  let response: Response;
  try {
    response = await fetch(BASE + path, {
      method,
      headers,
      credentials: "same-origin",
      cache: "no-store",
      body: body === undefined ? null : JSON.stringify(body),
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
    });
  } catch (failure) {
    if (signal?.aborted) throw failure;
    throw new Unreachable(String(failure));
  }
  if (!response.ok) throw await problemOf(response);
  return response.status === 204 ? (undefined as T) : ((await response.json()) as T);
}

export function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  return request<T>("GET", path, undefined, signal);
}
