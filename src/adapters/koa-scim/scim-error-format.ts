import { ScimError } from '../../scim/scim-error.ts';
import type { ErrorFormat } from '../koa-http/error-format.ts';
import { scimMediaType } from './answer.ts';

/** What the server refuses by itself reads as every other error does. */
export const scimErrorFormat: ErrorFormat = {
  contentType: scimMediaType,
  body: (status, detail) => JSON.stringify(new ScimError(status, detail).toBody()),
};
