import type { ReactNode } from 'react';
import { Icon } from '../../ui/Icon.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { useStore, useWorkbench } from '../state/context.ts';
import { activityWords } from './activityWords.ts';

/** What the engine does now, how far it is, and a way to stop it. Its place is always there. */
export function ActivityLine(): ReactNode {
  const store = useStore();
  const activities = useWorkbench((snapshot) => snapshot.activities);
  const [first] = activities;
  const more = activities.length - 1;
  return (
    <div className="activity" role="status">
      {first ? (
        <>
          <Icon name="loading" spin />
          <span className="activity-words">
            {activityWords(first)}
            {more > 0 ? ` and ${more} more` : ''}
          </span>
          <IconButton
            icon="close"
            label={more > 0 ? 'Cancel all work' : `Cancel: ${first.what}`}
            onClick={() => {
              void store.cancel(more > 0 ? undefined : first.id);
            }}
          />
        </>
      ) : null}
    </div>
  );
}
