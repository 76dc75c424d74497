import { foldCase } from '../../criteria/fold-case.ts';
import type { SsoConnection } from '../../domain/sign-in/sso-connection.ts';
import type { AccountSession } from './account-verb.ts';
import { choose } from './choose.ts';

/** The connection of that id, or of that name in any letter case. @throws OperatorError `connectionNotFound`. */
export async function chooseConnection(
  { application, caller }: Pick<AccountSession, 'application' | 'caller'>,
  named: string,
): Promise<SsoConnection> {
  const connections = (await application.listSsoConnections(caller)).map(({ connection }) => connection);
  const key = foldCase(named.trim());
  return choose(
    {
      noun: 'connection',
      knownBy: 'id or name',
      lookUps: [
        () => connections.filter(({ state }) => state.id === named),
        () => connections.filter(({ state }) => foldCase(state.name) === key),
      ],
      describe: ({ state: { id, name, provider } }) => [id, name, provider.kind],
      advice: 'All are listed by: rollcall sso list',
    },
    named,
  );
}
