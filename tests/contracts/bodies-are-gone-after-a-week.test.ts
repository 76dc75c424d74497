import { expect, test } from 'vitest';
import type { RequestToWrite } from '../../src/application/ports/request-log.ts';
import { instantPlus } from '../../src/domain/shared/instant.ts';
import { later } from '../support/agents.ts';
import { applicationOn } from '../support/application-on.ts';
import { onEachDatabase } from '../support/databases.ts';
import { loggedRequest, writeRequests } from '../support/logged-requests.ts';
import { stageOn } from '../support/open-storage.ts';
import { operator } from '../support/sealed-log.ts';
import { callerIn } from '../support/stored-agents.ts';

const minute = 60_000;
const week = 7 * 24 * 60 * minute;
/** More than are forgotten in one transaction. */
const oldRequests = 45;
const bodies = { request: '{"title":"Agent"}' };

onEachDatabase('What is kept of bodies', (product) => {
  const stage = stageOn(product);

  test('is gone after a week, of erased blocks as well, and the requests stay', async () => {
    const { storage } = stage();
    const application = applicationOn(storage);
    const { state } = await application.openAccount(callerIn(), { name: 'Acme' });
    const caller = callerIn(state.id);
    const desired = { userName: 'ada@example.com', active: true };
    await application.connectSso(caller, { issuer: 'https://acme.okta.example' });
    const { agent } = await application.provisionAgent(caller, { desired });
    const before = (milliseconds: number, fields: Partial<RequestToWrite> = {}) =>
      loggedRequest(state.id, { at: instantPlus(later, -week - milliseconds), bodies, ...fields });
    const about = {
      entries: [{ action: 'AgentUpdated', count: 1, subject: { type: 'agent', name: desired.userName } }],
    } as const;
    // Far enough from each other for a block each.
    const old = Array.from({ length: oldRequests }, (_, index) => before((index + 1) * minute));
    const besides = [before(minute, about), before(-minute), before(minute, { bodies: undefined })];
    await writeRequests(storage.requestStore, [...old, ...besides]);
    await application.eraseAgent(caller, { id: agent.state.id, reason: 'Asked for by letter' });

    await application.forgetRequests(operator, { before: instantPlus(later, -4 * week) });

    const { requests } = await application.listRequests(caller, { limit: 200 });
    expect(requests).toHaveLength(old.length + besides.length);
    const withBodies: unknown[] = [];
    for (const { at, id } of requests) {
      const found = await application.readRequest(caller, { at, id });
      if (found.bodies !== undefined) withBodies.push({ at, bodies: found.bodies });
    }
    expect(withBodies).toEqual([{ at: instantPlus(later, -week + minute), bodies }]);
  });
});
