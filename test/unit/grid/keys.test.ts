import { describe, expect, it } from 'vitest';
import { keyAction } from '../../../webview/grid/model/keyAction.ts';
import { stepFrom } from '../../../webview/grid/model/stepFrom.ts';

/** `Ctrl+Shift+End`, as people write it. */
function press(text: string) {
  const parts = text.split('+');
  return {
    key: parts.at(-1) ?? '',
    ctrlKey: parts.includes('Ctrl'),
    metaKey: parts.includes('Cmd'),
    shiftKey: parts.includes('Shift'),
    altKey: parts.includes('Alt'),
  };
}

const move = (step: string, extend = false) => ({ do: 'move', step, extend });

describe('keys', () => {
  it.each([
    ['ArrowUp', move('up')],
    ['Shift+ArrowDown', move('down', true)],
    ['PageDown', move('pageDown')],
    ['Home', move('rowStart')],
    ['Shift+End', move('rowEnd', true)],
    ['Ctrl+Home', move('tableStart')],
    ['Cmd+End', move('tableEnd')],
    ['Ctrl+ArrowDown', move('columnEnd')],
    ['Ctrl+Shift+ArrowLeft', move('rowStart', true)],
    ['Ctrl+a', { do: 'selectAll' }],
    ['Ctrl+Shift+C', { do: 'copyWithHeaders' }],
    ['Shift+ ', { do: 'selectRow' }],
    ['Ctrl+ ', { do: 'selectColumn' }],
    ['Escape', { do: 'collapse' }],
    ['Enter', { do: 'open' }],
    ['Shift+F10', { do: 'menu' }],
    ['ContextMenu', { do: 'menu' }],
    ['Alt+ArrowUp', { do: 'enterHeader' }],
    ['Tab', undefined],
    ['Shift+Tab', undefined],
    ['Ctrl+c', undefined],
    ['Ctrl+Enter', undefined],
    ['Ctrl+f', undefined],
    ['Ctrl+PageDown', undefined],
    ['Alt+ArrowLeft', undefined],
    ['F6', undefined],
    ['a', undefined],
    ['constructor', undefined],
  ])('in the cells, %s', (text, expected) => {
    expect(keyAction(press(text), false)).toEqual(expected);
  });

  it.each([
    ['Alt+ArrowLeft', { do: 'resize', direction: -1 }],
    ['Alt+ArrowRight', { do: 'resize', direction: 1 }],
    ['Ctrl+Shift+ArrowRight', { do: 'reorder', direction: 1 }],
    ['ArrowDown', { do: 'leaveHeader' }],
    ['Alt+ArrowDown', { do: 'leaveHeader' }],
    ['Enter', { do: 'chooseColumn' }],
    ['ArrowRight', move('right')],
    ['Shift+ArrowRight', move('right')],
    ['End', move('rowEnd')],
    ['ArrowUp', undefined],
    ['Tab', undefined],
    ['Shift+ ', undefined],
  ])('on a header, %s', (text, expected) => {
    expect(keyAction(press(text), true)).toEqual(expected);
  });

  it.each([
    ['up', 0, 0, 0, 0],
    ['left', 5, 0, 5, 0],
    ['right', 5, 19, 5, 19],
    ['pageDown', 5, 3, 14, 3],
    ['pageDown', 995, 3, 999, 3],
    ['pageUp', 5, 3, 0, 3],
    ['rowEnd', 5, 3, 5, 19],
    ['columnEnd', 5, 3, 999, 3],
    ['tableStart', 5, 3, 0, 0],
    ['tableEnd', 5, 3, 999, 19],
  ] as const)('%s from row %d, column %d', (step, row, column, toRow, toColumn) => {
    const to = stepFrom({ row, column }, step, { rows: 1000, columns: 20 }, 9);
    expect(to).toEqual({ row: toRow, column: toColumn });
  });
});
