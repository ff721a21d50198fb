import { DataSession } from '../../jobs/dataSession.ts';
import { Activities } from '../activities.ts';
import type { WorkbenchSessionOptions } from '../sessionOptions.ts';
import { TransferQuestions } from './transferQuestions.ts';
import { transferLine } from './transferWords.ts';

interface Document {
  /** The address of the data, as they were asked for. */
  readonly uri: () => string;
  /** Sends the document's state, which is another one. */
  readonly emit: () => void;
}

/** What a document brings from S3: through which sessions, for which work, with which questions. */
export class DocumentTransfers {
  readonly data: DataSession;
  /** For a look at one source apart from the others. */
  readonly aside: DataSession;
  readonly activities: Activities;
  readonly questions: TransferQuestions;
  private readonly options: WorkbenchSessionOptions;
  private readonly document: Document;

  constructor(options: WorkbenchSessionOptions, document: Document) {
    this.options = options;
    this.document = document;
    this.data = this.session(options.id);
    this.aside = this.session(`${options.id}:aside`);
    this.questions = new TransferQuestions({
      limit: this.askAbove,
      quiet: {
        get: () => this.quiet(document.uri()),
        set: (quiet) => options.quietTransfers?.set(document.uri(), quiet),
      },
      elsewhere: () => this.data.elsewhere('main'),
      tell: () => {
        document.emit();
      },
    });
    this.activities = new Activities(options.host.activity, (purpose) =>
      this.questions.gate(purpose),
    );
  }

  /** A data session of its own, whose transfers are those of the document. */
  session(name: string): DataSession {
    const { engine, aws, cacheDirectory, host } = this.options;
    return new DataSession({
      ...{ engine, aws, cacheDirectory, document: name },
      transferred: (transfer) => {
        host.transferred?.(transferLine(transfer));
        this.document.emit();
      },
    });
  }

  /** Bytes that one action may fetch without a question. */
  readonly askAbove = (): number => this.options.askAbove?.() ?? Infinity;

  /** Whether the person wants no questions about a dataset. */
  readonly quiet = (uri: string): boolean => this.options.quietTransfers?.get(uri) ?? false;
}
