import { addressOf, writeHeaders } from "./client";
import { problemOf, Unreachable } from "./problem";

const LIMIT_MS = 180_000;

/** Sends files. Not by fetch, which cannot say how much of them has gone. Throws as `request` does. */
export function upload<T>(path: string, form: FormData, onShare: (share: number) => void): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const call = new XMLHttpRequest();
    call.open("POST", addressOf(path));
    call.timeout = LIMIT_MS;
    for (const [name, value] of Object.entries(writeHeaders())) call.setRequestHeader(name, value);
    call.upload.onprogress = (event) => event.lengthComputable && onShare(event.loaded / event.total);
    call.onerror = () => reject(new Unreachable("upload failed"));
    call.ontimeout = () => reject(new Unreachable("upload timed out"));
    call.onload = () => {
      const answer = new Response(call.responseText || null, { status: call.status });
      if (answer.ok) answer.json().then((body) => resolve(body as T), reject);
      else problemOf(answer).then(reject, reject);
    };
    call.send(form);
  });
}
