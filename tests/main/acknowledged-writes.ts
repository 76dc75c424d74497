import { expect } from 'vitest';
import { administer } from '../support/databases.ts';
import { patchOf, type ScimAnswer, type ScimClient, user } from '../support/scim-client.ts';

/** What is acknowledged is looked up faster than a directory would. */
export const unlimited = {
  ROLLCALL_TOKEN_REQUESTS_PER_SECOND_MAX: '100000',
  ROLLCALL_ACCOUNT_REQUESTS_PER_SECOND_MAX: '100000',
};

/** What clients were told: of each agent, the title that was last acknowledged. */
export type Acknowledged = Map<string, string | undefined>;

/**
 * Makes agents and changes each a few times, as long as it is to.
 *
 * @param send - asks the service, in whatever way; @throws Error where there is no service any more.
 */
export async function writeAgents(
  send: (ask: (client: ScimClient) => Promise<ScimAnswer>) => Promise<ScimAnswer>,
  name: string,
  acknowledged: Acknowledged,
  goesOn: () => boolean = () => true,
): Promise<void> {
  for (let index = 0; goesOn(); index++) {
    const { status, body } = await send((client) =>
      client.post('/Users', user(`${name}-${index}@example.com`)),
    );
    if (status !== 201) throw new Error(`${status} ${JSON.stringify(body)}`);
    acknowledged.set(body.id, undefined);
    for (const title of ['1', '2', '3']) {
      const patch = patchOf({ op: 'replace', path: 'title', value: title });
      const answer = await send((client) => client.patch(`/Users/${body.id}`, patch));
      if (answer.status !== 200) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`);
      acknowledged.set(body.id, title);
    }
  }
}

/** Fails unless everything that was acknowledged is there, and half of nothing. */
export async function expectAllKept(
  client: ScimClient,
  url: string,
  acknowledged: Acknowledged,
): Promise<void> {
  for (const [agent, title] of acknowledged) {
    const { status, body } = await client.get(`/Users/${agent}`);
    expect([agent, status]).toEqual([agent, 200]);
    // The change behind the last one that was acknowledged may have been made all the same.
    if (title !== undefined) expect(Number(body.title)).toBeGreaterThanOrEqual(Number(title));
    const found = await client.find(`id eq "${agent}"${body.title ? ` and title eq "${body.title}"` : ''}`);
    expect(found).toHaveLength(1);
  }
  expect(await administer(url, withoutAllEntries)).toEqual([]);
  expect(await administer(url, entriesOfNobody)).toEqual([]);
  expect(await administer(url, valuesOfNobody)).toEqual([]);
}

const withoutAllEntries =
  "SELECT id FROM agents WHERE version <> (SELECT COUNT(*) FROM journal WHERE journal.account_id = agents.account_id AND target_id = agents.id AND action IN ('AgentProvisioned', 'AgentUpdated'))";
const entriesOfNobody =
  "SELECT target_id FROM journal WHERE target_type = 'agent' AND refusal IS NULL AND target_id NOT IN (SELECT id FROM agents)";
const valuesOfNobody = 'SELECT agent_id FROM agent_values WHERE agent_id NOT IN (SELECT id FROM agents)';

export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 2));
}
