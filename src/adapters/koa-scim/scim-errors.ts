import type { OperationalLog } from '../../application/ports/operational-log.ts';
import { StorageUnavailable } from '../../application/ports/storage-errors.ts';
import { DomainError } from '../../domain/shared/domain-error.ts';
import { ScimError } from '../../scim/scim-error.ts';
import type { ErrorFormat } from '../koa-http/error-format.ts';
import { presentedToken } from '../koa-http/presented-token.ts';
import type { HttpContext, HttpMiddleware } from '../koa-http/request-state.ts';
import { internalError, refusalOf, scimErrorOf } from './error-mapping.ts';
import { respond, scimMediaType } from './respond.ts';

/** RFC 9110 section 11.6.1; Okta takes either, and tells the administrator the `detail` of the body. */
const challenges = ['Basic realm="Rollcall SCIM", charset="UTF-8"', 'Bearer realm="Rollcall SCIM"'] as const;

/** RFC 6750 section 3.1: whoever presented a token learns that it is the token; whoever did not, how to present one. */
function challengesFor(context: HttpContext): string[] {
  const [basic, bearer] = challenges;
  return [basic, presentedToken(context) === undefined ? bearer : `${bearer}, error="invalid_token"`];
}

/** Turns whatever is thrown into a SCIM error; what is not known is logged with its cause. */
export const scimErrors =
  (log: OperationalLog): HttpMiddleware =>
  async (context, next) => {
    try {
      await next();
    } catch (error) {
      const { requestId } = context.state;
      const known = scimErrorOf(error);
      if (known === undefined) log.error('A SCIM request failed', error, { requestId });
      if (known?.status === 401) context.res.setHeader('WWW-Authenticate', challengesFor(context));
      const seconds = secondsToWait(error);
      // Okta reads whole seconds only, and waits five minutes for anything else.
      if (seconds !== undefined) context.res.setHeader('Retry-After', String(Math.ceil(seconds)));
      const shown = known ?? internalError(requestId);
      context.state.refusal = { ...context.state.refusal, ...refusalOf(error, shown) };
      respond(context, shown.status, shown.toBody());
    }
  };

/** After how long it may be asked again. Of a database that does not answer its adapter has told operators. */
function secondsToWait(error: unknown): number | undefined {
  if (error instanceof StorageUnavailable) return error.retryAfterSeconds;
  const seconds = error instanceof DomainError ? error.details.retryAfterSeconds : undefined;
  return typeof seconds === 'number' ? seconds : undefined;
}

/** How the server writes what it refuses before this surface sees it: as every other SCIM error. */
export const scimErrorFormat: ErrorFormat = {
  contentType: scimMediaType,
  body: (status, detail) => JSON.stringify(new ScimError(status, detail).toBody()),
};
