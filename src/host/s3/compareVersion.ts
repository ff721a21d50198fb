import { compareReport } from '../../core/report/compareReport.ts';
import { DataSession } from '../../jobs/dataSession.ts';
import { objectCache } from '../../jobs/objectCache.ts';
import { AppError } from '../../shared/errors.ts';
import { compareAddresses } from '../../session/s3/compareAddresses.ts';
import { lastPart, s3Address } from '../../session/s3/s3Address.ts';
import { momentText } from '../../session/s3/versionTexts.ts';
import type { HostServices } from '../hostServices.ts';
import { withProgress } from '../runs/withProgress.ts';
import { showReport } from '../ui/showReport.ts';

let comparisons = 0;

/** Sets an older version of an object beside today's, the older one as “before”. */
export async function compareVersion(services: HostServices, older: string): Promise<void> {
  const address = s3Address(older);
  if (address?.versionId === undefined) {
    throw new AppError('usage', `${older} is no single version.`, {
      hint: 'Choose one by “Show Versions…”.',
    });
  }
  const today = `s3://${address.bucket}/${address.key}`;
  const name = lastPart(today);
  await withProgress(`Comparing ${name}`, async (call) => {
    const { engine, aws, cacheDirectory } = services;
    const [then, now] = await Promise.all([
      aws.head({ uri: older }, call),
      aws.head({ uri: today }, call),
    ]);
    comparisons += 1;
    const document = `versions-${String(comparisons)}`;
    const session = new DataSession({
      ...{ engine, aws, document },
      cacheDirectory: objectCache(cacheDirectory),
    });
    const drift = await compareAddresses(session, { before: older, after: today }, call);
    const before = `${name} of ${momentText(then.lastModified)}`;
    const after = `today’s, of ${momentText(now.lastModified)}`;
    showReport(`${name}: older beside today’s`, compareReport({ before, after }, drift));
  });
}
