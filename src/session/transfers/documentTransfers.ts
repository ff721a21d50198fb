import type { DataCall } from '../../jobs/dataCall.ts';
import { DataSession } from '../../jobs/dataSession.ts';
import type { LocatedSource } from '../../jobs/locatedSource.ts';
import { objectCache } from '../../jobs/objectCache.ts';
import { Activities } from '../activities.ts';
import { FirstLook } from '../firstLook.ts';
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
  /** For a look at the first rows while all is being opened. */
  readonly first: FirstLook;
  readonly activities: Activities;
  readonly questions: TransferQuestions;
  private readonly options: WorkbenchSessionOptions;
  private readonly document: Document;

  constructor(options: WorkbenchSessionOptions, document: Document) {
    this.options = options;
    this.document = document;
    this.data = this.session(options.id);
    this.aside = this.session(`${options.id}:aside`);
    this.first = new FirstLook(this.session(`${options.id}:first`));
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
    const { engine, aws, host } = this.options;
    const cacheDirectory = objectCache(this.options.cacheDirectory);
    return new DataSession({
      ...{ engine, aws, cacheDirectory, document: name },
      transferred: (transfer) => {
        host.transferred?.(transferLine(transfer));
        this.document.emit();
      },
    });
  }

  /** Shows the first rows of a source that was found, where opening it takes long. */
  lookFirst(call: DataCall): (main: LocatedSource) => Promise<void> {
    return async (main) => {
      if (await this.first.open(main, call)) this.document.emit();
    };
  }

  /** Bytes that one action may fetch without a question. */
  readonly askAbove = (): number => this.options.askAbove?.() ?? Infinity;

  /** Whether the person wants no questions about a dataset. */
  readonly quiet = (uri: string): boolean => this.options.quietTransfers?.get(uri) ?? false;
}
