import { warnedMilliseconds } from '../../domain/shared/expiry-warnings.ts';
import { instantPlus } from '../../domain/shared/instant.ts';
import { defineUseCase } from '../use-case/use-case.ts';

export interface WarnedOfTokens {
  /** Of how many tokens the journal was told now. */
  readonly told: number;
}

/**
 * Has the journal of each account tell of API tokens that expire in 30, 14, 7 or 1 days, once each time, unless another token has
 * taken over.
 */
export const warnOfTokenExpiry = defineUseCase({
  name: 'WarnOfTokenExpiry',
  permission: 'tokens:watch',
  kind: 'crossesAccounts',
  run: async (unitOfWork, requester, _, { accounts, at }): Promise<WarnedOfTokens> => {
    let told = 0;
    const expiring = await accounts.listExpiringTokens(at, instantPlus(at, warnedMilliseconds));
    for (const [accountId, some] of Map.groupBy(expiring, (token) => token.accountId)) {
      const ids = new Set(some.map(({ id }) => id));
      told += await unitOfWork.transact({ ...requester, accountId }, async ({ tokens }) => {
        const all = await tokens.list();
        const takenOver = new Set(
          all.filter((token) => token.isUsable(at)).map(({ state }) => state.rotatedFrom),
        );
        const changes = all
          .filter(({ state: { id } }) => ids.has(id) && !takenOver.has(id))
          .map((token) => token.warnOfExpiry(at));
        for (const change of changes) await tokens.store(change);
        return changes.filter(({ events }) => events.length > 0).length;
      });
    }
    return { told };
  },
});
