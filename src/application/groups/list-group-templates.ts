import { defineUseCase } from '../use-case/use-case.ts';

/** The account's group templates, the oldest first. */
export const listGroupTemplates = defineUseCase({
  name: 'ListGroupTemplates',
  permission: 'rules:read',
  kind: 'reads',
  run: ({ groupTemplates }) => groupTemplates.list(),
});
