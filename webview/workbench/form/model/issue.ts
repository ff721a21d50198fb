/** Something that a draft still lacks, or that cannot be right. */
export interface Issue {
  /** Leads from the params to the place. */
  readonly path: readonly (string | number)[];
  readonly message: string;
  /** False for what is merely not there yet, which is not held against anyone who has just begun. */
  readonly wrong: boolean;
}

/** Issues at this place or, with `inside`, below it. */
export function issuesAt(
  issues: readonly Issue[],
  path: readonly (string | number)[],
  inside: boolean,
): readonly Issue[] {
  return issues.filter(
    (issue) =>
      (inside ? issue.path.length >= path.length : issue.path.length === path.length) &&
      path.every((part, index) => part === issue.path[index]),
  );
}
