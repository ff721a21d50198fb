import type { Method } from '../rpc/contract.ts';

/** The settings of a run on SageMaker as the person typed them: text, sound or not. */
export interface RunForm {
  readonly role: string;
  readonly instance: string;
  readonly volumeGb: string;
  readonly maxMinutes: string;
  readonly staging: string;
  /** Addresses by output. They are the recipe's: a changed one is written into it before a run. */
  readonly outputs: Readonly<Record<string, string>>;
  /** Texts by parameter; a parameter that is absent has its default. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Learn every value again instead of using the recipe's. */
  readonly refit: boolean;
}

/** Something wrong at a field: `role`, `volumeGb`, `outputs.<name>`, `parameters.<name>`, … */
export interface FieldProblem {
  readonly field: string;
  readonly message: string;
}

/** What a person can do about a check. */
export type CheckRemedy =
  /** Puts a value into a field of the form. */
  | { readonly kind: 'set'; readonly label: string; readonly field: string; readonly value: string }
  | {
      readonly kind: 'command';
      readonly label: string;
      readonly command: 'selectProfile' | 'selectRegion' | 'openRecipe' | 'trustWorkspace';
      /** For `selectRegion`: the region meant. */
      readonly value?: string;
    };

/** One line of “Before anything is sent”. */
export interface CheckLine {
  /** What it is about, as the fields of problems; `identity`, `recipe` and `data` have no field. */
  readonly field: string;
  readonly state: 'passed' | 'note' | 'failed';
  readonly title: string;
  readonly detail?: string;
  readonly remedy?: CheckRemedy;
}

/** An instance type to choose. */
export interface InstanceChoice {
  readonly name: string;
  readonly vcpu: number;
  readonly memoryGb: number;
}

/** All that the run panel shows besides the form itself. */
export interface RunPanelState {
  /** The recipe's name. */
  readonly title: string;
  /** One sentence on the last run here and the data; empty while nothing is known. */
  readonly summary: string;
  readonly outputs: readonly { readonly name: string; readonly detail: string }[];
  readonly parameters: readonly {
    readonly name: string;
    readonly type: string;
    /** As text; what an empty field means. */
    readonly default: string;
  }[];
  /** How the learned values stand; `none`: the recipe learns nothing. */
  readonly fitted: {
    readonly state: 'none' | 'fitted' | 'missing' | 'stale';
    readonly detail: string;
  };
  readonly instances: readonly InstanceChoice[];
  /** Roles and folders of earlier runs, newest first. */
  readonly recent: { readonly roles: readonly string[]; readonly staging: readonly string[] };
  readonly problems: readonly FieldProblem[];
  readonly checks: readonly CheckLine[];
  /** AWS is being asked; `checks` are those of the last form. */
  readonly checking: boolean;
  /** Where the job would run; undefined until AWS has answered. */
  readonly region: string | undefined;
  /** Why it cannot be sent now; undefined when it can. */
  readonly blocked: string | undefined;
  /** What is under way because of a button; the buttons wait. */
  readonly busy: string | undefined;
}

/** Webview → host. */
export interface RunPanelContract {
  /** The first call of a webview. */
  ready: Method<
    object,
    {
      readonly form: RunForm;
      readonly state: RunPanelState;
      /** The recipe's URI: what a reloaded window opens the panel with. */
      readonly recipe: string;
    }
  >;
  /** The form as it is now; what it means comes as a state. */
  change: Method<{ readonly form: RunForm }, null>;
  /** Asks AWS again. */
  check: Method<object, null>;
  submit: Method<{ readonly form: RunForm }, null>;
  runHere: Method<{ readonly form: RunForm }, null>;
  saveJob: Method<{ readonly form: RunForm }, null>;
  command: Method<
    {
      readonly command: Extract<CheckRemedy, { kind: 'command' }>['command'];
      readonly value?: string;
    },
    null
  >;
}

/** Host → webview. */
export interface RunPanelEvents {
  state: RunPanelState;
  /** The form was replaced: another job file was opened on the same recipe. */
  form: RunForm;
}

/** The contract's method names, for `remote`. */
export const runPanelMethods = [
  'ready',
  'change',
  'check',
  'submit',
  'runHere',
  'saveJob',
  'command',
] as const satisfies readonly (keyof RunPanelContract)[];
