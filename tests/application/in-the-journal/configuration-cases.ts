import { expect } from 'vitest';
import { type Cases, forbidden } from './journal-case.ts';

const account = { type: 'account', id: expect.any(String) };
const byRule = (rule: string) => ({ groups: { byRule: [{ name: 'New', rule }] } });

export const configurationCases = {
  applyConfiguration: {
    does: (on) => on.application.applyConfiguration(on.caller, byRule('active eq true')),
    entries: ['GroupCreated'],
    isRefused: (on) => on.application.applyConfiguration(on.caller, byRule('nowhere eq 1')),
    ...{ target: account, code: 'ruleInvalid' },
  },
  readConfiguration: {
    does: (on) => on.application.readConfiguration(on.caller),
    entries: [],
    isRefused: (on) => on.application.readConfiguration(on.directory),
    ...{ ...forbidden, target: account },
  },
} satisfies Cases;
