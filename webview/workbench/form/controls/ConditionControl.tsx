import type { ReactNode } from 'react';
import type { ControlProps } from '../formContext.ts';
import { replaceNode, simplified } from '../model/conditionEdits.ts';
import { emptyTest } from '../model/conditionNode.ts';
import type { FieldOf } from '../model/field.ts';
import { ConditionNodeView } from './ConditionNodeView.tsx';
import './condition.css';

/** A condition on rows, built of tests, groups and expressions. */
export function ConditionControl(props: ControlProps<FieldOf<'condition'>>): ReactNode {
  const { draft, onChange, path } = props;
  const root = draft.kind === 'condition' ? draft.root : emptyTest();
  return (
    <ConditionNodeView
      node={root}
      root
      path={path}
      place="Condition"
      describedBy={props.describedBy}
      onReplace={(id, by) => {
        onChange({ kind: 'condition', root: simplified(replaceNode(root, id, by)) });
      }}
    />
  );
}
