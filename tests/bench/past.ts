// How long it takes to tell what was in an account of many agents: `npm run bench:past`.
import { makeSqliteFiles } from './bench-sqlite.ts';
import { inProcess } from './in-process.ts';

const count = Number(process.env.BENCH_AGENTS ?? 100_000);
const perCall = 1000;
const changedShare = 10;
const deadlineMilliseconds = 3_600_000;

const files = makeSqliteFiles();

/** Time of the processor, threads of the database included: that of the clock depends on what else the machine does. */
async function timed<Result>(question: string, work: () => Promise<Result>): Promise<Result> {
  const began = performance.now();
  const used = process.cpuUsage();
  const result = await work();
  const { user, system } = process.cpuUsage(used);
  const figures = [
    `${Math.round((user + system) / 1000)} ms of the processor`.padStart(28),
    `${Math.round(performance.now() - began)} ms`.padStart(10),
    `${Math.round(process.memoryUsage().rss / 1e6)} MB`.padStart(8),
  ];
  process.stdout.write(`${figures.join('')}  ${question}\n`);
  return result;
}

await inProcess(files.rollcall.url, async (application) => {
  const ssoIssuer = 'https://bench.okta.example';
  const requester = {
    principal: { kind: 'service', name: 'bench' },
    source: 'in process',
    requestId: 'bench',
  } as const;
  const { id } = (await application.openAccount(requester, { name: 'Bench', ssoIssuer })).state;
  const deadline = performance.now() + deadlineMilliseconds;
  const caller = { ...requester, accountId: id, deadline };
  for (let number = 0; number < count; number += perCall) {
    const provisionings = Array.from({ length: perCall }, (_, index) => ({
      desired: {
        userName: `agent-${number + index}@example.com`,
        active: true,
        name: { givenName: 'Agent', familyName: `Number ${number + index}` },
        profile: { location: `City ${index % 20}`, team: `Team ${index % 7}` },
      },
    }));
    await application.provisionAgents(caller, { provisionings });
  }
  const rule = { text: 'profile.location eq "City 3"' };
  const ruled = await application.createRuleGroup(caller, { desired: { displayName: 'City 3' }, rule });
  const first = await application.listAgents(caller, { limit: 1000, withTotal: false, withGroups: false });
  const ids = first.resources.map(({ agent }) => agent.state.id);
  await application.createGroup(caller, { desired: { displayName: 'By hand' }, members: ids });
  const before = new Date().toISOString() as (typeof first.resources)[number]['agent']['state']['createdAt'];
  let from: typeof first.next | 'beginning' = 'beginning';
  while (from !== undefined) {
    const page: typeof first = await application.listAgents(caller, { from, limit: 1000, withTotal: false });
    for (const { agent } of page.resources.slice(0, page.resources.length / changedShare))
      await application.reviseAgent(caller, {
        id: agent.state.id,
        revise: (current) => ({ ...current.desired(), profile: { location: 'City 3', team: 'Team 1' } }),
      });
    from = page.next;
  }
  await application.removeAgent(caller, { id: ids[0] as (typeof ids)[number] });
  const agentId = ids[1] as (typeof ids)[number];
  for (const [name, at] of [
    ['before a tenth changed', before],
    ['a moment ago', new Date().toISOString() as typeof before],
  ] as const) {
    await timed(`one agent with groups, ${name}`, () => application.readAgent(caller, { id: agentId, at }));
    await timed(`a page of 100 agents, ${name}`, () =>
      application.listAgents(caller, { at, limit: 100, withTotal: false, withGroups: false }),
    );
    await timed(`all agents by a filter with the total, ${name}`, () =>
      application.listAgents(caller, { at, filter: 'profile.location eq "City 3"', withGroups: false }),
    );
    await timed(`the same with their groups, ${name}`, () =>
      application.listAgents(caller, { at, filter: 'profile.location eq "City 3"', withGroups: true }),
    );
    await timed(`the members of a group by rule, ${name}`, () =>
      application.readGroup(caller, { id: ruled.group.state.id, withMembers: true, at }),
    );
  }
  await timed('the first 1000 differences', () =>
    application.listDifferences(caller, { from: before, limit: 1000 }),
  );
});
await files.stop();
