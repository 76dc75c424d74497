import { ContainerModule } from 'inversify';
import { pino } from 'pino';
import { AppConfig } from '../../config/app-config.ts';
import type { OpenStorage } from '../../src/adapters/typeorm-persistence/open-storage.ts';
import type { Application } from '../../src/application/application.ts';
import type { OperationalLog } from '../../src/application/ports/operational-log.ts';
import { bindings } from '../../src/main/bindings.ts';
import { buildContainer, resolve } from '../../src/main/container.ts';
import { later } from './agents.ts';

/** A test must not pass whose refusals could not be recorded. */
const failingLog: OperationalLog = {
  warn: () => {},
  error: (_, error) => {
    throw error;
  },
};

// Tests that count round trips should not see the account read again.
const settings = Object.assign(new AppConfig(), { tokenCacheSeconds: 60 });

/** The use cases as the service runs them, inputs checked, on a database that is open; it is `later` all the time. */
export function applicationOn(open: OpenStorage): Application {
  const overrides = new ContainerModule(({ rebind }) => {
    rebind(bindings.openStorage).toConstantValue(open);
    rebind(bindings.clock).toConstantValue({ now: () => later });
    rebind(bindings.log).toConstantValue(failingLog);
  });
  const container = buildContainer(settings, pino({ level: 'silent' }), overrides);
  return resolve(container, bindings.application);
}
