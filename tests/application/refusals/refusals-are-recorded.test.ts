import { beforeAll, expect, test } from 'vitest';
import { type Caller, type Requester, serviceAccountId } from '../../../src/application/ports/caller.ts';
import { type Instant, instantPlus } from '../../../src/domain/shared/instant.ts';
import { noon } from '../../support/agents.ts';
import { applicationOn } from '../../support/application-on.ts';
import { sqlite } from '../../support/databases.ts';
import { stageOn } from '../../support/open-storage.ts';
import { callerIn } from '../../support/stored-agents.ts';

const stage = stageOn(sqlite);
let caller: Caller;
beforeAll(async () => {
  const { openAccount } = applicationOn(stage().storage);
  caller = callerIn((await openAccount(callerIn(), { name: 'Acme' })).state.id);
});

function log() {
  const told: unknown[] = [];
  const tell = (...line: unknown[]) => void told.push(line);
  return { told, log: { warn: tell, error: tell } };
}

test('a refusal stands where it could not be recorded, and the operator is told', async () => {
  const { told, log: telling } = log();
  const away = new Error('away');
  const { unitOfWork } = stage().storage;
  const open = {
    ...stage().storage,
    unitOfWork: {
      read: unitOfWork.read.bind(unitOfWork),
      dryRun: unitOfWork.dryRun.bind(unitOfWork),
      transact: () => Promise.reject(away),
    },
  };
  const refused = applicationOn(open, { log: telling }).issueToken(caller, {} as never);
  await expect(refused).rejects.toMatchObject({ code: 'inputInvalid' });
  expect(told).toEqual([
    [
      'A refused attempt could not be recorded in the audit log',
      away,
      { action: 'IssueToken', code: 'inputInvalid', requestId: caller.requestId },
    ],
  ]);
});

test('of refusals of unknown callers the journal has 60 a minute, and how many more there were', async () => {
  let now: Instant = noon;
  const { listAgents, readAuditLog } = applicationOn(stage().storage, { clock: { now: () => now } });
  const unknown: Requester = {
    principal: { kind: 'anonymous' },
    source: '203.0.113.7',
    requestId: 'unknown',
  };
  const refuse = () =>
    expect(listAgents(unknown as Caller, {})).rejects.toMatchObject({ code: 'permissionMissing' });
  const service = { ...caller, accountId: serviceAccountId };
  const recorded = async () => readAuditLog(service, { limit: 1000 });
  const before = (await recorded()).length;
  for (let refusal = 1; refusal <= 62; refusal++) await refuse();
  expect((await recorded()).length - before).toBe(60);
  now = instantPlus(noon, 60_000);
  await refuse();
  const [last, ...others] = await recorded();
  expect(others.length - before).toBe(60);
  expect(last?.refusal).toEqual({
    code: 'permissionMissing',
    message: expect.stringMatching(/\. Before this one, 2 more attempts of the same caller were refused/),
  });
});
