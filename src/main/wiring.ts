import type { Bind, MapToResolvedValueInjectOptions, Newable, ServiceIdentifier } from 'inversify';
import type { Binding } from './bindings.ts';

/** What can be depended on: something bound by name, or a class. */
export type Dependency<Bound> = Binding<Bound> | Newable<Bound>;

type Dependencies<Parameters extends readonly unknown[]> = {
  readonly [Index in keyof Parameters]: Dependency<Parameters[Index]>;
};

/** Binds what `make` makes of the dependencies, once a container. The compiler holds both against each other. */
export function bindMade<Bound, Parameters extends unknown[]>(
  bind: Bind,
  dependency: Dependency<Bound>,
  make: (...parameters: Parameters) => Bound,
  dependencies: Dependencies<Parameters>,
): void {
  bind<Bound>(dependency as ServiceIdentifier<Bound>)
    .toResolvedValue(make, dependencies as unknown as MapToResolvedValueInjectOptions<Parameters>)
    .inSingletonScope();
}

/** Binds a class to itself, its constructor's parameters being the dependencies. */
export function bindClass<Bound, Parameters extends unknown[]>(
  bind: Bind,
  bound: new (...parameters: Parameters) => Bound,
  dependencies: Dependencies<Parameters>,
): void {
  bindMade<Bound, Parameters>(bind, bound, (...parameters) => new bound(...parameters), dependencies);
}
