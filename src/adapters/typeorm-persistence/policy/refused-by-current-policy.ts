import { DomainError } from '../../../domain/shared/domain-error.ts';
import type { AccountScope } from '../scope/account-scope.ts';
import { requirePolicyUnchanged } from './sql-policy-repository.ts';

/** What is refused under a policy that is out of date may be right under the one that took its place. */
export async function refusedByCurrentPolicy<Result>(
  scope: AccountScope,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DomainError) await requirePolicyUnchanged(scope);
    throw error;
  }
}
