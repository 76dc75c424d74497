import { later } from '../../support/agents.ts';
import type { Cases } from './journal-case.ts';

export const auditCases = {
  followAuditLog: {
    does: (on) => on.application.followAuditLog(on.caller, { after: 0 }),
    entries: [],
    isRefused: (on) => on.application.followAuditLog(on.caller, { after: -1 }),
    code: 'inputInvalid',
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
} satisfies Cases;
