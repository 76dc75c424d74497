import { Counter, Histogram, type Registry } from '@prometheus-io/client';
import type { Observed } from '../../application/ports/observer.ts';
import type { UseCaseObserver, UseCaseOutcome } from '../../application/ports/use-case-observer.ts';
import { requestSeconds } from './buckets.ts';

/** What is done and refused, whoever asks: a directory, the console, the command line of a running service. */
export class UseCaseMetrics implements UseCaseObserver {
  private readonly seconds;
  private readonly refusals;

  constructor(registry: Registry) {
    const registers = [registry];
    this.seconds = new Histogram({
      name: 'rollcall_use_case_seconds',
      help: 'How long a use case took, by how it ended: done, refused by a rule, or failed.',
      labelNames: ['use_case', 'outcome'],
      buckets: requestSeconds,
      registers,
    });
    this.refusals = new Counter({
      name: 'rollcall_refusals_total',
      help: 'Use cases that a rule refused, by its code.',
      labelNames: ['use_case', 'code'],
      registers,
    });
  }

  began(useCase: string): Observed<UseCaseOutcome> {
    const beganAt = performance.now();
    const ended = (outcome: UseCaseOutcome) => {
      const labels = { use_case: useCase, outcome: outcome.kind };
      this.seconds.observe(labels, (performance.now() - beganAt) / 1000);
      if (outcome.kind === 'refused') this.refusals.inc({ use_case: useCase, code: outcome.code });
    };
    return { ended };
  }
}
