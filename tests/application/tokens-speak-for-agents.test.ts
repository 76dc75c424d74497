import { expect, test } from 'vitest';
import { CryptoTokenSecrets } from '../../src/adapters/node-runtime/crypto-token-secrets.ts';
import { SystemClock } from '../../src/adapters/node-runtime/system-clock.ts';
import { UuidSource } from '../../src/adapters/node-runtime/uuid-source.ts';
import { AuthenticateToken } from '../../src/application/access/authenticate-token.ts';
import { IssueToken } from '../../src/application/access/issue-token.ts';
import { RotateToken } from '../../src/application/access/rotate-token.ts';
import { TokenUse } from '../../src/application/access/token-use.ts';
import type { Requester } from '../../src/application/ports/caller.ts';
import { RefusalAllowance } from '../../src/application/support/refusal-allowance.ts';
import { RefusalRecorder } from '../../src/application/support/refusal-recorder.ts';
import { Account } from '../../src/domain/account/account.ts';
import { noon } from '../support/agents.ts';
import { onEachDatabase } from '../support/databases.ts';
import { stageOn } from '../support/open-storage.ts';
import { StoredAgents } from '../support/stored-agents.ts';

const requester: Requester = { principal: { kind: 'anonymous' }, source: '203.0.113.7', requestId: 'r-1' };
const log = { warn: () => {}, error: () => {} };

onEachDatabase('a token that is bound to an agent', (product) => {
  const stage = stageOn(product);

  async function account() {
    const { unitOfWork, accountDirectory: accounts } = stage().storage;
    const stored = new StoredAgents(stage().storage);
    const opened = Account.open(stored.caller.accountId, 'Acme', noon);
    await unitOfWork.transact(stored.caller, (scope) => scope.accounts.store(opened));
    const [clock, secrets, ids] = [new SystemClock(), new CryptoTokenSecrets(), new UuidSource()];
    const refusals = new RefusalRecorder(unitOfWork, new RefusalAllowance(log), clock, log);
    return {
      stored,
      issue: new IssueToken(unitOfWork, accounts, refusals, secrets, ids, clock),
      rotate: new RotateToken(unitOfWork, refusals, secrets, ids, clock),
      authenticate: new AuthenticateToken(accounts, secrets, refusals, new TokenUse(accounts, log), clock),
    };
  }

  test('makes that agent known in whoever presents it, and so does its successor', async () => {
    const { stored, issue, rotate, authenticate } = await account();
    const agentId = (await stored.provision()).state.id;
    const issued = await issue.execute(stored.caller, { name: 'Ada', agentId });
    const next = await rotate.execute(stored.caller, { id: issued.token.state.id });
    for (const { text } of [issued, next])
      expect((await authenticate.execute(requester, text)).principal).toMatchObject({
        kind: 'token',
        agentId,
      });
    const unbound = await issue.execute(stored.caller, { name: 'Okta' });
    const { principal } = await authenticate.execute(requester, unbound.text);
    expect(principal).toEqual({ kind: 'token', id: unbound.token.state.id, name: 'Okta' });
  });

  test('is not issued for an agent that is not there, or that is of another account', async () => {
    const { stored, issue } = await account();
    const stranger = await (await account()).stored.provision();
    const agentId = stranger.state.id;
    await expect(issue.execute(stored.caller, { name: 'x', agentId })).rejects.toMatchObject({
      code: 'agentNotFound',
    });
    const tokens = await stored.open.unitOfWork.read(stored.caller, (scope) => scope.tokens.list());
    expect(tokens).toEqual([]);
    expect((await stored.journal()).at(-1)).toMatchObject({
      action: 'IssueToken',
      refusal: { code: 'agentNotFound' },
    });
  });
});
