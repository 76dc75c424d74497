import { beforeEach, describe, expect, test } from 'vitest';
import { useCases } from '../../../src/application/index.ts';
import { applicationOn } from '../../support/application-on.ts';
import { sqlite } from '../../support/databases.ts';
import { stageOn } from '../../support/open-storage.ts';
import { filledAccount } from '../in-the-journal/filled-account.ts';

const stage = stageOn(sqlite);
type UseCaseOf = { readonly kind: string; readonly inClosedAccount?: true };
const refused = Object.entries(useCases as Readonly<Record<string, UseCaseOf>>)
  .filter(([, { kind, inClosedAccount }]) => !inClosedAccount && !['reads', 'crossesAccounts'].includes(kind))
  .map(([name]) => name);

describe('in a closed account', () => {
  let on: Awaited<ReturnType<typeof filledAccount>>;
  beforeEach(async () => {
    const filled = await filledAccount(stage());
    await filled.application.closeAccount(filled.caller);
    // What the process knew of the account that closed it is a while old.
    on = { ...filled, application: applicationOn(stage().storage) };
  });

  test.each(refused)('%s is refused, whatever is asked', async (name) => {
    const run = on.application[name as keyof typeof on.application] as (
      caller: unknown,
      input: unknown,
    ) => Promise<unknown>;
    await expect(run(on.caller, {})).rejects.toMatchObject({ code: 'accountClosed' });
    expect(await on.application.readAuditLog(on.caller, { limit: 1 })).toMatchObject([
      { refusal: { code: 'accountClosed' } },
    ]);
  });

  test('agents, groups, tokens, attributes and the audit log are read', async () => {
    const { application, caller } = on;
    expect((await application.readAccount(caller)).state.closedAt).toBeDefined();
    expect((await application.listAgents(caller, {})).resources).not.toEqual([]);
    expect((await application.listGroups(caller, {})).resources).not.toEqual([]);
    expect(await application.listTokens(caller)).not.toEqual([]);
    expect(await application.listProfileAttributes(caller, {})).not.toEqual([]);
    expect(await application.readAuditLog(caller, { limit: 1 })).toMatchObject([{ action: 'AccountClosed' }]);
  });

  test('access is taken away still, and the account is as it was once it is reopened', async () => {
    const { application, caller, token } = on;
    const [first] = (await application.listAgents(caller, {})).resources;
    const id = first?.agent.state.id;
    if (id === undefined) throw new Error('There is no agent.');
    expect((await application.deactivateAgent(caller, { id })).state.status).toBe('deactivated');
    await application.removeAgent(caller, { id });
    expect((await application.revokeToken(caller, { id: token })).state.revokedAt).toBeDefined();
    await application.reopenAccount(caller);
    const renamed = await application.renameAccount(caller, { name: 'Open again' });
    expect(renamed.state.name).toBe('Open again');
  });

  test('a token is refused, and what it was for is recorded', async () => {
    const { application, anonymous, caller, tokenText: text } = on;
    await expect(application.authenticateToken(anonymous, { text })).rejects.toMatchObject({
      code: 'accountClosed',
    });
    expect(await application.readAuditLog(caller, { limit: 1 })).toMatchObject([
      {
        action: 'AuthenticateToken',
        target: { type: 'token', name: 'Okta' },
        refusal: { code: 'accountClosed' },
      },
    ]);
  });
});
