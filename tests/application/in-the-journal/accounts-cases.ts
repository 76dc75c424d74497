import type { AccountId } from '../../../src/domain/shared/identifiers.ts';
import { instantPlus } from '../../../src/domain/shared/instant.ts';
import { later } from '../../support/agents.ts';
import { type Cases, forbidden } from './journal-case.ts';

export const accountsCases = {
  acceptUndeclaredAttributes: {
    does: (on) => on.application.acceptUndeclaredAttributes(on.caller, { accepted: false }),
    entries: ['UndeclaredAttributesRefused'],
    isRefused: (on) => on.application.acceptUndeclaredAttributes(on.caller, { accepted: 'no' as never }),
    ...{ target: { type: 'account' }, code: 'inputInvalid' },
  },
  closeAccount: {
    does: (on) => on.application.closeAccount(on.caller),
    entries: ['AccountClosed'],
    isRefused: (on) => on.application.closeAccount(on.directory),
    ...{ ...forbidden, target: { type: 'account' } },
  },
  connectSso: {
    does: (on) => on.application.connectSso(on.caller, { issuer: 'https://other.okta.example' }),
    entries: ['SsoConnectionChanged'],
    isRefused: (on) => on.application.connectSso(on.caller, { issuer: 'nowhere' }),
    ...{ target: { type: 'account' }, code: 'ssoIssuerInvalid' },
  },
  disconnectSso: {
    does: (on) => on.application.disconnectSso(on.caller),
    entries: ['SsoConnectionRemoved'],
    isRefused: (on) => on.application.disconnectSso(on.directory),
    ...{ ...forbidden, target: { type: 'account' } },
  },
  keepAuditLog: {
    does: async (on) => {
      await on.application.keepAuditLog(on.caller, { days: 30 });
      return on.application.keepAuditLog(on.caller, { days: null });
    },
    entries: ['AuditLogKeptForDays', 'AuditLogKeptForGood'],
    isRefused: (on) => on.application.keepAuditLog(on.caller, { days: 29 }),
    ...{ target: { type: 'account' }, code: 'attributeInvalid' },
  },
  keepRequestBodies: {
    does: (on) => on.application.keepRequestBodies(on.caller, { until: instantPlus(later, 3_600_000) }),
    entries: ['RequestBodiesKept'],
    isRefused: (on) => on.application.keepRequestBodies(on.caller, { until: later }),
    ...{ target: { type: 'account' }, code: 'attributeInvalid' },
  },
  listAccounts: {
    does: (on) => on.application.listAccounts(on.caller),
    entries: [],
    isRefused: (on) => on.application.listAccounts(on.directory),
    ...forbidden,
  },
  openAccount: {
    does: (on) =>
      on.application.openAccount(on.caller, { name: 'New', ssoIssuer: 'https://new.okta.example' }),
    entries: ['AccountOpened', 'SsoConnectionAdded'],
    accountOf: ({ state }: { state: { id: AccountId } }) => state.id,
    isRefused: (on) => on.application.openAccount(on.caller, { name: '' }),
    ...{ target: { type: 'account', name: '' }, code: 'accountNameInvalid', isOfTheService: true },
  },
  openFirstAccount: {
    // There is one already.
    does: (on) => on.application.openFirstAccount(on.caller),
    entries: [],
    isRefused: (on) => on.application.openFirstAccount(on.directory),
    ...{ ...forbidden, target: { type: 'account' } },
  },
  readAccount: {
    does: (on) => on.application.readAccount(on.caller),
    entries: [],
    isRefused: (on) => on.application.readAccount({ ...on.caller, ...on.anonymous }),
    ...{ ...forbidden, isOfTheService: true },
  },
  readCurrentAccount: {
    does: (on) => on.application.readCurrentAccount(on.caller),
    entries: [],
    isRefused: (on) => on.application.readCurrentAccount({ ...on.caller, ...on.anonymous }),
    ...{ ...forbidden, isOfTheService: true },
  },
  readOverview: {
    does: (on) => on.application.readOverview(on.caller),
    entries: [],
    isRefused: (on) => on.application.readOverview({ ...on.caller, ...on.anonymous }),
    ...{ ...forbidden, isOfTheService: true },
  },
  renameAccount: {
    does: (on) => on.application.renameAccount(on.caller, { name: 'Renamed' }),
    entries: ['AccountRenamed'],
    isRefused: (on) => on.application.renameAccount(on.caller, { name: '' }),
    ...{ target: { type: 'account' }, code: 'accountNameInvalid' },
  },
  reopenAccount: {
    does: async (on) => {
      await on.application.closeAccount(on.caller);
      await on.application.reopenAccount(on.caller);
    },
    entries: ['AccountClosed', 'AccountReopened'],
    isRefused: (on) => on.application.reopenAccount(on.directory),
    ...{ ...forbidden, target: { type: 'account' } },
  },
  switchDirectoryOnly: {
    does: (on) => on.application.switchDirectoryOnly(on.caller, { on: true }),
    entries: ['DirectoryOnlySwitchedOn'],
    isRefused: (on) => on.application.switchDirectoryOnly(on.caller, { on: 0 as never }),
    ...{ target: { type: 'account' }, code: 'inputInvalid' },
  },
  switchGroupsOverScim: {
    does: (on) => on.application.switchGroupsOverScim(on.caller, { on: false }),
    entries: ['GroupsOverScimSwitchedOff'],
    isRefused: (on) => on.application.switchGroupsOverScim(on.caller, { on: 0 as never }),
    ...{ target: { type: 'account' }, code: 'inputInvalid' },
  },
} satisfies Cases;
