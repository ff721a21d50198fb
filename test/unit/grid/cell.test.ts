import { describe, expect, it } from 'vitest';
import type { ColumnType } from '../../../src/shared/columnType.ts';
import { cellClass, isNumeric } from '../../../webview/grid/model/cellClass.ts';
import { cellDescription } from '../../../webview/grid/model/cellDescription.ts';
import { drawnText } from '../../../webview/grid/model/drawnText.ts';
import type { GridCell } from '../../../webview/grid/gridTypes.ts';

const text = (value: string, more: Partial<GridCell> = {}): GridCell => ({
  text: value,
  kind: 'text',
  ...more,
});

describe('a cell', () => {
  it.each<[string, GridCell, string]>([
    ['null', { text: '', kind: 'null' }, 'null'],
    ['empty text', { text: '', kind: 'empty' }, '""'],
    ['blanks as they are', text('  a  '), '  a  '],
    [
      'every digit',
      { text: '12345678901234567890.123', kind: 'number' },
      '12345678901234567890.123',
    ],
    ['one sign for a line end', text('a\r\nb\nc\rd\u2028e'), 'a↵b↵c↵d↵e'],
    ['a sign for what did not come', text('abc', { cut: true }), 'abc…'],
  ])('is drawn with %s', (_, cell, drawn) => {
    expect(drawnText(cell)).toBe(drawn);
  });

  it('is drawn with a bounded part of a million characters, without half a character', () => {
    expect(drawnText(text('x'.repeat(1_000_000)))).toBe(`${'x'.repeat(600)}…`);
    expect(drawnText(text(`${'x'.repeat(599)}${'😀'.repeat(500_000)}`))).toBe(
      `${'x'.repeat(599)}…`,
    );
  });

  it.each<[GridCell, string | undefined]>([
    [text('a'), undefined],
    [{ text: '', kind: 'empty' }, 'empty text'],
    [text('a', { mark: 'changed', before: 'b' }), 'changed, before: b'],
    [text('a', { mark: 'added' }), 'added'],
    [text('a', { mark: 'match', cut: true }), 'match, shortened'],
    [
      text('a', { mark: 'removed', before: 'x'.repeat(300) }),
      `removed, before: ${'x'.repeat(200)}…`,
    ],
  ])('says what its text does not: %o', (cell, said) => {
    expect(cellDescription(cell)).toBe(said);
  });

  it('has classes for its kind, mark and state', () => {
    const state = { right: true, selected: true, cursor: true };
    expect(cellClass({ text: '1', kind: 'number', mark: 'changed' }, state)).toBe(
      'grid-cell k-number is-right m-changed is-selected is-cursor',
    );
    expect(cellClass(undefined, { right: false, selected: false, cursor: false })).toBe(
      'grid-cell is-busy',
    );
  });

  it.each<[ColumnType, boolean]>([
    [{ kind: 'decimal', precision: 10, scale: 2 }, true],
    [{ kind: 'int8' }, true],
    [{ kind: 'float64' }, true],
    [{ kind: 'text' }, false],
    [{ kind: 'date' }, false],
    [{ kind: 'list', item: { kind: 'int8' } }, false],
  ])('stands at the right in columns of numbers: %o', (type, expected) => {
    expect(isNumeric(type)).toBe(expected);
  });
});
