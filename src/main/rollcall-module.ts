import { ContainerModule, type ServiceIdentifier } from 'inversify';
import { openRollcall, type Rollcall, type RollcallOptions } from './open-rollcall.ts';

/** What `rollcallModule` binds: `await container.getAsync(rollcall)`. */
export const rollcall: ServiceIdentifier<Rollcall> = Symbol('rollcall');

/**
 * For the Inversify container of another service: Rollcall as one of its singletons, opened when it is first asked for
 * and closed when it is unbound.
 */
export const rollcallModule = (options: RollcallOptions): ContainerModule =>
  new ContainerModule(({ bind }) => {
    bind<Rollcall>(rollcall)
      .toDynamicValue(() => openRollcall(options))
      .inSingletonScope()
      .onDeactivation((opened) => opened.close());
  });
