import { setTimeout as pause } from 'node:timers/promises';
import type { Group, Member } from './group.ts';
import type { Told } from './writers.ts';

const loadMilliseconds = 1_000;
const pollMilliseconds = 25;
const electionMillisecondsMax = 60_000;

/** How long it took from the moment at which the primary was lost, in milliseconds. */
export interface Failover {
  readonly how: 'killed' | 'cut off';
  /** That moment, of `performance.now()`. */
  readonly lostAt: number;
  /** Until another member took writes. */
  readonly election: number;
  /** Until each process had a write acknowledged. */
  readonly back: readonly number[];
}

/** Takes the primary away while it is written, and has it take part again afterwards. */
export async function failOver(group: Group, told: Told, how: Failover['how']): Promise<Failover> {
  await pause(loadMilliseconds);
  const primary = await primaryOf(group, group.members);
  const lostAt = performance.now();
  await (how === 'killed' ? group.kill(primary) : group.cutOff(primary));
  const others = group.members.filter((member) => member !== primary);
  await primaryOf(group, others);
  const electedAt = performance.now();
  const back = await Promise.all(told.acknowledged.map((times) => firstAfter(times, electedAt)));
  const failover = { how, lostAt, election: electedAt - lostAt, back: back.map((at) => at - lostAt) };
  await (how === 'killed' ? group.join(primary) : group.reconnect(primary));
  return failover;
}

/**
 * Takes two members away, so that nobody may write, until the operator says that the one left is the group.
 *
 * @returns how the processes told that they were not ready.
 */
export async function loseMajority(
  group: Group,
  told: Told,
  addresses: readonly string[],
): Promise<readonly unknown[]> {
  const primary = await primaryOf(group, group.members);
  const others = group.members.filter((member) => member !== primary);
  for (const member of others) await group.kill(member);
  const readiness = await Promise.all(addresses.map(unready));
  await group.ask(primary, `SET GLOBAL group_replication_force_members = '${primary.name}:33061'`);
  await group.ask(primary, "SET GLOBAL group_replication_force_members = ''");
  await Promise.all(told.acknowledged.map((times) => firstAfter(times, performance.now())));
  for (const member of others) await group.join(member);
  return readiness;
}

async function primaryOf(group: Group, among: readonly Member[]): Promise<Member> {
  const deadline = performance.now() + electionMillisecondsMax;
  for (;;) {
    const primary = await group.primary(among);
    if (primary !== undefined) return primary;
    if (performance.now() > deadline) throw new Error('No member of the group became the primary.');
    await pause(pollMilliseconds);
  }
}

/** When the first write was acknowledged behind a time. One on its way to the old primary may be told as late as that. */
async function firstAfter(times: readonly number[], at: number): Promise<number> {
  const deadline = performance.now() + electionMillisecondsMax;
  for (;;) {
    const first = times.find((time) => time > at);
    if (first !== undefined) return first;
    if (performance.now() > deadline) throw new Error('A process had no write acknowledged any more.');
    await pause(pollMilliseconds);
  }
}

async function unready(address: string): Promise<unknown> {
  const deadline = performance.now() + electionMillisecondsMax;
  for (;;) {
    const answer = await fetch(`${address}/readyz`);
    if (answer.status === 503) return answer.json();
    if (performance.now() > deadline) throw new Error('A process is ready though nobody takes writes.');
    await pause(200);
  }
}
