import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import type { Container } from 'inversify';
import type { Logger } from 'pino';
import type { AppConfig } from '../../config/app-config.ts';
import { TermIndex } from '../adapters/audit-log/term-index.ts';
import { operator } from '../adapters/command-line/operator.ts';
import {
  type ServiceAddresses,
  welcomeDocument,
  welcomeText,
} from '../adapters/command-line/welcome-text.ts';
import { SchemaGate } from '../adapters/koa-http/schema-gate.ts';
import { HttpServer } from '../adapters/koa-http/server.ts';
import { createLogger } from '../adapters/node-runtime/logger.ts';
import type { Requester } from '../application/ports/caller.ts';
import { archiveEachHour } from './archive-each-hour.ts';
import { localAddress, publicAddresses } from './base-url.ts';
import { bindings } from './bindings.ts';
import { buildContainer, resolve } from './container.ts';
import { everyHour } from './every-hour.ts';
import { forgetOldRequests } from './forget-old-requests.ts';
import { heedNewerReleases } from './heed-newer-releases.ts';
import { inUseIsTold } from './in-use-is-told.ts';
import { httpModule } from './modules/http-module.ts';
import { numberJournal } from './number-journal.ts';
import { sealEachMinute } from './seal-each-minute.ts';
import { stopSignal } from './stop-signal.ts';
import { watchingOf } from './watching.ts';
import { workOnAgentJobs } from './work-on-agent-jobs.ts';

export interface ServeOptions {
  /** Make an account and a token where there is no account, and show what to type into Okta. */
  readonly firstAccount: boolean;
  /** Show it as JSON. */
  readonly json: boolean;
}

/** Runs the service until the process is told to stop. @throws Error that says why it cannot start. */
export async function serve(config: AppConfig, options: ServeOptions): Promise<void> {
  const logger = createLogger(config.logLevel, 'stdout');
  const stop = stopSignal(config.stopSecondsMax, logger);
  const stopped = once(stop, 'abort');
  exitOnUnexpectedError(logger);
  const watching = await watchingOf(config, logger);
  const container = buildContainer(config, logger, httpModule({ serves: true }), watching.module);
  const server = resolve(container, HttpServer);
  // A folder that cannot be written is a mistake of the configuration, and found before anybody is answered.
  resolve(container, bindings.auditSinkFeeds);
  const jobs: Promise<void>[] = [];
  const lastWorks: (() => Promise<void>)[] = [];
  try {
    // Before there is a database, so that its being away is seen.
    await watching.start(container);
    // To start takes as long as the database does, for whose answer a stopping process does not wait.
    const work = { stop, jobs, lastWorks };
    await Promise.race([start(container, server, config, logger, options, work), stopped]);
    await stopped;
    logger.info({ signal: stop.reason }, 'stopping');
  } finally {
    const deadline = performance.now() + config.stopSecondsMax * 1000;
    await server.stop();
    // A start that is refused ends at once. Of a database that is silent nobody waits longer than that.
    const last = stop.aborted ? lastWorks : [];
    await Promise.race([
      Promise.all(jobs).then(() => Promise.all(last.map((work) => work()))),
      setTimeout(deadline - performance.now(), undefined, { ref: false }),
    ]);
    await resolve(container, bindings.requestLog).close(deadline);
    await watching.stop();
    await resolve(container, bindings.storage).close(deadline);
  }
  logger.info('stopped');
  // A migration or a connection that is being made may still wait for a database that has become silent.
  process.exit();
}

/** What the process does beside answering requests. */
interface WorkBeside {
  readonly stop: AbortSignal;
  /** What is under way, and ends by itself when the process is told to stop. */
  readonly jobs: Promise<void>[];
  /** What is done once no request and no job is under way any more. */
  readonly lastWorks: (() => Promise<void>)[];
}

async function start(
  container: Container,
  server: HttpServer,
  config: AppConfig,
  logger: Logger,
  options: ServeOptions,
  { stop, jobs, lastWorks }: WorkBeside,
): Promise<void> {
  const gate = resolve(container, SchemaGate);
  await gate.tryToOpen();
  if (stop.aborted) return;
  const port = await listen(server, config, logger);
  await gate.openInTime(stop);
  makeSecretKey(container);
  const { refreshSsoMetadata, warnOfTokenExpiry } = resolve(container, bindings.application);
  const log = resolve(container, bindings.log);
  everyHour(() => refreshSsoMetadata(serviceItself()), log, stop);
  everyHour(() => warnOfTokenExpiry(serviceItself()), log, stop);
  forgetOldRequests(container, config, serviceItself, stop);
  archiveEachHour(container, config, serviceItself, stop);
  jobs.push(workOnAgentJobs(container, serviceItself, stop), numberJournal(container, stop));
  jobs.push(heedNewerReleases(container, stop));
  lastWorks.push(sealEachMinute(container, serviceItself, stop));
  const followers = [resolve(container, TermIndex), ...resolve(container, bindings.auditSinkFeeds)];
  jobs.push(...followers.map((follower) => follower.run(stop)));
  if (options.firstAccount && !stop.aborted) await welcome(container, publicAddresses(config, port), options);
}

/**
 * By the user who owns the database, who may be another than the one who first needs a key at the command line. Without one
 * nobody is kept from being deactivated: the service goes on.
 */
function makeSecretKey(container: Container): void {
  try {
    resolve(container, bindings.secretKeys).made();
  } catch (error) {
    resolve(container, bindings.log).error('The key to secrets cannot be read or made', error);
  }
}

/** What is done without anybody asking is done in its name. */
const serviceItself = (): Requester => ({
  principal: { kind: 'service', name: 'Rollcall' },
  source: 'in process',
  requestId: randomUUID(),
});

/** After an exception that nobody expected, nothing is known of the process any more. */
function exitOnUnexpectedError(logger: Logger): void {
  process.on('uncaughtException', (error) => {
    logger.fatal({ err: error }, 'an unexpected error ends the process');
    process.exit(1);
  });
}

async function listen(server: HttpServer, { host, port }: AppConfig, logger: Logger): Promise<number> {
  const bound = await inUseIsTold(server.listen(), `Port ${port} on ${host}`, 'ROLLCALL_PORT');
  logger.info({ address: localAddress(host, bound.port) }, 'listening');
  return bound.port;
}

async function welcome(
  container: Container,
  addresses: ServiceAddresses,
  { json }: ServeOptions,
): Promise<void> {
  const first = await resolve(container, bindings.application).openFirstAccount(operator());
  process.stdout.write(json ? welcomeDocument(addresses, first) : welcomeText(addresses, first));
}
