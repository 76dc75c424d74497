import type { UseCases } from './index.ts';
import { useCases } from './index.ts';
import type { Caller, Requester } from './ports/caller.ts';
import type { InputChecking, UseCaseRunner } from './run-use-case.ts';
import type { UseCase } from './use-case/use-case.ts';

type Run<Of> =
  Of extends UseCase<string, infer Input, infer Output>
    ? (
        ...parameters: [Input] extends [undefined]
          ? [caller: CallerOf<Of>]
          : [caller: CallerOf<Of>, input: Input]
      ) => Promise<Output>
    : never;

type CallerOf<Of> = Of extends { readonly kind: 'crossesAccounts' } ? Requester : Caller;

/** Everything that can be done, by the names of the use cases: `application.reviseAgent(caller, input)`. */
export type Application = { readonly [Name in keyof UseCases]: Run<UseCases[Name]> };

export function applicationOf(runner: UseCaseRunner, checking: InputChecking): Application {
  const run = (useCase: UseCase) => (caller: Requester, input: never) =>
    runner.run(useCase, caller, input, checking);
  return Object.fromEntries(
    Object.entries(useCases as unknown as Readonly<Record<string, UseCase>>).map(([name, useCase]) => [
      name,
      run(useCase),
    ]),
  ) as unknown as Application;
}
