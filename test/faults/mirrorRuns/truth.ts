import { DataSession } from '../../../src/jobs/dataSession.ts';
import type { AwsContract } from '../../../src/shared/contracts/aws.ts';
import type { Remote } from '../../../src/shared/rpc/contract.ts';
import type { EngineClient } from '../../../src/engine/client.ts';
import type { Dataset, State } from './datasets.ts';
import { ask } from './questions.ts';
import type { Question } from './questions.ts';

/** Answers over the local files themselves, by an engine that nothing happens to. */
export class Truth {
  private readonly engine: EngineClient;
  private readonly aws: Remote<AwsContract>;
  private readonly sessions = new Map<string, Promise<DataSession>>();
  private readonly answers = new Map<string, Promise<unknown>>();

  constructor(engine: EngineClient, aws: Remote<AwsContract>) {
    this.engine = engine;
    this.aws = aws;
  }

  answer(dataset: Dataset, state: State, question: Question): Promise<unknown> {
    const place = `${dataset.name} ${state}`;
    const key = `${place} ${JSON.stringify(question)}`;
    const known =
      this.answers.get(key) ??
      this.session(dataset, state, place).then((session) => ask(session, question));
    this.answers.set(key, known);
    return known;
  }

  private session(dataset: Dataset, state: State, place: string): Promise<DataSession> {
    const known = this.sessions.get(place) ?? this.open(dataset.local[state], place);
    this.sessions.set(place, known);
    return known;
  }

  private async open(uri: string | undefined, document: string): Promise<DataSession> {
    if (uri === undefined) throw new Error(`Nothing is left of ${document}.`);
    const session = new DataSession({
      ...{ engine: this.engine, aws: this.aws, cacheDirectory: '/nowhere', document },
    });
    await session.openSources([await session.locate('main', { uri }, '/')], false);
    return session;
  }
}
