/** The part of a keyboard event that decides. */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

/** Where the cursor can be sent. */
export type Step =
  | 'up'
  | 'down'
  | 'left'
  | 'right'
  | 'pageUp'
  | 'pageDown'
  | 'rowStart'
  | 'rowEnd'
  | 'columnStart'
  | 'columnEnd'
  | 'tableStart'
  | 'tableEnd';

/** What a key asks of the grid. */
export type KeyAction =
  | { readonly do: 'move'; readonly step: Step; readonly extend: boolean }
  | { readonly do: 'resize'; readonly direction: -1 | 1 }
  | { readonly do: 'reorder'; readonly direction: -1 | 1 }
  | { readonly do: 'selectAll' | 'selectRow' | 'selectColumn' | 'collapse' }
  | { readonly do: 'open' | 'chooseColumn' | 'menu' | 'copyWithHeaders' }
  | { readonly do: 'enterHeader' | 'leaveHeader' };

const plain: Readonly<Record<string, Step>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
  PageUp: 'pageUp',
  PageDown: 'pageDown',
  Home: 'rowStart',
  End: 'rowEnd',
};

const toEdge: Readonly<Record<string, Step>> = {
  ArrowUp: 'columnStart',
  ArrowDown: 'columnEnd',
  ArrowLeft: 'rowStart',
  ArrowRight: 'rowEnd',
  Home: 'tableStart',
  End: 'tableEnd',
};

/** What a key means in the cells, or on a header; undefined for keys that are not the grid's. */
export function keyAction(press: KeyPress, onHeader: boolean): KeyAction | undefined {
  const { key, shiftKey: shift, altKey: alt } = press;
  const mod = press.ctrlKey || press.metaKey;
  const direction = key === 'ArrowLeft' ? -1 : key === 'ArrowRight' ? 1 : undefined;
  if (key === 'ContextMenu' || (key === 'F10' && shift && !mod && !alt)) return { do: 'menu' };
  if (alt) {
    if (mod || shift) return undefined;
    if (onHeader && direction !== undefined) return { do: 'resize', direction };
    if (key === 'ArrowUp' && !onHeader) return { do: 'enterHeader' };
    if (key === 'ArrowDown' && onHeader) return { do: 'leaveHeader' };
    return undefined;
  }
  if (onHeader && mod && shift) {
    return direction === undefined ? undefined : { do: 'reorder', direction };
  }
  if (mod && key.toLowerCase() === 'a' && !shift) return { do: 'selectAll' };
  if (mod && key.toLowerCase() === 'c' && shift) return { do: 'copyWithHeaders' };
  if (key === ' ' && shift && !mod && !onHeader) return { do: 'selectRow' };
  if (key === ' ' && mod && !shift) return { do: 'selectColumn' };
  if (key === 'Escape' && !mod && !shift) return { do: 'collapse' };
  if (key === 'Enter' && !mod && !shift) return { do: onHeader ? 'chooseColumn' : 'open' };
  const steps = mod ? toEdge : plain;
  const step = Object.hasOwn(steps, key) ? steps[key] : undefined;
  if (step === undefined) return undefined;
  if (onHeader && (step === 'up' || step === 'columnStart')) return undefined;
  if (onHeader && step === 'down') return { do: 'leaveHeader' };
  return { do: 'move', step, extend: shift && !onHeader };
}
