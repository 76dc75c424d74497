import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changedResponses } from '../../../support/changed-responses.ts';
import { base64, SamlIdp } from '../../../support/saml-idp.ts';
import { readSaml } from '../../../support/saml-reading.ts';

const idp = new SamlIdp();
const provider = idp.provider();
const { changed, pieces } = changedResponses(idp.xml());
const ada = {
  nameId: 'ada@example.com',
  externalId: '00u1',
  email: 'ada@example.com',
  sessionIndex: '_session-1',
};

test('a response that was changed anyhow signs in nobody but whom the provider signed for, and is no error', async () => {
  await fc.assert(
    fc.asyncProperty(changed, async (xml) => {
      const outcome = await readSaml(provider, base64(xml));
      if (outcome.kind === 'proven') expect(outcome.identity).toEqual(ada);
    }),
    { numRuns: 1000 },
  );
});

test('whatever else is sent is refused, and no error', async () => {
  const anything = fc.oneof(
    fc.string(),
    fc.base64String(),
    fc.string({ unit: 'binary' }).map(base64),
    fc.constantFrom(...pieces).map(base64),
  );
  await fc.assert(
    fc.asyncProperty(anything, async (response) => {
      expect(await readSaml(provider, response)).toMatchObject({ kind: 'refused' });
    }),
    { numRuns: 500 },
  );
});
