import { expect, test } from 'vitest';
import { sqlite } from '../../support/databases.ts';
import { ScimClient, user } from '../../support/scim-client.ts';
import { operator, serverOn, type TestAccount } from '../../support/start-server.ts';

// What is known of a token lets somebody in for seconds after it was revoked.
const server = serverOn(sqlite, { tokenCacheSeconds: 0 });

interface Case {
  readonly status: number;
  readonly detail: RegExp;
  readonly prepare?: (account: TestAccount) => Promise<unknown>;
}

const refusals: Readonly<Record<string, Case>> = {
  ssoNotSetUp: {
    status: 403,
    detail: /has no Single Sign-On set up.* Set up Single Sign-On with Okta .* push again from Okta\.$/,
  },
  primaryEmailDiffers: {
    status: 400,
    detail: /must be the same\. In Okta, set the application username format to Email\.$/,
  },
  attributeUndeclared: {
    status: 400,
    detail: /takes declared attributes only\. Declare it, or take it out of the mapping in Okta\.$/,
    prepare: ({ caller }) => server().application.acceptUndeclaredAttributes(caller, { accepted: false }),
  },
  tokenRevoked: {
    status: 401,
    detail: /was revoked on .*Z\. Create a new token and enter it in Okta\.$/,
    prepare: ({ caller, token }) => server().application.revokeToken(caller, { id: token.token.state.id }),
  },
};

const pushed = {
  ...user('ada@example.com'),
  emails: [{ value: 'other@example.com', primary: true }],
};

test.each(Object.entries(refusals))(
  '%s says over SCIM what to do in Okta, and nowhere else',
  async (code, expected) => {
    const { status, detail, prepare } = expected;
    const account = await server().openAccount('Acme', { sso: code !== 'ssoNotSetUp' });
    await prepare?.(account);
    const body =
      code === 'primaryEmailDiffers' ? pushed : { ...user('ada@example.com'), profile: { team: 'red' } };
    const answer = await account.client.post('/Users', body);
    expect([answer.status, answer.body.detail]).toEqual([status, expect.stringMatching(detail)]);
    const entries = await server().application.readAuditLog(account.caller, { limit: 10 });
    const { refusal } = entries.find((entry) => entry.refusal !== undefined) ?? {};
    expect(refusal).toMatchObject({ code });
    expect(refusal?.message).not.toMatch(/(in|with|from) Okta/);
  },
);

test('a request without a token is told how one is sent, and the audit log that none was given', async () => {
  const answer = await new ScimClient(server().baseUrl(), {}).get('/Users');
  expect([answer.status, answer.body.detail]).toEqual([
    401,
    'No API token was given. Send it as the password of HTTP Basic with the username "apikey", or as "Authorization: Bearer <token>".',
  ]);
  const service = { ...operator, accountId: '00000000-0000-0000-0000-000000000000' as never };
  const [entry] = await server().application.readAuditLog(service, { limit: 1 });
  expect(entry?.refusal?.message).toBe('No API token was given.');
});
