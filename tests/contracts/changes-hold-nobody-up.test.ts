import { expect, test } from 'vitest';
import { FilterRuleLanguage } from '../../src/adapters/koa-scim/rule-language/filter-rule-language.ts';
import { ChangeGroupRule } from '../../src/application/groups/change-group-rule.ts';
import { CreateRuleGroup } from '../../src/application/groups/create-rule-group.ts';
import type { AgentRepository } from '../../src/application/ports/agent-repository.ts';
import type { UnitOfWork } from '../../src/application/ports/unit-of-work.ts';
import { RefusalAllowance } from '../../src/application/support/refusal-allowance.ts';
import { RefusalRecorder } from '../../src/application/support/refusal-recorder.ts';
import type { AgentId } from '../../src/domain/shared/identifiers.ts';
import { later } from '../support/agents.ts';
import { onEachDatabase, onEachServer } from '../support/databases.ts';
import { serverOn } from '../support/start-server.ts';

const log = { warn: () => {}, error: () => {} };
const clock = { now: () => later };
const language = new FilterRuleLanguage();

onEachServer('while it is counted who comes and goes by a rule', (product) => {
  const server = serverOn(product);

  /** The same work, with something done each time that agents are counted. */
  const interrupted = (unitOfWork: UnitOfWork, act: () => Promise<unknown>): UnitOfWork => ({
    read: (...asked) => unitOfWork.read(...asked),
    transact: (caller, work) =>
      unitOfWork.transact(caller, (scope) => {
        const agents = new Proxy(scope.agents, {
          get: (target, method: keyof AgentRepository) => {
            const call = target[method].bind(target) as (...input: unknown[]) => Promise<unknown>;
            return method === 'count' ? (...input: unknown[]) => act().then(() => call(...input)) : call;
          },
        });
        return work({ ...scope, agents });
      }),
  });

  test('agents are written, and a change of the policy has the work run again', async () => {
    const { caller, journal } = await server().openAccount();
    const { unitOfWork, provisioning } = server();
    let pushed = 0;
    let declared = 0;
    const push = async () => {
      pushed += 1;
      const userName = `agent-${pushed}@example.com`;
      await provisioning.provisionAgent.execute(caller, { userName, active: true });
      if (declared++ > 0) return;
      await provisioning.declareProfileAttribute.execute(caller, { name: 'team', declaration: {} });
    };
    const over = interrupted(unitOfWork, push);
    const refusals = new RefusalRecorder(unitOfWork, new RefusalAllowance(log), clock, log);
    const identifiers = { next: () => crypto.randomUUID() };
    const create = new CreateRuleGroup(over, refusals, identifiers, clock, language);
    const rule = { desired: { displayName: 'Ruled' }, rule: { text: 'active eq true' } };
    const { group, members } = await create.execute(caller, rule);
    expect([pushed, members]).toEqual([2, 2]);
    const change = new ChangeGroupRule(over, refusals, clock, language);
    const { effect } = await change.execute(caller, {
      id: group.state.id,
      revise: () => ({ text: 'userName sw "agent-1"' }),
    });
    expect(effect.joined).toBe(0);
    expect(pushed).toBeGreaterThan(4);
    const view = await provisioning.readGroup.execute(caller, { id: group.state.id, withMembers: true });
    expect(view.members).toHaveLength(1);
    expect((await journal()).filter(({ action }) => action === 'GroupRuleChanged')).toHaveLength(1);
  });
});

onEachDatabase('many who lose their role at once', (product) => {
  const server = serverOn(product);

  test('all leave the groups of users, one version each', async () => {
    const { caller, journal } = await server().openAccount();
    const { provisionAgent, createGroup, reviseAgent, removeAgent, readGroup } = server().provisioning;
    const manager = { roles: [{ value: 'manager' }] };
    const ids: AgentId[] = [];
    for (let index = 0; index < 24; index++) {
      const desired = { userName: `agent-${index}@example.com`, active: true, directory: manager };
      ids.push((await provisionAgent.execute(caller, desired)).agent.state.id);
    }
    const named = (displayName: string) =>
      createGroup.execute(caller, { desired: { displayName }, members: ids, kind: 'users' });
    const groups = [await named('Managers'), await named('Leads')];
    await Promise.all(
      ids.map((id, index) =>
        index % 4 === 0
          ? removeAgent.execute(caller, { id })
          : reviseAgent.execute(caller, { id, revise: (agent) => ({ ...agent.desired(), directory: {} }) }),
      ),
    );
    for (const { group } of groups) {
      const view = await readGroup.execute(caller, { id: group.state.id, withMembers: true });
      expect(view.members).toEqual([]);
      expect(view.group.state.version).toBe(25);
    }
    const left = (await journal()).filter(({ action }) => action === 'GroupMembersChanged');
    expect(left).toHaveLength(48);
  });
});
