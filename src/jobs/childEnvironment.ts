type Environment = Readonly<Record<string, string | undefined>>;

const KEPT = new Set([
  ...[
    'PATH',
    'HOME',
    'USER',
    'LOGNAME',
    'SHELL',
    'LANG',
    'LANGUAGE',
    'TZ',
    'TMPDIR',
    'TEMP',
    'TMP',
  ],
  ...['LD_LIBRARY_PATH', 'DYLD_LIBRARY_PATH', 'PYENV_VERSION', 'PYENV_ROOT', 'CONDA_PREFIX'],
  ...['SYSTEMROOT', 'SYSTEMDRIVE', 'WINDIR', 'COMSPEC', 'PATHEXT', 'USERPROFILE', 'APPDATA'],
  ...['LOCALAPPDATA', 'PROGRAMDATA', 'PROGRAMFILES', 'NUMBER_OF_PROCESSORS'],
  ...['SLUICE_DEBUG', 'SLUICE_MEMORY_LIMIT', 'SLUICE_THREADS', 'SLUICE_MESSAGE_FILE'],
]);

const NETWORK = new Set([
  ...['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'NO_PROXY', 'SSL_CERT_FILE', 'SSL_CERT_DIR'],
  ...['REQUESTS_CA_BUNDLE', 'CURL_CA_BUNDLE', 'NETRC'],
]);

/**
 * The environment of a Python that works on data: built from a list, so that no credential of the
 * user reaches it.
 */
export function childEnvironment(env: Environment): Record<string, string> {
  const kept = pick(env, (name) => KEPT.has(name) || name.startsWith('LC_'));
  return { ...kept, PYTHONUNBUFFERED: '1', PYTHONUTF8: '1', PYTHONDONTWRITEBYTECODE: '1' };
}

/** The same for pip, which also needs to know the way to its index. */
export function pipEnvironment(env: Environment): Record<string, string> {
  const network = pick(env, (name) => NETWORK.has(name) || name.startsWith('PIP_'));
  return { ...childEnvironment(env), ...network };
}

function pick(env: Environment, wanted: (name: string) => boolean): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) {
    if (value !== undefined && wanted(name.toUpperCase())) kept[name] = value;
  }
  return kept;
}
