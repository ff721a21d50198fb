/** A part of a draft that moves and goes as one: `id` keeps it apart from its neighbours. */
export interface Item<T> {
  readonly id: number;
  readonly value: T;
}

let last = 0;

/** A number that no other part has. */
export function newId(): number {
  last += 1;
  return last;
}

/** A new item of a list. */
export function newItem<T>(value: T): Item<T> {
  return { id: newId(), value };
}
