import { expect, test } from 'vitest';
import { operations } from '../../../src/adapters/koa-admin/operations/index.ts';
import { useCases } from '../../../src/application/index.ts';

/** What is none of the API's, and why. */
const others: Readonly<Record<string, readonly string[]>> = {
  'people and tools come in by it': [
    ...['authenticateLogoutToken', 'authenticateSession', 'authenticateToken', 'beginSession', 'beginSignIn'],
    ...['listWaysToSignIn', 'logOutSubject', 'readOwnAgent', 'signInByOidc', 'signInBySaml', 'useSignInLink'],
  ],
  'the API has it with more, as readCurrentAccount': ['readAccount'],
  'a directory does it, over SCIM; operators have importAgents': [
    ...['noteUnkeptAttributes', 'provisionAgent', 'provisionAgents', 'reviseAgent'],
  ],
  'it is signed, or verified, with keys and files of the machine; what everybody may see is below /audit-log/':
    [
      ...['archiveAuditLog', 'describeSeal', 'listCheckpointKeys', 'proveAuditLog', 'readCheckpoint'],
      ...['readTile', 'rotateCheckpointKey', 'sealAuditLog', 'verifyAuditLog'],
    ],
  'whoever is on the machine may do it, where nobody else can enter': [
    ...['listSignInLinks', 'makeSignInLink', 'openFirstAccount'],
  ],
  'the service does it by itself': [
    ...['bringSomeAgentsBack', 'forgetRequests', 'refreshSsoMetadata', 'warnOfTokenExpiry'],
  ],
};

test('what the application does is an operation of the API, or is said here why it is none', () => {
  const done = new Set<string>(Object.values(operations).map(({ useCase }) => useCase));
  const left = Object.keys(useCases).filter((name) => !done.has(name));
  expect(left.sort()).toEqual(Object.values(others).flat().sort());
});
