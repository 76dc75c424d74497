import { foldCase } from '../../criteria/fold-case.ts';
import type { ApiToken } from '../../domain/account/api-token.ts';
import type { AccountSession } from './account-verb.ts';
import { choose } from './choose.ts';

/**
 * The API token of that id, or the one of that name that is not revoked. Those from before names were unique may share one.
 *
 * @throws OperatorError `tokenNotFound`, `tokenAmbiguous`.
 */
export async function chooseToken(
  { application, caller }: Pick<AccountSession, 'application' | 'caller'>,
  named: string,
): Promise<ApiToken> {
  const tokens = await application.listTokens(caller);
  const key = foldCase(named.trim());
  return choose(
    {
      noun: 'token',
      knownBy: 'id or name',
      lookUps: [
        () => tokens.filter(({ state }) => state.id === named),
        () => tokens.filter(({ state }) => foldCase(state.name) === key && state.revokedAt === undefined),
      ],
      describe: ({ state: { id, name, createdAt } }) => [id, name, `made on ${createdAt}`],
      advice: 'All are listed by rollcall token list; one that is revoked is known by its id only.',
    },
    named,
  );
}
