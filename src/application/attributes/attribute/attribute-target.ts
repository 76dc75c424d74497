import type { AttemptTarget } from '../../use-case/use-case.ts';

/** The custom attribute that an attempt is about, by the name that was given. */
export const attributeTarget = (name: unknown): AttemptTarget => ({
  type: 'attribute',
  name: typeof name === 'string' ? `profile.${name}` : undefined,
});
