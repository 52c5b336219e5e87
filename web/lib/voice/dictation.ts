import { IDLE, type Listener, type VoiceState } from "./session";
import type { Trouble } from "./trouble";

/** The browser's own dictation, as far as the page uses it. */
interface Recognition {
  lang: string;
  interimResults: boolean;
  continuous: boolean;
  onresult: ((event: { readonly results: ArrayLike<ArrayLike<{ readonly transcript: string }> & { readonly isFinal: boolean }> }) => void) | null;
  onerror: ((event: { readonly error: string }) => void) | null;
  onend: (() => void) | null;
  start(): void;
  stop(): void;
  abort(): void;
}

type Made = new () => Recognition;

export function dictationOf(scope: object): Made | null {
  const found = scope as { SpeechRecognition?: Made; webkitSpeechRecognition?: Made };
  return found.SpeechRecognition ?? found.webkitSpeechRecognition ?? null;
}

const TROUBLES: Readonly<Record<string, Trouble>> = {
  "not-allowed": "denied", "service-not-allowed": "denied", "audio-capture": "no_device", "no-speech": "nobody",
};

/** Lets the browser listen; the words then go the way of typed ones. */
export class Dictation implements Listener {
  private state = IDLE;
  private recognition: Recognition | undefined;
  private readonly listeners = new Set<() => void>();

  constructor(
    private readonly make: () => Made | null,
    private readonly say: (text: string) => Promise<Trouble | null>,
  ) {}

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
  snapshot = (): VoiceState => this.state;
  level = (): number => (this.state.phase === "listening" ? 0.35 : 0);

  start = (hold: boolean): void => {
    if (this.recognition) return;
    const Recognition = this.make();
    if (!Recognition) return this.change({ ...IDLE, phase: "trouble", trouble: "unsupported" });
    const one = (this.recognition = new Recognition());
    one.lang = "vi-VN";
    one.interimResults = true;
    one.continuous = hold;
    one.onresult = ({ results }) => {
      const text = Array.from(results, (result) => result[0]?.transcript ?? "").join(" ").trim();
      this.change({ ...this.state, phase: "listening", text });
    };
    one.onerror = ({ error }) => this.fail(one, TROUBLES[error] ?? "dictation_failed");
    one.onend = () => void this.ended(one);
    this.change({ ...IDLE, phase: "listening", hold });
    one.start();
  };

  letGo = (): void => {
    if (this.state.hold) this.change({ ...this.state, hold: false });
  };

  finish = (): void => this.recognition?.stop();

  cancel = (): void => {
    const one = this.recognition;
    this.recognition = undefined;
    one?.abort();
    this.change(IDLE);
  };

  private async ended(one: Recognition): Promise<void> {
    if (this.recognition !== one) return;
    this.recognition = undefined;
    const { text } = this.state;
    if (!text) return this.change({ ...IDLE, phase: "trouble", trouble: "nothing_heard" });
    this.change({ ...this.state, phase: "reading" });
    const trouble = await this.say(text);
    this.change(trouble ? { ...IDLE, text, phase: "trouble", trouble } : IDLE);
  }

  private fail(one: Recognition, trouble: Trouble): void {
    if (this.recognition !== one) return;
    this.recognition = undefined;
    this.change({ ...IDLE, phase: "trouble", trouble });
  }

  private change(state: VoiceState): void {
    this.state = state;
    for (const listener of this.listeners) listener();
  }
}
