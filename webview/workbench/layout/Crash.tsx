import { Component } from 'react';
import type { ReactNode } from 'react';
import { toAppError } from '../../../src/shared/errors.ts';
import type { WireError } from '../../../src/shared/errors.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorText } from '../../ui/ErrorText.tsx';

interface CrashProps {
  readonly children: ReactNode;
}

/** Stands where a fault of ours broke the workbench. Nothing is lost: all that matters lies in the document. */
export class Crash extends Component<CrashProps, { readonly error: WireError | undefined }> {
  override state: { readonly error: WireError | undefined } = { error: undefined };

  static getDerivedStateFromError(error: unknown): { readonly error: WireError } {
    return { error: toAppError(error).toWire() };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (!error) return this.props.children;
    const shown = {
      ...error,
      message: 'Something went wrong while this view was drawn.',
      hint: 'The document is as it was. Draw the view again; if that does not help, close and open it.',
    };
    return (
      <main className="text-problem" aria-label="The view broke">
        <ErrorText error={shown} />
        <p>
          <Button
            primary
            onClick={() => {
              this.setState({ error: undefined });
            }}
          >
            Draw Again
          </Button>
        </p>
      </main>
    );
  }
}
