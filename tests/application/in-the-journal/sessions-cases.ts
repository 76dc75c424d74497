import type { Session } from '../../../src/domain/session/session.ts';
import { type FilledAccount, nobody } from './filled-account.ts';
import { type Cases, forbidden } from './journal-case.ts';

/** Somebody new, who may enter, has signed in. */
async function signedIn({ application, caller }: FilledAccount) {
  const desired = { userName: 'eve@example.com', active: true, directory: { roles: [{ value: 'grader' }] } };
  const { agent } = await application.provisionAgent(caller, { desired });
  const start = { connection: 'test', address: '203.0.113.7', browser: 'Chromium' };
  const begun = await application.beginSession(caller, { ...start, agentId: agent.state.id });
  return { ...begun, agentId: agent.state.id, as: personOf(caller, begun.session) };
}

const personOf = (caller: FilledAccount['caller'], { state: { agentId, userName } }: Session) => ({
  ...caller,
  principal: { kind: 'person', agentId, name: userName, role: 'grader' } as const,
});

const began = ['AgentProvisioned', 'AgentJoinedGroup', 'SessionBegan'];

export const sessionsCases = {
  authenticateSession: {
    does: async (on) => {
      const { secret } = await signedIn(on);
      await on.application.authenticateSession(on.anonymous, { secret });
    },
    entries: began,
    isRefused: (on) => on.application.authenticateSession(on.anonymous, { secret: 'x' }),
    ...{ target: undefined, code: 'sessionUnknown', isOfTheService: true },
  },
  beginSession: {
    does: signedIn,
    entries: began,
    isRefused: (on) =>
      on.application.beginSession(on.caller, { agentId: on.ada, connection: 'x', address: '', browser: '' }),
    ...{ target: { type: 'agent', name: 'ada@example.com' }, code: 'mayNotEnter' },
  },
  endOwnSession: {
    does: async (on) => {
      const { session, as } = await signedIn(on);
      await on.application.endOwnSession(as, { id: session.state.id });
    },
    entries: [...began, 'SessionEnded'],
    isRefused: (on) => on.application.endOwnSession(on.signedIn('admin'), { id: nobody as never }),
    ...{ target: { type: 'session', id: nobody }, code: 'sessionNotFound' },
  },
  endSession: {
    does: async (on) => {
      const { session } = await signedIn(on);
      await on.application.endSession(on.signedIn('admin'), { id: session.state.id });
    },
    entries: [...began, 'SessionEnded'],
    isRefused: (on) => on.application.endSession(on.caller, { id: nobody as never }),
    ...{ target: { type: 'session', id: nobody }, code: 'sessionNotFound' },
  },
  endSessionsOfAgent: {
    does: async (on) => {
      const { agentId } = await signedIn(on);
      await on.application.endSessionsOfAgent(on.caller, { id: agentId });
    },
    entries: [...began, 'SessionEnded'],
    isRefused: (on) => on.application.endSessionsOfAgent(on.caller, { id: nobody }),
    ...{ target: { type: 'agent', id: nobody }, code: 'agentNotFound' },
  },
  listOwnSessions: {
    does: (on) => on.application.listOwnSessions(on.signedIn('grader')),
    entries: [],
    isRefused: (on) => on.application.listOwnSessions(on.directory),
    ...forbidden,
  },
  listSessions: {
    does: (on) => on.application.listSessions(on.caller, {}),
    entries: [],
    isRefused: (on) => on.application.listSessions(on.signedIn('manager'), {}),
    ...forbidden,
  },
} satisfies Cases;
