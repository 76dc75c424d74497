import { expect } from 'vitest';
import { later } from '../../support/agents.ts';
import { type Cases, forbidden } from './journal-case.ts';

export const auditCases = {
  archiveAuditLog: {
    // No account says how long it keeps its entries.
    does: (on) => on.application.archiveAuditLog(on.caller),
    entries: [],
    isRefused: (on) => on.application.archiveAuditLog(on.signedIn('owner')),
    ...forbidden,
  },
  describeSeal: {
    does: (on) => on.application.describeSeal(on.caller),
    entries: [],
    isRefused: (on) => on.application.describeSeal(on.signedIn('owner')),
    ...forbidden,
  },
  followAuditLog: {
    does: (on) => on.application.followAuditLog(on.caller, { after: 0 }),
    entries: [],
    isRefused: (on) => on.application.followAuditLog(on.caller, { after: -1 }),
    code: 'inputInvalid',
  },
  listCheckpointKeys: {
    does: (on) => on.application.listCheckpointKeys(on.caller),
    entries: [],
    isRefused: (on) => on.application.listCheckpointKeys(on.directory),
    ...forbidden,
  },
  proveAuditLog: {
    does: (on) => on.application.proveAuditLog(on.caller, { write: async () => {} }),
    entries: [],
    isRefused: (on) => on.application.proveAuditLog(on.directory, { write: async () => {} }),
    ...forbidden,
  },
  proveDeprovisioning: {
    does: (on) => on.application.proveDeprovisioning(on.caller, { id: on.bob }),
    entries: [],
    isRefused: (on) => on.application.proveDeprovisioning(on.caller, { id: on.ada }),
    ...{ target: { type: 'agent', id: expect.any(String) }, code: 'inputInvalid' },
  },
  listDifferences: {
    does: (on) => on.application.listDifferences(on.caller, { from: later }),
    entries: [],
    isRefused: (on) => on.application.listDifferences(on.caller, { from: later, limit: 0 }),
    code: 'inputInvalid',
  },
  readAuditLog: {
    does: (on) => on.application.readAuditLog(on.caller, { limit: 10 }),
    entries: [],
    isRefused: (on) => on.application.readAuditLog(on.caller, { limit: 0 }),
    code: 'inputInvalid',
  },
  readCheckpoint: {
    does: (on) => on.application.readCheckpoint(on.caller),
    entries: [],
    isRefused: (on) => on.application.readCheckpoint(on.directory),
    ...forbidden,
  },
  readTile: {
    does: (on) => on.application.readTile(on.caller, { path: 'tile/0/000' }),
    entries: [],
    isRefused: (on) => on.application.readTile(on.directory, { path: 'tile/0/000' }),
    ...forbidden,
  },
  rotateCheckpointKey: {
    does: (on) => on.application.rotateCheckpointKey(on.caller),
    entries: [],
    isRefused: (on) => on.application.rotateCheckpointKey(on.signedIn('owner')),
    ...forbidden,
  },
  sealAuditLog: {
    does: (on) => on.application.sealAuditLog(on.caller),
    entries: [],
    isRefused: (on) => on.application.sealAuditLog(on.signedIn('owner')),
    ...forbidden,
  },
  verifyAuditLog: {
    does: (on) => on.application.verifyAuditLog(on.caller, {}),
    entries: [],
    isRefused: (on) => on.application.verifyAuditLog(on.signedIn('owner'), {}),
    ...forbidden,
  },
} satisfies Cases;
