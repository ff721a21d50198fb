import type { DuckDBConnection, DuckDBPreparedStatement } from '@duckdb/node-api';
import { fromDuckdbError } from '../fromDuckdbError.ts';
import type { Mirror } from './mirror.ts';
import { MissingBytes } from './missingBytes.ts';

/** Methods of a connection and of a prepared statement that run it. */
const RUNS = /^(?:run|stream|start)/;

/**
 * A connection that runs a statement only if all bytes that its plan reads are here; else it throws
 * `MissingBytes`. To prepare a statement reads footers only, so it is looked at when it is run.
 */
export function guardedConnection(connection: DuckDBConnection, mirror: Mirror): DuckDBConnection {
  const guard = async <T>(statement: string, run: () => Promise<T>): Promise<T> => {
    const missing = await mirror.missing(connection, statement);
    if (Object.keys(missing).length > 0) throw new MissingBytes(missing);
    return run();
  };
  return intercept(connection, (key, call) => {
    if (RUNS.test(key)) {
      return (...args) => guard(String(args[0]), () => Promise.resolve(call(...args)));
    }
    if (key !== 'prepare') return undefined;
    return async (...args) => {
      // SAFETY: `prepare` resolves with a prepared statement.
      const prepared = (await call(...args)) as DuckDBPreparedStatement;
      return intercept(prepared, (execute, callPrepared) =>
        RUNS.test(execute)
          ? (...given) => guard(String(args[0]), () => Promise.resolve(callPrepared(...given)))
          : undefined,
      );
    };
  });
}

/**
 * What an error of a query over sparse copies means: a chunk that is not here begins with zeros, where
 * no header of a page does. Then the query may be run once more when the rest is here.
 */
export async function afterHole(
  error: unknown,
  connection: DuckDBConnection,
  mirror: Mirror,
): Promise<unknown> {
  const known = fromDuckdbError(error);
  if (!/TProtocolException/.test(known.detail ?? '') || mirror.whole) return error;
  const missing = await mirror.behindHole(connection);
  if (Object.keys(missing).length === 0) return error;
  mirror.holes += 1;
  return new MissingBytes(missing);
}

type Call = (...args: readonly unknown[]) => unknown;

/** An object with some of its methods replaced. */
function intercept<T extends object>(
  target: T,
  replace: (key: string, call: Call) => Call | undefined,
): T {
  return new Proxy(target, {
    get(own, key) {
      const value: unknown = Reflect.get(own, key, own);
      if (typeof value !== 'function') return value;
      // SAFETY: methods of DuckDB's API take what they are given here.
      const call = value.bind(own) as Call;
      return replace(String(key), call) ?? call;
    },
  });
}
