import { ScimError } from '../../scim/scim-error.ts';
import type { ErrorFormat } from '../koa-http/error-format.ts';
import { scimMediaType } from './respond.ts';

/** How the server writes what it refuses before this surface is reached: as every other SCIM error. */
export const scimErrorFormat: ErrorFormat = {
  contentType: scimMediaType,
  body: (status, detail) => JSON.stringify(new ScimError(status, detail).toBody()),
};
