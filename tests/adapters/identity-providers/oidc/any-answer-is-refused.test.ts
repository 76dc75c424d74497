import fc from 'fast-check';
import { expect, test } from 'vitest';
import { noon } from '../../../support/agents.ts';
import { json } from '../../../support/identity-provider.ts';
import { answered, begun, openidClient, partiesAt } from '../../../support/oidc-reading.ts';
import { wrongOidcProvider } from '../../../support/wrong-oidc-provider.ts';

const idp = await wrongOidcProvider();
const signed = await idp.idToken();
const parties = partiesAt(idp.issuer);
const client = openidClient();
const ada = { issuer: idp.issuer, subject: '00u1', email: 'ada@example.com' };

const anyName = fc.oneof(
  fc.constantFrom('state', 'iss', 'code', 'error', 'error_description', 'response', 'id_token'),
  fc.string(),
);
const anyValue = fc.oneof(fc.constantFrom(begun.state, idp.issuer, 'code-1', signed), fc.string());
const anyQuery = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(fc.tuple(anyName, anyValue)).map((pairs) => String(new URLSearchParams(pairs))),
  fc.array(fc.tuple(anyName, anyValue)).map((pairs) => `state=state-1&${new URLSearchParams(pairs)}`),
);

test('whatever a browser brings is refused where the provider knows no code of it, and is no error', async () => {
  idp.answers['/token'] = json({ error: 'invalid_grant' }, 400);
  await fc.assert(
    fc.asyncProperty(anyQuery, async (query) => {
      const outcome = await client.readCallback(parties, query, begun, noon);
      expect(outcome.kind).toBe('refused');
    }),
    { numRuns: 1000 },
  );
});

/** The ID token with a stretch of it replaced by anything. */
const changed = fc
  .tuple(fc.nat(signed.length - 1), fc.nat(20), fc.string({ maxLength: 20 }))
  .map(([at, length, put]) => signed.slice(0, at) + put + signed.slice(at + length))
  .filter((token) => token !== signed);
const anyTokens = fc.oneof(
  fc.jsonValue(),
  fc.record({ access_token: fc.constant('access-1'), token_type: fc.constant('Bearer'), id_token: changed }),
  fc.record({ access_token: fc.jsonValue(), token_type: fc.jsonValue(), id_token: fc.jsonValue() }),
);

test('whatever is changed in what a provider answers names nobody but whom it signed for, and is no error', async () => {
  await fc.assert(
    fc.asyncProperty(anyTokens, async (tokens) => {
      idp.answers['/token'] = json(tokens);
      const outcome = await client.readCallback(parties, answered, begun, noon);
      // The last character of a signature has bits that count for nothing.
      if (outcome.kind === 'proven') expect(outcome.identity).toEqual(ada);
    }),
    { numRuns: 1000 },
  );
  idp.answerTokens({ id_token: signed });
  expect(await client.readCallback(parties, answered, begun, noon)).toEqual({
    kind: 'proven',
    identity: ada,
  });
});
