import { beforeAll, expect, test } from 'vitest';
import { equals } from '../../../src/criteria/criteria.ts';
import { profileField } from '../../../src/domain/agent/agent-fields.ts';
import { groupLimits } from '../../../src/domain/group/group-limits.ts';
import { onEachDatabase } from '../../support/databases.ts';
import type { ScimClient } from '../../support/scim-client.ts';
import { serverOn } from '../../support/start-server.ts';
import { ruleOf, storeRuleGroups } from '../../support/stored-rules.ts';

const groups = 100;
const agents = 1000;

interface ShownGroup {
  readonly id: string;
  readonly displayName: string;
  readonly members?: readonly { readonly value: string }[];
  readonly meta: { readonly version: string };
}

interface ShownList {
  readonly Resources: readonly ShownGroup[];
  readonly totalResults: number;
  readonly nextCursor?: string;
}

onEachDatabase('a list of 100 groups of 1,000 agents each', (product) => {
  const server = serverOn(product);
  let client: ScimClient;
  let members: readonly string[];
  beforeAll(async () => {
    const account = await server().openAccount();
    ({ client } = account);
    members = await account.provisionMany(agents, () => ({ profile: { site: 'Austin' } }));
    const rules = Array.from({ length: groups }, () => ruleOf(equals(profileField('site'), 'Austin')));
    await storeRuleGroups(server().unitOfWork, account.caller, rules);
  }, 120_000);

  const page = async (path: string) => {
    const { status, body, text, headers } = await client.get(path);
    if (status !== 200) throw new Error(text.slice(0, 1000));
    return { ...(body as ShownList), headers, text };
  };
  const memberIds = (group: ShownGroup) => (group.members ?? []).map(({ value }) => value);

  test.each(['/Groups', '/Groups/.search', '/', '/.search'])(
    'has all groups, and no more members than a list may have, at %s',
    async (path) => {
      const search = { schemas: ['urn:ietf:params:scim:api:messages:2.0:SearchRequest'] };
      const filter = 'displayName sw "Rule"';
      const answer = path.endsWith('.search')
        ? await client.post(path, { ...search, filter, count: 100 })
        : await client.get(`${path}?count=100&filter=${encodeURIComponent(filter)}`);
      const { Resources, totalResults, itemsPerPage } = answer.body;
      expect([totalResults, itemsPerPage, Resources.length]).toEqual([groups, groups, groups]);
      const sizes = Resources.map((group: ShownGroup) => memberIds(group).length);
      const whole = groupLimits.membersPerListMax / agents;
      expect(sizes).toEqual([...Array(whole).fill(agents), ...Array(groups - whole).fill(0)]);
      expect(memberIds(Resources[0])).toEqual(members);
    },
    60_000,
  );

  test('has all members of all groups where the client names them, in pieces', async () => {
    const whole = await page('/Groups?count=100&attributes=members.value,displayName');
    expect(whole.headers['transfer-encoding']).toBe('chunked');
    expect(new Set(whole.Resources.map(({ id }) => id)).size).toBe(groups);
    for (const group of whole.Resources) expect(memberIds(group)).toEqual(members);
  }, 60_000);

  test('has no members where the client does not want them, and is sent at once', async () => {
    const without = await page('/Groups?count=100&excludedAttributes=members');
    expect(without.Resources).toHaveLength(groups);
    expect(without.Resources.filter((group) => group.members !== undefined)).toEqual([]);
    expect(without.headers['content-length']).toBe(String(Buffer.byteLength(without.text)));
  });

  test.each(['', '&attributes=members', '&sortBy=displayName&sortOrder=descending'])(
    'is walked as Okta does it, by number, and meets each group once: %j',
    async (parameters) => {
      const met: string[] = [];
      for (let startIndex = 1, total = 1; startIndex <= total; startIndex += 30) {
        const { Resources, totalResults } = await page(
          `/Groups?startIndex=${startIndex}&count=30${parameters}`,
        );
        met.push(...Resources.map(({ id }) => id));
        total = totalResults;
      }
      expect(met).toHaveLength(groups);
      expect(new Set(met).size).toBe(groups);
    },
    60_000,
  );

  test.each(['', '&attributes=members', '&sortBy=displayName'])(
    'is walked by cursor, and meets each group once: %j',
    async (parameters) => {
      const met: string[] = [];
      for (let cursor: string | undefined = ''; cursor !== undefined; ) {
        const answer: ShownList = await page(`/Groups?cursor=${cursor}&count=30${parameters}`);
        met.push(...answer.Resources.map(({ id }) => id));
        cursor = answer.nextCursor;
      }
      expect(met).toHaveLength(groups);
      expect(new Set(met).size).toBe(groups);
    },
    60_000,
  );

  test('tells of each group with members the version by which it can be asked for again', async () => {
    const [group] = (await page('/Groups?count=1')).Resources;
    const again = await client.get(`/Groups/${group?.id}`, { 'If-None-Match': group?.meta.version });
    expect(again.status).toBe(304);
  });
});
