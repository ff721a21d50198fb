import type { Json } from '../../../src/core/operations/define.ts';

/** Leads from the params to a place in them. */
export type Path = readonly (string | number)[];

export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

export function isObject(value: Json | undefined): value is Readonly<Record<string, Json>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Every place in these params, outermost first, with what stands there. */
export function placesOf(value: Json, path: Path = []): { path: Path; value: Json }[] {
  const below = isList(value)
    ? value.flatMap((item, at) => placesOf(item, [...path, at]))
    : isObject(value)
      ? Object.entries(value).flatMap(([key, item]) => placesOf(item, [...path, key]))
      : [];
  return [{ path, value }, ...below];
}

/** The value at a place; undefined where there is no such place. */
export function valueAt(value: Json | undefined, path: Path): Json | undefined {
  return path.reduce<Json | undefined>((found, key) => {
    if (isList(found)) return typeof key === 'number' ? found[key] : undefined;
    return isObject(found) && Object.hasOwn(found, key) ? found[key] : undefined;
  }, value);
}

/** The params with another value at a place; `undefined` takes a key or an item away. */
export function withValue(value: Json, path: Path, to: Json | undefined): Json {
  const [key, ...rest] = path;
  if (key === undefined) return to ?? null;
  if (isList(value)) {
    return value.flatMap((item, at) => {
      if (at !== key) return [item];
      if (rest.length > 0) return [withValue(item, rest, to)];
      return to === undefined ? [] : [to];
    });
  }
  if (!isObject(value)) return value;
  const next = rest.length > 0 ? withValue(value[key] ?? null, rest, to) : to;
  const others = Object.entries(value).filter(([name]) => name !== String(key));
  if (next === undefined) return Object.fromEntries(others);
  if (!Object.hasOwn(value, key)) return { ...value, [key]: next };
  return Object.fromEntries(
    Object.entries(value).map(([name, old]) => [name, name === String(key) ? next : old]),
  );
}

/** A place without its indices, by which the same places of other params are found. */
export function placeKey(path: Path): string {
  return path.map((part) => (typeof part === 'number' ? '*' : part)).join('.');
}
