const service = 'sagemaker.amazonaws.com';

/** Whether a role's trust policy (as IAM gives it: URL-encoded JSON) lets SageMaker take it on. */
export function trustsSagemaker(policy: string): boolean {
  let document: unknown;
  try {
    document = JSON.parse(decodeURIComponent(policy));
  } catch {
    // A policy that nobody can read allows nothing.
    return false;
  }
  const statements = list(field(document, 'Statement'));
  const about = statements.filter(
    (statement) =>
      list(field(statement, 'Action')).some((action) =>
        /^(sts:(AssumeRole|\*)|\*)$/i.test(String(action)),
      ) && namesSagemaker(field(statement, 'Principal')),
  );
  const effects = about.map((statement) => field(statement, 'Effect'));
  return effects.includes('Allow') && !effects.includes('Deny');
}

function namesSagemaker(principal: unknown): boolean {
  if (principal === '*') return true;
  return list(field(principal, 'Service')).some((name) => name === service || name === '*');
}

function field(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return new Map<string, unknown>(Object.entries(value)).get(name);
}

function list(value: unknown): unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}
