import { beforeEach, describe, expect, test } from 'vitest';
import { sqlite } from '../../support/databases.ts';
import { stageOn } from '../../support/open-storage.ts';
import { StoredGroups } from '../../support/stored-groups.ts';

const stage = stageOn(sqlite);
let stored: StoredGroups;
beforeEach(async () => {
  stored = await StoredGroups.on(stage().storage);
  await stored.application.declareProfileAttribute(stored.caller, { name: 'costCenter', declaration: {} });
});

const rule = (displayName: string, text = 'profile.costCenter pr') =>
  stored.application.createRuleGroup(stored.caller, { desired: { displayName }, rule: { text } });
const template = (namePattern: string) =>
  stored.application.createGroupTemplate(stored.caller, { attribute: 'profile.costcenter', namePattern });
const retire = (retired: boolean) =>
  stored.application.retireProfileAttribute(stored.caller, { name: 'COSTCENTER', retired });
const rename = () =>
  stored.application.renameProfileAttribute(stored.caller, { from: 'COSTCENTER', to: 'other' });

const ruleOf = (displayName: string) => `the rule of the group "${displayName}"`;

describe('an attribute that is asked about is neither retired nor renamed', () => {
  test.each<[string, number, boolean, string]>([
    ['a rule', 1, false, `${ruleOf('Rule 1')}. Change it first.`],
    ['a template', 0, true, 'the group template "Cost {value}". Change it first.'],
    ['both', 1, true, `${ruleOf('Rule 1')}, the group template "Cost {value}". Change them first.`],
    ['four and a template', 4, true, 'the group template "Cost {value}". Change them first.'],
    ['five', 5, false, `${ruleOf('Rule 4')}, ${ruleOf('Rule 5')}. Change them first.`],
    ['six', 6, false, `${ruleOf('Rule 5')}, 1 more. Change them first.`],
    ['seven', 6, true, `${ruleOf('Rule 5')}, 2 more. Change them first.`],
  ])('by %s', async (_, rules, hasTemplate, end) => {
    await rule('Another', 'active eq true');
    for (let index = 1; index <= rules; index++) await rule(`Rule ${index}`);
    if (hasTemplate) await template('Cost {value}');
    await stored.application.createGroupTemplate(stored.caller, {
      attribute: 'title',
      namePattern: '{value}',
    });
    for (const change of [() => retire(true), rename]) {
      await expect(change()).rejects.toMatchObject({
        code: 'profileAttributeInUse',
        message: expect.stringMatching(/^"profile\.costCenter" is asked about by the /),
        details: { attribute: 'profile.costCenter' },
      });
      await expect(change()).rejects.toThrow(end);
    }
    // Nothing is taken away.
    await expect(retire(false)).resolves.toMatchObject({ name: 'costCenter' });
  });
});

test('an attribute that nobody knows is named, cut where its name is endless', async () => {
  const { caller, application } = stored;
  const refused = (name: string) => ({
    code: 'profileAttributeNotFound',
    message: `The account has no custom attribute "profile.${name}": no agent ever had it, and it was not declared.`,
  });
  const describing = (name: string) => application.describeProfileAttribute(caller, { name });
  await expect(describing('x')).rejects.toMatchObject(refused('x'));
  await expect(describing('x'.repeat(128))).rejects.toMatchObject(refused('x'.repeat(128)));
  await expect(describing('x'.repeat(129))).rejects.toMatchObject(refused('x'.repeat(128)));
});

test('the refusal of a change of an attribute names it where it has a name', async () => {
  const { caller, application } = stored;
  const { declareProfileAttribute, readAuditLog } = application;
  for (const [name, target] of [
    ['1st', { type: 'attribute', name: 'profile.1st' }],
    [7, { type: 'attribute' }],
  ] as const) {
    const declaring = { name: name as string, declaration: {} };
    await expect(declareProfileAttribute(caller, declaring)).rejects.toBeDefined();
    expect((await readAuditLog(caller, { limit: 1 }))[0]?.target).toEqual(target);
  }
});

test('what was declared is taken back, and allowed values are scalars', async () => {
  const { caller, application } = stored;
  const declare = (declaration: unknown) =>
    application.declareProfileAttribute(caller, { name: 'vip', declaration: declaration as null });
  const allowed = { allowedValues: ['gold', 7, true] };
  expect((await declare(allowed)).declaration).toMatchObject(allowed);
  expect((await declare(null)).declaration).toBeUndefined();
  for (const value of [null, {}, ['gold'], Number.NaN]) {
    await expect(declare({ allowedValues: ['gold', value] })).rejects.toMatchObject({
      code: 'inputInvalid',
      message: expect.stringContaining('must hold texts, numbers and booleans only'),
    });
  }
  await expect(declare({ allowedValues: 'gold' })).rejects.toMatchObject({ code: 'inputInvalid' });
});

test('a rename takes empty values along, and is told what it would mix up', async () => {
  const { caller, application } = stored;
  const provision = (userName: string, profile: object) =>
    application.provisionAgent(caller, { desired: { userName, active: true, profile: profile as never } });
  await provision('a@example.com', { costCenter: '' });
  await provision('b@example.com', { costCenter: 7 });
  await provision('c@example.com', { team: '' });
  const agentsToMove = async () =>
    (await application.describeProfileAttribute(caller, { name: 'costCenter' })).agentsToMove;
  expect(await agentsToMove()).toBe(0);
  const renaming = { from: 'costCenter', to: 'TEAM' };
  await expect(application.renameProfileAttribute(caller, renaming)).rejects.toMatchObject({
    code: 'attributeInvalid',
    message: 'Agents have "profile.TEAM" already, so nothing else can be renamed to it.',
    details: { attribute: 'profile.TEAM' },
  });
  const told: number[] = [];
  const progress = (moved: number) => void told.push(moved);
  expect(await application.renameProfileAttribute(caller, { ...renaming, to: 'cost', progress })).toBe(2);
  expect(told).toEqual([1, 2]);
  const { resources } = await application.listAgents(caller, {});
  expect(resources.map(({ agent }) => agent.state.profile)).toEqual([
    { cost: '' },
    { cost: 7 },
    { team: '' },
  ]);
});
