/** Most addresses that are remembered. */
const MOST = 10;

/** The addresses with `uri` in front. */
export function withRecent(addresses: readonly string[], uri: string): readonly string[] {
  return [uri, ...addresses.filter((known) => known !== uri)].slice(0, MOST);
}
