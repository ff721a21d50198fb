import type { ReactNode } from 'react';
import type { ColumnType } from '../../../../src/shared/columnType.ts';
import { IconButton } from '../../../ui/IconButton.tsx';
import { useScope } from '../formContext.ts';
import { literalExample } from '../model/literalOf.ts';
import { typedOperand } from '../model/operand.ts';
import type { Operand } from '../model/operand.ts';
import { Combo } from './Combo.tsx';
import { columnItems } from './columnItems.ts';

interface OperandInputProps {
  readonly label: string;
  readonly operand: Operand;
  readonly onChange: (operand: Operand) => void;
  /** The type of the column beside it. */
  readonly type: ColumnType | undefined;
  /** Whether another column may stand here. */
  readonly columns: boolean;
  /** Whether a parameter of the recipe may stand here. */
  readonly params: boolean;
  readonly invalid: boolean;
  readonly describedBy?: string | undefined;
}

const next = { literal: 'param', param: 'column', column: 'literal' } as const;
const icons = {
  literal: 'symbol-constant',
  param: 'symbol-parameter',
  column: 'symbol-field',
} as const;

/** A literal typed by the column beside it, a parameter of the recipe, or another column. */
export function OperandInput(props: OperandInputProps): ReactNode {
  const { operand, onChange, type } = props;
  const scope = useScope();
  const uses = (['literal', 'param', 'column'] as const).filter(
    (use) =>
      use === 'literal' ||
      use === operand.use ||
      (use === 'param' && props.params && scope.parameters.length > 0) ||
      (use === 'column' && props.columns),
  );
  const turn = (): void => {
    let use: Operand['use'] = next[operand.use];
    while (!uses.includes(use)) use = next[use];
    onChange({ ...operand, use, name: '' });
  };
  const words = { literal: 'a value', param: 'a parameter', column: 'a column' } as const;
  return (
    <div className="field-row operand">
      {input()}
      {uses.length > 1 && (
        <IconButton
          icon={icons[operand.use]}
          label={`${props.label} is ${words[operand.use]}; change`}
          onClick={turn}
        />
      )}
    </div>
  );

  function input(): ReactNode {
    const shared = {
      label: props.label,
      invalid: props.invalid,
      describedBy: props.describedBy,
    };
    if (operand.use !== 'literal') {
      const isParam = operand.use === 'param';
      return (
        <Combo
          {...shared}
          items={
            isParam
              ? scope.parameters.map(({ name, type: of }) => ({
                  value: name,
                  label: name,
                  detail: of,
                }))
              : columnItems(scope.columns)
          }
          value={operand.name}
          placeholder={isParam ? 'Parameter' : 'Column'}
          onChange={(name) => {
            onChange({ ...operand, name });
          }}
        />
      );
    }
    if (type?.kind === 'boolean') {
      return (
        <Combo
          {...shared}
          search={false}
          items={['true', 'false'].map((value) => ({ value, label: value }))}
          value={operand.text}
          placeholder="true or false"
          onChange={(text) => {
            onChange(typedOperand(operand, text));
          }}
        />
      );
    }
    return (
      <input
        className="field-input"
        type="text"
        aria-label={props.label}
        aria-invalid={props.invalid}
        aria-describedby={props.describedBy}
        spellCheck={false}
        autoComplete="off"
        placeholder={literalExample(type)}
        value={operand.text}
        onChange={(event) => {
          onChange(typedOperand(operand, event.target.value));
        }}
      />
    );
  }
}
