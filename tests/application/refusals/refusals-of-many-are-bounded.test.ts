import { expect, test } from 'vitest';
import type { Application } from '../../../src/application/application.ts';
import type { Caller } from '../../../src/application/ports/caller.ts';
import { apiTokenId } from '../../../src/domain/shared/identifiers.ts';
import { type Instant, instantPlus } from '../../../src/domain/shared/instant.ts';
import { noon } from '../../support/agents.ts';
import { applicationOn } from '../../support/application-on.ts';
import { sqlite } from '../../support/databases.ts';
import { stageOn } from '../../support/open-storage.ts';
import { callerIn } from '../../support/stored-agents.ts';

/** Of one token in a minute. */
const recordedMax = 600;
const stage = stageOn(sqlite);

async function accountAt(now: () => Instant) {
  const application = applicationOn(stage().storage, { clock: { now } });
  const sso = { ssoIssuer: 'https://acme.okta.example' };
  const { state } = await application.openAccount(callerIn(), { name: 'Acme', ...sso });
  const operator = callerIn(state.id);
  const principal = {
    kind: 'token',
    id: apiTokenId('01999999-0000-7000-8000-000000000001'),
    name: 'Okta',
  } as const;
  return { application, operator, caller: { ...operator, principal } };
}

const provision = ({ provisionAgents }: Application, caller: Caller, userNames: readonly string[]) =>
  provisionAgents(caller, {
    provisionings: userNames.map((userName) => ({ desired: { userName, active: true } })),
  });

const refusals = async ({ readAuditLog }: Application, operator: Caller) =>
  (await readAuditLog(operator, { limit: 1000 })).filter(({ refusal }) => refusal !== undefined);

test('refusals of many agents at once count as those of one after the other', async () => {
  let now = noon;
  const { application, operator, caller } = await accountAt(() => now);
  await provision(application, caller, ['ada@example.com']);
  const taken = Array.from({ length: 500 }, () => 'ada@example.com');
  await provision(application, caller, taken);
  await provision(application, caller, taken);
  expect(await refusals(application, operator)).toHaveLength(recordedMax);
  now = instantPlus(noon, 60_000);
  await expect(
    application.provisionAgent(caller, { desired: { userName: 'ada@example.com', active: true } }),
  ).rejects.toMatchObject({ code: 'userNameTaken' });
  const [newest] = await refusals(application, operator);
  expect(newest?.refusal?.message).toMatch(/Before this one, 400 more attempts of the same caller/);
});

test('what is left out again and again of a request that changes nothing counts as well', async () => {
  const { application, operator, caller } = await accountAt(() => noon);
  const desired = { userName: 'ada@example.com', active: false };
  const { agent } = await application.provisionAgent(caller, { desired });
  for (let time = 0; time < recordedMax + 5; time++) {
    const revise = () => ({
      ...agent.desired(),
      active: false,
      profile: { [`a${time}`.padEnd(200, 'x')]: 1 },
    });
    await application.reviseAgent(caller, { id: agent.state.id, revise });
  }
  expect(await refusals(application, operator)).toHaveLength(recordedMax);
});
