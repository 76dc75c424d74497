import fc from 'fast-check';
import { expect, test } from 'vitest';
import { userType } from '../../../src/adapters/koa-scim/schemas/user-type.ts';
import {
  patchedAgent,
  type ReviseAgent,
  replacedAgent,
} from '../../../src/adapters/koa-scim/users/requested-agent.ts';
import { isSteps, type Steps } from '../../../src/criteria/steps.ts';
import type { RevisedAgent } from '../../../src/domain/agent/desired-agent.ts';
import { openProfileSchema } from '../../../src/domain/profile-attribute/profile-schema.ts';
import { wholeResource } from '../../../src/scim/schema/find-attribute.ts';
import { finished } from '../../scim/finished.ts';
import { provisioned } from '../../support/agents.ts';
import { sqlite } from '../../support/databases.ts';
import { enterpriseSchema, patchSchema, user } from '../../support/scim-client.ts';
import { serverOn } from '../../support/start-server.ts';

const names = (wholeResource(userType).subAttributes ?? []).map(({ name }) => name);
const known = fc.constantFrom(
  ...names,
  'NAME',
  'name.givenName',
  'profile.team',
  `${enterpriseSchema}:manager`,
);
const name = fc.oneof(known, fc.string()).filter((one) => !/active$/i.test(one));
const inner = fc.dictionary(
  fc.oneof(fc.constantFrom('givenName', 'team', 'TEAM', 'value', 'manager'), fc.string()),
  fc.jsonValue({ maxDepth: 2 }),
);
const value = fc.oneof(fc.jsonValue({ maxDepth: 3 }), inner, fc.array(inner, { maxLength: 3 }));
const attributes = fc.dictionary(name, value, { maxKeys: 8 });
const path = fc.oneof(
  name,
  fc.constantFrom('emails[type eq "work"].value', 'name', 'profile', enterpriseSchema, 'roles['),
);
const operation = fc.oneof(
  fc.record({ op: fc.constantFrom('add', 'replace', 'remove', 'Add', 'move'), path, value }),
  fc.record({ op: fc.constantFrom('add', 'replace'), value: attributes }),
  fc.jsonValue({ maxDepth: 2 }).filter((one) => !JSON.stringify(one).includes('active')),
);
const off = { op: 'replace', path: 'active', value: false };

const agent = provisioned({ profile: { team: 'Red' }, name: { givenName: 'Ada' } });

function revisedBy(reading: Steps<ReviseAgent>): RevisedAgent {
  const revised = finished(reading)(agent, openProfileSchema, () => {});
  return isSteps(revised) ? finished(revised) : revised;
}

test('whatever a PUT says besides, it deactivates', () => {
  fc.assert(
    fc.property(attributes, (body) => {
      expect(revisedBy(replacedAgent({ ...body, active: false }, {})).active).toBe(false);
    }),
    { numRuns: 2000 },
  );
});

test('whatever a PATCH says besides, it deactivates', () => {
  fc.assert(
    fc.property(fc.array(operation, { maxLength: 5 }), fc.nat(5), (others, at) => {
      const body = { schemas: [patchSchema], Operations: others.toSpliced(at, 0, off) };
      expect(revisedBy(patchedAgent(body, {})).active).toBe(false);
    }),
    { numRuns: 2000 },
  );
});

const server = serverOn(sqlite);

test('whatever a request says besides, it is answered with the agent as it is', async () => {
  const { client } = await server().openAccount();
  let made = 0;
  await fc.assert(
    fc.asyncProperty(attributes, fc.array(operation, { maxLength: 5 }), async (fields, others) => {
      made += 1;
      const put = await client.create(`put-${made}@example.com`, { title: 'x' });
      const patched = await client.create(`patch-${made}@example.com`, { title: 'x' });
      const answers = [
        await client.put(`/Users/${put.id}`, user(put.userName, { ...fields, active: false })),
        await client.patch(`/Users/${patched.id}`, { schemas: [patchSchema], Operations: [...others, off] }),
      ];
      for (const [index, { id }] of [put, patched].entries()) {
        expect(answers[index]).toMatchObject({ status: 200, body: { id, active: false } });
        expect((await client.get(`/Users/${id}`)).body).toEqual(answers[index]?.body);
      }
    }),
    { numRuns: 150 },
  );
}, 60_000);
