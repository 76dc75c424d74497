import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { anyBody, anyFilterText, anyOperation } from '../scim/arbitraries.ts';
import { create, lookUp, patch, readById, replace, user } from './okta-requests.ts';

/** A request of the soak, which need not be one that can be carried out. */
export interface SoakRequest {
  readonly method: string;
  readonly path: string;
  /** JSON, or a text that may be none. */
  readonly body?: unknown;
  /** In place of the account's own. */
  readonly token?: string;
  /** By which it is known where it is sent again. */
  readonly idempotencyKey?: string;
}

/** What the requests before have left behind in an account. */
export interface Left {
  readonly users: string[];
  readonly groups: string[];
  readonly ruleGroups: string[];
}

/** Where administrators ask, with a token of their own; all other paths are SCIM's. */
export const administration = '/api/v1/';

const groupSchema = 'urn:ietf:params:scim:schemas:core:2.0:Group';
const patchSchema = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';
const bulkSchema = 'urn:ietf:params:scim:api:messages:2.0:BulkRequest';
const searchSchema = 'urn:ietf:params:scim:api:messages:2.0:SearchRequest';
const usersMax = 500;
const groupsMax = 50;
const ruleGroupsMax = 5;

const whole = (below: number): number => Math.floor(Math.random() * below);
const oneOf = <Value>(values: readonly Value[]): Value => values[whole(values.length)] as Value;
const some = <Value>(arbitrary: fc.Arbitrary<Value>): Value => fc.sample(arbitrary, 1)[0] as Value;
const times = <Value>(count: number, make: () => Value): Value[] => Array.from({ length: count }, make);
const newName = (): string => `soak-${randomUUID()}@example.com`;

const filterPaths = [
  ...['title', 'userType', 'displayName', 'name.familyName', 'profile.location', 'profile.team', 'userName'],
  ...['emails.value', 'externalId', 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department'],
];

/** Of another shape nearly each time, and so another statement. */
function filter(conditions: number): string {
  if (conditions > 1) {
    const left = 1 + whole(conditions - 1);
    const parts = `(${filter(left)}) ${oneOf(['and', 'or'])} (${filter(conditions - left)})`;
    return Math.random() < 0.1 ? `not (${parts})` : parts;
  }
  const operator = oneOf(['eq', 'ne', 'sw', 'co', 'gt', 'le', 'pr']);
  return `${oneOf(filterPaths)} ${operator}${operator === 'pr' ? '' : ` "${oneOf(['Support', 'Aust', 'x'])}"`}`;
}

const members = ({ users }: Left, count: number) => times(count, () => ({ value: oneOf(users) }));
const group = (left: Left) => ({
  schemas: [groupSchema],
  displayName: randomUUID(),
  members: members(left, 1 + whole(20)),
});
const operations = (...list: readonly unknown[]) => ({ schemas: [patchSchema], Operations: list });
const bulkOf = (list: readonly unknown[]) => ({ schemas: [bulkSchema], Operations: list });
const bulkPost = (data: unknown) => ({ method: 'POST', path: '/Users', bulkId: randomUUID(), data });

type Kind = (left: Left) => SoakRequest;
const userOf = ({ users }: Left): string => oneOf(users);
const groupOf = ({ groups }: Left): string => oneOf(groups);
const list = (path: string, query: Readonly<Record<string, string>>): SoakRequest => ({
  method: 'GET',
  path: `${path}?${new URLSearchParams(query)}`,
});
const rule = () => ({
  text: `profile.location eq "${oneOf(['Austin', 'Leeds'])}" and displayName co "${whole(10)}"`,
});
const makeRuleGroup: Kind = () => ({
  method: 'POST',
  path: `${administration}rule-groups`,
  body: { displayName: randomUUID(), ...rule() },
  idempotencyKey: randomUUID(),
});
const makeGroup: Kind = (left) => ({ method: 'POST', path: '/Groups', body: group(left) });

/** What a client sends, so many of each. */
const kinds: readonly (readonly [weight: number, kind: Kind])[] = [
  [12, () => create(newName())],
  [10, (left) => readById(userOf(left))],
  [10, () => lookUp(newName())],
  [8, (left) => replace(userOf(left), newName(), whole(1000))],
  [10, (left) => patch(userOf(left), whole(1000))],
  [6, () => list('/Users', { filter: filter(1 + whole(40)), count: String(1 + whole(20)) })],
  [6, () => list('/Users', { filter: some(anyFilterText), count: '5' })],
  [2, () => list('/Users', { count: '500', sortBy: oneOf(filterPaths) })],
  [2, () => list('/Users', { count: '50', cursor: '' })],
  [2, () => list('/Groups', { filter: `members.value eq "${randomUUID()}"` })],
  [1, () => list('/Groups', { count: '50' })],
  [
    4,
    () => ({
      method: 'POST',
      path: '/Users/.search',
      body: { schemas: [searchSchema], filter: filter(1 + whole(20)), count: 10, attributes: ['userName'] },
    }),
  ],
  [3, makeGroup],
  [
    4,
    (left) => ({
      method: 'PATCH',
      path: `/Groups/${groupOf(left)}`,
      body: operations(
        { op: 'add', path: 'members', value: members(left, 1 + whole(30)) },
        { op: 'remove', path: `members[value eq "${userOf(left)}"]` },
      ),
    }),
  ],
  [
    2,
    (left) => ({
      method: 'POST',
      path: '/Bulk',
      body: bulkOf([
        ...times(1 + whole(20), () => bulkPost(user(newName()))),
        bulkPost({ userName: 7 }),
        { method: 'DELETE', path: `/Users/${userOf(left)}` },
      ]),
    }),
  ],
  [4, (left) => ({ method: 'PATCH', path: `/Users/${userOf(left)}`, body: operations(some(anyOperation)) })],
  [4, () => ({ method: 'POST', path: '/Users', body: some(anyBody) })],
  [2, () => ({ method: 'POST', path: '/Users', body: randomUUID().repeat(whole(3000)) })],
  [3, () => ({ ...list('/Users', { count: '10' }), token: randomUUID() })],
  [1, (left) => ({ ...readById(userOf(left)), token: `rollcall_${randomUUID()}_${randomUUID()}` })],
  [1, () => ({ method: 'GET', path: `/${randomUUID()}/${'x'.repeat(whole(4000))}` })],
  [
    1,
    () => ({ method: 'GET', path: oneOf(['/Schemas', '/ResourceTypes', '/ServiceProviderConfig', '/Me']) }),
  ],
  [1, makeRuleGroup],
  [
    1,
    ({ ruleGroups }) => ({
      method: 'PUT',
      path: `${administration}groups/${oneOf(ruleGroups)}/rule`,
      body: rule(),
    }),
  ],
  [2, () => list(`${administration}agents`, { search: oneOf(['test', 'patched', 'soak']), limit: '20' })],
  [1, (left) => list(`${administration}audit-log`, { involving: userOf(left), limit: '20' })],
  [1, () => list(`${administration}requests`, { failed: 'true', limit: '20' })],
];
const drawn = kinds.flatMap(([weight, kind]) => times(weight, () => kind));

/** The next request: mixed ones, while the account keeps its size. */
export function nextRequest(left: Left): SoakRequest {
  const { users, groups, ruleGroups } = left;
  if (users.length < 10) return create(newName());
  if (groups.length === 0) return makeGroup(left);
  if (ruleGroups.length === 0) return makeRuleGroup(left);
  if (users.length > usersMax) return { method: 'DELETE', path: `/Users/${users.shift()}` };
  if (groups.length > groupsMax) return { method: 'DELETE', path: `/Groups/${groups.shift()}` };
  if (ruleGroups.length > ruleGroupsMax)
    return { method: 'DELETE', path: `${administration}groups/${ruleGroups.shift()}` };
  return oneOf(drawn)(left);
}
