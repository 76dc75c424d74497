import { expect, test } from 'vitest';
import type { Requester } from '../../../src/application/ports/caller.ts';
import type { Agent } from '../../../src/domain/agent/agent.ts';
import { desired } from '../../support/agents.ts';
import { onEachDatabase } from '../../support/databases.ts';
import { basic, ScimClient } from '../../support/scim-client.ts';
import { serverOn } from '../../support/start-server.ts';

const requester: Requester = { principal: { kind: 'anonymous' }, source: '203.0.113.7', requestId: 'r-1' };

onEachDatabase('a token that is bound to an agent', (product) => {
  const server = serverOn(product);

  async function account() {
    const account = await server().openAccount();
    const provision = async (userName = 'ada@example.com'): Promise<Agent> =>
      (await server().application.provisionAgent(account.caller, { desired: desired({ userName }) })).agent;
    return { ...account, ...server().application, provision };
  }

  test('makes that agent known in whoever presents it, and so does its successor', async () => {
    const { caller, provision, issueToken, rotateToken, authenticateToken } = await account();
    const agentId = (await provision()).state.id;
    const issued = await issueToken(caller, { name: 'Ada', agentId });
    const next = await rotateToken(caller, { id: issued.token.state.id });
    for (const { text } of [issued, next])
      expect((await authenticateToken(requester, { text })).principal).toMatchObject({
        kind: 'token',
        agentId,
      });
    const unbound = await issueToken(caller, { name: 'Entra' });
    const { principal } = await authenticateToken(requester, { text: unbound.text });
    expect(principal).toEqual({ kind: 'token', id: unbound.token.state.id, name: 'Entra', scopes: ['scim'] });
  });

  test('is not issued for an agent that is not there, or that is of another account', async () => {
    const { caller, issueToken, listTokens, token, journal } = await account();
    const agentId = (await (await account()).provision()).state.id;
    await expect(issueToken(caller, { name: 'x', agentId })).rejects.toMatchObject({
      code: 'agentNotFound',
    });
    expect((await listTokens(caller)).map(({ state }) => state.id)).toEqual([token.token.state.id]);
    expect((await journal())[0]).toMatchObject({
      action: 'IssueToken',
      refusal: { code: 'agentNotFound' },
    });
  });

  test('reads its agent, and nothing once the agent is deactivated or removed', async () => {
    const { caller, provision, issueToken, deactivateAgent, reactivateAgent, removeAgent, journal } =
      await account();
    const { id } = (await provision()).state;
    const { text } = await issueToken(caller, { name: 'Ada', agentId: id });
    const client = new ScimClient(server().baseUrl(), { Authorization: basic(text) });
    expect(await client.get('/Me')).toMatchObject({ status: 200, body: { id } });
    await deactivateAgent(caller, { id });
    expect((await client.get('/Me')).status).toBe(401);
    expect((await journal())[0]).toMatchObject({
      action: 'ReadOwnAgent',
      target: { type: 'agent', id, name: 'ada@example.com' },
      refusal: { code: 'agentDeactivated' },
    });
    await reactivateAgent(caller, { id });
    expect((await client.get('/Me')).status).toBe(200);
    await removeAgent(caller, { id });
    expect((await client.get('/Me')).status).toBe(404);
  });
});
