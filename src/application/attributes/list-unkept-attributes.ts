import { defineUseCase } from '../use-case/use-case.ts';

/** What directories sent to the account and what is not kept, by name: how often, when, and an example. */
export const listUnkeptAttributes = defineUseCase({
  name: 'ListUnkeptAttributes',
  permission: 'attributes:read',
  kind: 'reads',
  run: ({ unkeptAttributes }) => unkeptAttributes.list(),
});
