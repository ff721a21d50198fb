import { makeBuilder } from 'apache-arrow';
import type { Data, Vector } from 'apache-arrow';
import { anyData, typeOf } from './arrowParts.ts';

const joined = new WeakMap<Vector, Data>();

/** The data of a vector as one piece; a dictionary that grew along a stream has more. */
export function onePiece(vector: Vector): Data | undefined {
  if (vector.data.length <= 1) return vector.data[0];
  const known = joined.get(vector);
  if (known) return known;
  const builder = makeBuilder({ type: typeOf(vector), nullValues: [null, undefined] });
  for (let at = 0; at < vector.length; at += 1) builder.append(vector.get(at));
  const data = anyData(builder.finish().flush());
  joined.set(vector, data);
  return data;
}
