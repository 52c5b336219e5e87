/** The microphone, open. */
export interface Recording {
  /** After a tap: a browser may hold sound back until somebody touched the page. */
  readonly wake: () => void;
  /** Hands over what is still on the audio thread, then closes the microphone. */
  readonly stop: () => Promise<void>;
}

export type Record = (heard: (samples: Float32Array, rateHz: number) => void) => Promise<Recording>;

const LAST_SAMPLES_MS = 150;

/** Opens the microphone and hands its samples over as they come. Throws what the browser throws when it may not or cannot. */
export const record: Record = async (heard) => {
  const media = await navigator.mediaDevices.getUserMedia({
    audio: { channelCount: 1, echoCancellation: false, noiseSuppression: true, autoGainControl: true },
  });
  const release = () => media.getTracks().forEach((track) => track.stop());
  try {
    const context = new AudioContext();
    await context.audioWorklet.addModule("/voice-worklet.js");
    const source = context.createMediaStreamSource(media);
    const ear = new AudioWorkletNode(context, "heo-ear", { numberOfOutputs: 0 });
    let emptied = () => undefined as void;
    ear.port.onmessage = ({ data }: MessageEvent<Float32Array | null>) => (data ? heard(data, context.sampleRate) : emptied());
    source.connect(ear);
    void context.resume();
    return {
      wake: () => void context.resume(),
      stop: async () => {
        await new Promise<void>((done) => {
          emptied = done;
          ear.port.postMessage("rest");
          setTimeout(done, LAST_SAMPLES_MS);
        });
        ear.port.onmessage = null;
        release();
        await context.close();
      },
    };
  } catch (failure) {
    release();
    throw failure;
  }
};
