import { apiClient } from './api-client.ts';
import { patchOf, type ScimClient } from './scim-client.ts';
import type { TestServer } from './start-server.ts';

export const deactivation = patchOf({ op: 'replace', value: { active: false } });

/** An account whose brake takes more than a quarter of its agents, three at least, for too many; with so many agents. */
export async function brakedAccount(server: TestServer, agents: number, stops = true) {
  const account = await server.openAccount();
  const api = await apiClient(server, account);
  const ids = await account.provisionMany(agents);
  const brake = await api.patch('/brake', { percent: 25, minutes: 10, agentsMin: 3, stops });
  if (brake.status !== 200) throw new Error(brake.text);
  const { client, journal } = account;
  return {
    ...{ ...account, api, ids },
    /** The directory deactivates them, one after the other. @returns the statuses that are answered. */
    deactivate: (some: readonly string[]) => statusesOf(client, some),
    wave: async () => (await api.get('/brake')).body.wave,
    told: async (action: string) => (await journal()).filter((entry) => entry.action === action),
  };
}

async function statusesOf(client: ScimClient, ids: readonly string[]): Promise<readonly number[]> {
  const statuses: number[] = [];
  for (const id of ids) statuses.push((await client.patch(`/Users/${id}`, deactivation)).status);
  return statuses;
}
