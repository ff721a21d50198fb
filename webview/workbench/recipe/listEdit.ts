/** A list with the item at an index replaced, taken away (undefined), or appended at its length. */
export function putAt<T>(list: readonly T[], index: number, value: T | undefined): readonly T[] {
  const rest = value === undefined ? [] : [value];
  return [...list.slice(0, index), ...rest, ...list.slice(index + 1)];
}
