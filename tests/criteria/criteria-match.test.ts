import { expect, test } from 'vitest';
import { millisecondsOf } from '../../src/criteria/comparable.ts';
import { compareTexts } from '../../src/criteria/compare-texts.ts';
import {
  type ComparisonOperator,
  type Criteria,
  equals,
  everyone,
  identified,
  nobody,
} from '../../src/criteria/criteria.ts';
import type { Field, Scalar } from '../../src/criteria/field.ts';
import { matchCriteria } from '../../src/criteria/match-criteria.ts';
import { agentFields, profileField } from '../../src/domain/agent/agent-fields.ts';
import { agentValues } from '../../src/domain/agent/agent-values.ts';
import { groupId } from '../../src/domain/shared/identifiers.ts';
import { provisioned } from '../support/agents.ts';

const agent = provisioned({
  userName: 'Ada@Example.com',
  externalId: '00uA',
  name: { givenName: 'Ada', familyName: 'Lovelace' },
  emails: [
    { value: 'Home@example.com', type: 'home' },
    { value: 'ada@example.com', type: 'work', primary: true },
  ],
  profile: {
    Level: 3,
    remote: false,
    skills: ['Chat', 'Email'],
    hired: '2024-02-29T10:00:00+02:00',
    nick: '',
  },
});
const values = agentValues({
  agent,
  groups: [{ id: groupId('g1'), displayName: 'Billing QA', kind: 'agents' }],
});
const matches = (criteria: Criteria) => matchCriteria(values, criteria);

const text = (path: string): Field => ({ path, type: 'text', caseExact: false });
const compare = (field: Field, operator: ComparisonOperator, value: Scalar): Criteria => ({
  kind: 'compare',
  field,
  operator,
  value,
});
const not = (of: Criteria): Criteria => ({ kind: 'not', of });
const element = (path: string, ...of: Criteria[]): Criteria => ({
  kind: 'element',
  path,
  of: { kind: 'all', of },
});
const hired: Field = { ...profileField('hired'), type: 'instant' };
const location: Field = { ...agentFields.id, affixes: { before: 'https://x.example/Users/', after: '' } };

test.each<[string, Criteria, boolean]>([
  ['everyone', everyone, true],
  ['nobody', nobody, false],
  ['a userName in another letter case', equals(agentFields.userName, 'ADA@example.COM'), true],
  ['an externalId', equals(agentFields.externalId, '00uA'), true],
  ['an externalId in another letter case', equals(agentFields.externalId, '00ua'), false],
  ['the primary email', equals(agentFields.email, 'ada@example.com'), true],
  ['another email', equals(agentFields.email, 'home@EXAMPLE.com'), true],
  ['an email that is not there', equals(agentFields.email, 'x@example.com'), false],
  ['the beginning of a name', compare(text('name.familyName'), 'startsWith', 'LOVE'), true],
  ['the end of a name', compare(text('name.familyName'), 'endsWith', 'lace'), true],
  ['the middle of a name', compare(text('name.familyName'), 'contains', 'vel'), true],
  ['a text that comes later', compare(text('name.familyName'), 'less', 'm'), true],
  ['a number', equals(profileField('LEVEL'), 3), true],
  ['a number as a text', equals(profileField('level'), '3'), false],
  ['a greater number', compare(profileField('level'), 'greater', 2.5), true],
  ['a boolean', equals(profileField('remote'), false), true],
  ['a value of a list', equals(profileField('skills'), 'chat'), true],
  ['a moment that is written otherwise', equals(hired, '2024-02-29T08:00:00Z'), true],
  ['an earlier moment', compare(hired, 'greater', '2024-02-29T07:59:59Z'), true],
  ['the same text as a moment', compare(hired, 'less', 'yesterday'), false],
  ['the presence of a value', { kind: 'present', field: profileField('level') }, true],
  ['the presence of an empty text', { kind: 'present', field: profileField('nick') }, false],
  [
    'both of one element',
    element('emails', equals(text('emails.type'), 'work'), equals(agentFields.email, 'ada@example.com')),
    true,
  ],
  [
    'both, but of two elements',
    element('emails', equals(text('emails.type'), 'home'), equals(agentFields.email, 'ada@example.com')),
    false,
  ],
  ['an element that is none of a type', element('emails', not(equals(text('emails.type'), 'home'))), true],
  ['no element of a type', not(element('emails', equals(text('emails.type'), 'other'))), true],
  ['a group', equals(agentFields.groupId, 'g1'), true],
  ["a group's name", equals(text('groups.display'), 'billing qa'), true],
  ['an address', equals(location, `https://x.example/Users/${agent.state.id}`), true],
  ['the address of another place', equals(location, `https://y.example/Users/${agent.state.id}`), false],
  [
    'the address with a text after it',
    compare({ ...location, affixes: { before: '', after: '!' } }, 'endsWith', '!'),
    true,
  ],
  ['one of several ids', identified(['x', agent.state.id]), true],
  ['other ids', identified(['x', 'y']), false],
  ['a number that is as great', compare(profileField('level'), 'greater', 3), false],
  ['a number that is as great or greater', compare(profileField('level'), 'greaterOrEqual', 3), true],
  ['a number that is greater or as great', compare(profileField('level'), 'greaterOrEqual', 3.5), false],
  ['a number that is as small', compare(profileField('level'), 'less', 3), false],
  ['a number that is as small or smaller', compare(profileField('level'), 'lessOrEqual', 3), true],
  ['a number that is smaller or as small', compare(profileField('level'), 'lessOrEqual', 2.5), false],
  ['a text beside a number', compare(profileField('level'), 'less', 'z'), false],
  ['a number beside texts', equals(text('name.familyName'), 3), false],
  ['a boolean as a text', equals({ ...profileField('remote'), type: 'text' }, 'false'), false],
  ['a text as a number', equals({ ...text('name.familyName'), type: 'number' }, 'Lovelace'), false],
  ['a number that is a number', equals({ ...profileField('level'), type: 'number' }, 3), true],
  ['a number as a moment', equals({ ...profileField('level'), type: 'instant' }, 3), false],
  ['an element of another attribute', element('emailsOther', not(nobody)), false],
  [
    'an element without sub-attributes',
    element(profileField('skills').path, equals(profileField('skills'), 'email')),
    true,
  ],
  ['this and that', { kind: 'all', of: [equals(profileField('level'), 3), nobody] }, false],
  ['this or that', { kind: 'any', of: [nobody, equals(profileField('level'), 3)] }, true],
  ['an attribute that is missing', equals(text('title'), ''), false],
  ['that an attribute is missing', not({ kind: 'present', field: text('title') }), true],
])('criteria for %s', (_, criteria, expected) => {
  expect(matches(criteria)).toBe(expected);
});

test.each([
  ['2024-02-29', '2024-02-29T00:00:00Z'],
  ['2024-02-29T10:00', '2024-02-29T10:00:00Z'],
  ['2024-02-29T10:00:00.5', '2024-02-29T10:00:00.500Z'],
  ['2024-02-29T10:00:00-01:30', '2024-02-29T11:30:00Z'],
  ['2024-02-28T24:00:00Z', '2024-02-29T00:00:00Z'],
  ['2000-02-29', '2000-02-29T00:00:00Z'],
  ['2024-04-30t23:59:59.999z', '2024-04-30T23:59:59.999Z'],
])('%s is the moment %s', (written, moment) => {
  expect(millisecondsOf(written)).toBe(Date.parse(moment));
});

test.each([
  ...['', '2024', '1 February 2024', '2024-02-29T10', 'x2024-02-29', '2024-02-29x'],
  ...['2024-02-30', '2023-02-29', '1900-02-29', '2024-04-31', '2024-01-32', '2024-01-00', '2024-00-01'],
  ...['2024-13-01', '2024-02-30T10:00:00Z', '2023-02-29T00:00:00+02:00', '2024-02-30T24:00:00Z'],
  ...['2024-01-01T24:00:01Z', '2024-01-01T25:00', '2024-01-01T23:60Z', '2024-01-01T10:00:00+24:00'],
  // A leap second, which neither xsd:dateTime nor JavaScript knows.
  '2016-12-31T23:59:60Z',
])('%j is no moment', (written) => {
  expect(millisecondsOf(written)).toBeUndefined();
});

test.each([
  ['a', 'b'],
  ['a', 'aa'],
  ['', 'a'],
  ['\uD7FF', '\uE000'],
  ['\uE000', '\u{10000}'],
  ['\uFFFF', '\u{10FFFF}'],
  ['\u{1F600}', '\u{1F601}'],
])('%j comes before %j', (earlier, later) => {
  expect(compareTexts(earlier, later)).toBeLessThan(0);
  expect(compareTexts(later, earlier)).toBeGreaterThan(0);
  expect(compareTexts(later, later)).toBe(0);
});

test('texts are ordered by code points, also beyond the basic plane', () => {
  const above = provisioned({ displayName: '\u{1F600}' });
  const criteria = compare(text('displayName'), 'greater', '\uFF5E');
  expect(matchCriteria(agentValues({ agent: above }), criteria)).toBe(true);
});
