"use client";

import { createContext, useContext } from "react";
import type { Household, Role, User } from "./schema";

/** Whose purse is open, and who is looking. */
export interface Purse {
  readonly household: Household;
  readonly role: Role;
  readonly user: User;
}

export const PurseContext = createContext<Purse | null>(null);

export function usePurse(): Purse {
  const purse = useContext(PurseContext);
  if (!purse) throw new Error("This part of the page needs an open household.");
  return purse;
}

const RANK: Readonly<Record<Role, number>> = { viewer: 0, recorder: 1, editor: 2, owner: 3 };

/** May the signed-in person do what takes at least this role? */
export function useMay(least: Role): boolean {
  return RANK[usePurse().role] >= RANK[least];
}
