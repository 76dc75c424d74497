// How long the administration API takes to find agents, by words and by pages, at several sizes of an account.
import { askInTurns, type QueryResult } from './measurement.ts';
import type { Crowd } from './seed-crowd.ts';
import { runVerb, startRollcall } from './targets.ts';

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

/** Measures each in accounts of several sizes. */
export async function measureAgentSearches(
  url: string,
  accounts: readonly Crowd[],
  connections: number,
): Promise<readonly QueryResult[]> {
  const asking: Crowd[] = [];
  for (const account of accounts) {
    const making = [
      'token',
      'create',
      '--account',
      account.id,
      '--name',
      'searches',
      '--scopes',
      'admin:read',
    ];
    asking.push({ ...account, token: (await runVerb(url, making)).token ?? '' });
  }
  const target = await startRollcall(url, connections);
  const api = target.baseUrl.replace(/\/scim\/v2$/, '/api/v1');
  const ask = async (query: string, token: string): Promise<number> => {
    const begun = performance.now();
    const path = `${api}/agents?limit=${limit}&${query}`;
    const response = await fetch(path, { headers: { authorization: `Bearer ${token}` } });
    const text = await response.text();
    if (response.status !== 200) throw new Error(`${path} answered ${response.status}: ${text}`);
    return performance.now() - begun;
  };
  try {
    const results: QueryResult[] = [];
    for (const [name, query] of Object.entries(searches)) {
      const search = ({ agents, token }: Crowd, turn: number) => ask(query(agents, turn), token);
      results.push(await askInTurns(name, asking, ({ agents }) => agents, search));
    }
    return results;
  } finally {
    await target.stop();
  }
}
