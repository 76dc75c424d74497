import { defineUseCase } from '../use-case/use-case.ts';

/** The custom attributes that the account has, with the types of their values and what was declared of them. */
export const listProfileAttributes = defineUseCase({
  name: 'ListProfileAttributes',
  permission: 'schema:read',
  kind: 'reads',
  run: ({ profileAttributes }) => profileAttributes.list(),
});
