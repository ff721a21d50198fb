import { measures } from './model/measures.ts';
import { ScrollAxis } from './model/scrollAxis.ts';

/** The native scroll box over the cells, kept in step with the exact positions. */
export class Scroller {
  readonly vertical = new ScrollAxis();
  readonly horizontal = new ScrollAxis();
  readonly #box: HTMLElement;
  readonly #spacer: HTMLElement;
  #spacerHeight = -1;
  #spacerWidth = -1;
  #top = 0;
  #left = 0;

  constructor(box: HTMLElement, spacer: HTMLElement) {
    this.#box = box;
    this.#spacer = spacer;
  }

  /** Takes the size of the content, and of the box as it is now. */
  resize(rows: number, width: number): void {
    const { clientWidth, clientHeight } = this.#box;
    // A hidden page has no size, and must be found again as it was left.
    if (clientHeight === 0 || clientWidth === 0) return;
    this.vertical.resize(rows * measures.row, clientHeight);
    this.horizontal.resize(width, clientWidth);
    if (this.vertical.spacer !== this.#spacerHeight) {
      this.#spacerHeight = this.vertical.spacer;
      this.#spacer.style.height = `${this.#spacerHeight}px`;
    }
    if (this.horizontal.spacer !== this.#spacerWidth) {
      this.#spacerWidth = this.horizontal.spacer;
      this.#spacer.style.width = `${this.#spacerWidth}px`;
    }
    this.#top = Number.NaN;
    this.#left = Number.NaN;
    this.writeBars();
  }

  moveBy(x: number, y: number): void {
    if (x !== 0) this.horizontal.moveTo(this.horizontal.position + x);
    if (y !== 0) this.vertical.moveTo(this.vertical.position + y);
    this.writeBars();
  }

  /** Lets the bars follow the positions. The browser may round, so what it kept is remembered. */
  writeBars(): void {
    const { bar: top } = this.vertical;
    const { bar: left } = this.horizontal;
    if (top !== this.#top) this.#box.scrollTop = top;
    if (left !== this.#left) this.#box.scrollLeft = left;
    this.#top = this.#box.scrollTop;
    this.#left = this.#box.scrollLeft;
  }

  /** The box was scrolled: by `writeBars`, which changes nothing, or by a person. */
  readBars(): void {
    const { scrollTop, scrollLeft } = this.#box;
    if (isMove(scrollTop, this.#top, this.vertical)) {
      this.vertical.moveBar(scrollTop);
      this.#top = scrollTop;
    }
    if (isMove(scrollLeft, this.#left, this.horizontal)) {
      this.horizontal.moveBar(scrollLeft);
      this.#left = scrollLeft;
    }
  }
}

/**
 * Browsers round a bar by up to a pixel, which is many rows where the bar is compressed. What a
 * person drags adds up, as the place before is kept.
 */
function isMove(now: number, before: number, axis: ScrollAxis): boolean {
  if (now === before) return false;
  const compressed = axis.max + axis.view > axis.spacer;
  return !(compressed && Math.abs(now - before) <= 1);
}
