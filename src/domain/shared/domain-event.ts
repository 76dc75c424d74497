import type { AttributeChange } from './attribute-change.ts';
import type { AccountId } from './identifiers.ts';
import type { Instant } from './instant.ts';

/** What something can happen to, and what an attempt can be about. */
export const targetTypes = [
  'agent',
  'group',
  'template',
  'attribute',
  'account',
  'token',
  'session',
  'connection',
  'signInLink',
  'agentJob',
] as const;
export type TargetType = (typeof targetTypes)[number];

/** Something that happened to an aggregate; its durable form is an entry of the journal. */
export interface DomainEvent<Type extends string = string, Target extends TargetType = TargetType> {
  readonly type: Type;
  readonly accountId: AccountId;
  readonly at: Instant;
  readonly target: { readonly type: Target; readonly id: string; readonly name: string };
  readonly changes: readonly AttributeChange[];
}
