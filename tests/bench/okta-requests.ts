import type { Request } from './load.ts';

const userSchema = 'urn:ietf:params:scim:schemas:core:2.0:User';
const enterpriseSchema = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

/** A User as Okta sends it, with twelve attributes that rules and filters look at. */
export const user = (userName: string, revision = 0) => ({
  schemas: [userSchema, enterpriseSchema],
  userName,
  externalId: `00u${userName}`,
  name: { givenName: 'Test', familyName: `User ${revision}` },
  displayName: `Test User ${revision}`,
  emails: [{ primary: true, value: userName, type: 'work' }],
  title: 'Support Agent',
  userType: 'Employee',
  locale: 'en-US',
  groups: [],
  password: '1mz050nq',
  active: true,
  profile: { location: 'Austin', costCenter: '410', team: 'Billing' },
  [enterpriseSchema]: { department: 'Support', employeeNumber: userName },
});

export const create = (userName: string): Request => ({
  method: 'POST',
  path: '/Users',
  body: user(userName),
});

export const replace = (id: string, userName: string, revision: number): Request => ({
  method: 'PUT',
  path: `/Users/${id}`,
  body: { ...user(userName, revision), id },
});

/** Okta's PATCH has no path. */
export const patch = (id: string, revision: number): Request => ({
  method: 'PATCH',
  path: `/Users/${id}`,
  body: {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
    Operations: [{ op: 'replace', value: { displayName: `Patched ${revision}` } }],
  },
});

export const readById = (id: string): Request => ({ method: 'GET', path: `/Users/${id}` });

export const lookUp = (userName: string): Request => ({
  method: 'GET',
  path: `/Users?filter=userName%20eq%20%22${encodeURIComponent(userName)}%22&startIndex=1&count=100`,
});
