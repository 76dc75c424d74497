import { ScimError } from '../../scim/scim-error.ts';

/** What clients learn of a mistake of ours: where its cause can be found. */
export const mistake = (requestId: string): ScimError =>
  new ScimError(500, `The service made a mistake. Its log has the cause under the request id ${requestId}.`);
