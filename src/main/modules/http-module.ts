import { ContainerModule } from 'inversify';
import type { Logger } from 'pino';
import type { AppConfig } from '../../../config/app-config.ts';
import { consoleSurface } from '../../adapters/koa-console/console-surface.ts';
import { RateLimits } from '../../adapters/koa-http/rate-limits.ts';
import { RequestsInFlight } from '../../adapters/koa-http/requests-in-flight.ts';
import { SchemaGate } from '../../adapters/koa-http/schema-gate.ts';
import { HttpServer } from '../../adapters/koa-http/server.ts';
import { scimSurface } from '../../adapters/koa-scim/scim-surface.ts';
import type { Application } from '../../application/application.ts';
import type { Clock } from '../../application/ports/clock.ts';
import type { IdentifierSource } from '../../application/ports/identifier-source.ts';
import type { OperationalLog } from '../../application/ports/operational-log.ts';
import type { Storage } from '../../application/ports/storage.ts';
import { bindings } from '../bindings.ts';
import { consoleFolder } from '../console-folder.ts';
import { prepareSchema } from '../prepare-schema.ts';
import { bindMade } from '../wiring.ts';

const { trustingApplication, log, logger, clock, identifiers, storage, config } = bindings;

/**
 * The HTTP server and its surfaces.
 *
 * @param serves - whether this process is to be the only one that serves an embedded database.
 */
export const httpModule = ({ serves = false } = {}): ContainerModule =>
  new ContainerModule(({ bind }) => {
    const makeGate = (database: Storage, { migrate }: AppConfig, operationalLog: OperationalLog) =>
      new SchemaGate(database, (opened) => prepareSchema(opened, { migrate, serves }), operationalLog);
    bindMade(bind, SchemaGate, makeGate, [storage, config, log]);
    bindMade(bind, HttpServer, makeServer, [
      trustingApplication,
      log,
      clock,
      identifiers,
      SchemaGate,
      logger,
      config,
    ]);
  });

function makeServer(
  useCases: Application,
  operationalLog: OperationalLog,
  time: Clock,
  ids: IdentifierSource,
  gate: SchemaGate,
  accessLogger: Logger,
  settings: AppConfig,
): HttpServer {
  const ports = { log: operationalLog, clock: time, identifiers: ids };
  const inFlight = new RequestsInFlight(settings.requestsInFlightMax);
  const callers = { rates: new RateLimits(settings), inFlight };
  const surfaces = [
    scimSurface(useCases, callers, ports, settings),
    consoleSurface(consoleFolder(), settings),
  ];
  return new HttpServer(surfaces, inFlight, gate, accessLogger, settings);
}
