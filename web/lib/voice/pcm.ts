/** What the ear wants: one channel, 16 kHz, 16 bits. */
export const RATE_HZ = 16_000;
/** What is sent at once, 50 ms: the first word waits for no more. */
export const PIECE_SAMPLES = RATE_HZ / 20;

const CROSSINGS = 12;
const PHASES = 64;
const EDGE = 0.94;

/** Turns samples of any rate into 16 kHz, piece after piece: a windowed sinc that lets nothing through above the lower Nyquist rate. */
export class Resampler {
  private readonly ratio: number;
  private readonly half: number;
  private readonly kernels = new Map<number, Float32Array>();
  private rest: Float32Array;
  private position: number;

  constructor(fromHz: number, toHz: number = RATE_HZ) {
    this.ratio = fromHz / toHz;
    this.half = Math.ceil(CROSSINGS * Math.max(1, this.ratio));
    this.rest = new Float32Array(this.half);
    this.position = this.half;
  }

  push(samples: Float32Array): Float32Array {
    if (this.ratio === 1) return samples.slice();
    const joined = new Float32Array(this.rest.length + samples.length);
    joined.set(this.rest);
    joined.set(samples, this.rest.length);
    const made: number[] = [];
    let at = this.position;
    for (; Math.floor(at) + this.half < joined.length; at += this.ratio) made.push(this.sampleAt(joined, at));
    const used = Math.max(0, Math.floor(at) - this.half);
    this.rest = joined.slice(used);
    this.position = at - used;
    return Float32Array.from(made);
  }

  private sampleAt(samples: Float32Array, at: number): number {
    const phase = Math.round((at - Math.floor(at)) * PHASES);
    const kernel = this.kernel(phase);
    const first = Math.floor(at) - this.half + 1;
    let sum = 0;
    for (let place = 0; place < kernel.length; place += 1) sum += kernel[place]! * (samples[first + place] ?? 0);
    return sum;
  }

  private kernel(phase: number): Float32Array {
    const known = this.kernels.get(phase);
    if (known) return known;
    const cut = Math.min(1, 1 / this.ratio) * EDGE;
    const made = Float32Array.from({ length: 2 * this.half }, (_, place) => {
      const x = place - this.half + 1 - phase / PHASES;
      const window = 0.5 + 0.5 * Math.cos((Math.PI * x) / this.half);
      return cut * sinc(cut * x) * window;
    });
    this.kernels.set(phase, made);
    return made;
  }
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

/** Floats of −1 to 1 as 16-bit integers; what is louder is cut off, not wrapped. */
export function toInt16(samples: Float32Array): Int16Array {
  return Int16Array.from(samples, (sample) => Math.round(Math.max(-1, Math.min(1, sample)) * 32_767));
}

/** Gathers samples of any number into pieces of one length, and all of them into the clip. */
export class Framer {
  private waiting: Int16Array[] = [];
  private count = 0;
  private readonly kept: Int16Array[] = [];

  constructor(private readonly length: number = PIECE_SAMPLES) {}

  push(samples: Int16Array): Int16Array[] {
    this.waiting.push(samples);
    this.count += samples.length;
    if (this.count < this.length) return [];
    const all = joined(this.waiting);
    const whole = all.length - (all.length % this.length);
    const pieces = Array.from({ length: whole / this.length }, (_, index) => all.slice(index * this.length, (index + 1) * this.length));
    this.waiting = [all.slice(whole)];
    this.count = all.length - whole;
    this.kept.push(...pieces);
    return pieces;
  }

  /** What is left over, shorter than a piece; empty when nothing is. */
  flush(): Int16Array {
    const left = joined(this.waiting);
    this.waiting = [];
    this.count = 0;
    this.kept.push(left);
    return left;
  }

  /** The whole clip so far. */
  clip(): Int16Array {
    return joined([...this.kept, ...this.waiting]);
  }
}

function joined(parts: readonly Int16Array[]): Int16Array {
  const all = new Int16Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

const HEADER = 44;

/** A WAV file of the clip, which every browser plays and the backend reads. */
export function wavOf(clip: Int16Array, rateHz: number = RATE_HZ): ArrayBuffer {
  const file = new ArrayBuffer(HEADER + clip.length * 2);
  const view = new DataView(file);
  const word = (at: number, text: string) => Array.from(text).forEach((letter, index) => view.setUint8(at + index, letter.charCodeAt(0)));
  word(0, "RIFF");
  view.setUint32(4, HEADER - 8 + clip.length * 2, true);
  word(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, rateHz, true);
  view.setUint32(28, rateHz * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  word(36, "data");
  view.setUint32(40, clip.length * 2, true);
  clip.forEach((sample, index) => view.setInt16(HEADER + index * 2, sample, true));
  return file;
}

/** The samples of a WAV that `wavOf` made. */
export function clipOf(file: ArrayBuffer): Int16Array {
  return new Int16Array(file.slice(HEADER));
}
