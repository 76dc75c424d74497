import type { Storage } from '../../application/ports/storage.ts';
import type { HttpContext, HttpMiddleware } from './request-state.ts';

const pingMillisecondsMax = 2000;

/**
 * `/livez`: the process runs. `/readyz`: it can do its work, which is no longer so once it is stopping or when
 * the database does not answer. Both for orchestrators, which carry no token.
 */
export function health(storage: Pick<Storage, 'ping'>, isStopping: () => boolean): HttpMiddleware {
  const databaseAnswers = sharedPing(storage);
  return async (context, next) => {
    if (context.path === '/livez') return answer(context, 200, 'alive');
    if (context.path !== '/readyz') return next();
    if (isStopping()) return answer(context, 503, 'stopping');
    if (await databaseAnswers()) return answer(context, 200, 'ready');
    return answer(context, 503, 'the database does not answer');
  };
}

/** However many ask at once, the database is asked once: who asks need not be known to us. */
function sharedPing(storage: Pick<Storage, 'ping'>): () => Promise<boolean> {
  let underWay: Promise<boolean> | undefined;
  return async () => {
    underWay ??= storage
      .ping()
      .then(
        () => true,
        () => false,
      )
      .finally(() => {
        underWay = undefined;
      });
    const { promise: late, resolve } = Promise.withResolvers<boolean>();
    const timer = setTimeout(resolve, pingMillisecondsMax, false);
    return Promise.race([underWay, late]).finally(() => clearTimeout(timer));
  };
}

function answer(context: HttpContext, status: number, state: string): void {
  context.status = status;
  context.set('Content-Type', 'application/json');
  context.set('Cache-Control', 'no-store');
  context.body = JSON.stringify({ status: state });
}
