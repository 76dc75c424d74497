import { defineUseCase } from '../use-case/use-case.ts';

/** All API tokens of the account, also expired and revoked ones, the oldest first. */
export const listTokens = defineUseCase({
  name: 'ListTokens',
  permission: 'tokens:read',
  kind: 'reads',
  run: ({ tokens }) => tokens.list(),
});
