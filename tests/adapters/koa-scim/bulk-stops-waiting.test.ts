import { expect, test } from 'vitest';
import { BulkExecution } from '../../../src/adapters/koa-scim/bulk/bulk-execution.ts';
import type { ResourceBinding } from '../../../src/adapters/koa-scim/resource-binding.ts';
import { userType } from '../../../src/adapters/koa-scim/schemas/user-type.ts';
import type { ScimState } from '../../../src/adapters/koa-scim/scim-context.ts';
import { StorageUnavailable } from '../../../src/application/ports/storage-errors.ts';
import type { BulkOperation } from '../../../src/scim/bulk/bulk-operation.ts';
import { patchSchema, user } from '../../support/scim-client.ts';

const state = { baseUrl: 'https://rollcall.example/scim/v2', requestId: 'r' } as ScimState;
const log = { warn: () => {}, error: () => {} };
let ids = 0;
const identifiers = {
  next: () => {
    ids += 1;
    return String(ids);
  },
};

/** Users of a database that is gone, and how often it was asked. */
function usersOfNoDatabase(offers: Pick<ResourceBinding, 'createAll'>) {
  let asked = 0;
  const unavailable = (): Promise<never> => {
    asked += 1;
    return Promise.reject(new StorageUnavailable());
  };
  const binding: ResourceBinding = {
    type: userType,
    patchAnswersResource: true,
    listedAtOnceMax: 100,
    typeIn: async () => userType,
    create: unavailable,
    createAll: offers.createAll && unavailable,
    read: unavailable,
    list: unavailable,
    replace: unavailable,
    patch: unavailable,
    remove: unavailable,
  };
  return { binding, asked: () => asked };
}

const operations: readonly BulkOperation[] = [
  { method: 'DELETE', path: '/Users/a' },
  {
    method: 'PATCH',
    path: '/Users/b',
    data: { schemas: [patchSchema], Operations: [{ op: 'remove', path: 'title' }] },
  },
  { method: 'PUT', path: '/Users/c', data: user('c@example.com') },
  { method: 'POST', path: '/Users', bulkId: 'd', data: user('d@example.com') },
  { method: 'DELETE', path: '/Users/e' },
];

test.each(operations.flatMap((_, first) => [true, false].map((together) => [first, together] as const)))(
  'from operation %i on, a database that does not answer is waited for once (creations together: %s)',
  async (first, together) => {
    const { binding, asked } = usersOfNoDatabase(together ? { createAll: () => Promise.resolve([]) } : {});
    const order = [...operations.slice(first), ...operations.slice(0, first)];
    const execution = new BulkExecution([binding], state, { operations: order }, { identifiers, log });

    const results = await execution.run();

    expect(asked()).toBe(1);
    expect(results.map(({ status }) => status)).toEqual(order.map(() => 503));
  },
);
