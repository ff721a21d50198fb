import type { ReactNode } from 'react';
import { conditionTests } from '../../../../src/shared/condition.ts';
import type { ConditionTest } from '../../../../src/shared/condition.ts';
import { IconButton } from '../../../ui/IconButton.tsx';
import { useIssues, useLoading, useScope } from '../formContext.ts';
import type { Path } from '../formContext.ts';
import { withColumn, withTest } from '../model/conditionEdits.ts';
import type { ConditionNode, ConditionNodeOf } from '../model/conditionNode.ts';
import { operandShape, testWords, testsFor } from '../model/conditionWords.ts';
import { emptyOperand, operandOf } from '../model/operand.ts';
import type { Operand } from '../model/operand.ts';
import { SuggestedValues } from '../suggest/SuggestedValues.tsx';
import { useSuggestions } from '../suggest/useSuggestions.ts';
import { Combo } from './Combo.tsx';
import { columnItems } from './columnItems.ts';
import { OperandInput } from './OperandInput.tsx';

interface ConditionTestProps {
  readonly node: ConditionNodeOf<'test'>;
  readonly path: Path;
  readonly place: string;
  readonly onChange: (node: ConditionNode) => void;
  readonly describedBy: string | undefined;
}

/** A column, a word, a value: all typed by the column. */
export function ConditionTestView(props: ConditionTestProps): ReactNode {
  const { node, path, place, onChange } = props;
  const { columns } = useScope();
  const loading = useLoading();
  const type = columns.find(({ name }) => name === node.column)?.type;
  const wrongColumn = useIssues([...path, 'column']).length > 0;
  const wrongTest = useIssues([...path, 'is']).length > 0;
  const tests = testsFor(type);
  const words = tests.includes(node.is) ? tests : [node.is, ...tests];
  return (
    <>
      <Combo
        loading={loading}
        label={`${place}: column`}
        items={columnItems(columns)}
        value={node.column}
        placeholder="Choose a column"
        free
        invalid={wrongColumn}
        describedBy={props.describedBy}
        onChange={(name) => {
          const next = columns.find((column) => column.name === name)?.type;
          onChange(withColumn(node, name, next));
        }}
      />
      <Combo
        label={`${place}: test`}
        search={false}
        items={words.map((is) => ({ value: is, label: testWords[is] }))}
        value={node.is}
        invalid={wrongTest}
        onChange={(value) => {
          const is = conditionTests.find((test) => test === value);
          if (is) onChange(withTest(node, is));
        }}
      />
      <Operands {...props} type={type} />
    </>
  );
}

function Operands({
  node,
  path,
  place,
  onChange,
  describedBy,
  type,
}: ConditionTestProps & { readonly type: Parameters<typeof testsFor>[0] }): ReactNode {
  const at = [...path, 'value'];
  const put = (index: number, operand: Operand): void => {
    const operands = [...node.operands];
    while (operands.length <= index) operands.push(emptyOperand);
    operands[index] = operand;
    onChange({ ...node, operands });
  };
  const input = (index: number, label: string, inner: Path): ReactNode => (
    <Value
      path={inner}
      label={`${place}: ${label}`}
      operand={node.operands[index] ?? emptyOperand}
      type={type}
      describedBy={describedBy}
      onChange={(operand) => {
        put(index, operand);
      }}
    />
  );
  const shape = operandShape(node.is);
  const found = useSuggestions(node.column, offers(node.is));
  const offered = (index: number | undefined): ReactNode => {
    const texts = node.operands.map((operand) => (operand.use === 'literal' ? operand.text : ''));
    const own = index === undefined ? '' : (texts[index] ?? '');
    const empty = texts.indexOf('');
    const to = index ?? (empty < 0 ? texts.length : empty);
    return (
      <SuggestedValues
        label={place}
        suggestions={
          index === undefined ? found.filter((one) => !texts.includes(String(one.value))) : found
        }
        filled={own !== ''}
        onChoose={({ value }) => {
          put(to, operandOf(value));
        }}
      />
    );
  };
  switch (shape) {
    case 'none':
      return null;
    case 'one':
      return (
        <>
          {input(0, 'value', at)}
          {offered(0)}
        </>
      );
    case 'two':
      return (
        <div className="field-row condition-between">
          {input(0, 'from', [...at, 0])}
          <span>and</span>
          {input(1, 'to', [...at, 1])}
        </div>
      );
    case 'list':
      return (
        <div className="condition-list">
          {node.operands.map((_, index) => (
            // An operand has no name of its own: its place is what it is.
            <div key={index} className="field-row">
              {input(index, `value ${String(index + 1)}`, [...at, index])}
              <IconButton
                icon="close"
                label={`Remove value ${String(index + 1)}`}
                onClick={() => {
                  const operands = node.operands.filter((__, other) => other !== index);
                  onChange({ ...node, operands });
                }}
              />
            </div>
          ))}
          <button
            type="button"
            className="text-button"
            onClick={(event) => {
              const list = event.currentTarget.parentElement;
              onChange({ ...node, operands: [...node.operands, emptyOperand] });
              requestAnimationFrame(() => {
                const boxes = list?.querySelectorAll('input');
                boxes?.[boxes.length - 1]?.focus();
              });
            }}
          >
            Add value
          </button>
          {offered(undefined)}
        </div>
      );
  }
}

/** The rule whose values a test is likely about. */
function offers(is: ConditionTest): string | undefined {
  switch (is) {
    case 'equals':
    case 'not-equals':
    case 'in':
    case 'not-in':
      return 'values';
    case 'less':
    case 'at-most':
    case 'greater':
    case 'at-least':
      return 'quantiles';
    default:
      return undefined;
  }
}

function Value(props: {
  readonly path: Path;
  readonly label: string;
  readonly operand: Operand;
  readonly type: Parameters<typeof testsFor>[0];
  readonly describedBy: string | undefined;
  readonly onChange: (operand: Operand) => void;
}): ReactNode {
  const issues = useIssues(props.path);
  return <OperandInput {...props} columns params invalid={issues.length > 0} />;
}
