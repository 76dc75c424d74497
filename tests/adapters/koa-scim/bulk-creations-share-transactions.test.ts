import { expect, test } from 'vitest';
import { BulkExecution } from '../../../src/adapters/koa-scim/bulk/bulk-execution.ts';
import type { ResourceBinding } from '../../../src/adapters/koa-scim/resource-binding.ts';
import { userType } from '../../../src/adapters/koa-scim/schemas/user-type.ts';
import type { ScimState } from '../../../src/adapters/koa-scim/scim-context.ts';
import type { BulkOperation } from '../../../src/scim/bulk/bulk-operation.ts';
import { enterpriseSchema, user } from '../../support/scim-client.ts';

const state = { baseUrl: 'https://rollcall.example/scim/v2', requestId: 'r' } as ScimState;
const log = { warn: () => {}, error: () => {} };

/** How many creations of a request share each transaction, and how many of their results are 201. */
async function transactionsOf(operations: readonly BulkOperation[]) {
  let ids = 0;
  const transactions: number[] = [];
  const unused = () => Promise.reject(new Error('Nothing but creations is asked for.'));
  const users: ResourceBinding = {
    ...{ type: userType, patchAnswersResource: true, listedAtOnceMax: 100, typeIn: async () => userType },
    ...{ create: unused, read: unused, list: unused, replace: unused, patch: unused, remove: unused },
    createAll: async (_, creations) => {
      transactions.push(creations.length);
      const at = '2026-01-01T00:00:00.000Z';
      return creations.map(({ id }) => ({
        ...{ id, version: 1, created: at, lastModified: at, attributes: { schemas: [] } },
      }));
    },
  };
  const identifiers = { next: () => `id-${ids++}` };
  const results = await new BulkExecution([users], state, { operations }, { identifiers, log }).run();
  return { transactions, made: results.filter(({ status }) => status === 201).length };
}

const creation = (index: number, manager?: number): BulkOperation => ({
  ...{ method: 'POST', path: '/Users', bulkId: `b${index}` },
  data: user(`a${index}@x.example`, manager === undefined ? {} : managedBy(manager)),
});
const managedBy = (index: number) => ({ [enterpriseSchema]: { manager: { value: `bulkId:b${index}` } } });
const thousand = (of: (index: number) => BulkOperation) =>
  Array.from({ length: 1000 }, (_, index) => of(index));
const unreadable: BulkOperation = { method: 'POST', path: '/Users', bulkId: 'wrong', data: { schemas: [] } };

test.each<[string, readonly BulkOperation[], number[], number]>([
  ['that name nobody', thousand((index) => creation(index)), [250, 250, 250, 250], 1000],
  [
    'each of whom names the one before',
    thousand((index) => creation(index, index === 0 ? undefined : index - 1)),
    [250, 250, 250, 250],
    1000,
  ],
  [
    'each of whom names the one behind',
    thousand((index) => creation(index, index === 999 ? undefined : index + 1)),
    [250, 250, 250, 250],
    1000,
  ],
  ['in a circle', thousand((index) => creation(index, (index + 1) % 1000)), [1000], 1000],
  ['in circles of two', thousand((index) => creation(index, index ^ 1)), [250, 250, 250, 250], 1000],
  [
    'every second of which cannot be read',
    thousand((index) => (index % 2 === 0 ? creation(index) : { ...unreadable, bulkId: `b${index}` })),
    [250, 250],
    500,
  ],
])('a thousand creations %s share transactions', async (_, operations, expected, made) => {
  expect(await transactionsOf(operations)).toEqual({ transactions: expected, made });
});
