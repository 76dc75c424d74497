import 'reflect-metadata';
import { Container, type ContainerModule, type ServiceIdentifier } from 'inversify';
import type { Logger } from 'pino';
import type { AppConfig } from '../../config/app-config.ts';
import { bindings } from './bindings.ts';
import { applicationModule } from './modules/application-module.ts';
import { auditLogModule } from './modules/audit-log-module.ts';
import { runtimeModule } from './modules/runtime-module.ts';
import { storageModule } from './modules/storage-module.ts';
import type { Dependency } from './wiring.ts';

/** The service without a transport; `transports` are modules that bind one. */
export function buildContainer(
  config: AppConfig,
  logger: Logger,
  ...transports: readonly ContainerModule[]
): Container {
  const container = new Container();
  container.bind<AppConfig>(bindings.config).toConstantValue(config);
  container.bind<Logger>(bindings.logger).toConstantValue(logger);
  container.load(runtimeModule, auditLogModule, storageModule, applicationModule, ...transports);
  return container;
}

export const resolve = <Bound>(container: Container, dependency: Dependency<Bound>): Bound =>
  container.get<Bound>(dependency as ServiceIdentifier<Bound>);
