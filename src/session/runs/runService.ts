import { resolve } from 'node:path';
import { VERSIONS } from '../../core/versions.ts';
import type { EngineClient } from '../../engine/client.ts';
import type { Confirm } from '../../jobs/confirmation.ts';
import { DataSession } from '../../jobs/dataSession.ts';
import { recipeFolder } from '../../jobs/recipeFolder.ts';
import type { JobDocument } from '../../jobs/documents.ts';
import { RunHistory } from '../../jobs/history.ts';
import { jobFiles } from '../../jobs/jobFiles.ts';
import { runLocally } from '../../jobs/localRun.ts';
import type { RunEnd } from '../../jobs/localRun.ts';
import { readRecipeFile } from '../../jobs/openRecipe.ts';
import { prepareRun } from '../../jobs/prepareRun.ts';
import type { PreparedRun } from '../../jobs/prepareRun.ts';
import { ensurePython } from '../../jobs/pythonEnvironment.ts';
import { runName } from '../../jobs/runName.ts';
import { runOnSagemaker } from '../../jobs/sagemakerRun.ts';
import { withChecksums } from '../../jobs/withChecksums.ts';
import { objectCache } from '../../jobs/objectCache.ts';
import type { AwsContract } from '../../shared/contracts/aws.ts';
import type { Json } from '../../shared/json.ts';
import type { CallOptions, Remote } from '../../shared/rpc/contract.ts';
import { EarlierAttempts } from './earlierAttempts.ts';
import { loggedRun } from './loggedRun.ts';
import type { OnStart } from './loggedRun.ts';
import { runGate } from './runGate.ts';
import type { RunGateOptions } from './runGate.ts';
import { transferLine } from '../transfers/transferWords.ts';

/** What runs and trainings are made with. */
export interface RunServiceOptions {
  readonly engine: EngineClient;
  readonly aws: Remote<AwsContract>;
  readonly cacheDirectory: string;
  /** The folder that holds `run.py`. */
  readonly pythonFolder: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The interpreter that is set; empty for one that is made and kept. Asked for each run. */
  readonly python: () => string | undefined;
  /** Who is asked before a run fetches much from S3, and hears of what came; nobody if absent. */
  readonly transfers?: RunGateOptions & { readonly told: (line: string) => void };
}

/** A recipe to run, as its file has it. */
export interface RunRequest {
  readonly recipePath: string;
  /** Values by parameter, as text. */
  readonly parameters: Readonly<Record<string, Json>>;
  /** Learn all values again and write them into the recipe. */
  readonly refit: boolean;
  /** The history has the run from here on. */
  readonly onStart?: OnStart;
}

let sessions = 0;

/** Runs recipes, here and on SageMaker; each run has its own sources open in the engine. */
export class RunService {
  readonly options: RunServiceOptions;
  private readonly attempts: EarlierAttempts;

  constructor(options: RunServiceOptions) {
    this.options = options;
    this.attempts = new EarlierAttempts(options.aws);
  }

  /** Sources of one run or check; close it when done. */
  session(): DataSession {
    const { engine, aws, transfers } = this.options;
    const cacheDirectory = objectCache(this.options.cacheDirectory);
    sessions += 1;
    return new DataSession({
      ...{ engine, aws, cacheDirectory, document: `run-${String(sessions)}` },
      ...(transfers
        ? {
            gate: runGate(transfers),
            transferred: (transfer) => {
              transfers.told(transferLine(transfer));
            },
          }
        : {}),
    });
  }

  /** Runs over whole data, here. The end holds what went wrong once the run had begun. */
  async runHere(request: RunRequest, call: CallOptions = {}): Promise<RunEnd> {
    return this.prepared(request, true, call, async (prepared) => {
      const { aws, pythonFolder, env } = this.options;
      const python = await this.python([`duckdb==${VERSIONS.duckdb}`], call);
      const history = await RunHistory.near(request.recipePath);
      const { name } = prepared.plan;
      const plan = await withChecksums(prepared.plan, prepared.located, aws, call);
      return loggedRun({ history, name, onStart: request.onStart }, (onLine) =>
        runLocally(
          {
            ...{ history, plan, onLine },
            recipeText: prepared.recipeText,
            recipePath: resolve(request.recipePath),
            files: jobFiles(prepared),
            ...{ python, pythonFolder, env },
          },
          call,
        ),
      );
    });
  }

  /** Submits a processing job, after `confirm`. Never waits for its end. */
  async runOnSagemaker(
    request: RunRequest & { readonly settings: JobDocument; readonly confirm: Confirm },
    call: CallOptions = {},
  ): Promise<RunEnd> {
    const history = await RunHistory.near(request.recipePath);
    const document = resolve(request.recipePath);
    return this.attempts.once(history, document, call, () =>
      this.prepared(request, false, call, async (prepared) => {
        const { aws, cacheDirectory, pythonFolder, env } = this.options;
        const python = await this.python([`duckdb==${VERSIONS.duckdb}`], call);
        const session = this.session();
        try {
          return await runOnSagemaker(
            {
              ...{ history, aws, session, settings: request.settings, confirm: request.confirm },
              plan: prepared.plan,
              recipeText: prepared.recipeText,
              recipePath: document,
              folder: recipeFolder(document),
              located: prepared.located,
              wait: false,
              ...{ cacheDirectory, pythonFolder, python, env },
            },
            call,
          );
        } finally {
          await session.close();
        }
      }),
    );
  }

  /** The interpreter of runs and trainings here. */
  python(packages: readonly string[], call: CallOptions = {}): Promise<string> {
    const { cacheDirectory, pythonFolder, env } = this.options;
    const python = this.options.python();
    return ensurePython({ python, env, cacheDirectory, pythonFolder, packages }, call);
  }

  /** Refuses a second submission of a document while it is not known what became of the first. */
  once<T>(
    history: RunHistory,
    document: string,
    call: CallOptions,
    submit: () => Promise<T>,
  ): Promise<T> {
    return this.attempts.once(history, document, call, submit);
  }

  private async prepared<T>(
    request: RunRequest,
    fetch: boolean,
    call: CallOptions,
    work: (prepared: PreparedRun) => Promise<T>,
  ): Promise<T> {
    const { recipe } = await readRecipeFile(request.recipePath, 'ignore');
    const session = this.session();
    try {
      const prepared = await prepareRun(
        {
          session,
          fetch,
          recipePath: request.recipePath,
          runName: runName(recipe.name),
          given: request.parameters,
          refit: request.refit,
        },
        call,
      );
      return await work(prepared);
    } finally {
      await session.close();
    }
  }
}
