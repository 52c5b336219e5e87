import { expect, it } from "vitest";
import { newId } from "@/lib/ids";

it("is a UUIDv7 of its moment", () => {
  const id = newId(0x0192_3456_789a);
  expect(id).toMatch(/^01923456-789a-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

it("sorts by time and never repeats", () => {
  const ids = Array.from({ length: 1000 }, (_, index) => newId(1_700_000_000_000 + index));
  expect([...ids].sort()).toEqual(ids);
  expect(new Set(ids.map(() => newId(1))).size).toBe(1000);
});
