// How long the administration API takes to find agents, by words and by pages, at several sizes of an account.
import { median } from './measurement.ts';
import type { QueryResult } from './queries.ts';
import { runVerb, type Target } from './targets.ts';

const turns = 15;
const limit = 50;

/** What people type, by what it costs: few or all have it, in one attribute or in another for each word. */
const searches: Readonly<Record<string, (agents: number, turn: number) => string>> = {
  'first page': () => '',
  'by userName, first page': () => 'sortBy=userName',
  'last changed first': () => 'sortBy=lastModified&descending=true',
  'an address': (agents, turn) => `search=crowd-${(turn * 7919) % agents}@example.com`,
  'a word that all have': () => 'search=crowd',
  'a letter that all have, by userName': () => 'search=c&sortBy=userName',
  'a word that few have': () => 'search=family+0000003',
  'two words that all have': () => 'search=given+family&sortBy=userName',
  'a word that nobody has': () => 'search=zebra',
  'a word that all have and one that nobody has': () => 'search=given+zebra&sortBy=userName',
  'a word that all have, among the deactivated': () => 'search=given&filter=active+eq+false&sortBy=userName',
};

/** Measures each in every account in turns, so that a noisy machine slows all sizes alike. */
export async function measureAgentSearches(
  target: Target,
  url: string,
  accounts: readonly { readonly agents: number; readonly id: string }[],
): Promise<QueryResult[]> {
  const asking: { readonly agents: number; readonly token: string }[] = [];
  for (const { agents, id } of accounts) {
    const making = ['token', 'create', '--account', id, '--name', 'searches', '--scopes', 'admin:read'];
    asking.push({ agents, token: (await runVerb(url, making)).token ?? '' });
  }
  const api = target.baseUrl.replace(/\/scim\/v2$/, '/api/v1');
  const results: QueryResult[] = [];
  for (const [name, query] of Object.entries(searches)) {
    const times = new Map(asking.map(({ agents }) => [agents, [] as number[]]));
    for (let turn = -2; turn < turns; turn++)
      for (const { agents, token } of asking) {
        const startedAt = performance.now();
        const path = `${api}/agents?limit=${limit}&${query(agents, turn + 2)}`;
        const response = await fetch(path, { headers: { authorization: `Bearer ${token}` } });
        const text = await response.text();
        if (response.status !== 200) throw new Error(`${path} answered ${response.status}: ${text}`);
        if (turn >= 0) times.get(agents)?.push(performance.now() - startedAt);
      }
    const milliseconds = Object.fromEntries([...times].map(([agents, some]) => [agents, median(some)]));
    const sizes = [...times.keys()];
    const growth = (milliseconds[Math.max(...sizes)] ?? 0) / (milliseconds[Math.min(...sizes)] ?? 1);
    results.push({ name: `API: ${name}`, milliseconds, growth });
  }
  return results;
}
