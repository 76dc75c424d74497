// Every request that the console's table of people can make: filters and words, of few and of many, in each of its orders.
import { median } from './measurement.ts';
import { seededAt } from './seed.ts';
import type { Target } from './targets.ts';

/** In what people differ, so that of each filter few, some or most satisfy it, and some orders meet none of these for long. */
export const describedPerson = (agents: number) => (index: number) => ({
  userType: `Type ${index % 10}`,
  ...(index % 200 === 7 && { active: false }),
  ...(index % 1000 === 11 && { title: null }),
  // Those who came first, and no other.
  ...(index < agents / 5 && { nickName: 'First' }),
  ...(index > agents - agents / 5 && { locale: null }),
});

/** As rows of the console's page. */
const limit = 100;

const filters: readonly string[] = [
  '',
  'active eq true',
  'active eq false',
  'title pr',
  'not (title pr)',
  'title ne "Support Agent"',
  'title eq "Support Agent"',
  'title co "agent"',
  'title co "zebra"',
  'title ew "agent" and profile.team pr and active eq true',
  'title pr and active eq false',
  'profile.location sw "a"',
  'profile.location pr and not (title pr)',
  'userType eq "Type 3"',
  'userType eq "Type 3" and active eq false',
  'userType ne "Type 3"',
  'nickName pr',
  'not (nickName pr)',
  'nickName pr and userType eq "Type 3"',
  'nickName pr and not (title pr)',
  'nickName pr and not (locale pr)',
  'locale pr or nickName pr',
  'userName co "seed-9"',
  'userName co "zebra"',
  'userName ew "@example.com"',
  'emails[type eq "work" and value sw "seed-9"]',
  'groups pr',
];

const timesOf = (agents: number): readonly string[] => [
  `meta.created gt "${seededAt(agents / 2)}"`,
  `meta.created lt "${seededAt(agents / 5)}" and title pr`,
  `meta.lastModified ge "${seededAt(agents - 50)}"`,
];

/** Words, and a filter beside them. */
const searches = [
  'search=test',
  'search=zebra',
  'search=test+user',
  'search=test+zebra',
  'search=test&filter=active+eq+false',
  'search=seed-9&filter=nickName+pr',
];

const orders = ['', 'userName', 'lastModified', 'created'].flatMap((sortBy) =>
  sortBy === '' ? [''] : [`sortBy=${sortBy}`, `sortBy=${sortBy}&descending=true`],
);

export interface PeopleRequest {
  readonly asked: string;
  readonly order: string;
  readonly found: number;
  readonly milliseconds: readonly number[];
}

/** The first page and the one behind it, in each order. */
export async function measurePeopleTable(
  target: Target,
  token: string,
  agents: number,
  rounds: number,
): Promise<readonly PeopleRequest[]> {
  const api = `${new URL(target.baseUrl).origin}/api/v1/agents?limit=${limit}`;
  const asked = [...filters, ...timesOf(agents)].map((filter) => `filter=${encodeURIComponent(filter)}`);
  const requests: PeopleRequest[] = [];
  for (const query of [...asked, ...searches])
    for (const order of orders) {
      const path = `${api}&${query === 'filter=' ? '' : query}&${order}`;
      const milliseconds: number[] = [];
      let found = 0;
      for (let round = 0; round < rounds; round += 1) {
        const first = await page(path, token);
        milliseconds.push(first.milliseconds);
        found = first.items;
        if (first.next === undefined) continue;
        const second = await page(`${path}&cursor=${encodeURIComponent(first.next)}`, token);
        milliseconds.push(second.milliseconds);
      }
      requests.push({ asked: decodeURIComponent(query), order, found, milliseconds });
    }
  return requests;
}

async function page(path: string, token: string) {
  const startedAt = performance.now();
  const response = await fetch(path, { headers: { authorization: `Bearer ${token}` } });
  const text = await response.text();
  const milliseconds = performance.now() - startedAt;
  if (response.status !== 200) throw new Error(`${path} answered ${response.status}: ${text}`);
  const { items, next } = JSON.parse(text) as { readonly items: readonly unknown[]; readonly next?: string };
  return { milliseconds, items: items.length, next };
}

/** A line for what is asked, with the middle of the requests in each order, or the longest. */
export function peopleTable(requests: readonly PeopleRequest[], of: 'middle' | 'longest'): string {
  const shown = ['id', 'userName', 'desc.', 'changed', 'desc.', 'came', 'desc.'].map((name) =>
    name.padStart(9),
  );
  const lines = [...new Set(requests.map(({ asked }) => asked))].map((asked) => {
    const taken = requests
      .filter((request) => request.asked === asked)
      .map(({ milliseconds }) => (of === 'middle' ? median(milliseconds) : Math.max(...milliseconds)))
      .map((milliseconds) => String(Math.round(milliseconds)).padStart(9));
    return `${(asked.replace(/^filter=/, '') || 'everybody').padEnd(60)}${taken.join('')}`;
  });
  return [`${of.padEnd(60)}${shown.join('')}`, ...lines, ''].join('\n');
}
