import type { Logger } from 'pino';
import type { Observed } from '../../application/ports/observer.ts';
import type { Traced } from '../../application/ports/trace-context.ts';
import type { UseCaseObserver, UseCaseOutcome } from '../../application/ports/use-case-observer.ts';

/** Okta gives a request up after a minute; whoever looks after the service should hear before. */
const slowMilliseconds = 10_000;

/**
 * Tells the operational log of each use case: its name, how long it took and how it ended, and nothing of what it was
 * about. Slow ones are warnings, the others are for debugging.
 */
export class LoggingUseCaseObserver implements UseCaseObserver {
  constructor(private readonly logger: Logger) {}

  began(name: string, { trace }: Traced): Observed<UseCaseOutcome> {
    const beganAt = performance.now();
    const ended = (outcome: UseCaseOutcome) => {
      const milliseconds = Math.round(performance.now() - beganAt);
      const code = outcome.kind === 'refused' ? outcome.code : undefined;
      const details = { useCase: name, milliseconds, outcome: outcome.kind, code, traceId: trace?.traceId };
      if (milliseconds > slowMilliseconds) this.logger.warn(details, 'A use case was slow');
      else this.logger.debug(details, 'A use case ended');
    };
    return { ended };
  }
}
