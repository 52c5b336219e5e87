// Hands the microphone's samples to the page, a few at a time. It lives on the audio thread and does nothing else.
const GATHERED = 2048;

class Ear extends AudioWorkletProcessor {
  constructor() {
    super();
    this.samples = new Float32Array(GATHERED);
    this.count = 0;
    // Any message asks for what is still here; null says that it was all.
    this.port.onmessage = () => {
      this.tell();
      this.port.postMessage(null);
    };
  }

  process(inputs) {
    const channels = inputs[0];
    if (!channels || channels.length === 0) return true;
    const length = channels[0].length;
    for (let place = 0; place < length; place += 1) {
      let sum = 0;
      for (const channel of channels) sum += channel[place];
      this.samples[this.count] = sum / channels.length;
      this.count += 1;
      if (this.count === GATHERED) this.tell();
    }
    return true;
  }

  tell() {
    this.port.postMessage(this.samples.slice(0, this.count));
    this.count = 0;
  }
}

registerProcessor("heo-ear", Ear);
