import type { Json } from '../../../../src/shared/json.ts';
import type { ConditionNode } from './conditionNode.ts';
import type { Item } from './item.ts';
import type { Operand } from './operand.ts';

/**
 * What a person has typed so far, right or wrong. Nothing is lost on the way to params: a number
 * that is none yet keeps its letters, a literal that was not touched keeps its JSON.
 */
export type Draft =
  | { readonly kind: 'absent' }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'flag'; readonly on: boolean }
  | { readonly kind: 'choice'; readonly value: Json }
  | { readonly kind: 'names'; readonly names: readonly string[] }
  | { readonly kind: 'picks'; readonly values: readonly Json[] }
  | { readonly kind: 'pairs'; readonly pairs: readonly Item<readonly [string, string]>[] }
  | { readonly kind: 'condition'; readonly root: ConditionNode }
  | { readonly kind: 'operand'; readonly operand: Operand }
  | { readonly kind: 'group'; readonly fields: Readonly<Record<string, Draft>> }
  | { readonly kind: 'items'; readonly items: readonly Item<Draft>[] }
  | {
      readonly kind: 'record';
      readonly entries: readonly Item<{ readonly key: string; readonly value: Draft }>[];
    }
  /** Drafts of the other variants stay, for the way back. */
  | {
      readonly kind: 'union';
      readonly chosen: number;
      readonly drafts: Readonly<Record<number, Draft>>;
    };

/** The draft of one kind. */
export type DraftOf<K extends Draft['kind']> = Extract<Draft, { readonly kind: K }>;

export const absent: Draft = { kind: 'absent' };
