import { useRef } from 'react';
import type { ReactNode } from 'react';
import { IconButton } from '../../../ui/IconButton.tsx';
import { emptyExpression, emptyTest, groupOf } from '../model/conditionNode.ts';
import type { ConditionNode, ConditionNodeOf } from '../model/conditionNode.ts';
import type { Path } from '../formContext.ts';
import { useIssues } from '../formContext.ts';
import { ConditionTestView } from './ConditionTestView.tsx';
import { ExpressionInput } from './ExpressionInput.tsx';
import { Segments } from './Segments.tsx';

/** Changes one node of the tree; undefined takes it away. */
export type ReplaceNode = (
  id: number,
  by: (node: ConditionNode) => ConditionNode | undefined,
) => void;

interface NodeProps<N extends ConditionNode> {
  readonly node: N;
  /** True for the whole condition, which cannot be taken away. */
  readonly root: boolean;
  readonly path: Path;
  /** “Condition 2.1”: for screen readers. */
  readonly place: string;
  readonly onReplace: ReplaceNode;
  readonly describedBy?: string | undefined;
}

/** One part of a condition, with what can be done to it. */
export function ConditionNodeView(props: NodeProps<ConditionNode>): ReactNode {
  const { node, onReplace, place } = props;
  const path = [...props.path, ...Array<string>(node.nots).fill('not')];
  const isNot = node.nots > 0;
  return (
    <div className={`condition condition-${node.kind}`} role="group" aria-label={place}>
      <div className="condition-body">
        {node.kind === 'group' && <Group {...props} node={node} path={path} />}
        {node.kind === 'test' && (
          <ConditionTestView
            node={node}
            path={path}
            place={place}
            describedBy={props.describedBy}
            onChange={(next) => {
              onReplace(node.id, () => next);
            }}
          />
        )}
        {node.kind === 'expression' && <Expression {...props} node={node} path={path} />}
        {props.root && node.kind !== 'group' && (
          <AddButtons
            onAdd={(added) => {
              onReplace(node.id, (own) => groupOf('all', [own, added]));
            }}
          />
        )}
      </div>
      <div className="condition-actions">
        {!props.root && (
          <IconButton
            icon="close"
            label={`Remove ${place.toLowerCase()}`}
            onClick={() => {
              onReplace(node.id, () => undefined);
            }}
          />
        )}
        <button
          type="button"
          className="not-button"
          aria-pressed={isNot}
          title={isNot ? 'Turned round: it must not hold' : 'Turn round: it must not hold'}
          onClick={() => {
            onReplace(node.id, (own) => ({ ...own, nots: isNot ? 0 : 1 }));
          }}
        >
          not
        </button>
      </div>
    </div>
  );
}

function Group({ node, path, place, onReplace }: NodeProps<ConditionNodeOf<'group'>>): ReactNode {
  return (
    <>
      <Segments
        label={`${place}: how its parts are joined`}
        value={node.join}
        options={[
          { value: 'all', label: 'all of' },
          { value: 'any', label: 'any of' },
        ]}
        onChange={(value) => {
          const join = value === 'any' ? 'any' : 'all';
          onReplace(node.id, () => ({ ...node, join }));
        }}
      />
      <div className="condition-children">
        {node.children.map((child, index) => (
          <ConditionNodeView
            key={child.id}
            node={child}
            root={false}
            path={[...path, node.join, index]}
            place={`${place} ${String(index + 1)}`}
            onReplace={onReplace}
          />
        ))}
      </div>
      <AddButtons
        group
        onAdd={(added) => {
          onReplace(node.id, () => ({ ...node, children: [...node.children, added] }));
        }}
      />
    </>
  );
}

function Expression({
  node,
  path,
  place,
  onReplace,
  describedBy,
}: NodeProps<ConditionNodeOf<'expression'>>): ReactNode {
  const issues = useIssues([...path, 'expression']);
  return (
    <ExpressionInput
      label={`${place}: expression`}
      text={node.text}
      issues={issues}
      describedBy={describedBy}
      placeholder="delay >= 15 and origin is not null"
      onChange={(text) => {
        onReplace(node.id, () => ({ ...node, text }));
      }}
    />
  );
}

function AddButtons({
  onAdd,
  group = false,
}: {
  readonly onAdd: (node: ConditionNode) => void;
  readonly group?: boolean;
}): ReactNode {
  const row = useRef<HTMLDivElement>(null);
  const add = (node: ConditionNode): void => {
    onAdd(node);
    // The first box of what was added: it stands right above this line.
    const body = row.current?.closest('.step-form');
    requestAnimationFrame(() => {
      const boxes = body?.querySelectorAll<HTMLElement>(
        '.condition-test input, .condition textarea',
      );
      for (const box of boxes ?? []) {
        if (box instanceof HTMLInputElement || box instanceof HTMLTextAreaElement) {
          if (box.value === '') {
            box.focus();
            return;
          }
        }
      }
    });
  };
  return (
    <div ref={row} className="condition-add">
      <button
        type="button"
        className="text-button"
        onClick={() => {
          add(emptyTest());
        }}
      >
        Add test
      </button>
      {group && (
        <button
          type="button"
          className="text-button"
          onClick={() => {
            add(groupOf('any', [emptyTest()]));
          }}
        >
          Add group
        </button>
      )}
      <button
        type="button"
        className="text-button"
        onClick={() => {
          add(emptyExpression());
        }}
      >
        Add expression
      </button>
    </div>
  );
}
