import { beforeAll, expect, test } from 'vitest';
import type { Application } from '../../../src/application/application.ts';
import type { Caller, Principal } from '../../../src/application/ports/caller.ts';
import { type AgentId, agentId } from '../../../src/domain/shared/identifiers.ts';
import { applicationOn } from '../../support/application-on.ts';
import { sqlite } from '../../support/databases.ts';
import { stageOn } from '../../support/open-storage.ts';
import { StoredGroups } from '../../support/stored-groups.ts';
import { nobody } from '../in-the-journal/filled-account.ts';

const stage = stageOn(sqlite);
let stored: StoredGroups;
beforeAll(async () => {
  stored = await StoredGroups.on(stage().storage);
});

const newest = async () => (await stored.application.readAuditLog(stored.caller, { limit: 1 }))[0];

test.each<[string, (application: Application, caller: Caller, id: AgentId) => Promise<unknown>]>([
  ['RemoveAgent', ({ removeAgent }, caller, id) => removeAgent(caller, { id })],
  ['ReviseAgent', ({ reviseAgent }, caller, id) => reviseAgent(caller, { id, revise: (as) => as.desired() })],
  ['DeactivateAgent', ({ deactivateAgent }, caller, id) => deactivateAgent(caller, { id })],
  ['ReactivateAgent', ({ reactivateAgent }, caller, id) => reactivateAgent(caller, { id })],
])('%s of nobody names whom it was to be', async (action, change) => {
  const message = `There is no agent "${nobody}" in this account.`;
  const refused = change(stored.application, stored.caller, nobody);
  await expect(refused).rejects.toMatchObject({ code: 'agentNotFound', message });
  expect(await newest()).toMatchObject({
    action,
    target: { type: 'agent', id: nobody },
    refusal: { message },
  });
});

test('an attempt about somebody or something that was removed bears the name that it had', async () => {
  const { application, caller } = stored;
  const desired = { userName: 'gone@example.com', active: true };
  const { id } = (await application.provisionAgent(caller, { desired })).agent.state;
  const group = await stored.create({ displayName: 'Gone' });
  await application.removeAgent(caller, { id });
  await stored.remove(group);
  // The second finds the refusal of the first before the entry of the removal.
  for (const _ of [1, 2]) {
    await expect(application.deactivateAgent(caller, { id })).rejects.toMatchObject({
      code: 'agentNotFound',
    });
    expect((await newest())?.target).toEqual({ type: 'agent', id, name: 'gone@example.com' });
    await expect(stored.revise(group)).rejects.toMatchObject({ code: 'groupNotFound' });
    expect((await newest())?.target).toEqual({ type: 'group', id: group.state.id, name: 'Gone' });
  }
  const [found] = await application.readAuditLog(caller, { limit: 1, targetName: 'GONE@example.com' });
  expect(found).toMatchObject({ action: 'DeactivateAgent', refusal: { code: 'agentNotFound' } });
});

test('an id that nobody checked is shown up to 80 characters', async () => {
  const { readAgent } = applicationOn(stage().storage, { checking: 'trusted' });
  for (const characters of [79, 80, 81])
    await expect(readAgent(stored.caller, { id: agentId('x'.repeat(characters)) })).rejects.toMatchObject({
      code: 'agentNotFound',
      message: `There is no agent "${'x'.repeat(Math.min(characters, 80))}" in this account.`,
    });
});

const speaking = (principal: Principal): Promise<unknown> =>
  stored.application.readOwnAgent({ ...stored.caller, principal });

test('who speaks for no agent is refused as nobody', async () => {
  for (const kind of ['service', 'operator'] as const) {
    await expect(speaking({ kind, name: 'x' })).rejects.toMatchObject({
      code: 'agentNotFound',
      message: 'Whoever asks speaks for no agent: the token is bound to none.',
    });
  }
});

test('a token reads its own agent, with its groups, until that is deactivated or removed', async () => {
  const { agent } = await stored.application.provisionAgent(stored.caller, {
    desired: { userName: 'own@example.com', active: true },
  });
  const { id } = agent.state;
  await stored.create({ displayName: 'Own' }, agent);
  const token = { kind: 'token', id: nobody as never, name: 'Ada', agentId: id } as const;
  expect(await speaking(token)).toEqual({
    agent,
    groups: [{ id: expect.any(String), displayName: 'Own', kind: 'agents' }],
  });
  await stored.application.deactivateAgent(stored.caller, { id });
  await expect(speaking(token)).rejects.toMatchObject({
    code: 'agentDeactivated',
    message: 'The agent "own@example.com" is deactivated, so its token answers nothing.',
  });
  const target = { type: 'agent', id, name: 'own@example.com' };
  expect(await newest()).toMatchObject({ action: 'ReadOwnAgent', target });
  await stored.application.removeAgent(stored.caller, { id });
  await expect(speaking(token)).rejects.toMatchObject({ code: 'agentNotFound' });
});
