let takenAt = Number.NEGATIVE_INFINITY;

/**
 * Notes that an Escape closed something here. The editor hears every key of a webview, too, and
 * turns Escape into a command: that one is not meant then.
 */
export function takeEscape(): void {
  takenAt = performance.now();
}

/** True shortly after an Escape closed something. */
export function escapeWasTaken(): boolean {
  return performance.now() - takenAt < 400;
}
