import { VERSIONS } from '../../core/versions.ts';
import type { Confirm } from '../../jobs/confirmation.ts';
import { readTrainDocument } from '../../jobs/documents.ts';
import { RunHistory } from '../../jobs/history.ts';
import { runName } from '../../jobs/runName.ts';
import type { TrainEnd } from '../../jobs/trainEnd.ts';
import { trainLocally } from '../../jobs/trainLocal.ts';
import { trainOnSagemaker } from '../../jobs/trainSagemaker.ts';
import { trainingPackages } from '../../jobs/xgboostVersion.ts';
import { objectCache } from '../../jobs/objectCache.ts';
import type { CallOptions } from '../../shared/rpc/contract.ts';
import { loggedRun } from './loggedRun.ts';
import type { OnStart } from './loggedRun.ts';
import type { RunService } from './runService.ts';

/** Trains what a `*.train.json` describes, here and on SageMaker. */
export class TrainService {
  private readonly runs: RunService;

  constructor(runs: RunService) {
    this.runs = runs;
  }

  /** Trains here. The end holds what went wrong once the training had begun. */
  async trainHere(path: string, call: CallOptions = {}, onStart?: OnStart): Promise<TrainEnd> {
    const { aws, cacheDirectory, pythonFolder, env } = this.runs.options;
    const document = await readTrainDocument(path);
    const history = await RunHistory.near(path);
    const name = runName(`${trainTitle(path)}-train`);
    const python = await this.runs.python(trainingPackages(VERSIONS.duckdb), call);
    return loggedRun({ history, name, onStart }, (onLine) =>
      trainLocally(
        {
          ...{ history, aws, name, document, documentPath: path, python, pythonFolder, env },
          objectCache: objectCache(cacheDirectory),
          onLine,
        },
        call,
      ),
    );
  }

  /** Submits a training job, after `confirm`. Never waits for its end. */
  async trainOnSagemaker(
    path: string,
    confirm: Confirm,
    call: CallOptions = {},
  ): Promise<TrainEnd> {
    const { aws } = this.runs.options;
    const document = await readTrainDocument(path);
    const history = await RunHistory.near(path);
    const name = runName(`${trainTitle(path)}-train`);
    return this.runs.once(history, path, call, () =>
      trainOnSagemaker(
        { history, aws, name, document, documentPath: path, confirm, wait: false },
        call,
      ),
    );
  }
}

/** `churn` of `/data/churn.train.json`. */
export function trainTitle(path: string): string {
  return /([^/\\]+?)(\.train)?\.json$/.exec(path)?.[1] ?? 'train';
}
