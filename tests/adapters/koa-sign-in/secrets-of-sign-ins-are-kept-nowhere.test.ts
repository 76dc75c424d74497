import { expect, test } from 'vitest';
import { administer, onEachDatabase } from '../../support/databases.ts';
import { oidcSecret } from '../../support/oidc-idp.ts';
import { secretKey } from '../../support/sign-in-connections.ts';
import {
  accountToEnter,
  bring,
  samlAnswer,
  samlRequestIn,
  sessionIn,
  signInByOidc,
} from '../../support/signing-in.ts';
import { serverOn } from '../../support/start-server.ts';

onEachDatabase('what signs somebody in', (product) => {
  const server = serverOn(product, { secretKey });

  test('is in no row, no entry, no line of the log and no page', async () => {
    const { saml, oidc, provision, browser, journal } = await accountToEnter(server());
    await provision();
    const chromium = browser();
    const begun = await chromium.get(`/sign-in/${saml.id}`);
    const request = samlRequestIn(begun.headers.location);
    const response = saml.idp.response(samlAnswer(saml, request, { assertionId: '_assertion-of-ada' }));
    await bring(chromium, saml, response);
    const bySaml = sessionIn(chromium) ?? '';
    // What is refused is kept in words: neither the response nor the code.
    await bring(chromium, saml, response);
    await signInByOidc(chromium, oidc);
    const { answers } = chromium;
    const toProvider = answers
      .map(({ headers }) => headers.location ?? '')
      .find((url) => url.includes('nonce='));
    const parameters = new URL(toProvider ?? '').searchParams;
    const callback = server().logLines.join('\n');
    const secrets = {
      bySaml,
      byOidc: sessionIn(chromium) ?? '',
      browser: chromium.cookies.get('rollcall-sign-in') ?? '',
      state: parameters.get('state') ?? '',
      nonce: parameters.get('nonce') ?? '',
      challenge: parameters.get('code_challenge') ?? '',
      assertion: '_assertion-of-ada',
      response: response.slice(0, 200),
      clientSecret: oidcSecret,
      secretKey,
    };
    expect(Object.values(secrets).every(({ length }) => length > 10)).toBe(true);
    const places = {
      rows: JSON.stringify(await allRows(server().databaseUrl)),
      entries: JSON.stringify(await journal()),
      lines: callback,
      pages: answers
        .map(({ text }) => text)
        .filter((text) => !text.includes('name="again"'))
        .join(),
    };
    for (const [place, text] of Object.entries(places))
      for (const [name, secret] of Object.entries(secrets))
        expect([place, name, text.includes(secret)]).toEqual([place, name, false]);
    // A request that was refused is named by what came, which is used up.
    expect(places.rows).toContain('sessions');
  });
});

/** Every row of every table. */
async function allRows(url: string): Promise<unknown> {
  const names = url.startsWith('sqlite')
    ? "SELECT name FROM sqlite_master WHERE type = 'table'"
    : 'SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE()';
  const tables = (await administer(url, names)) as readonly { readonly name: string }[];
  return Promise.all(tables.map(async ({ name }) => [name, await administer(url, `SELECT * FROM ${name}`)]));
}
