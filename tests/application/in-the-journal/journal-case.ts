import type { UseCases } from '../../../src/application/index.ts';
import type { AccountId } from '../../../src/domain/shared/identifiers.ts';
import type { FilledAccount } from './filled-account.ts';

/** What a use case leaves in the journal, when it is done and when it is refused. */
export interface JournalCase {
  readonly does: (account: FilledAccount) => Promise<unknown>;
  /** The journal's entries of that, the oldest first; none where nothing changes. */
  readonly entries: readonly string[];
  /** In whose journal they stand, where that is not the account's own. */
  readonly accountOf?: (result: never) => AccountId;
  readonly isRefused: (account: FilledAccount) => Promise<unknown>;
  /** Of the refusal's entry: what it is about, and the code. */
  readonly target?: object;
  readonly code: string;
  /** Where nobody can tell whose account it is about. */
  readonly isOfTheService?: true;
}

export type Cases = { readonly [Name in keyof UseCases]?: JournalCase };

/** What is refused for want of a permission, since nothing else can be wrong with it. */
export const forbidden = { code: 'permissionMissing', target: undefined } as const;
