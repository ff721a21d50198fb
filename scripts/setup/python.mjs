import { ask } from './run.mjs';

const question =
  'import sys, importlib.util as u; print(*sys.version_info[:2], *[m for m in ("venv", "ensurepip") if u.find_spec(m) is None])';

/**
 * Finds the Python 3.11 that both environments are made with: today's pandas and PySpark want
 * at least 3.11, PySpark 3.5 at most 3.11. `SLUICE_TEST_PYTHON` names another program.
 * @returns {{path: string} | {problem: string}}
 */
export function findPython() {
  const named = process.env.SLUICE_TEST_PYTHON;
  const candidates = named === undefined ? ['python3.11', 'python3', 'python'] : [named];
  const seen = [];
  for (const candidate of candidates) {
    const answer = ask(candidate, ['-c', question])?.trim().split(/\s+/);
    if (answer === undefined) continue;
    const [major, minor, ...missing] = answer;
    const version = `${major}.${minor}`;
    if (version !== '3.11') seen.push(`${candidate} is ${version}`);
    else if (missing.length === 0) return { path: candidate };
    else seen.push(`${candidate} has no module ${missing.join(', ')}`);
  }
  const where = named === undefined ? '' : ` (SLUICE_TEST_PYTHON is ${named})`;
  const found = seen.length === 0 ? 'none was found' : seen.join('; ');
  return { problem: `Python 3.11 with venv and ensurepip: ${found}${where}.` };
}
