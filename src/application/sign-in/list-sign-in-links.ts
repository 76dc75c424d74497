import { defineUseCase } from '../use-case/use-case.ts';

/** The sign-in links that can be used, the oldest first. */
export const listSignInLinks = defineUseCase({
  name: 'ListSignInLinks',
  permission: 'sso:read',
  kind: 'reads',
  run: async ({ signInLinks }, _, __, { at }) =>
    (await signInLinks.list()).filter((link) => !link.isOver(at)),
});
