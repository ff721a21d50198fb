import { Fields } from '../fields.ts';
import { processingRules } from './processingRules.ts';
import { trainingRules } from './trainingRules.ts';

/** Rules that AWS documents but its service model does not hold. The input passed the model. */
export function documentedRules(operation: string, input: unknown): string[] {
  const request = new Fields(input);
  switch (operation) {
    case 'CreateProcessingJob':
      return [...processingRules(request), ...tagRules(request)];
    case 'CreateTrainingJob':
      return [...trainingRules(request), ...tagRules(request)];
    case 'AddTags':
      return tagRules(request);
    default:
      return [];
  }
}

function tagRules(request: Fields): string[] {
  const problems: string[] = [];
  const seen = new Set<string>();
  for (const tag of request.list('Tags')) {
    const key = tag.text('Key') ?? '';
    if (seen.has(key)) problems.push(`Duplicate tag key '${key}' at 'tags'`);
    seen.add(key);
    if (/^aws:/i.test(key)) problems.push(`Tag key '${key}' at 'tags' may not start with aws:`);
  }
  return problems;
}
