/** Plays one stretch of a clip at a time. */
const CLOSE_S = 0.03;

let playing: HTMLAudioElement | undefined;

/** Resolves when the stretch has been played, was stopped by another one, or cannot be played. Answers whether it could. */
export async function play(url: string, from = 0, to = Infinity): Promise<boolean> {
  playing?.pause();
  const audio = new Audio(url);
  playing = audio;
  audio.currentTime = from;
  const ended = new Promise<void>((done) => {
    const look = () => {
      if (audio.paused || audio.ended || audio.currentTime >= to - CLOSE_S) {
        audio.pause();
        done();
      } else requestAnimationFrame(look);
    };
    audio.onplaying = look;
    audio.onerror = () => done();
    audio.onpause = () => done();
  });
  try {
    await audio.play();
  } catch {
    return false; // gone, or a browser that lets nothing sound: the page says so
  }
  await ended;
  return audio.error === null;
}

export function hush(): void {
  playing?.pause();
}
