import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Slots } from '../../../webview/grid/model/slots.ts';

describe('slots', () => {
  it('gives an element that went out of sight to what came into sight', () => {
    const slots = new Slots();
    slots.show(50, 54);
    expect(slots.held).toEqual([50, 51, 52, 53]);
    slots.show(52, 56);
    expect(slots.held).toEqual([54, 55, 52, 53]);
    slots.show(99_999_998, 100_000_000);
    expect(slots.held.filter((row) => row !== undefined)).toEqual([99_999_998, 99_999_999]);
    expect(slots.held).toHaveLength(4);
  });

  it('shows each row once, keeps what stays, and never has more elements than the widest view', () => {
    const view = fc.tuple(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 0, max: 30 }));
    fc.assert(
      fc.property(fc.array(view, { minLength: 1 }), (views) => {
        const slots = new Slots();
        let before: readonly (number | undefined)[] = [];
        for (const [from, length] of views) {
          slots.show(from, from + length);
          const held = [...slots.held];
          const shown = held.filter((row) => row !== undefined).sort((a, b) => a - b);
          expect(shown).toEqual(Array.from({ length }, (_, at) => from + at));
          before.forEach((row, slot) => {
            const stays = row !== undefined && row >= from && row < from + length;
            if (stays) expect(held[slot]).toBe(row);
          });
          const inOrder = slots.inOrder().map((slot) => held[slot]);
          expect(inOrder.slice(0, length)).toEqual(shown);
          before = held;
        }
        expect(slots.held.length).toBe(Math.max(...views.map(([, length]) => length)));
      }),
    );
  });
});
