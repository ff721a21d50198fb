/** Waits. For what gives no other sign only: everything else is waited for by what it shows. */
export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
