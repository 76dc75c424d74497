import { nobody } from './filled-account.ts';
import { type Cases, forbidden } from './journal-case.ts';

const owner = { userName: 'ada@example.com' };
const group = { type: 'group', name: 'By hand' };

export const rolesCases = {
  dismissOwner: {
    does: async (on) => {
      await on.application.nameOwner(on.caller, owner);
      await on.application.nameOwner(on.caller, { userName: 'grace@example.com' });
      await on.application.dismissOwner(on.caller, { userName: 'GRACE@example.com' });
    },
    entries: ['OwnerNamed', 'OwnerNamed', 'OwnerDismissed'],
    isRefused: (on) => on.application.dismissOwner(on.caller, owner),
    ...{ target: { type: 'account' }, code: 'ownerNotFound' },
  },
  explainRole: {
    does: (on) => on.application.explainRole(on.caller, { id: on.ada }),
    entries: [],
    isRefused: (on) => on.application.explainRole(on.signedIn('manager'), { id: on.ada }),
    ...{ ...forbidden, target: { type: 'agent' } },
  },
  giveRoleToGroup: {
    does: (on) => on.application.giveRoleToGroup(on.caller, { id: on.hand, role: 'admin' }),
    entries: ['GroupRoleGiven'],
    isRefused: (on) => on.application.giveRoleToGroup(on.signedIn('admin'), { id: on.hand, role: 'admin' }),
    ...{ ...forbidden, target: { type: 'group' } },
  },
  grantGroup: {
    does: (on) => on.application.grantGroup(on.caller, { id: on.hand, agentId: on.ada }),
    entries: ['GroupGranted'],
    isRefused: (on) => on.application.grantGroup(on.caller, { id: on.hand, agentId: nobody }),
    ...{ target: group, code: 'agentNotFound' },
  },
  listAdministrators: {
    does: (on) => on.application.listAdministrators(on.caller),
    entries: [],
    isRefused: (on) => on.application.listAdministrators(on.directory),
    ...forbidden,
  },
  listOwners: {
    does: (on) => on.application.listOwners(on.caller),
    entries: [],
    isRefused: (on) => on.application.listOwners(on.directory),
    ...forbidden,
  },
  listRoleGroups: {
    does: (on) => on.application.listRoleGroups(on.caller),
    entries: [],
    isRefused: (on) => on.application.listRoleGroups(on.directory),
    ...forbidden,
  },
  nameOwner: {
    does: (on) => on.application.nameOwner(on.caller, owner),
    entries: ['OwnerNamed'],
    isRefused: (on) => on.application.nameOwner(on.caller, { userName: 'nobody' }),
    ...{ target: { type: 'account' }, code: 'emailInvalid' },
  },
  withdrawGroupGrant: {
    does: async (on) => {
      await on.application.grantGroup(on.caller, { id: on.hand, agentId: on.ada });
      await on.application.withdrawGroupGrant(on.caller, { id: on.hand, agentId: on.ada });
    },
    entries: ['GroupGranted', 'GroupGrantWithdrawn'],
    isRefused: (on) => on.application.withdrawGroupGrant(on.caller, { id: nobody as never, agentId: on.ada }),
    ...{ target: { type: 'group', id: nobody }, code: 'groupNotFound' },
  },
  withdrawRoleFromGroup: {
    does: async (on) => {
      await on.application.giveRoleToGroup(on.caller, { id: on.hand, role: 'manager' });
      await on.application.withdrawRoleFromGroup(on.caller, { id: on.hand });
    },
    entries: ['GroupRoleGiven', 'GroupRoleWithdrawn'],
    isRefused: (on) => on.application.withdrawRoleFromGroup(on.caller, { id: nobody as never }),
    ...{ target: { type: 'group', id: nobody }, code: 'groupNotFound' },
  },
} satisfies Cases;
