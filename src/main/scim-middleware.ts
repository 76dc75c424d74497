import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Container } from 'inversify';
import { SchemaGate } from '../adapters/koa-http/schema-gate.ts';
import { HttpServer } from '../adapters/koa-http/server.ts';
import { basePaths } from '../adapters/koa-scim/base-url.ts';
import { resolve } from './container.ts';
import { httpModule } from './modules/http-module.ts';

/** Koa middleware, said so that nobody needs Koa's types who has no Koa. */
export type ScimMiddleware = (context: HostContext, next: () => Promise<unknown>) => Promise<unknown>;

interface HostContext {
  readonly path: string;
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  /** Whether Koa writes the answer. */
  respond?: boolean;
}

/**
 * Answers what is below the paths of SCIM just as the service does, and leaves the rest to who comes next. It reads and
 * writes on Node's own request and response, so that the host's version of Koa, its state and its errors stay its own.
 */
export async function scimMiddleware(container: Container): Promise<ScimMiddleware> {
  await container.load(httpModule());
  await resolve(container, SchemaGate).tryToOpen();
  const { answer } = resolve(container, HttpServer);
  return (context, next) => {
    if (!basePaths.some((base) => context.path === base || context.path.startsWith(`${base}/`)))
      return next();
    context.respond = false;
    return answer(context.req, context.res);
  };
}
