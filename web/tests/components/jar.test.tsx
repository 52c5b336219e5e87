import { render } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { JarPicture } from "@/components/art/jar";

const level = (fill: number) => render(<JarPicture fill={fill} hue="clay" />).container.querySelector<SVGGElement>(".level")?.style.transform;

describe("the jar", () => {
  it("stands higher the fuller it is", () => {
    expect(level(1)).toBe("translateY(0px)");
    expect(level(0.5)).toBe("translateY(44px)");
  });
  it("is empty at nothing and never overflows", () => {
    expect(level(0)).toBeUndefined();
    expect(level(7)).toBe("translateY(0px)");
  });
  it("is cracked when overspent", () => {
    const cracks = (overspent: boolean) => render(<JarPicture fill={0} hue="clay" overspent={overspent} />).container.querySelectorAll('[stroke="var(--lotus)"]').length;
    expect([cracks(false), cracks(true)]).toEqual([0, 1]);
  });
});
