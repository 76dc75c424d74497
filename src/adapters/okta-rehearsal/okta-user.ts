import { randomBytes } from 'node:crypto';

export const userSchema = 'urn:ietf:params:scim:schemas:core:2.0:User';
export const listSchema = 'urn:ietf:params:scim:api:messages:2.0:ListResponse';
export const errorSchema = 'urn:ietf:params:scim:api:messages:2.0:Error';
export const patchSchema = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

/** Somebody new with each run, at a domain that is reserved for examples (RFC 2606). */
export function oktaUser() {
  const run = randomBytes(6).toString('hex');
  const userName = `demo-${run}@example.com`;
  return {
    schemas: [userSchema],
    userName,
    name: { givenName: 'Ada', familyName: 'Lovelace' },
    emails: [{ primary: true, value: userName, type: 'work' }],
    displayName: 'Ada Lovelace',
    locale: 'en-US',
    externalId: `00u${run}`,
    profile: { location: 'London' },
    roles: [{ value: 'grader' }],
    groups: [],
    // Okta sends one even where password synchronisation is off.
    password: randomBytes(9).toString('base64url'),
    active: true,
  };
}

export type OktaUser = ReturnType<typeof oktaUser>;
