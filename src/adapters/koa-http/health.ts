import type { Storage } from '../../application/ports/storage.ts';
import { type StorageTrouble, StorageUnavailable } from '../../application/ports/storage-errors.ts';
import type { HttpContext, HttpMiddleware } from './request-state.ts';

const pingMillisecondsMax = 2000;

interface Readiness {
  readonly status: string;
  /** What the database or the operating system calls it: `ER_OPTION_PREVENTS_STATEMENT`, `SQLITE_FULL`, `ECONNREFUSED`. */
  readonly cause?: string;
}

const ready: Readiness = { status: 'ready' };

const troubles: Readonly<Record<StorageTrouble, string>> = {
  unreachable: 'the database does not answer, or takes no work',
  conflict: 'the database is busy with others',
  tooSlow: 'the database does not answer in time',
  busy: 'there are more requests than connections to the database',
  unusable: 'the database cannot be used until an operator has mended it',
  outcomeUnknown: 'the connection to the database broke',
  outdated: 'the database serves newer releases only',
};

/**
 * `/livez`: the process runs. `/readyz`: it can do its work, which is no longer so once it is stopping or when the database
 * does not answer or refuses to be written. Both for orchestrators, which carry no token; what the database said beyond
 * the name of the error, which may tell users and hosts, stands in the log alone.
 */
export function health(storage: Pick<Storage, 'ping'>, isStopping: () => boolean): HttpMiddleware {
  const databaseReadiness = sharedPing(storage);
  const answerReadiness = async (context: HttpContext) => {
    if (isStopping()) return answer(context, 503, { status: 'stopping' });
    const readiness = await databaseReadiness();
    answer(context, readiness === ready ? 200 : 503, readiness);
  };
  return (context, next) => {
    if (context.path === '/livez') return answer(context, 200, { status: 'alive' });
    return context.path === '/readyz' ? answerReadiness(context) : next();
  };
}

/** However many ask at once, the database is asked once: who asks need not be known to us. */
function sharedPing(storage: Pick<Storage, 'ping'>): () => Promise<Readiness> {
  let underWay: Promise<Readiness> | undefined;
  return async () => {
    underWay ??= storage
      .ping()
      .then(() => ready, unready)
      .finally(() => {
        underWay = undefined;
      });
    const { promise: late, resolve } = Promise.withResolvers<Readiness>();
    const timer = setTimeout(resolve, pingMillisecondsMax, { status: troubles.tooSlow });
    return Promise.race([underWay, late]).finally(() => clearTimeout(timer));
  };
}

function unready(error: unknown): Readiness {
  const { trouble, cause } =
    error instanceof StorageUnavailable ? error : { trouble: 'unusable' as const, cause: error };
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : undefined;
  return { status: troubles[trouble], cause: code };
}

function answer(context: HttpContext, status: number, readiness: Readiness): void {
  context.status = status;
  context.res.setHeader('Content-Type', 'application/json');
  context.body = JSON.stringify(readiness);
}
