/** Waits, or returns at once when `stop` aborts. */
export async function pause(milliseconds: number, stop?: AbortSignal): Promise<void> {
  if (stop?.aborted === true) return;
  await new Promise<void>((resolve) => {
    const settle = (): void => {
      clearTimeout(timer);
      stop?.removeEventListener('abort', settle);
      resolve();
    };
    const timer = setTimeout(settle, milliseconds);
    stop?.addEventListener('abort', settle, { once: true });
  });
}
