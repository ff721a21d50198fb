/** A rectangle in the window's pixels; a point has no size. */
export interface Anchor {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const margin = 4;

/** Puts a box below its anchor, above it where there is more room, and inside of the window. */
export function placePopover(box: HTMLElement, anchor: Anchor): void {
  box.style.maxHeight = '';
  const { offsetWidth: width, offsetHeight: height } = box;
  const below = window.innerHeight - anchor.bottom - margin;
  const above = anchor.top - margin;
  const isAbove = height > below && above > below;
  const room = isAbove ? above : below;
  const shown = Math.min(height, room);
  const left = Math.max(margin, Math.min(anchor.left, window.innerWidth - width - margin));
  box.style.left = `${left}px`;
  box.style.top = `${isAbove ? anchor.top - shown : anchor.bottom}px`;
  if (height > room) box.style.maxHeight = `${room}px`;
}
