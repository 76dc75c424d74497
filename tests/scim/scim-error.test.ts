import { expect, test } from 'vitest';
import { ScimError } from '../../src/scim/scim-error.ts';

test('an error’s body has its status as a string (RFC 7644 section 3.12)', () => {
  expect(new ScimError(400, 'x', 'invalidPath').toBody()).toEqual({
    schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
    status: '400',
    scimType: 'invalidPath',
    detail: 'x',
  });
});
