import { ContainerModule } from 'inversify';
import { pino } from 'pino';
import { AppConfig } from '../../config/app-config.ts';
import type { OpenStorage } from '../../src/adapters/typeorm-persistence/open-storage.ts';
import type { Application, DryRuns } from '../../src/application/application.ts';
import type { Clock } from '../../src/application/ports/clock.ts';
import type { OperationalLog } from '../../src/application/ports/operational-log.ts';
import type { UseCaseObserver } from '../../src/application/ports/use-case-observer.ts';
import type { InputChecking } from '../../src/application/run-use-case.ts';
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
const usual = { tokenCacheSeconds: 60, secretKey: 'k'.repeat(32) };

interface Replacements {
  readonly observer?: UseCaseObserver;
  readonly log?: OperationalLog;
  readonly clock?: Clock;
  readonly settings?: Partial<AppConfig>;
  /** Inputs are checked where it is not said. */
  readonly checking?: InputChecking;
}

/** The use cases as the service runs them, on a database that is open; it is `later` all the time. */
export function applicationOn(open: OpenStorage, replacements: Replacements = {}): Application {
  const { application, trustingApplication } = bindings;
  const isChecked = (replacements.checking ?? 'checked') === 'checked';
  return resolve(containerOn(open, replacements), isChecked ? application : trustingApplication);
}

/** The same as dry runs. */
export const dryRunsOn = (open: OpenStorage, replacements: Replacements = {}): DryRuns =>
  resolve(containerOn(open, replacements), bindings.dryRuns);

function containerOn(
  open: OpenStorage,
  { observer, log = failingLog, clock = { now: () => later }, settings }: Replacements,
) {
  const config = Object.assign(new AppConfig(), usual, settings);
  const overrides = new ContainerModule(({ rebind }) => {
    rebind(bindings.openStorage).toConstantValue(open);
    rebind(bindings.clock).toConstantValue(clock);
    rebind(bindings.log).toConstantValue(log);
    if (observer !== undefined) rebind(bindings.useCaseObserver).toConstantValue(observer);
  });
  return buildContainer(config, pino({ level: 'silent' }), overrides);
}
