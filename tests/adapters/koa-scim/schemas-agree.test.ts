import { beforeAll, expect, test } from 'vitest';
import { enterpriseSchema, patchOf, type ScimClient, userSchema } from '../../support/scim-client.ts';
import { serverOn } from '../../support/start-server.ts';

const server = serverOn();
let client: ScimClient;

interface Shown {
  readonly id: string;
  readonly schemas: readonly string[];
}

/** What people have of the Enterprise extension. */
const extensions: Readonly<Record<string, object | undefined>> = {
  'an empty text': { department: '' },
  'an empty text, deeper': { manager: { displayName: '' } },
  'a text and an empty one': { department: '', division: 'Care' },
  'a text': { manager: { value: '7' } },
  nothing: undefined,
  'no value': { department: null, manager: {} },
  'a blank where no text is meant': { manager: { $ref: '' } },
};

beforeAll(async () => {
  ({ client } = await server().openAccount());
  for (const [index, extension] of Object.values(extensions).entries())
    await client.create(`agent-${index}@example.com`, { [enterpriseSchema]: extension });
});

const shown = async (): Promise<readonly Shown[]> => (await client.get('/Users')).body.Resources;
const idsWhere = async (holds: (one: Shown) => boolean) => (await shown()).filter(holds).map(({ id }) => id);

test('the extension is among the schemas of whoever has a value of it, an empty text included', async () => {
  const has = (await shown()).map(({ schemas }) => schemas.includes(enterpriseSchema));
  expect(has).toEqual([true, true, true, true, false, false, false]);
});

test.each<[string, (urn: string) => boolean]>([
  [`eq "${enterpriseSchema}"`, (urn) => urn === enterpriseSchema],
  ['co "enterprise"', (urn) => urn.includes('enterprise')],
  ['sw "urn:ietf:params:scim:schemas:extension"', (urn) => urn.includes(':extension:')],
  ['ew ":2.0:User"', () => true],
  [`gt "${userSchema}"`, (urn) => urn > userSchema],
  [`ge "${enterpriseSchema}"`, (urn) => urn >= enterpriseSchema],
  [`lt "${enterpriseSchema}"`, (urn) => urn < enterpriseSchema],
  [`le "${enterpriseSchema}"`, (urn) => urn <= enterpriseSchema],
  ['pr', () => true],
  [`eq "${enterpriseSchema.toUpperCase()}"`, () => false],
])('schemas %s finds whoever shows such a schema', async (comparison, holds) => {
  const expected = await idsWhere(({ schemas }) => schemas.some(holds));
  const text = (path: string) => `${path} ${comparison}`;

  expect(await client.find(text('schemas'))).toEqual(expected);
  expect(await client.find(`not (${text('schemas')})`)).toEqual(
    await idsWhere(({ schemas }) => !schemas.some(holds)),
  );
  if (comparison === 'pr') return;
  expect(await client.find(text('schemas.value'))).toEqual(expected);
  expect(await client.find(`schemas[${text('value')}]`)).toEqual(expected);
});

test('what stands in brackets is about one and the same schema', async () => {
  const everyone = await idsWhere(() => true);
  expect(await client.find('schemas[value co "extension" and value co "core"]')).toEqual([]);
  expect(await client.find('schemas co "extension" or schemas co "core"')).toEqual(everyone);
});

test('the schemas follow when the last value of the extension goes', async () => {
  const [id = ''] = await client.find(`schemas eq "${enterpriseSchema}"`);
  await client.patch(`/Users/${id}`, patchOf({ op: 'remove', path: `${enterpriseSchema}:department` }));
  expect(await client.find(`schemas eq "${enterpriseSchema}"`)).not.toContain(id);
  expect((await client.get(`/Users/${id}`)).body.schemas).toEqual([userSchema]);
});
