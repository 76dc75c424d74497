import { expect, test } from 'vitest';
import type { AgentRepository } from '../../src/application/ports/agent-repository.ts';
import type { UnitOfWork } from '../../src/application/ports/unit-of-work.ts';
import type { AgentId } from '../../src/domain/shared/identifiers.ts';
import { applicationOn } from '../support/application-on.ts';
import { onEachDatabase, onEachServer } from '../support/databases.ts';
import { openDatabase } from '../support/open-storage.ts';
import { scopeWith } from '../support/scope-with.ts';
import { serverOn } from '../support/start-server.ts';

onEachServer('while it is counted who comes and goes by a rule', (product) => {
  const server = serverOn(product);

  /** The same work, with something done each time that agents are counted. */
  const interrupted = (unitOfWork: UnitOfWork, act: () => Promise<unknown>): UnitOfWork => ({
    read: (...asked) => unitOfWork.read(...asked),
    dryRun: (...asked) => unitOfWork.dryRun(...asked),
    transact: (caller, work) =>
      unitOfWork.transact(caller, (scope) => {
        const agents = new Proxy(scope.agents, {
          get: (target, method: keyof AgentRepository) => {
            const call = target[method].bind(target) as (...input: unknown[]) => Promise<unknown>;
            return method === 'count' ? (...input: unknown[]) => act().then(() => call(...input)) : call;
          },
        });
        return work(scopeWith(scope, { agents }));
      }),
  });

  test('agents are written, and a change of the policy has the work run again', async () => {
    const { caller, journal } = await server().openAccount();
    const { application, databaseUrl } = server();
    let pushed = 0;
    let declared = 0;
    const push = async () => {
      pushed += 1;
      const userName = `agent-${pushed}@example.com`;
      await application.provisionAgent(caller, { desired: { userName, active: true } });
      if (declared++ > 0) return;
      await application.declareProfileAttribute(caller, { name: 'team', declaration: {} });
    };
    const open = openDatabase(databaseUrl, 4);
    const over = applicationOn({ ...open, unitOfWork: interrupted(open.unitOfWork, push) });
    const rule = { desired: { displayName: 'Ruled' }, rule: { text: 'active eq true' } };
    const { group, members } = await over.createRuleGroup(caller, rule);
    expect([pushed, members]).toEqual([2, 2]);
    const { effect } = await over.changeGroupRule(caller, {
      id: group.state.id,
      revise: () => ({ text: 'userName sw "agent-1"' }),
    });
    expect(effect.joined).toBe(0);
    expect(pushed).toBeGreaterThan(4);
    const view = await application.readGroup(caller, { id: group.state.id, withMembers: true });
    expect(view.members).toHaveLength(1);
    expect((await journal()).filter(({ action }) => action === 'GroupRuleChanged')).toHaveLength(1);
    await open.storage.close();
  });
});

onEachDatabase('many who lose their role at once', (product) => {
  const server = serverOn(product);

  test('all leave the groups of users, one version each', async () => {
    const { caller, journal } = await server().openAccount();
    const { provisionAgent, createGroup, reviseAgent, removeAgent, readGroup } = server().application;
    const manager = { roles: [{ value: 'manager' }] };
    const ids: AgentId[] = [];
    for (let index = 0; index < 24; index++) {
      const desired = { userName: `agent-${index}@example.com`, active: true, directory: manager };
      ids.push((await provisionAgent(caller, { desired })).agent.state.id);
    }
    const named = (displayName: string) =>
      createGroup(caller, { desired: { displayName }, members: ids, kind: 'users' });
    const groups = [await named('Managers'), await named('Leads')];
    await Promise.all(
      ids.map((id, index) =>
        index % 4 === 0
          ? removeAgent(caller, { id })
          : reviseAgent(caller, { id, revise: (agent) => ({ ...agent.desired(), directory: {} }) }),
      ),
    );
    for (const { group } of groups) {
      const view = await readGroup(caller, { id: group.state.id, withMembers: true });
      expect(view.members).toEqual([]);
      expect(view.group.state.version).toBe(25);
    }
    const left = (await journal()).filter(({ action }) => action === 'GroupMembersChanged');
    expect(left).toHaveLength(48);
  });
});
