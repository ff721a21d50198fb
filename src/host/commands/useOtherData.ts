import type { ActiveWorkbench } from '../editors/activeWorkbench.ts';
import { relativePath } from '../editors/relativePath.ts';
import { chooseAddress } from './chooseAddress.ts';

/** Asks for other data for a source of the active recipe; its workbench then shows how they differ. */
export async function useOtherData(active: ActiveWorkbench, source: unknown): Promise<void> {
  const { current } = active;
  if (!current?.isRecipe) return;
  const address = await chooseAddress('Use Other Data', 'Use', { folders: true });
  if (address === undefined) return;
  const { uri } = current;
  // An untitled recipe lies nowhere.
  const near = uri.scheme === 'file' ? relativePath(address, uri.fsPath) : undefined;
  current.holdAgainst({
    source: typeof source === 'string' ? source : 'main',
    uri: near ?? address,
  });
}
