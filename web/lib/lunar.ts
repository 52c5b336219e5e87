import { asDate } from "@/lib/dates";

/** The Vietnamese lunar day of a civil date, from the moments of new moon at UTC+7 (Meeus' series, as Hồ Ngọc Đức describes). Only the day is
 * needed on charts: mùng 1 and rằm. */
const SYNODIC = 29.530588853;
const ZONE = 7 / 24;
const RADIAN = Math.PI / 180;

function newMoon(count: number): number {
  const t = count / 1236.85;
  const mean = 2415020.75933 + 29.53058868 * count + 0.0001178 * t ** 2 - 0.000000155 * t ** 3;
  const base = mean + 0.00033 * Math.sin((166.56 + 132.87 * t - 0.009173 * t ** 2) * RADIAN);
  const sun = (359.2242 + 29.10535608 * count - 0.0000333 * t ** 2 - 0.00000347 * t ** 3) * RADIAN;
  const moon = (306.0253 + 385.81691806 * count + 0.0107306 * t ** 2 + 0.00001236 * t ** 3) * RADIAN;
  const node = (21.2964 + 390.67050646 * count - 0.0016528 * t ** 2 - 0.00000239 * t ** 3) * RADIAN;
  const shift =
    (0.1734 - 0.000393 * t) * Math.sin(sun) + 0.0021 * Math.sin(2 * sun) - 0.4068 * Math.sin(moon) +
    0.0161 * Math.sin(2 * moon) - 0.0004 * Math.sin(3 * moon) + 0.0104 * Math.sin(2 * node) -
    0.0051 * Math.sin(sun + moon) - 0.0074 * Math.sin(sun - moon) + 0.0004 * Math.sin(2 * node + sun) -
    0.0004 * Math.sin(2 * node - sun) - 0.0006 * Math.sin(2 * node + moon) +
    0.001 * Math.sin(2 * node - moon) + 0.0005 * Math.sin(2 * moon + sun);
  const delay = -0.000278 + 0.000265 * t + 0.000262 * t ** 2;
  return Math.floor(base + shift - delay + 0.5 + ZONE);
}

/** 1 to 30. */
export function lunarDay(day: string): number {
  const julian = Math.floor(asDate(day).getTime() / 86_400_000) + 2440588;
  let count = Math.floor((julian - 2415021.076998695) / SYNODIC) + 1;
  while (newMoon(count) > julian) count -= 1;
  return julian - newMoon(count) + 1;
}
