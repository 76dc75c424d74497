// Another service in whose process Rollcall is, writing agents: `writing-process.ts PROGRAM URL ACCOUNT NAME COUNT`. It writes a line of
// each agent: its id, and when its commit was acknowledged.
import type * as InProcess from '../../src/main/in-process.ts';

const [, , program = '', databaseUrl, account = '', name = '', count] = process.argv;
const { accountId, openRollcall } = (await import(program)) as typeof InProcess;
const rollcall = await openRollcall({ serviceName: name, databaseUrl });
const caller = rollcall.caller(accountId(account));
for (let index = 0; index < Number(count); index++) {
  const userName = `${name}-${index}@example.com`;
  const { agent } = await rollcall.provisionAgent(caller, {
    desired: { userName, active: true, profile: {} },
  });
  process.stdout.write(`${JSON.stringify({ id: agent.state.id, at: Date.now() })}\n`);
}
await rollcall.close();
