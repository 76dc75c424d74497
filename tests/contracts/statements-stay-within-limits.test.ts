import { describe, expect, test } from 'vitest';
import { all, any, type Criteria, equals, not } from '../../src/criteria/criteria.ts';
import { profileField } from '../../src/domain/agent/agent-fields.ts';
import { groupLimits } from '../../src/domain/group/group-limits.ts';
import { type AgentId, agentId } from '../../src/domain/shared/identifiers.ts';
import { onEachDatabase } from '../support/databases.ts';
import { user } from '../support/scim-client.ts';
import { serverOn } from '../support/start-server.ts';
import { ruleOf, storeRuleGroups } from '../support/stored-rules.ts';

const names = (letter: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${letter}${index}`);
const strangers = (count: number): AgentId[] =>
  Array.from({ length: count }, () => agentId(crypto.randomUUID())).sort();

const team = profileField('team');
/** As many conditions as a rule may have, each with an index to begin with. */
const anyOfHundred = (letter: string): Criteria =>
  any(...names(letter, 100).map((name) => equals(team, name)));
/** The same, which have to be asked of each agent. */
const noneOfHundred = (letter: string): Criteria =>
  all(...names(letter, 100).map((name) => not(equals(team, name))));
/** Whose values take the most parameters: longer than the index's key, and compared at their end. */
const endOf = (letter: string): Criteria => ({
  kind: 'compare',
  field: team,
  operator: 'endsWith',
  value: letter.repeat(300),
});

onEachDatabase('the most that an account may have', (product) => {
  const server = serverOn(product);

  test('leaves an agent at once: more than a thousand values', async () => {
    const { client } = await server().openAccount();
    const lists = (letter: string) =>
      Object.fromEntries(names('list', 5).map((list) => [list, names(`${letter}-${list}-`, 250)]));
    const { id } = await client.create('ada@example.com', { profile: lists('old') });
    const replaced = await client.put(`/Users/${id}`, user('ada@example.com', { profile: lists('new') }));
    expect(replaced.status).toBe(200);
    expect(await client.find('profile.list4 eq "new-list4-249"')).toEqual([id]);
    expect((await client.put(`/Users/${id}`, user('ada@example.com'))).status).toBe(200);
    expect(await client.find('profile.list4 eq "new-list4-249"')).toEqual([]);
    expect(await client.find('not (profile.list0 pr)')).toEqual([id]);
  });

  test('comes in one Bulk: new values of a template for each of its agents', async () => {
    const { caller, client } = await server().openAccount();
    const { declareProfileAttribute, createGroupTemplate } = server().application;
    await declareProfileAttribute(caller, { name: 'skill', declaration: { multiValued: true } });
    await createGroupTemplate(caller, { attribute: 'profile.skill', namePattern: 'Skill {value}' });
    const Operations = names('agent', 250).map((name) => ({
      ...{ method: 'POST', path: '/Users', bulkId: name },
      data: user(`${name}@example.com`, { profile: { skill: names(`${name}-`, 5) } }),
    }));
    const schemas = ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'];
    const { body } = await client.post('/Bulk', { schemas, Operations });
    const statuses = body.Operations.map(({ status }: { status: string }) => status);
    expect(new Set(statuses)).toEqual(new Set(['201']));
    expect((await client.get('/Groups?count=0')).body.totalResults).toBe(1250);
  });

  describe('as rules', () => {
    async function accountWithLargestRules() {
      const { caller, client } = await server().openAccount();
      const rules = names('r', groupLimits.rulesMax).map((name, index) => {
        const lists = index < 40 ? { always: strangers(1000), never: strangers(1000) } : {};
        return ruleOf(index % 2 === 0 ? anyOfHundred(`${name}-`) : noneOfHundred(`${name}-`), lists);
      });
      const [first] = await storeRuleGroups(server().unitOfWork, caller, rules);
      const { id } = await client.create('ada@example.com', { profile: { team: 'r0-7' } });
      await client.create('bob@example.com', { profile: { team: 'other' } });
      return { client, id, first: first?.state.id };
    }

    test('is listed with its members, found by a member and by a group, and refused where it is too much', async () => {
      const { client, id, first } = await accountWithLargestRules();
      const found = async (path: string, filter: string) => {
        const { status, body } = await client.get(`${path}?filter=${encodeURIComponent(filter)}`);
        return status === 200 ? body.totalResults : `${status} ${body.scimType}`;
      };
      const listed = await client.get(`/Groups?count=${groupLimits.rulesMax}`);
      expect(listed.status).toBe(200);
      const members = (listed.body.Resources as { members?: unknown[] }[]).map(
        (group) => group.members?.length ?? 0,
      );
      const odd = groupLimits.rulesMax / 2;
      expect(members.reduce((sum, count) => sum + count, 0)).toBe(2 * odd + 1);
      expect({
        'a group by id': await found('/Users', `groups.value eq "${first}"`),
        'a group by name': await found('/Users', 'groups.display eq "rule 0"'),
        'many groups by name': await found('/Users', 'groups.display co "rule"'),
        'any group': await found('/Users', 'groups pr'),
        'no group': await found('/Users', 'not (groups pr)'),
        'a group as a whole': await found('/Users', 'groups[display co "rule" and value pr]'),
        'a member by id': await found('/Groups', `members.value eq "${id}"`),
        'no such member': await found('/Groups', `not (members.value eq "${id}")`),
        'a member by name': await found('/Groups', 'members.display eq "ada@example.com"'),
        'members by name': await found('/Groups', 'members.display sw "a"'),
      }).toEqual({
        'a group by id': 1,
        'a group by name': 1,
        'many groups by name': '400 tooMany',
        'any group': '400 tooMany',
        'no group': '400 tooMany',
        'a group as a whole': '400 tooMany',
        'a member by id': odd + 1,
        'no such member': odd - 1,
        'a member by name': odd + 1,
        'members by name': '400 tooMany',
      });
    });

    test('is answered up to what a filter may ask: as many conditions, and as many listed agents', async () => {
      const { caller, client } = await server().openAccount();
      const { ruleConditionsPerFilterMax: max, rulesMax } = groupLimits;
      // Each costs one, one for each condition, and one for ten listed agents.
      const parts = max / rulesMax - 1;
      const ofConditions = (letter: string) =>
        any(...names(letter, parts - 1).map(endOf), equals(team, letter));
      const rules = names('r', rulesMax - 1).map((name) => ruleOf(ofConditions(name)));
      const listing = ruleOf(equals(team, 'x'), { always: strangers(20), never: strangers(20) });
      await storeRuleGroups(server().unitOfWork, caller, [...rules, listing]);
      await client.create('ada@example.com', { profile: { team: 'r7' } });
      await client.create('bob@example.com', { profile: { team: `pre${'r3-0'.repeat(300)}` } });
      await client.create('eve@example.com');
      const total = async (path: string, filter: string) =>
        (await client.get(`${path}?filter=${encodeURIComponent(filter)}`)).body.totalResults;
      expect({
        'groups pr': await total('/Users', 'groups pr'),
        'not groups pr': await total('/Users', 'not (groups pr)'),
        'sorted and active': await total('/Users', 'active eq true and groups.display sw "rule"'),
        'a group as a whole': await total('/Users', 'groups[display co "rule" and value pr]'),
        'members by name': await total('/Groups', 'members.display co "a"'),
      }).toEqual({
        'groups pr': 1,
        'not groups pr': 2,
        'sorted and active': 1,
        'a group as a whole': 1,
        'members by name': 1,
      });
    });
  });
});
