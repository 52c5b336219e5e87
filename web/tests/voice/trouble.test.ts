import { describe, expect, it } from "vitest";
import { troubleBefore, troubleOf } from "@/lib/voice/trouble";

describe("why nothing can be heard", () => {
  it.each([["NotAllowedError", "denied"], ["NotFoundError", "no_device"], ["NotReadableError", "busy"], ["TypeError", "unsupported"]])("%s is %s", (name, trouble) => {
    expect(troubleOf(Object.assign(new Error("x"), { name }))).toBe(trouble);
  });
  it("is the address first: an insecure page has no microphone at all", () => {
    expect(troubleBefore({ isSecureContext: false, navigator: {} })).toBe("insecure");
    expect(troubleBefore({ isSecureContext: true, navigator: {} })).toBe("unsupported");
  });
});
