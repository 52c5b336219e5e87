import { get, hasCsrf, rememberCsrf, request } from "./client";
import { Problem } from "./problem";
import type { Session } from "./schema";

/** What the page keeps of a session: the CSRF token stays in memory. */
export type SignedIn = Omit<Session, "csrf_token">;

const MARK = "heo.signed-in";

/** Who is signed in, or null. A device on which nobody signed in need not ask. */
export async function readSession(signal?: AbortSignal): Promise<SignedIn | null> {
  if (!localStorage.getItem(MARK)) return null;
  try {
    return remembered(await get<Session>("/session", signal));
  } catch (failure) {
    if (failure instanceof Problem && failure.status === 401) {
      localStorage.removeItem(MARK);
      return null;
    }
    throw failure;
  }
}

export async function signIn(username: string, password: string): Promise<SignedIn> {
  return remembered(await request<Session>("POST", "/session", { username, password }));
}

export interface NewPerson {
  readonly request_id: string;
  readonly username: string;
  readonly password: string;
  readonly display_name: string;
  readonly locale: "vi" | "en";
}

export async function signUp(person: NewPerson): Promise<SignedIn> {
  return remembered(await request<Session>("POST", "/users", person));
}

export async function signOut(): Promise<void> {
  if (!hasCsrf()) await readSession();
  await request<void>("DELETE", "/session");
  localStorage.removeItem(MARK);
}

export async function changePassword(oldPassword: string, newPassword: string): Promise<void> {
  await requestAsSignedIn("POST", "/users/me/password", { old_password: oldPassword, new_password: newPassword });
}

/** Sends a write with a CSRF token: fetched when this page has none yet, or when the session changed under it. */
export function requestAsSignedIn(...call: Parameters<typeof request>): Promise<unknown> {
  return asSignedIn(() => request(...call));
}

/** The same for a write that is sent in another way. */
export async function asSignedIn(send: () => Promise<unknown>): Promise<unknown> {
  if (!hasCsrf()) await readSession();
  try {
    return await send();
  } catch (failure) {
    if (!(failure instanceof Problem) || failure.status !== 403 || !failure.reason.includes("CSRF")) throw failure;
    await readSession();
    return send();
  }
}

function remembered({ csrf_token, ...session }: Session): SignedIn {
  rememberCsrf(csrf_token);
  localStorage.setItem(MARK, "1");
  return session;
}
