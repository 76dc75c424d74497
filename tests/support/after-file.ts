import { afterAll } from 'vitest';

const works: (() => unknown)[] = [];

// Here, and not where something is made: Vitest takes no hook once the tests run. Hooks run in the reverse of their order.
afterAll(async () => {
  await Promise.all(works.splice(0).map((work) => work()));
});

/** Has the work done when the test file is done and has closed what it opened. */
export const afterFile = (work: () => unknown): void => {
  works.push(work);
};
