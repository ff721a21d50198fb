/** What the grid is made of on the page; React makes them once. */
export interface GridElements {
  readonly root: HTMLElement;
  /** What has the focus, and is read out. */
  readonly table: HTMLElement;
  readonly head: HTMLElement;
  /** The group of headers that scrolls. */
  readonly headMoving: HTMLElement;
  /** Holds the rows. */
  readonly body: HTMLElement;
  /** Lies over the rows: scroll bars, and all that the pointer does. */
  readonly scroller: HTMLElement;
  readonly spacer: HTMLElement;
  /** Shows where a dragged column would stand. */
  readonly insertMark: HTMLElement;
}

/** The parts inside the element that React made. */
export function elementsOf(root: HTMLElement): GridElements {
  const find = (name: string) => {
    const found = root.querySelector<HTMLElement>(`.${name}`);
    if (found === null) throw new Error(`The grid was drawn without its part “${name}”.`);
    return found;
  };
  return {
    root,
    table: find('grid-table'),
    head: find('grid-head'),
    headMoving: find('grid-head-moving'),
    body: find('grid-body'),
    scroller: find('grid-scroller'),
    spacer: find('grid-spacer'),
    insertMark: find('grid-insert'),
  };
}
