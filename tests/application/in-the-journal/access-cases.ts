import { expect } from 'vitest';
import { apiTokenId } from '../../../src/domain/shared/identifiers.ts';
import { nobody } from './filled-account.ts';
import { type Cases, forbidden } from './journal-case.ts';

export const accessCases = {
  authenticateToken: {
    does: (on) => on.application.authenticateToken(on.anonymous, { text: on.tokenText }),
    entries: [],
    isRefused: (on) =>
      on.application.authenticateToken(on.anonymous, { text: on.tokenText.replace(/.{9}$/, '_'.repeat(9)) }),
    ...{ target: { type: 'token', name: 'Okta' }, code: 'tokenUnknown' },
  },
  describeCaller: {
    does: (on) => on.application.describeCaller(on.caller),
    entries: [],
    isRefused: (on) => on.application.describeCaller({ ...on.caller, ...on.anonymous }),
    ...{ ...forbidden, isOfTheService: true },
  },
  issueToken: {
    does: (on) => on.application.issueToken(on.caller, { name: 'New' }),
    entries: ['ApiTokenIssued'],
    isRefused: (on) => on.application.issueToken(on.caller, { name: 'New', expiresInDays: 0 }),
    ...{ target: { type: 'token', name: 'New' }, code: 'tokenExpiryInvalid' },
  },
  listTokens: {
    does: (on) => on.application.listTokens(on.caller),
    entries: [],
    isRefused: (on) => on.application.listTokens(on.directory),
    ...forbidden,
  },
  revokeToken: {
    does: (on) => on.application.revokeToken(on.caller, { id: on.token }),
    entries: ['ApiTokenRevoked'],
    isRefused: (on) => on.application.revokeToken(on.caller, { id: apiTokenId(nobody) }),
    ...{ target: { type: 'token', id: nobody }, code: 'tokenNotFound' },
  },
  rotateToken: {
    does: (on) => on.application.rotateToken(on.caller, { id: on.token }),
    entries: ['ApiTokenIssued'],
    isRefused: (on) => on.application.rotateToken(on.caller, { id: on.token, name: '' }),
    ...{ target: { type: 'token', id: expect.any(String), name: 'Okta' }, code: 'tokenNameInvalid' },
  },
  warnOfTokenExpiry: {
    // None expires soon.
    does: (on) => on.application.warnOfTokenExpiry(on.caller),
    entries: [],
    isRefused: (on) => on.application.warnOfTokenExpiry(on.directory),
    ...forbidden,
  },
} satisfies Cases;
