import type { Container } from 'inversify';
import type { AppConfig } from '../../config/app-config.ts';
import type { Requester } from '../application/ports/caller.ts';
import { instantPlus } from '../domain/shared/instant.ts';
import { bindings } from './bindings.ts';
import { resolve } from './container.ts';
import { everyHour } from './every-hour.ts';

const dayMilliseconds = 86_400_000;

/** Deletes requests each hour whose days are over, until it is told to stop. */
export function forgetOldRequests(
  container: Container,
  { requestLogDays }: Pick<AppConfig, 'requestLogDays'>,
  requester: () => Requester,
  stop: AbortSignal,
): void {
  const { forgetRequests } = resolve(container, bindings.application);
  const clock = resolve(container, bindings.clock);
  const forget = () =>
    forgetRequests(requester(), { before: instantPlus(clock.now(), -requestLogDays * dayMilliseconds) });
  void everyHour(forget, resolve(container, bindings.log), stop);
}
