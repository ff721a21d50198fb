import type { ExtensionContext } from '../extensionContext.ts';
import type { WorkbenchSessionOptions } from '../../session/workbenchSession.ts';

const KEY = 'sluice.quietTransfers';
const KEPT = 200;

/** The datasets about which a person wants no questions before large transfers; kept in the workspace. */
export function quietTransfers({
  workspaceState,
}: ExtensionContext): NonNullable<WorkbenchSessionOptions['quietTransfers']> {
  const kept = (): readonly string[] => workspaceState.get<readonly string[]>(KEY, []);
  return {
    get: (uri) => kept().includes(uri),
    set: (uri, quiet) => {
      const others = kept().filter((one) => one !== uri);
      void workspaceState.update(KEY, (quiet ? [uri, ...others] : others).slice(0, KEPT));
    },
  };
}
