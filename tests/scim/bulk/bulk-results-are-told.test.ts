import { expect, test } from 'vitest';
import { bulkResponse } from '../../../src/scim/bulk/bulk-response.ts';
import { ScimError } from '../../../src/scim/scim-error.ts';

test('each result tells its status as a text, and an error in its response', () => {
  const error = new ScimError(409, 'There is one.', 'uniqueness');
  const created = { method: 'POST', bulkId: 'ada', location: '/Users/1', version: 'W/"1"' };

  const told = bulkResponse([
    { ...created, status: 201 },
    { method: 'POST', status: 409, error },
  ]);
  expect(told).toEqual({
    schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkResponse'],
    Operations: [
      { ...created, status: '201' },
      {
        method: 'POST',
        status: '409',
        response: {
          schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
          ...{ status: '409', scimType: 'uniqueness', detail: 'There is one.' },
        },
      },
    ],
  });
});
