import type { StepState } from '../../../src/shared/contracts/workbenchState.ts';
import { counted } from '../form/model/words.ts';

/** A short word at the right of a step. */
export interface Badge {
  readonly text: string;
  readonly tone: 'plain' | 'warning' | 'error';
  /** The whole sentence, for hover and screen readers. */
  readonly title: string;
}

/** What a step did and how it stands, the most important first. */
export function stepBadges(
  step: StepState,
  editing: boolean,
  splitBelow: boolean,
): readonly Badge[] {
  if (editing) {
    return [{ text: 'editing', tone: 'plain', title: 'It is being edited.' }];
  }
  if (!step.enabled) return [{ text: 'off', tone: 'plain', title: 'It is switched off.' }];
  if (step.problem) {
    return [{ text: 'broken', tone: 'error', title: step.problem.message }];
  }
  return [...effect(step), ...fit(step, splitBelow)];
}

/** How a step stands in sentences, for screen readers. */
export function stepDescription(step: StepState, editing: boolean, splitBelow: boolean): string {
  const facts = stepBadges(step, editing, splitBelow).map((badge) => badge.title);
  if (step.problem) facts.push(step.problem.hint);
  if (step.note !== '') facts.push(`Note: ${step.note}`);
  return facts
    .filter((fact) => fact !== '')
    .join('. ')
    .replaceAll('..', '.');
}

function effect(step: StepState): readonly Badge[] {
  const badges: Badge[] = [];
  const { rowsChanged, columnsAdded, columnsRemoved } = step;
  if (rowsChanged !== undefined && rowsChanged !== 0) {
    const sign = rowsChanged < 0 ? '−' : '+';
    const rows = counted(Math.abs(rowsChanged), 'row');
    const title = rowsChanged < 0 ? `${rows} went.` : `${rows} came.`;
    badges.push({ text: `${sign}${rows}`, tone: 'plain', title });
  }
  if (columnsAdded > 0 || columnsRemoved > 0) {
    const parts = [
      ...(columnsAdded > 0 ? [`+${columnsAdded.toLocaleString('en-US')}`] : []),
      ...(columnsRemoved > 0 ? [`−${columnsRemoved.toLocaleString('en-US')}`] : []),
    ];
    const noun = columnsAdded + columnsRemoved === 1 ? 'column' : 'columns';
    const title = [
      ...(columnsAdded > 0 ? [`${counted(columnsAdded, 'column')} came`] : []),
      ...(columnsRemoved > 0 ? [`${counted(columnsRemoved, 'column')} went`] : []),
    ].join(', ');
    badges.push({ text: `${parts.join(' ')} ${noun}`, tone: 'plain', title: `${title}.` });
  }
  return badges;
}

function fit(step: StepState, splitBelow: boolean): readonly Badge[] {
  switch (step.fit) {
    case 'none':
      return [];
    case 'missing':
      return [
        { text: 'not learned', tone: 'warning', title: 'It has not learned its values yet.' },
      ];
    case 'stale':
      return [
        {
          text: 'stale',
          tone: 'warning',
          title: 'What it learned is stale: something above it changed since.',
        },
      ];
    case 'fitted':
      if (step.learnedOn === 'train') {
        return [
          { text: 'fitted on train', tone: 'plain', title: 'It learned on the training part.' },
        ];
      }
      if (splitBelow) {
        const title = 'It learned on all rows, those of later tests among them.';
        return [{ text: 'learned on all rows', tone: 'warning', title }];
      }
      return [{ text: 'fitted', tone: 'plain', title: 'It learned its values on all rows.' }];
  }
}
