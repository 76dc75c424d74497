import type { Instant } from '../../domain/shared/instant.ts';
import { IsInstant } from '../input/is-instant.ts';
import { Nullable } from '../input/nullable.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { AtVersion } from '../version/at-version.ts';
import { accountTarget } from './account/account-target.ts';
import { changeAccount } from './account/change-account.ts';

export class RequestBodiesKept extends AtVersion {
  /** A week ahead at most; `null` to keep none from now on. */
  @Nullable()
  @IsInstant()
  readonly until!: Instant | null;
}

/**
 * Has the request log keep what is sent and answered until a time, without secrets, or keep none of it; what is kept stays
 * for a week, or as long as the request does where that is shorter.
 *
 * @throws DomainError `versionDiffers`, `attributeInvalid`.
 */
export const keepRequestBodies = defineUseCase({
  name: 'KeepRequestBodies',
  permission: 'account:write',
  kind: 'changes',
  input: RequestBodiesKept,
  target: accountTarget,
  run: (scope, caller, { until, ifVersion }, { at }) =>
    changeAccount(scope, caller, (account) => account.keepBodies(until ?? undefined, at), { ifVersion }),
});
