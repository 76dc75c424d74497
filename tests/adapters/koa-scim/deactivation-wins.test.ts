import { beforeAll, describe, expect, test } from 'vitest';
import { onEachDatabase } from '../../support/databases.ts';
import { bulkSchema, enterpriseSchema, patchOf, type ScimAnswer, user } from '../../support/scim-client.ts';
import { serverOn, type TestAccount } from '../../support/start-server.ts';

let made = 0;

/** What is there before, and so what stays of it. */
const before = {
  title: 'Analyst',
  displayName: 'Ada',
  name: { givenName: 'Ada', familyName: 'Byron' },
  profile: { grade: 'A', team: 'Red', city: 'Paris' },
  [enterpriseSchema]: { department: 'Sales', costCenter: '1', manager: { value: 'm1' } },
};
const good = { title: 'Countess', profile: { grade: 'B', team: 'Blue', city: 'Paris' } };

interface Cause {
  readonly title: string;
  /** What comes beside `active: false` and is not acceptable. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** What the journal names. */
  readonly named: RegExp;
  /** What is acceptable beside it, in the same attribute too. */
  readonly also?: object;
  /** By which way it cannot come. */
  readonly notBy?: string;
}

const many = (count: number, of: (index: number) => unknown) =>
  Array.from({ length: count }, (_, index) => of(index));

const causes: readonly Cause[] = [
  { title: 'another userName', fields: { userName: 'other@example.com' }, named: /userName/ },
  { title: 'no userName', fields: { userName: null }, named: /userName/ },
  { title: 'a userName that is a number', fields: { userName: { a: 1 } }, named: /userName/ },
  {
    title: 'another primary email',
    fields: { emails: [{ value: 'o@example.com', primary: true }] },
    named: /primary email/,
  },
  {
    title: 'two primary emails',
    fields: {
      emails: [
        { value: 'a@example.com', primary: true },
        { value: 'b@example.com', primary: true },
      ],
    },
    named: /emails/,
  },
  { title: 'emails of a wrong type', fields: { emails: [{ value: { a: 1 } }] }, named: /emails/ },
  {
    title: 'a value that is not allowed',
    fields: { profile: { ...good.profile, grade: 'Z' } },
    named: /profile\.grade/,
  },
  {
    title: 'a required attribute that goes',
    fields: { profile: { ...good.profile, grade: null } },
    named: /profile\.grade/,
  },
  {
    title: 'a custom object',
    fields: { profile: { ...good.profile, city: { a: 1 } } },
    named: /profile\.city/,
  },
  {
    title: 'a custom attribute of an impossible name',
    fields: { profile: { ...good.profile, '1st': 'x' } },
    named: /1st/,
  },
  { title: 'a profile that is none', fields: { profile: 7 }, named: /profile/ },
  {
    title: 'too many custom attributes',
    fields: { profile: Object.fromEntries(many(300, (index) => [`a${index}`, 'x']) as [string, string][]) },
    named: /profile/,
  },
  {
    title: 'more members than are read',
    fields: { profile: Object.fromEntries(many(1100, (index) => [`a${index}`, 'x']) as [string, string][]) },
    named: /profile/,
  },
  {
    title: 'too many values',
    fields: { roles: many(1001, (index) => ({ value: `r${index}` })) },
    named: /roles/,
  },
  { title: 'too long a value', fields: { nickName: 'x'.repeat(40_000) }, named: /nickName/ },
  { title: 'too long an externalId', fields: { externalId: 'x'.repeat(256) }, named: /externalId/ },
  { title: 'half a character', fields: { nickName: 'x\ud800' }, named: /nickName/ },
  {
    title: 'a wrong type in an extension',
    fields: { [enterpriseSchema]: { ...before[enterpriseSchema], department: { a: 1 }, costCenter: '2' } },
    named: /department/,
    also: { [enterpriseSchema]: { department: 'Sales', costCenter: '2', manager: { value: 'm1' } } },
  },
  {
    title: 'a wrong type in a name',
    fields: { name: { givenName: { a: 1 }, familyName: 'Lovelace' } },
    named: /givenName/,
    also: { name: { givenName: 'Ada', familyName: 'Lovelace', formatted: 'Ada Lovelace' } },
  },
  { title: 'an extension that is none', fields: { [enterpriseSchema]: 'x' }, named: /enterprise/ },
  // Operations with paths come one after the other, and the last one counts.
  {
    title: 'an attribute twice',
    fields: { nickName: 'x', NICKNAME: 'y' },
    named: /nickname/i,
    notBy: 'PATCH with paths',
  },
];

type Agent = ScimAnswer['body'];
/** Sends what is said of the agent, and beside it what stays as it was, where the way has to say that too. */
type Way = (account: TestAccount, agent: Agent, said: object) => Promise<ScimAnswer>;

const put = ({ userName }: Agent, said: object) => user(userName, { ...before, ...said });
const patch = (said: object) => patchOf({ op: 'replace', value: said });
const patchWithPaths = (said: object) =>
  patchOf(...Object.entries(said).map(([path, value]) => ({ op: 'replace', path, value })));
const inBulk = async ({ client }: TestAccount, method: string, { id }: Agent, data: object) => {
  const Operations = [{ method, path: `/Users/${id}`, data }];
  const answer = await client.post('/Bulk', { schemas: [bulkSchema], Operations });
  return { ...answer, status: Number(answer.body.Operations[0].status) };
};

const ways: Readonly<Record<string, Way>> = {
  PUT: ({ client }, agent, said) => client.put(`/Users/${agent.id}`, put(agent, said)),
  'PATCH without paths': ({ client }, { id }, said) => client.patch(`/Users/${id}`, patch(said)),
  'PATCH with paths': ({ client }, { id }, said) => client.patch(`/Users/${id}`, patchWithPaths(said)),
  'PUT in Bulk': (account, agent, said) => inBulk(account, 'PUT', agent, put(agent, said)),
  'PATCH in Bulk': (account, agent, said) => inBulk(account, 'PATCH', agent, patch(said)),
};

onEachDatabase('an agent who is deactivated', (product) => {
  const server = serverOn(product);
  let account: TestAccount;
  beforeAll(async () => {
    account = await server().openAccount();
    const declaration = { type: 'string', allowedValues: ['A', 'B'], required: true } as const;
    await server().application.declareProfileAttribute(account.caller, { name: 'grade', declaration });
  });

  const provisioned = (): Promise<Agent> => {
    made += 1;
    return account.client.create(`agent-${made}@example.com`, before);
  };
  const shown = async ({ id }: Agent): Promise<Agent> => (await account.client.get(`/Users/${id}`)).body;
  const entriesOf = async ({ id }: Agent) =>
    (await account.journal()).filter(({ target }) => target?.id === id);

  describe.each(Object.entries(ways))('by %s', (way, send) => {
    const possible = causes.filter(({ notBy }) => notBy !== way);

    test.each(possible)('is kept out despite $title, which stays as it was', async (cause) => {
      const { fields, named, also = {} } = cause;
      const agent = await provisioned();
      const deactivate = () => send(account, agent, { ...good, ...fields, active: false });
      expect(await deactivate()).toMatchObject({ status: 200 });
      const after = await shown(agent);
      expect(after).toMatchObject({ active: false, title: 'Countess', displayName: 'Ada', ...also });
      expect(after.profile.grade).toMatch(/A|B/);
      for (const name of ['userName', ...Object.keys(fields)]) {
        if (!(name in also) && name !== 'profile') expect(after[name]).toEqual(agent[name]);
      }
      const [left, ...others] = await entriesOf(agent);
      expect(left).toMatchObject({ action: 'ReviseAgent', changes: [], refusal: { code: 'partsLeftOut' } });
      expect(left?.refusal?.message).toMatch(named);
      expect(others.map(({ action }) => action).slice(0, 2)).toContain('AgentDeactivated');
      expect(left?.requestId).toBe(others[0]?.requestId);

      expect(await deactivate()).toMatchObject({ status: 200 });
      expect(await shown(agent)).toEqual(after);
      expect(await entriesOf(agent)).toHaveLength(others.length + 1);
    });

    test.each(possible)('and one who is not, which is refused for $title', async ({ fields }) => {
      const agent = await provisioned();
      expect(await send(account, agent, { ...good, ...fields })).toMatchObject({ status: 400 });
      expect(await shown(agent)).toEqual(agent);
    });
  });
});
