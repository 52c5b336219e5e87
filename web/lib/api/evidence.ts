import { addressOf } from "./client";

/** Where the upright picture of a page of a reading lies: the boxes are places on it. */
export function pageAddress(householdId: string, readingId: string, page: number): string {
  return addressOf(`/households/${householdId}/readings/${readingId}/pages/${page}`);
}

/** Where the picture or the clip behind a draft lies. The session's cookie opens it, nothing else does. */
export function evidenceAddress(householdId: string, evidenceId: string): string {
  return addressOf(`/households/${householdId}/evidence/${evidenceId}`);
}
