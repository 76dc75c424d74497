import { ContainerModule } from 'inversify';
import type { Logger } from 'pino';
import type { AppConfig } from '../../../config/app-config.ts';
import { HttpServer } from '../../adapters/koa-http/server.ts';
import { scimErrorFormat } from '../../adapters/koa-scim/scim-error-format.ts';
import { scimSurface } from '../../adapters/koa-scim/scim-surface.ts';
import type { Provisioning } from '../../application/index.ts';
import type { OperationalLog } from '../../application/ports/operational-log.ts';
import type { Storage } from '../../application/ports/storage.ts';
import { bindings } from '../bindings.ts';
import { SchemaGate } from '../schema-gate.ts';
import { bindMade } from '../wiring.ts';

const { provisioning, log, logger, storage, config } = bindings;

/** The HTTP server and its surfaces. */
export const httpModule = new ContainerModule(({ bind }) => {
  const makeGate = (kept: Storage, { migrate }: AppConfig, operationalLog: OperationalLog) =>
    new SchemaGate(kept, migrate, scimErrorFormat, operationalLog);
  bindMade(bind, SchemaGate, makeGate, [storage, config, log]);
  bindMade(bind, HttpServer, makeServer, [provisioning, log, SchemaGate, logger, config]);
});

function makeServer(
  useCases: Provisioning,
  operationalLog: OperationalLog,
  gate: SchemaGate,
  accessLogger: Logger,
  settings: AppConfig,
): HttpServer {
  const surfaces = [gate.surface, scimSurface(useCases, operationalLog, settings)];
  return new HttpServer(surfaces, gate, scimErrorFormat, accessLogger, settings);
}
