export { expect, vi } from 'vitest';
export {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  inject,
  test,
  test as it,
} from './test-collection.ts';
