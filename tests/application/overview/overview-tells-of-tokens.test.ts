import { describe, expect, test } from 'vitest';
import type { Caller } from '../../../src/application/ports/caller.ts';
import { basic, ScimClient } from '../../support/scim-client.ts';
import { serverOn } from '../../support/start-server.ts';

describe('a token', () => {
  const server = serverOn();

  const found = async (caller: Caller) => {
    const { parts } = await server().application.readOverview(caller);
    const token = parts.find(({ name }) => name === 'token');
    return [
      token?.condition,
      ...(token?.findings ?? []).map(({ reason, subject }) => [reason, subject?.name]),
    ];
  };

  const used = ['tokenUsed', 'Okta'];

  test.each([
    [70, 'attention', [['tokenEnds', 'Okta'], used]],
    [91, 'failing', [['tokenEnded', 'Okta'], used]],
  ] as const)('of 90 days is told of after %i days as %s', async (days, condition, findings) => {
    const { caller, client } = await server().openAccount(`After ${days} days`);
    await client.get('/Users?count=1');
    server().putClockForward(days);
    // The last use of a token is written beside the request.
    await expect.poll(() => found(caller)).toEqual([condition, ...findings]);
    server().putClockForward(-days);
  });

  test('that nobody used has ended only where no other can be used', async () => {
    const { caller, issueToken } = await server().openAccount('Unused');
    server().putClockForward(91);
    expect(await found(caller)).toEqual(['failing', ['tokenEnded', 'Okta']]);
    await issueToken();
    expect(await found(caller)).toEqual(['waiting', ['tokenUnused', undefined]]);
    server().putClockForward(-91);
  });

  test('that was used last has ended, whatever others there are, until one of them is used', async () => {
    const { caller, client, token } = await server().openAccount('Rotates');
    const { rotateToken } = server().application;
    await client.get('/Users?count=1');
    const { id } = token.token.state;
    const { text } = await rotateToken(caller, { id, name: 'New', expiresInDays: null });
    server().putClockForward(91);
    await expect.poll(() => found(caller)).toEqual(['failing', ['tokenEnded', 'Okta'], used]);
    const renewed = new ScimClient(server().baseUrl(), { Authorization: basic(text) });
    expect((await renewed.get('/Users?count=1')).status).toBe(200);
    await expect.poll(() => found(caller)).toEqual(['working', ['tokenUsed', 'New']]);
    server().putClockForward(-91);
  });
});
