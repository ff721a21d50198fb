/** Pixels a frame, for each pixel that the pointer is outside. */
const speed = 0.4;
const fastest = 400;

/** A drag that goes on while the pointer rests outside. */
export interface Autoscroll {
  /** How many pixels the pointer is outside, negative for left and above; 0 and 0 stop it. */
  readonly aim: (x: number, y: number) => void;
  readonly stop: () => void;
}

/** Calls with the pixels to scroll, once a frame. */
export function autoscroll(step: (x: number, y: number) => void): Autoscroll {
  let frame: number | undefined;
  let by = { x: 0, y: 0 };
  const tick = () => {
    frame = requestAnimationFrame(tick);
    step(by.x, by.y);
  };
  const stop = () => {
    if (frame !== undefined) cancelAnimationFrame(frame);
    frame = undefined;
  };
  return {
    aim: (x, y) => {
      by = { x: perFrame(x), y: perFrame(y) };
      if (x === 0 && y === 0) stop();
      else frame ??= requestAnimationFrame(tick);
    },
    stop,
  };
}

function perFrame(outside: number): number {
  return Math.max(-fastest, Math.min(fastest, outside * speed + Math.sign(outside) * 2));
}
