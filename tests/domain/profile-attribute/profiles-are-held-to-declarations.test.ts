import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../src/criteria/json.ts';
import { Agent } from '../../../src/domain/agent/agent.ts';
import type { KnownProfileAttribute } from '../../../src/domain/profile-attribute/known-profile-attribute.ts';
import { ProfileSchema } from '../../../src/domain/profile-attribute/profile-schema.ts';
import { agentId } from '../../../src/domain/shared/identifiers.ts';
import { acme, desired, later, noon } from '../../support/agents.ts';
import { refusalOf } from '../../support/refusal.ts';

const known = (name: string, state: Partial<KnownProfileAttribute>): KnownProfileAttribute => ({
  ...{ name, types: [], multiValued: false },
  ...state,
});
const schemaOf = (attributes: readonly KnownProfileAttribute[], acceptsUndeclared = true) =>
  new ProfileSchema(attributes, acceptsUndeclared);
const provision = (schema: ProfileSchema, profile: JsonObject) =>
  Agent.provision(agentId('a'), acme, desired({ profile }), noon, schema).state;
const revise = (agent: Agent, schema: ProfileSchema, profile: JsonObject) =>
  agent.revise(desired({ profile }), later, schema).state.state.profile;

const level = known('Level', { declaration: { type: 'number' } });
const team = known('Team', { declaration: { required: true } });

describe('declared attributes', () => {
  test('take what was declared only, under the declared spelling', () => {
    expect(provision(schemaOf([level]), { LEVEL: 3 }).state.profile).toEqual({ Level: 3 });
    expect(refusalOf(() => provision(schemaOf([level]), { level: 'three' })).message).toBe(
      '"profile.Level" must be a number, which "three" is not.',
    );
  });

  test('that are required must be there', () => {
    expect(() => provision(schemaOf([team]), { team: 'QA' })).not.toThrow();
    const { code, message, details } = refusalOf(() => provision(schemaOf([team]), {}));
    expect(code).toBe('attributeInvalid');
    expect(message).toBe('"profile.Team" is missing; the account has declared that every agent has it.');
    expect(details).toEqual({ attribute: 'profile.Team' });
  });

  test('that are required are not demanded of who lacked them before, nor can they be taken away', () => {
    const without = provision(schemaOf([]), {});
    expect(revise(without, schemaOf([team]), { other: 1 })).toEqual({ other: 1 });
    const having = provision(schemaOf([team]), { team: 'QA' });
    expect(refusalOf(() => revise(having, schemaOf([team]), {})).code).toBe('attributeInvalid');
  });

  test('do not hold values to them that were there before', () => {
    const agent = provision(schemaOf([]), { Level: 'three' });
    expect(revise(agent, schemaOf([level]), { level: 'three', team: 'QA' })).toEqual({
      Level: 'three',
      team: 'QA',
    });
    expect(refusalOf(() => revise(agent, schemaOf([level]), { level: 'four' })).code).toBe(
      'attributeInvalid',
    );
  });
});

describe('values that come in another form than the declared one', () => {
  const allowed = known('Level', { declaration: { type: 'number', allowedValues: [1, 2] } });
  const skills = known('skills', { declaration: { type: 'string', multiValued: true, required: true } });

  test('are kept in the declared form, and compared in it with the allowed ones', () => {
    const schema = schemaOf([allowed, skills]);
    const agent = provision(schema, { level: ['1'], skills: 7 });
    expect(agent.state.profile).toEqual({ Level: 1, skills: ['7'] });
    expect(agent.revise(desired({ profile: { level: '1', skills: '7' } }), later, schema).events).toEqual([]);
    expect(refusalOf(() => provision(schema, { level: '3', skills: 'x' })).message).toBe(
      '"profile.Level" cannot be 3; allowed are 1, 2.',
    );
  });

  test('say that there is no value where they are blank', () => {
    expect(provision(schemaOf([allowed]), { level: '' }).state.profile).toEqual({});
    const refused = schemaOf([known('Level', { declaration: { type: 'number', required: true } })]);
    expect(refusalOf(() => provision(refused, { level: '' })).message).toContain('is missing');
  });

  test('are left as they were where they were there before the declaration', () => {
    const agent = provision(schemaOf([]), { level: '7', skills: '' });
    expect(
      agent.revise(desired({ profile: { level: '7', skills: '' } }), later, schemaOf([allowed, skills]))
        .events,
    ).toEqual([]);
  });

  test('are one value under an old name and the one that took over', () => {
    const schema = schemaOf([known('Old', { renamedTo: 'Level' }), allowed]);
    expect(provision(schema, { old: '1', level: 1 }).state.profile).toEqual({ Level: 1 });
  });
});

describe('undeclared attributes', () => {
  test('are taken as they come where the account says so', () => {
    expect(provision(schemaOf([level]), { team: 'QA' }).state.profile).toEqual({ team: 'QA' });
  });

  test('are refused where it takes declared ones only, those that were there before excepted', () => {
    const closed = schemaOf([level], false);
    const { code, message, details } = refusalOf(() => provision(closed, { team: 'QA' }));
    expect(code).toBe('attributeUndeclared');
    expect(message).toBe('"profile.team" is not declared, and the account takes declared attributes only.');
    expect(details).toEqual({ attribute: 'profile.team' });
    expect(refusalOf(() => provision(schemaOf([], false), { team: 'QA' })).code).toBe('attributeUndeclared');
    const agent = provision(schemaOf([]), { team: 'QA' });
    expect(revise(agent, closed, { team: 'QA', level: 1 })).toEqual({ team: 'QA', Level: 1 });
    expect(refusalOf(() => revise(agent, closed, { team: 'Sales' })).code).toBe('attributeUndeclared');
  });
});

describe('renamed attributes', () => {
  const renamed = [known('team', { renamedTo: 'squad' }), known('squad', { renamedTo: 'Crew' })];

  test('are kept under the name to which all renames lead, as it was declared', () => {
    expect(schemaOf(renamed).currentName('TEAM')).toBe('Crew');
    expect(schemaOf([...renamed, known('CREW', { declaration: {} })]).currentName('team')).toBe('CREW');
    expect(schemaOf(renamed).currentName('Other')).toBe('Other');
    expect(provision(schemaOf(renamed), { team: 'QA' }).state.profile).toEqual({ Crew: 'QA' });
  });

  test('that lead in a circle end somewhere', () => {
    const circle = [known('a', { renamedTo: 'b' }), known('b', { renamedTo: 'a' })];
    expect(['a', 'b']).toContain(schemaOf(circle).currentName('a'));
  });

  test('may be sent under both names where one value is the old one', () => {
    const agent = provision(schemaOf([]), { team: 'QA' });
    const schema = schemaOf([known('team', { renamedTo: 'squad' })]);
    expect(revise(agent, schema, { team: 'QA', squad: 'Sales' })).toEqual({ squad: 'Sales' });
    expect(revise(agent, schema, { squad: 'Sales', team: 'QA' })).toEqual({ squad: 'Sales' });
    expect(revise(agent, schema, { squad: 'QA', team: 'Sales' })).toEqual({ squad: 'Sales' });
    expect(revise(agent, schema, { squad: 'Sales', team: 'Sales' })).toEqual({ squad: 'Sales' });
  });

  test('have one value however often both names are sent', () => {
    const schema = schemaOf([known('team', { renamedTo: 'squad' })]);
    const agent = provision(schema, { squad: 'QA' });
    for (const sent of [
      { team: 'Sales', squad: 'QA' },
      { squad: 'QA', team: 'Sales' },
    ]) {
      const once = agent.revise({ ...agent.desired(), profile: sent }, later, schema).state;
      expect(once.state.profile).toEqual({ squad: 'Sales' });
      expect(once.revise({ ...once.desired(), profile: sent }, later, schema).state).toBe(once);
    }
  });

  test('cannot get two new values', () => {
    const schema = schemaOf([known('team', { renamedTo: 'squad' })]);
    const { code, message, details } = refusalOf(() => provision(schema, { team: 'QA', squad: 'Sales' }));
    expect(code).toBe('attributeInvalid');
    expect(message).toBe('"profile.squad" is given twice, also as "profile.team", with another value.');
    expect(details).toEqual({ attribute: 'profile.squad' });
  });
});

describe('a profile', () => {
  const open = schemaOf([]);

  test('keeps the spelling that it has', () => {
    expect(revise(provision(open, { Team: 'QA' }), open, { TEAM: 'Sales' })).toEqual({ Team: 'Sales' });
  });

  test('cannot have a name twice, in different letter case', () => {
    expect(refusalOf(() => provision(open, { team: 'QA', TEAM: 'QA' })).message).toBe(
      '"profile.TEAM" is given twice, in different letter case.',
    );
  });

  test.each([[{ a: 1 }], [[{ a: 1 }]], [['QA', { a: 1 }]]])(
    'holds scalars and lists of them, not %j',
    (value) => {
      expect(refusalOf(() => provision(open, { team: value })).message).toBe(
        '"profile.team" must be a string, a number, a boolean or a list of these.',
      );
    },
  );

  test('has 256 attributes at most', () => {
    const profile = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`a${index}`, 1]));
    expect(Object.keys(provision(open, profile(256)).state.profile)).toHaveLength(256);
    expect(refusalOf(() => provision(open, profile(257))).code).toBe('attributeTooLarge');
  });
});
