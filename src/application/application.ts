import type { UseCases } from './index.ts';
import { useCases } from './index.ts';
import type { Caller, Requester } from './ports/caller.ts';
import type { DryRun } from './ports/unit-of-work.ts';
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

type DryRunOf<Of> =
  Run<Of> extends (...parameters: infer Parameters) => Promise<infer Output>
    ? (...parameters: Parameters) => Promise<DryRun<Output>>
    : never;

/** The same, each as a dry run: what it would answer and have the journal tell, with nothing changed. */
export type DryRuns = { readonly [Name in keyof UseCases]: DryRunOf<UseCases[Name]> };

export function applicationOf(runner: UseCaseRunner, checking: InputChecking): Application {
  return forEachUseCase(
    (useCase) => (caller: Requester, input: never) => runner.run(useCase, caller, input, checking),
  ) as unknown as Application;
}

export function dryRunsOf(runner: UseCaseRunner): DryRuns {
  return forEachUseCase(
    (useCase) => (caller: Requester, input: never) => runner.dryRun(useCase, caller, input, 'checked'),
  ) as unknown as DryRuns;
}

const forEachUseCase = (call: (useCase: UseCase) => unknown): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(useCases as unknown as Readonly<Record<string, UseCase>>).map(([name, useCase]) => [
      name,
      call(useCase),
    ]),
  );
