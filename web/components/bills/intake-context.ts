"use client";

import { createContext, useContext } from "react";

export interface Intake {
  /** Takes pictures in: one is read at once, of several a person says whether they are one bill. */
  readonly offer: (files: readonly File[]) => void;
  /** Opens the sheet in which the photos of one long bill are gathered. */
  readonly gather: () => void;
  readonly photograph: () => void;
  readonly choose: () => void;
  /** Goes to the line instead. */
  readonly type: () => void;
}

export const IntakeContext = createContext<Intake | null>(null);

export function useIntake(): Intake {
  const intake = useContext(IntakeContext);
  if (!intake) throw new Error("This part of the page needs a place for pictures.");
  return intake;
}
