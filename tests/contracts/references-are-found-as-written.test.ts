import { expect, test } from 'vitest';
import { userType } from '../../src/adapters/koa-scim/schemas/user-type.ts';
import type { Field } from '../../src/criteria/field.ts';
import { matchCriteria } from '../../src/criteria/match-criteria.ts';
import type { Agent } from '../../src/domain/agent/agent.ts';
import { caseExactPaths } from '../../src/domain/agent/agent-fields.ts';
import { agentValues } from '../../src/domain/agent/agent-values.ts';
import type { Attribute } from '../../src/scim/schema/attribute.ts';
import { separatorAfter } from '../../src/scim/schema/find-attribute.ts';
import { onEachDatabase } from '../support/databases.ts';
import { stageOn } from '../support/open-storage.ts';
import { StoredAgents } from '../support/stored-agents.ts';

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const long = `https://example.com/${'Ä'.repeat(300)}`;

/** What an agent has of a reference or a binary, by the value. */
const directories = (value: string) => ({
  profileUrl: { profileUrl: value },
  'photos.value': { photos: [{ value: 'https://other.example' }, { value, type: 'photo', primary: true }] },
  'x509Certificates.value': { x509Certificates: [{ value: 'QUJD' }, { value }] },
  [`${enterprise}:manager.$ref`]: { [enterprise]: { manager: { $ref: value } } },
});

onEachDatabase('references and binaries', (product) => {
  const stage = stageOn(product);

  test('are found with regard to letter case, and without it where nobody asks for it', async () => {
    const stored = new StoredAgents(stage().storage);
    const agents: Agent[] = [];
    for (const value of ['https://Example.com/Ada', 'https://example.com/ada', long, long.toLowerCase()]) {
      for (const directory of Object.values(directories(value)))
        agents.push(await stored.provision({ directory }));
    }
    const found = async (field: Field, value: string, operator: 'equals' | 'startsWith') => {
      const criteria = { kind: 'compare', field, operator, value } as const;
      const expected = agents.filter((agent) => matchCriteria(agentValues({ agent }), criteria));
      const { resources } = await stored.list({ criteria });
      expect(resources.map(({ agent }) => agent.state.id)).toEqual(expected.map(({ state: { id } }) => id));
      return expected.length;
    };
    for (const path of caseExactPaths) {
      for (const value of ['https://Example.com/Ada', long]) {
        expect(await found({ path, type: 'text', caseExact: true }, value, 'equals')).toBe(1);
        expect(await found({ path, type: 'text', caseExact: true }, value, 'startsWith')).toBe(1);
        expect(await found({ path, type: 'text', caseExact: false }, value, 'equals')).toBe(2);
      }
    }
  });
});

test('those of a User are the attributes of which the schema says that letter case counts', () => {
  const isIndexed = ({ mutability, type }: Attribute) => mutability !== 'readOnly' && type !== 'complex';
  const exact = (attributes: readonly Attribute[], prefix: string): readonly string[] =>
    attributes.flatMap((attribute) => [
      ...(attribute.caseExact && isIndexed(attribute) ? [prefix + attribute.name] : []),
      ...exact(attribute.subAttributes ?? [], prefix + attribute.name + separatorAfter(attribute)),
    ]);
  const { schema, extensions } = userType;
  const paths = [
    ...exact(
      schema.attributes.filter(({ name }) => name !== 'groups'),
      '',
    ),
    ...extensions.flatMap((extension) => exact(extension.schema.attributes, `${extension.schema.id}:`)),
  ];
  expect(new Set(paths)).toEqual(caseExactPaths);
});
