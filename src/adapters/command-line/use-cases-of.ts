import type { Application } from '../../application/application.ts';
import type { Services } from './installation.ts';

/** The use cases; with `--dry-run` each answers what it would, and changes nothing. */
export function useCasesOf(
  { application, dryRuns }: Pick<Services, 'application' | 'dryRuns'>,
  { dryRun }: { readonly dryRun?: true },
): Application {
  if (!dryRun) return application;
  type DryRun = (...given: readonly unknown[]) => Promise<{ readonly result: unknown }>;
  const trials = Object.entries(dryRuns as unknown as Readonly<Record<string, DryRun>>).map(([name, run]) => [
    name,
    async (...given: readonly unknown[]) => (await run(...given)).result,
  ]);
  return Object.fromEntries(trials) as Application;
}
