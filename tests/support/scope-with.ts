import type { WriteScope } from '../../src/application/ports/unit-of-work.ts';

/** The scope with others in the place of some repositories. The rest is made when it is asked for, which a spread would not keep. */
export const scopeWith = (scope: WriteScope, others: Partial<WriteScope>): WriteScope =>
  Object.create(scope, Object.getOwnPropertyDescriptors(others));
