import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { VscodeButton } from '@vscode-elements/elements/dist/vscode-button/vscode-button.js';
import type { VscodeOption } from '@vscode-elements/elements/dist/vscode-option/vscode-option.js';
import type { VscodeSingleSelect } from '@vscode-elements/elements/dist/vscode-single-select/vscode-single-select.js';
import type { VscodeTextarea } from '@vscode-elements/elements/dist/vscode-textarea/vscode-textarea.js';
import type { VscodeTextfield } from '@vscode-elements/elements/dist/vscode-textfield/vscode-textfield.js';
import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-option/index.js';
import '@vscode-elements/elements/dist/vscode-single-select/index.js';
import '@vscode-elements/elements/dist/vscode-textarea/index.js';
import '@vscode-elements/elements/dist/vscode-textfield/index.js';

/** Attributes that every element has, and those properties of a custom element that we set. */
type Props<T, K extends keyof T> = DetailedHTMLProps<HTMLAttributes<T>, T> & {
  readonly [P in K]?: T[P] | undefined;
};

declare module 'react' {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- React's own way of adding elements
  namespace JSX {
    interface IntrinsicElements {
      'vscode-button': Props<
        VscodeButton,
        'block' | 'disabled' | 'icon' | 'iconAfter' | 'iconOnly' | 'secondary'
      >;
      'vscode-option': Props<VscodeOption, 'description' | 'disabled' | 'selected' | 'value'>;
      'vscode-single-select': Props<
        VscodeSingleSelect,
        'combobox' | 'creatable' | 'disabled' | 'invalid' | 'label' | 'position' | 'value'
      >;
      'vscode-textarea': Props<
        VscodeTextarea,
        'disabled' | 'invalid' | 'label' | 'monospace' | 'placeholder' | 'resize' | 'rows' | 'value'
      >;
      'vscode-textfield': Props<
        VscodeTextfield,
        'disabled' | 'invalid' | 'label' | 'placeholder' | 'readonly' | 'type' | 'value'
      >;
    }
  }
}
