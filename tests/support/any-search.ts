import fc from 'fast-check';
import { enterpriseSchema } from './scim-client.ts';

/** A list of resources that a client asks for. */
export interface Search {
  readonly of: 'Users' | 'Groups';
  readonly filter: string;
  readonly sortBy?: string;
  readonly sortOrder: 'ascending' | 'descending';
  /** `cursor` is the page behind the first one. */
  readonly from: number | 'beginning' | 'cursor';
  readonly limit: number;
  readonly withTotal: boolean;
}

type Asked = Readonly<Record<string, readonly string[]>>;

/** Under which address the searches take the resources to be shown. */
export const searchedBaseUrl = 'https://x.example/scim/v2';
const agent = '0199d2a0-0000-7000-8000-000000000007';
const group = '0199d2a1-0000-7000-8000-000000000001';

/** Texts of which all, some, one or none of a crowded account's agents have one. */
const ofUsers: Asked = {
  userType: ['employee', 'e', 'x'],
  title: ['title 000001', 'title', '1', 'zzz', 'title '.repeat(40)],
  displayName: ['display 000700', 'd', '00'],
  nickName: ['nick', 'k', ''],
  'name.familyName': ['family 000003', 'fam', 'y'],
  'name.middleName': ['x'],
  userName: ['agent-7@example.com', 'agent', 'example', 'z'],
  externalId: ['00u7', '00u', 'x'],
  'emails.value': ['agent-7@example.com', 'agent', 'private', 'x'],
  'emails.type': ['work', 'home', 'o'],
  roles: ['admin', 'a'],
  'photos.value': ['https://X.example/9', 'https'],
  'profile.team': ['team 000004', 'team', '4'],
  'profile.skills': ['driving', 'skill 000080', 'i'],
  'profile.hired': ['2026-01-03'],
  [`${enterpriseSchema}:department`]: ['department 000003', 'd', '3'],
  [`${enterpriseSchema}:manager`]: [agent, '0199', '7'],
  'meta.location': [`${searchedBaseUrl}/Users/${agent}`, searchedBaseUrl],
  'meta.version': ['W/"1"', 'W/'],
  id: [agent, '0199'],
};
const aboutGroups: Asked = {
  groups: [group, '0199', 'none'],
  'groups.display': ['named 1', 'named', 'rule', 'rule 7', 'steam', 'e', 'none'],
  'groups.$ref': [`${searchedBaseUrl}/Groups/${group}`, searchedBaseUrl],
};
const ofGroups: Asked = {
  displayName: ['named 1', 'named', 'rule', 'e'],
  externalId: ['x'],
  'meta.version': ['W/"1"', 'W/'],
  members: [agent, '0199', 'none'],
  'members.display': ['agent-7@example.com', 'agent', 'example.com', 'none'],
  'members.$ref': [`${searchedBaseUrl}/Users/${agent}`, searchedBaseUrl],
};

const comparisonWith = (asked: Asked): fc.Arbitrary<string> =>
  fc
    .constantFrom(...Object.entries(asked))
    .chain(([path, values]) =>
      fc
        .tuple(
          fc.constantFrom('eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le'),
          fc.constantFrom(...values),
        )
        .map(([operator, value]) => `${path} ${operator} ${JSON.stringify(value)}`),
    );
const presenceOf = (asked: Asked): fc.Arbitrary<string> =>
  fc
    .tuple(fc.constantFrom(...Object.keys(asked)), fc.constantFrom('pr', 'eq null'))
    .map((words) => words.join(' '));
const leaf = (asked: Asked) => fc.oneof({ weight: 3, arbitrary: comparisonWith(asked) }, presenceOf(asked));

const nested = (leaves: fc.Arbitrary<string>, maxDepth: number): fc.Arbitrary<string> =>
  fc.letrec<{ filter: string }>((tie) => ({
    filter: fc.oneof(
      { maxDepth },
      leaves,
      fc
        .tuple(fc.array(tie('filter'), { minLength: 2, maxLength: 3 }), fc.constantFrom(' and ', ' or '))
        .map(([parts, connective]) => `(${parts.join(connective)})`),
      tie('filter').map((inner) => `not (${inner})`),
    ),
  })).filter;
const elementOf = (path: string, asked: Asked): fc.Arbitrary<string> =>
  nested(leaf(asked), 2).map((inner) => `${path}[${inner}]`);

const typed = fc
  .oneof(
    fc.tuple(
      fc.constantFrom('profile.level'),
      fc.constantFrom('eq', 'ne', 'gt', 'le'),
      fc.constantFrom('1', '7'),
    ),
    fc.tuple(
      fc.constantFrom('meta.created', 'meta.lastModified'),
      fc.constantFrom('eq', 'gt', 'le'),
      fc.constantFrom('"2026-01-03T00:00:00Z"', '"2000-01-01T00:00:00Z"'),
    ),
    fc.tuple(
      fc.constantFrom('active', 'emails.primary'),
      fc.constantFrom('eq', 'ne'),
      fc.constantFrom('true', 'false'),
    ),
  )
  .map((words) => words.join(' '));
const element = fc.oneof(
  elementOf('emails', { value: ['agent-7@example.com', 'agent', 'z'], type: ['work', 'home', 'x'] }),
  elementOf('roles', { value: ['admin', 'a'], type: ['work'] }),
  elementOf('profile.skills', { value: ['driving', 'skill 000080', 'i'] }),
);
const userLeaf = fc.oneof({ weight: 3, arbitrary: leaf(ofUsers) }, typed, element);
const groupLeaf = fc.oneof(
  leaf(aboutGroups),
  elementOf('groups', { value: [group, '0199'], display: ['named', 'rule', 'e'] }),
);
const filterOfGroups = nested(
  fc.oneof(
    { weight: 3, arbitrary: leaf(ofGroups) },
    elementOf('members', { value: [agent, '0199'], display: ['agent', 'agent-7@example.com'] }),
  ),
  1,
);

const searchWith = (
  of: Search['of'],
  filter: fc.Arbitrary<string>,
  sorts: readonly (string | undefined)[],
): fc.Arbitrary<Search> =>
  fc.record({
    of: fc.constant(of),
    filter,
    sortBy: fc.constantFrom(undefined, ...sorts),
    sortOrder: fc.constantFrom('ascending', 'descending'),
    from: fc.constantFrom<Search['from'][]>(0, 100, 5000, 'beginning', 'cursor'),
    limit: fc.constantFrom(0, 1, 100, 1000),
    withTotal: fc.boolean(),
  });

/** What one asks of a crowded account's users and groups. */
export const anySearch: fc.Arbitrary<Search> = fc.oneof(
  {
    weight: 8,
    arbitrary: searchWith('Users', nested(userLeaf, 3), [
      ...['title', 'emails', 'roles', 'nickName', 'profile.level', 'profile.skills'],
      ...['userName', 'externalId', 'meta.created', 'active'],
    ]),
  },
  searchWith('Users', nested(fc.oneof(userLeaf, groupLeaf), 2), ['title', 'externalId']),
  searchWith('Groups', filterOfGroups, ['displayName', 'externalId', 'meta.lastModified']),
);
