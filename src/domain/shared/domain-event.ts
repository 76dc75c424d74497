import type { AttributeChange } from './attribute-change.ts';
import type { AccountId } from './identifiers.ts';
import type { Instant } from './instant.ts';

/** Something that happened to an aggregate; its durable form is an entry of the journal. */
export interface DomainEvent<Type extends string = string, Target extends string = string> {
  readonly type: Type;
  readonly accountId: AccountId;
  readonly at: Instant;
  readonly target: { readonly type: Target; readonly id: string; readonly name: string };
  readonly changes: readonly AttributeChange[];
}
