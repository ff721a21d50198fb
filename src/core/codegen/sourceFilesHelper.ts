import type { ScriptNeeds } from './pythonTarget.ts';

/** Asks for `source_files(path)`: what a script does to find the files behind a path. */
export function needSourceFiles(needs: ScriptNeeds): void {
  needs.import('import os');
  needs.import('import re');
  needs.helper('source_files', sourceFiles);
}

/** Asks for `hive_keys(name)`: the values that a path holds as `key=value` folders. */
export function needHiveKeys(needs: ScriptNeeds): void {
  needs.import('import urllib.parse');
  needs.helper('hive_keys', hiveKeys);
}

const sourceFiles = `
def source_files(path):
    """The files of a file, folder or glob in byte order, each with its path below the folder."""
    if os.path.isfile(path):
        return [(path, os.path.basename(path))]
    base, pattern = path, "**/*"
    if not os.path.isdir(path):
        parts = path.split("/")
        first = next((i for i, part in enumerate(parts) if re.search(r"[*?[]", part)), len(parts))
        base, pattern = "/".join(parts[:first]) or "/", "/".join(parts[first:])
    if not pattern:
        sys.exit(f"There is no file or folder {path}. Give another with --input.")
    found = [file for file in Path(base).glob(pattern) if file.is_file() and file.stat().st_size]
    names = [file.relative_to(base).as_posix() for file in found]
    names = [name for name in names if not re.search(r"(^|/)(\\.|_[^=/]*(/|$))|\\.crc$", name)]
    if not names:
        sys.exit(f"No data files lie at {path}. Give another path with --input.")
    return [(os.path.join(base, name), name) for name in sorted(names, key=os.fsencode)]
`;

const hiveKeys = `
def hive_keys(name):
    """The key=value folders of a path, as text or None."""
    pairs = [part.partition("=") for part in name.split("/")[:-1] if part.find("=") > 0]
    keys = {key: urllib.parse.unquote(value) for key, _, value in pairs}
    null = "__HIVE_DEFAULT_PARTITION__"
    return {key: None if value == null else value for key, value in keys.items()}
`;
