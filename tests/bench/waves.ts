// How long it takes to bring back a company whom a directory deactivated by mistake: `npm run bench:waves`, `-- --mysql` on MySQL.
// Half way the process is killed, and another one goes on. Meanwhile somebody else reads and writes.
import { setTimeout } from 'node:timers/promises';
import type { BenchDatabase } from './bench-database.ts';
import { startMysql } from './bench-mysql.ts';
import { makeSqliteFiles } from './bench-sqlite.ts';
import { inProcess } from './in-process.ts';
import { type Measurement, measurementOf } from './measurement.ts';
import { startRollcall, type Target } from './targets.ts';

const count = Number(process.env.BENCH_AGENTS ?? 100_000);
const perCall = 1000;
const atOnce = 64;
const deadlineMilliseconds = 3_600_000;
const pollMilliseconds = 250;

type Application = Parameters<Parameters<typeof inProcess>[1]>[0];
type Caller = ReturnType<Application['caller']>;

const began = performance.now();
const say = (what: string) =>
  process.stderr.write(`${((performance.now() - began) / 1000).toFixed(1).padStart(8)} s  ${what}\n`);

/** In the order of the list, so many at the same time. */
async function each<Part>(parts: readonly Part[], work: (part: Part) => Promise<unknown>): Promise<void> {
  const left = parts.values();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const part of left) await work(part);
    }),
  );
}

/** Makes the company, and has its directory take everybody's access and groups away. */
async function deactivated(application: Application) {
  const requester = { ...application.requester('bench'), deadline: performance.now() + deadlineMilliseconds };
  const ssoIssuer = 'https://bench.okta.example';
  const { id } = (await application.openAccount(requester, { name: 'Bench', ssoIssuer })).state;
  const caller: Caller = { ...requester, accountId: id };
  const { text: admin } = await application.issueToken(caller, { name: 'Script', scopes: ['admin:write'] });
  const { text: scim, token } = await application.issueToken(caller, { name: 'Okta' });
  const principal = { kind: 'token', id: token.state.id, name: 'Okta' } as const;
  const directory: Caller = { ...caller, principal };
  const ids: Awaited<ReturnType<typeof application.readAgent>>['agent']['state']['id'][] = [];
  for (let number = 0; number < count; number += perCall) {
    const provisionings = Array.from({ length: perCall }, (_, index) => ({
      desired: {
        userName: `agent-${number + index}@example.com`,
        active: true,
        name: { givenName: 'Agent', familyName: `Number ${number + index}` },
        profile: { location: `City ${index % 20}`, team: `Team ${index % 7}` },
      },
    }));
    for (const outcome of await application.provisionAgents(caller, { provisionings }))
      if (outcome !== undefined && 'agent' in outcome) ids.push(outcome.agent.state.id);
  }
  await application.createGroupTemplate(caller, { attribute: 'profile.team', namePattern: '{value}' });
  const rule = { text: 'profile.location eq "City 3" and active eq true' };
  await application.createRuleGroup(caller, { desired: { displayName: 'City 3' }, rule });
  say(`${ids.length} agents`);
  const half = ids.filter((_, index) => index % 2 === 0);
  const tenth = ids.filter((_, index) => index % 10 === 0);
  const group = async (as: Caller, displayName: string, members: readonly (typeof ids)[number][]) =>
    (await application.createGroup(as, { desired: { displayName }, members })).group.state.id;
  const pushed = [
    await group(directory, 'Emptied at once', ids),
    await group(directory, 'Left by the thousand', ids),
    await group(directory, 'Left one by one', tenth),
  ] as const;
  for (const name of ['One', 'Two', 'Three']) await group(caller, `By hand ${name}`, half);
  say('groups');
  await each(ids, (agent) =>
    application.reviseAgent(directory, {
      id: agent,
      revise: (current) => ({ ...current.desired(), active: false }),
    }),
  );
  say('all deactivated');
  const leave = (groupId: (typeof pushed)[number], some: readonly (typeof ids)[number][]) =>
    application.reviseGroup(directory, {
      ...{ id: groupId, withMembers: false },
      revise: (current) => ({
        desired: current.desired(),
        membership: [some.length === ids.length ? { kind: 'clear' } : { kind: 'remove', ids: some }],
      }),
    });
  await leave(pushed[0], ids);
  for (let from = 0; from < count; from += perCall) await leave(pushed[1], ids.slice(from, from + perCall));
  for (const agent of tenth) await leave(pushed[2], [agent]);
  say('all out of the groups');
  return { admin, scim, one: ids[0] ?? '' };
}

const clientOf = ({ baseUrl }: Target, path: string, token: string) => {
  const origin = new URL(baseUrl).origin + path;
  return async (method: string, address: string, body?: object) => {
    const answer = await fetch(origin + address, {
      method,
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return { status: answer.status, body: answer.status === 204 ? {} : await answer.json() };
  };
};

/** What somebody else waits meanwhile, one request after the other with a pause. */
async function besides(target: Target, token: string, id: string, isOver: () => boolean, times: number[][]) {
  const ask = clientOf(target, '/scim/v2', token);
  const [reads = [], writes = []] = times;
  const measured = async (list: number[], method: string, body?: object) => {
    const startedAt = performance.now();
    const answer = await ask(method, `/Users/${id}`, body).catch(() => undefined);
    if (answer?.status === 200) list.push(performance.now() - startedAt);
  };
  for (let number = 0; !isOver(); number++) {
    await measured(reads, 'GET');
    const value = { displayName: `Name ${number}` };
    const schemas = ['urn:ietf:params:scim:api:messages:2.0:PatchOp'];
    await measured(writes, 'PATCH', { schemas, Operations: [{ op: 'replace', value }] });
    await setTimeout(50);
  }
}

async function measure(database: BenchDatabase, name: string): Promise<void> {
  const { admin, scim, one } = await inProcess(database.url, deactivated);
  await database.analyze?.(['agents', 'agent_values', 'journal', 'journal_terms', 'memberships']);
  let target = await startRollcall(database.url, 10);
  let api = clientOf(target, '/api/v1', admin);
  const indexed = async () => {
    const [row] = await database.rows(
      'SELECT (SELECT position FROM journal_order) - (SELECT typed_position FROM journal_indexed) AS behind',
    );
    return Number(row?.behind);
  };
  say(`${await indexed()} entries without terms when it starts`);
  const startedAt = performance.now();
  const job = await api('POST', '/brake/bring-back', { reason: 'Bench' });
  if (job.status !== 202) throw new Error(JSON.stringify(job.body));
  const firstJob = performance.now() - startedAt;
  let isOver = false;
  const times: number[][] = [[], []];
  let aside = besides(target, scim, one, () => isOver, times);
  let [isKilled, rested, peak, cpu] = [false, 0, 0, 0];
  const passed: { readonly broughtBack: number; readonly seconds: number }[] = [];
  for (;;) {
    const { wave } = (await api('GET', '/brake')).body;
    if (wave === undefined) break;
    const broughtBack = wave.broughtBack ?? 0;
    passed.push({ broughtBack, seconds: (performance.now() - startedAt - rested) / 1000 });
    peak = Math.max(peak, target.peakMemoryMegabytes());
    if (!isKilled && broughtBack > count / 2) {
      isKilled = true;
      isOver = true;
      cpu += target.cpuMilliseconds();
      await target.kill();
      await aside;
      const restedFrom = performance.now();
      await database.run('UPDATE agent_jobs SET due_at = created_at WHERE ended_at IS NULL');
      target = await startRollcall(database.url, 10);
      api = clientOf(target, '/api/v1', admin);
      rested = performance.now() - restedFrom;
      isOver = false;
      aside = besides(target, scim, one, () => isOver, times);
      say(`killed at ${broughtBack}`);
    }
    await setTimeout(pollMilliseconds);
  }
  const seconds = (performance.now() - startedAt - rested) / 1000;
  isOver = true;
  await aside;
  cpu += target.cpuMilliseconds();
  peak = Math.max(peak, target.peakMemoryMegabytes());
  await target.stop();
  const figure = async (sql: string) => Number(Object.values((await database.rows(sql))[0] ?? {})[0]);
  const entries = (action: string) => figure(`SELECT COUNT(*) FROM journal WHERE action = '${action}'`);
  const members = await database.rows(
    'SELECT g.display_name AS name, COUNT(*) AS members FROM memberships m JOIN agent_groups g ON g.account_id = m.account_id AND g.id = m.group_id GROUP BY g.display_name ORDER BY g.display_name',
  );
  const quarter = (share: number) =>
    passed.find(({ broughtBack }) => broughtBack >= count * share)?.seconds.toFixed(0) ?? '';
  const [reads, writes] = [measurementOf(times[0] ?? [], 1), measurementOf(times[1] ?? [], 1)];
  process.stdout.write(
    [
      `${name}: ${count} agents brought back in ${seconds.toFixed(1)} s (the quarters after ${[0.25, 0.5, 0.75].map(quarter).join(', ')} s), the first job after ${firstJob.toFixed(0)} ms`,
      `  ${(cpu / 1000).toFixed(1)} s of the service's processor, ${peak.toFixed(0)} MB at most`,
      `  meanwhile: a read ${shown(reads)}, a change ${shown(writes)}`,
      `  active: ${await figure('SELECT COUNT(*) FROM agents WHERE active = 1')}, entries AgentReactivated: ${await entries('AgentReactivated')}, of different agents: ${await figure("SELECT COUNT(DISTINCT target_id) FROM journal WHERE action = 'AgentReactivated'")}`,
      ...members.map((row) => `  ${row.name}: ${row.members} members`),
      '',
    ].join('\n'),
  );
}

const shown = ({ p50Milliseconds: p50, p99Milliseconds: p99 }: Measurement): string =>
  `p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`;

const server = process.argv.includes('--mysql') ? await startMysql() : makeSqliteFiles();
try {
  await measure(server.rollcall, server.name);
} finally {
  await server.stop();
}
