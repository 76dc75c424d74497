import { codeOfStatus } from '../../application/requests/explanation/refusal-code.ts';
import { type ErrorFormat, problemFormat } from './error-format.ts';
import { presentablePath } from './presentable-path.ts';
import type { HttpContext, HttpMiddleware } from './request-state.ts';

/** A part of what the server offers: all that is below some paths. */
export interface Surface {
  /** Such as `/scim/v2`. Of surfaces of which one's is below another's, the inner one stands first in the list. */
  readonly prefixes: readonly string[];
  readonly errorFormat: ErrorFormat;
  /** Answers every request below the prefixes, or throws what the server answers with 500. */
  readonly middleware: HttpMiddleware;
  /** Ends the answers that would go on for as long as somebody listens, when the server begins to stop. */
  readonly endStreams?: () => void;
  /** Writes what is left to be written, once all requests are answered. */
  readonly stop?: () => Promise<void>;
}

interface FoundSurface {
  readonly surface: Surface;
  /** Below which of its prefixes the path is. */
  readonly prefix: string;
}

/** The surface that is there for a path. */
function surfaceAt(surfaces: readonly Surface[], path: string): FoundSurface | undefined {
  for (const surface of surfaces) {
    const prefix = surface.prefixes.find((one) => path === one || path.startsWith(`${one}/`));
    if (prefix !== undefined) return { surface, prefix };
  }
  return undefined;
}

export const errorFormatAt = (surfaces: readonly Surface[], path: string): ErrorFormat =>
  surfaceAt(surfaces, path)?.surface.errorFormat ?? problemFormat;

/** Has the request know the surface that it is for, so that whatever refuses it does so in the surface's format. */
export const findSurface =
  (surfaces: readonly Surface[]): HttpMiddleware =>
  (context, next) => {
    const path = presentablePath(context.path);
    if (path !== context.path) context.path = path;
    context.state.prefix = surfaceAt(surfaces, path)?.prefix;
    context.state.errorFormat = errorFormatAt(surfaces, path);
    return next();
  };

/** Has the surface answer, or says that there is none. */
export const answerBySurface =
  (surfaces: readonly Surface[]): HttpMiddleware =>
  (context, next) => {
    const found = surfaceAt(surfaces, context.path);
    if (found !== undefined) return found.surface.middleware(context, next);
    return refuse(context, 404, `There is nothing at ${JSON.stringify(context.path.slice(0, 200))}.`);
  };

/** Refuses a request before its surface sees it. */
export function refuse(context: HttpContext, status: number, detail: string): void {
  const { contentType, body } = context.state.errorFormat;
  context.status = status;
  context.res.setHeader('Content-Type', contentType);
  context.body = body(status, detail);
  context.state.refusal = { code: codeOfStatus(status), message: detail };
}

/**
 * Refuses a request that will be taken later: 429 where whoever sends it has sent too many, 503 where others have.
 *
 * @param retrySeconds - whole ones: Okta waits five minutes for anything else.
 */
export function refuseForNow(
  context: HttpContext,
  status: 429 | 503,
  retrySeconds: number,
  detail: string,
): void {
  context.res.setHeader('Retry-After', String(retrySeconds));
  refuse(context, status, detail);
}
