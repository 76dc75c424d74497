import { expect } from 'vitest';
import { everyone } from '../../../src/criteria/criteria.ts';
import type { Agent } from '../../../src/domain/agent/agent.ts';
import { agentJobId } from '../../../src/domain/agent/agent-job.ts';
import { type FilledAccount, nobody } from './filled-account.ts';
import { type Cases, forbidden } from './journal-case.ts';

const ada = { type: 'agent', id: expect.any(String), name: 'ada@example.com' };

const noJob = { target: { type: 'agentJob', id: nobody }, code: 'agentJobNotFound' } as const;

/** The directory deactivates one, which is too many here. */
async function wave({ application, caller, directory, ada: id }: FilledAccount): Promise<void> {
  await application.setBrake(caller, { agentsMin: 1 });
  const revise = (current: Agent) => ({ ...current.desired(), active: false });
  await application.reviseAgent(directory, { id, revise });
}
const waved = [
  ...['BrakeSet', 'ManyAgentsDeactivated', 'AgentDeactivated'],
  // The group that a rule gave it, and the template's.
  ...['AgentLeftGroup', 'AgentLeftGroup'],
];

export const agentsCases = {
  bringSomeAgentsBack: {
    does: async (on) => {
      await wave(on);
      return on.application.bringSomeAgentsBack(on.caller, { ids: [on.ada] });
    },
    entries: [...waved, 'AgentReactivated', 'AgentJoinedGroup', 'AgentJoinedGroup'],
    isRefused: (on) => on.application.bringSomeAgentsBack(on.caller, { ids: [] }),
    ...{ target: { type: 'account', id: expect.any(String) }, code: 'inputInvalid' },
  },
  bringAgentsBack: {
    does: async (on) => {
      await wave(on);
      return on.application.bringAgentsBack(on.caller, {});
    },
    entries: [...waved, 'AgentJobStarted'],
    isRefused: (on) => on.application.bringAgentsBack(on.caller, {}),
    ...{ target: { type: 'account', id: expect.any(String) }, code: 'nobodyToBringBack' },
  },
  listAgentsToBringBack: {
    does: (on) => on.application.listAgentsToBringBack(on.caller, { limit: 1 }),
    entries: [],
    isRefused: (on) => on.application.listAgentsToBringBack(on.caller, { limit: 0 }),
    code: 'inputInvalid',
  },
  readBrake: {
    does: (on) => on.application.readBrake(on.caller),
    entries: [],
    ...forbidden,
    isRefused: (on) => on.application.readBrake(on.directory),
  },
  releaseBrake: {
    does: async (on) => {
      await wave(on);
      return on.application.releaseBrake(on.caller);
    },
    entries: [...waved, 'BrakeReleased'],
    ...{ ...forbidden, target: { type: 'account', id: expect.any(String) } },
    isRefused: (on) => on.application.releaseBrake(on.directory),
  },
  setBrake: {
    does: (on) => on.application.setBrake(on.caller, { percent: 50 }),
    entries: ['BrakeSet'],
    isRefused: (on) => on.application.setBrake(on.caller, { percent: 0 }),
    ...{ target: { type: 'account', id: expect.any(String) }, code: 'attributeInvalid' },
  },
  cancelAgentJob: {
    does: (on) => on.application.cancelAgentJob(on.caller, { id: on.job }),
    entries: ['AgentJobCancelled'],
    isRefused: (on) => on.application.cancelAgentJob(on.caller, { id: agentJobId(nobody) }),
    ...noJob,
  },
  deactivateAgent: {
    does: (on) => on.application.deactivateAgent(on.caller, { id: on.ada }),
    // The group that a rule gave it, and the template's.
    entries: ['AgentDeactivated', 'AgentLeftGroup', 'AgentLeftGroup'],
    isRefused: (on) => on.application.deactivateAgent(on.caller, { id: nobody }),
    ...{ target: { type: 'agent', id: nobody }, code: 'agentNotFound' },
  },
  eraseAgent: {
    does: (on) => on.application.eraseAgent(on.caller, { id: on.ada, reason: 'Asked for by letter' }),
    entries: [
      ...['AgentRemoved', 'AgentLeftGroup', 'AgentLeftGroup', 'GroupRemoved', 'GroupMembersChanged'],
      'AgentErased',
    ],
    isRefused: (on) => on.application.eraseAgent(on.caller, { id: nobody, reason: 'Asked for by letter' }),
    ...{ target: { type: 'agent', id: nobody }, code: 'agentNotFound' },
  },
  importAgents: {
    does: (on) =>
      on.application.importAgents(on.caller, {
        rows: [
          { userName: 'new@example.com', active: true },
          { userName: 'ADA@example.com', active: true },
        ],
      }),
    entries: ['AgentProvisioned', 'AgentJoinedGroup'],
    isRefused: async (on) => {
      const [outcome] = await on.application.importAgents(on.caller, {
        rows: [{ userName: 'nobody', active: true }],
      });
      throw outcome;
    },
    ...{ target: { type: 'agent', name: 'nobody' }, code: 'emailInvalid' },
  },
  listAgentJobResults: {
    does: (on) => on.application.listAgentJobResults(on.caller, { id: on.job, limit: 1 }),
    entries: [],
    isRefused: (on) => on.application.listAgentJobResults(on.caller, { id: agentJobId(nobody), limit: 1 }),
    ...noJob,
  },
  listAgentJobs: {
    does: (on) => on.application.listAgentJobs(on.caller),
    entries: [],
    ...forbidden,
    isRefused: (on) => on.application.listAgentJobs(on.directory),
  },
  readAgentJob: {
    does: (on) => on.application.readAgentJob(on.caller, { id: on.job }),
    entries: [],
    isRefused: (on) => on.application.readAgentJob(on.caller, { id: agentJobId(nobody) }),
    ...noJob,
  },
  startAgentJob: {
    does: (on) => on.application.startAgentJob(on.caller, { action: 'remove', ids: [on.ada] }),
    entries: ['AgentJobStarted'],
    isRefused: (on) =>
      on.application.startAgentJob(on.caller, { action: 'remove', filter: 'userName eq "nobody"' }),
    code: 'inputInvalid',
  },
  listAgents: {
    does: (on) => on.application.listAgents(on.caller, { criteria: everyone }),
    entries: [],
    isRefused: (on) => on.application.listAgents(on.caller, { criteria: { kind: 'some' } as never }),
    code: 'inputInvalid',
  },
  provisionAgent: {
    does: (on) =>
      on.application.provisionAgent(on.caller, { desired: { userName: 'new@example.com', active: true } }),
    entries: ['AgentProvisioned', 'AgentJoinedGroup'],
    isRefused: (on) =>
      on.application.provisionAgent(on.caller, { desired: { userName: 'ADA@example.com', active: true } }),
    ...{ target: { type: 'agent', name: 'ADA@example.com' }, code: 'userNameTaken' },
  },
  provisionAgents: {
    does: (on) =>
      on.application.provisionAgents(on.caller, {
        provisionings: [
          { desired: { userName: 'new@example.com', active: true } },
          { desired: { userName: 'other@example.com', active: false } },
        ],
      }),
    entries: ['AgentProvisioned', 'AgentJoinedGroup', 'AgentProvisioned'],
    isRefused: async (on) => {
      const desired = { userName: 'ada@example.com', active: true };
      const [outcome] = await on.application.provisionAgents(on.caller, { provisionings: [{ desired }] });
      throw outcome;
    },
    ...{ target: { type: 'agent', name: 'ada@example.com' }, code: 'userNameTaken' },
  },
  reactivateAgent: {
    does: (on) => on.application.reactivateAgent(on.caller, { id: on.bob }),
    entries: ['AgentReactivated', 'AgentJoinedGroup'],
    isRefused: (on) => on.application.reactivateAgent(on.caller, { id: nobody }),
    ...{ target: { type: 'agent', id: nobody }, code: 'agentNotFound' },
  },
  readAgent: {
    does: (on) => on.application.readAgent(on.caller, { id: on.ada }),
    entries: [],
    isRefused: (on) => on.application.readAgent(on.caller, { id: 'nobody' as never }),
    ...{ target: { type: 'agent', id: 'nobody' }, code: 'inputInvalid' },
  },
  traceAgent: {
    does: (on) => on.application.traceAgent(on.caller, { id: on.ada }),
    entries: [],
    isRefused: (on) => on.application.traceAgent(on.directory, { id: on.ada }),
    ...{ ...forbidden, target: { type: 'agent', id: expect.any(String) } },
  },
  readOwnAgent: {
    does: (on) => on.application.readOwnAgent(on.speakingFor(on.ada)),
    entries: [],
    isRefused: (on) => on.application.readOwnAgent(on.speakingFor(on.bob)),
    ...{ target: { type: 'agent', name: 'bob@example.com' }, code: 'agentDeactivated' },
  },
  removeAgent: {
    does: (on) => on.application.removeAgent(on.caller, { id: on.ada }),
    // It was the last of the template's group, and a member by hand.
    entries: ['AgentRemoved', 'AgentLeftGroup', 'AgentLeftGroup', 'GroupRemoved', 'GroupMembersChanged'],
    isRefused: (on) => on.application.removeAgent(on.caller, { id: on.ada, ifVersion: 7 }),
    ...{ target: ada, code: 'versionDiffers' },
  },
  reviseAgent: {
    does: (on) =>
      on.application.reviseAgent(on.caller, {
        id: on.ada,
        revise: (current) => ({ ...current.desired(), displayName: 'Ada' }),
      }),
    entries: ['AgentUpdated'],
    isRefused: (on) =>
      on.application.reviseAgent(on.caller, {
        id: on.ada,
        revise: (current) => ({ ...current.desired(), userName: 'other@example.com' }),
      }),
    ...{ target: ada, code: 'userNameImmutable' },
  },
} satisfies Cases;
