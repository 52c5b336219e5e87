import type { Write } from "@/lib/outbox/model";
import type { DraftsEvent, Transcript, VoiceEvent, VoiceStart } from "./schema";
import { Problem, Unreachable } from "./problem";
import { asSignedIn } from "./session";
import { upload } from "./upload";

const ANSWER_MS = 25_000;
const PASSED_BY = 1000;

/** A line to the ear. Pieces that are sent before it is open wait for it. */
export interface Line {
  readonly answer: Promise<DraftsEvent>;
  readonly send: (piece: Int16Array) => void;
  readonly end: () => void;
  readonly cancel: () => void;
}

function addressOf(householdId: string): string {
  const { protocol, host } = window.location;
  return `${protocol === "https:" ? "wss" : "ws"}://${host}/api/v1/households/${householdId}/voice`;
}

/** Opens a line. Its answer rejects with `Problem` when refused, `Unreachable` when the clip may be sent again. */
export function openLine(householdId: string, start: VoiceStart, onWords: (transcript: Transcript, isPause: boolean) => void): Line {
  const socket = new WebSocket(addressOf(householdId));
  socket.binaryType = "arraybuffer";
  const waiting: (string | ArrayBuffer)[] = [JSON.stringify(start)];
  const put = (message: string | ArrayBuffer) => {
    if (socket.readyState === WebSocket.OPEN) socket.send(message);
    else if (socket.readyState === WebSocket.CONNECTING) waiting.push(message);
  };
  const say = (message: { readonly type: "end" | "cancel" }) => put(JSON.stringify(message));
  let limit: ReturnType<typeof setTimeout> | undefined;
  let startClock = () => undefined as void;
  socket.onopen = () => waiting.splice(0).forEach((message) => socket.send(message));
  const answer = new Promise<DraftsEvent>((resolve, reject) => {
    socket.onmessage = ({ data }: MessageEvent<string>) => {
      const event = JSON.parse(data) as VoiceEvent;
      if (event.type === "words") onWords(event.transcript, event.is_pause);
      else if (event.type === "drafts") resolve(event);
      else reject(new Problem(event.status, event));
    };
    socket.onclose = ({ code }) => reject(new Unreachable(`voice line closed: ${code}`));
    startClock = () => {
      limit = setTimeout(() => reject(new Unreachable("voice line silent")), ANSWER_MS);
    };
  });
  const close = () => {
    clearTimeout(limit);
    socket.close(PASSED_BY);
  };
  void answer.then(close, close);
  return {
    answer,
    send: (piece) => put(piece.slice().buffer),
    end: () => {
      say({ type: "end" });
      startClock();
    },
    cancel: () => {
      say({ type: "cancel" });
      close();
    },
  };
}

/** Sends a clip that was kept, whole. */
export async function sendClip(write: Write): Promise<unknown> {
  const form = new FormData();
  for (const [name, value] of Object.entries(write.body ?? {})) if (name !== "type") form.append(name, String(value));
  for (const file of write.files ?? []) form.append("clip", file.blob, file.name);
  return asSignedIn(() => upload<DraftsEvent>(write.path, form, () => undefined));
}
