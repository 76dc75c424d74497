import { setTimeout as pause } from 'node:timers/promises';
import { patchOf, type ScimAnswer, ScimClient, user } from '../support/scim-client.ts';

const titles = ['1', '2', '3'];
/** A client that is told to come again comes again sooner than it was told, so that an outage is measured. */
const againMilliseconds = 100;

/** What clients were told, and when. */
export interface Told {
  /** Of each agent, the title that was last acknowledged. */
  readonly agents: Map<string, string | undefined>;
  /** When a write was acknowledged, by process, in milliseconds of `performance.now()`. */
  readonly acknowledged: number[][];
  unavailable: number;
  unknown: number;
  /** Answers that no client should get, which may only repeat what it was told to. */
  readonly wrong: string[];
}

/** Makes agents and changes each a few times at one process, repeating what was not done, until it is told to stop. */
export async function write(
  address: string,
  process: number,
  name: string,
  token: string,
  told: Told,
  stop: AbortSignal,
): Promise<void> {
  const client = new ScimClient(`${address}/scim/v2`, { authorization: `Bearer ${token}` });
  const acknowledged = async (status: number, ask: () => Promise<ScimAnswer>) => {
    while (!stop.aborted) {
      const answer = await ask();
      if (answer.status === status) {
        told.acknowledged[process]?.push(performance.now());
        return answer;
      }
      if (answer.status === 503 && answer.headers['retry-after'] !== undefined) {
        told.unavailable += 1;
        if (answer.text.includes('may or may not')) told.unknown += 1;
      } else told.wrong.push(`${answer.status} ${answer.text}`);
      await pause(againMilliseconds);
    }
    return undefined;
  };
  for (let index = 0; !stop.aborted; index++) {
    const body = user(`${name}-${index}@example.com`, { title: '0' });
    const made = await acknowledged(201, () => client.post('/Users', body));
    if (made === undefined) return;
    told.agents.set(made.body.id, undefined);
    for (const value of titles) {
      const patch = patchOf({ op: 'replace', path: 'title', value });
      const changed = await acknowledged(200, () => client.patch(`/Users/${made.body.id}`, patch));
      if (changed === undefined) return;
      told.agents.set(made.body.id, value);
    }
  }
}
