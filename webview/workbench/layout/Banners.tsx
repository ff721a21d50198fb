import type { ReactNode } from 'react';
import { Button } from '../../ui/Button.tsx';
import { ErrorText } from '../../ui/ErrorText.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { useStore, useWorkbench } from '../state/context.ts';
import { TransferBar } from '../status/TransferBar.tsx';
import { Banner } from './Banner.tsx';
import { changedWords, lostWords } from './changedWords.ts';

/** What holds for the whole workbench: no trust, or something that was asked for and failed. */
export function Banners(): ReactNode {
  const store = useStore();
  const trusted = useWorkbench((snapshot) => snapshot.state?.trusted);
  const failure = useWorkbench((snapshot) => snapshot.failure);
  const reading = useWorkbench((snapshot) => snapshot.reading) !== undefined;
  const changed = useWorkbench((snapshot) => snapshot.state?.changed);
  const lost = useWorkbench((snapshot) => snapshot.lost);
  return (
    <>
      {trusted === false ? (
        <Banner kind="info">
          <span className="banner-words">
            This workspace is not trusted: data is shown, but nothing is run.
          </span>
          <Button
            onClick={() => {
              void store.command({ id: 'trustWorkspace' });
            }}
          >
            Trust Workspace…
          </Button>
        </Banner>
      ) : null}
      {changed ? (
        <Banner kind="warning">
          <span className="banner-words">{changedWords(changed)}</span>
          <Button
            onClick={() => {
              void store.reload();
            }}
          >
            Reload
          </Button>
        </Banner>
      ) : null}
      {lost.length > 0 ? (
        <Banner kind="warning">
          <span className="banner-words">{lostWords(lost)}</span>
          <IconButton icon="close" label="Dismiss" onClick={store.dismissLost} />
        </Banner>
      ) : null}
      <TransferBar />
      {failure && !reading ? (
        <Banner kind="error">
          <ErrorText error={failure} />
          <IconButton icon="close" label="Dismiss" onClick={store.dismissFailure} />
        </Banner>
      ) : null}
    </>
  );
}
