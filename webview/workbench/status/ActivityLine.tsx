import type { ReactNode } from 'react';
import { Icon } from '../../ui/Icon.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { useStore, useWorkbench } from '../state/context.ts';
import { activityWords, transferParts } from './activityWords.ts';

/** What the engine does now, how far it is, and a way to stop it. Its place is always there. */
export function ActivityLine(): ReactNode {
  const store = useStore();
  const activities = useWorkbench((snapshot) => snapshot.activities);
  // What comes from S3 is what everything else waits for, and what is paid for.
  const first = activities.find(({ transfer }) => transfer) ?? activities[0];
  const more = activities.length - 1;
  const others = more > 0 ? ` and ${more} more` : '';
  const parts = first && transferParts(first);
  return (
    <div className={`activity${parts ? ' is-transfer' : ''}`}>
      {/* Figures change many times a second: what is read out is what goes on. */}
      <span className="activity-said" role="status">
        {first?.what}
        {others}
      </span>
      {first ? (
        <>
          <Icon name="loading" spin />
          <span className="activity-words" title={`${activityWords(first)}${others}`}>
            {parts ? (
              <>
                <span className="activity-what">{parts.what} </span>
                <span>{parts.amount}</span>
                {parts.objects ? <span className="activity-objects">, {parts.objects}</span> : null}
                {parts.rate ? <span className="activity-rate">, {parts.rate}</span> : null}
                {parts.left ? <span className="activity-left">, {parts.left}</span> : null}
              </>
            ) : (
              activityWords(first)
            )}
            {others}
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
