import { beforeAll, describe, expect, test } from 'vitest';
import type { OpenStorage } from '../../src/adapters/typeorm-persistence/open-storage.ts';
import type { Application } from '../../src/application/application.ts';
import { type Caller, serviceAccountId } from '../../src/application/ports/caller.ts';
import { StorageUnavailable } from '../../src/application/ports/storage-errors.ts';
import type { UseCaseOutcome } from '../../src/application/ports/use-case-observer.ts';
import { accountId } from '../../src/domain/shared/identifiers.ts';
import { desired } from '../support/agents.ts';
import { applicationOn } from '../support/application-on.ts';
import { sqlite } from '../support/databases.ts';
import { stageOn } from '../support/open-storage.ts';
import { callerIn, hurried } from '../support/stored-agents.ts';
import { nobody } from './in-the-journal/filled-account.ts';

const stage = stageOn(sqlite);

/** The use cases, what they ask of the database, and how the observer hears that they end. */
function watched({ accountDirectory, unitOfWork, ...others }: OpenStorage) {
  const steps: (string | UseCaseOutcome)[] = [];
  const open: OpenStorage = {
    ...others,
    accountDirectory: Object.assign(Object.create(accountDirectory), {
      findAccount: (...parameters: Parameters<typeof accountDirectory.findAccount>) => {
        steps.push('account');
        return accountDirectory.findAccount(...parameters);
      },
    }),
    unitOfWork: {
      read: (caller, work) => {
        steps.push('read');
        return unitOfWork.read(caller, work);
      },
      dryRun: (caller, work) => unitOfWork.dryRun(caller, work),
      transact: (caller, work) => {
        steps.push('transact');
        return unitOfWork.transact(caller, work).catch((error: unknown) => {
          steps.push('undone');
          throw error;
        });
      },
    },
  };
  const observer = {
    began: (name: string) => {
      steps.push(name);
      return { ended: (outcome: UseCaseOutcome) => void steps.push(outcome) };
    },
  };
  return { steps, open, observer };
}

let caller: Caller;
beforeAll(async () => {
  const { openAccount } = applicationOn(stage().storage);
  const { state } = await openAccount(callerIn(), { name: 'Acme', ssoIssuer: 'https://acme.okta.example' });
  caller = callerIn(state.id);
});

const elsewhere = (): Caller => ({ ...caller, accountId: accountId(nobody) });
const anonymous = (): Caller => ({ ...elsewhere(), principal: { kind: 'anonymous' } });
const wrong = { wrong: true } as never;
const refused = (code: string) => ({ kind: 'refused', code });

async function stepsOf(run: (application: Application) => Promise<unknown>) {
  const { steps, open, observer } = watched(stage().storage);
  await run(applicationOn(open, { observer })).catch(() => undefined);
  return steps;
}

describe('the first that is wrong is what a use case is refused for', () => {
  test('the permission, before anybody looks for the account or at the input', async () => {
    expect(await stepsOf(({ readAgent }) => readAgent(anonymous(), wrong))).toEqual([
      'ReadAgent',
      'transact',
      refused('permissionMissing'),
    ]);
  });

  test('the account, before the input', async () => {
    expect(await stepsOf(({ readAgent }) => readAgent(elsewhere(), wrong))).toEqual([
      'ReadAgent',
      'account',
      'transact',
      refused('accountNotFound'),
    ]);
  });

  test('the input, before a transaction', async () => {
    for (const [name, run] of [
      ['ReadAgent', ({ readAgent }: Application) => readAgent(caller, wrong)],
      ['ProvisionAgent', ({ provisionAgent }: Application) => provisionAgent(caller, wrong)],
      ['ProvisionAgents', ({ provisionAgents }: Application) => provisionAgents(caller, wrong)],
    ] as const)
      expect(await stepsOf(run)).toEqual([name, 'account', 'transact', refused('inputInvalid')]);
    expect(await stepsOf(({ openAccount }) => openAccount(caller, wrong))).toEqual([
      'OpenAccount',
      'transact',
      refused('inputInvalid'),
    ]);
  });

  test('what the use case itself refuses, whose transaction is undone before the refusal is recorded', async () => {
    const provision = ({ provisionAgent }: Application) =>
      provisionAgent(caller, { desired: desired({ userName: '' }) });
    expect(await stepsOf(provision)).toEqual([
      'ProvisionAgent',
      'account',
      'transact',
      'undone',
      'transact',
      refused('emailInvalid'),
    ]);
  });
});

test('the observer hears of what was done, once it is', async () => {
  const done = { kind: 'done' };
  const group = { desired: { displayName: 'Observed' } };
  for (const [name, run, ...steps] of [
    ['ListAgents', ({ listAgents }: Application) => listAgents(caller, {}), 'account', 'read'],
    ['CreateGroup', ({ createGroup }: Application) => createGroup(caller, group), 'account', 'transact'],
    ['ReadAccount', ({ readAccount }: Application) => readAccount(caller), 'account'],
    ['ListAccounts', ({ listAccounts }: Application) => listAccounts(caller)],
  ] as const)
    expect(await stepsOf(run)).toEqual([name, ...steps, done]);
});

test('what fails is no refusal: the observer is told of the error, and nothing is recorded', async () => {
  const fault = new Error('fault');
  const provision = applicationOn(stage().storage).provisionAgent;
  const { id } = (await provision(caller, { desired: desired({ userName: 'f@example.com' }) })).agent.state;
  const revise = () => {
    throw fault;
  };
  expect(await stepsOf(({ reviseAgent }) => reviseAgent(caller, { id, revise }))).toEqual([
    'ReviseAgent',
    'account',
    'transact',
    'undone',
    { kind: 'failed', error: fault },
  ]);
  const late = await stepsOf(({ readAgent }) => readAgent(hurried(caller, -1), { id }));
  expect(late).toEqual(['ReadAgent', 'account', { kind: 'failed', error: expect.any(StorageUnavailable) }]);
});

describe('a look-up that finds nothing', () => {
  const lookUps: readonly [string, string, (application: Application) => Promise<unknown>][] = [
    ['ReadAgent', 'agentNotFound', ({ readAgent }) => readAgent(caller, { id: nobody })],
    [
      'ReadGroup',
      'groupNotFound',
      ({ readGroup }) => readGroup(caller, { id: nobody as never, withMembers: false }),
    ],
    [
      'DescribeProfileAttribute',
      'profileAttributeNotFound',
      ({ describeProfileAttribute }) => describeProfileAttribute(caller, { name: 'x' }),
    ],
  ];
  test.each(lookUps)('is an answer and not recorded: %s', async (name, code, run) => {
    expect(await stepsOf(run)).toEqual([name, 'account', 'read', refused(code)]);
  });

  test('is recorded where it would be changed', async () => {
    expect(await stepsOf(({ removeAgent }) => removeAgent(caller, { id: nobody }))).toEqual([
      'RemoveAgent',
      'account',
      'transact',
      'undone',
      'transact',
      refused('agentNotFound'),
    ]);
  });
});

test('an account without Single Sign-On is looked up again for what it would refuse, and only for that', async () => {
  const { steps, open, observer } = watched(stage().storage);
  const watching = applicationOn(open, { observer });
  const other = applicationOn(stage().storage);
  const own = callerIn((await other.openAccount(caller, { name: 'Later' })).state.id);
  await watching.listAgents(own, {});
  await watching.listAgents(own, {});
  expect(steps.filter((step) => step === 'account')).toHaveLength(1);
  await expect(watching.provisionAgent(own, { desired: desired() })).rejects.toMatchObject({
    code: 'ssoNotSetUp',
  });
  expect(steps.filter((step) => step === 'account')).toHaveLength(2);
  await other.connectSso(own, { issuer: 'https://acme.okta.example' });
  await watching.provisionAgent(own, { desired: desired() });
  await watching.provisionAgent(own, { desired: desired({ userName: 'b@example.com' }) });
  expect(steps.filter((step) => step === 'account')).toHaveLength(3);
});

test('the journal of the service itself can be read, and nothing else of it', async () => {
  const { readAuditLog, listAgents, followAuditLog } = applicationOn(stage().storage);
  const service = { ...caller, accountId: serviceAccountId };
  await expect(listAgents(service, {})).rejects.toMatchObject({ code: 'accountNotFound' });
  const [entry] = await readAuditLog(service, { limit: 1 });
  expect(entry).toMatchObject({ action: 'ListAgents', refusal: { code: 'accountNotFound' } });
  await expect(followAuditLog(service, { after: 0 })).resolves.toBeDefined();
  await expect(readAuditLog(elsewhere(), { limit: 1 })).rejects.toMatchObject({ code: 'accountNotFound' });
});

test('inputs that another schema has checked are not checked again', async () => {
  const input = { limit: 1, unknown: 1 };
  const checked = applicationOn(stage().storage);
  const trusting = applicationOn(stage().storage, { checking: 'trusted' });
  await expect(checked.listAgents(caller, input)).rejects.toMatchObject({ code: 'inputInvalid' });
  await expect(trusting.listAgents(caller, input)).resolves.toBeDefined();
});

test('a refusal names what the attempt was about, as far as the input said it in words', async () => {
  const { readAgent, createGroup, readAuditLog, issueToken } = applicationOn(stage().storage);
  const newest = async () => (await readAuditLog(caller, { limit: 1 }))[0]?.target;
  for (const [run, target] of [
    [() => readAgent(caller, { id: 'x' as never }), { type: 'agent', id: 'x' }],
    [() => readAgent(caller, { id: 7 as never }), { type: 'agent' }],
    [
      () => createGroup(caller, { desired: { displayName: 'A', x: 1 } as never }),
      { type: 'group', name: 'A' },
    ],
    [() => createGroup(caller, { desired: ['A'] as never }), { type: 'group' }],
    [() => issueToken(caller, { name: 7 as never }), { type: 'token' }],
    [() => issueToken(caller, 'x' as never), { type: 'token' }],
  ] as const) {
    await expect(run()).rejects.toMatchObject({ code: 'inputInvalid' });
    expect(await newest()).toEqual(target);
  }
});
