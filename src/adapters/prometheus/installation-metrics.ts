import { Gauge, type Registry } from '@prometheus-io/client';
import { type Instant, instantPlus } from '../../domain/shared/instant.ts';
import type { InstallationReader, InstallationState } from './installation-state.ts';

const daysAhead = [0, 1, 7, 14, 30] as const;
const dayMilliseconds = 86_400_000;

/** What the database tells of the whole installation, whichever process is asked. Where it does not answer, nothing is told. */
export function measureInstallation(registry: Registry, reader: Pick<InstallationReader, 'current'>): void {
  const gauge = <Label extends string>(
    name: string,
    help: string,
    labelNames: readonly Label[],
    tell: (gauge: Gauge<Label>, state: InstallationState) => void,
  ) =>
    new Gauge<Label>({
      ...{ name, help, labelNames, registers: [registry] },
      async collect() {
        const state = await reader.current();
        this.reset();
        if (state !== undefined) tell(this, state);
        // Without labels a gauge is 0 where nobody has said anything.
        else if (labelNames.length === 0) this.remove();
      },
    });

  new Gauge({
    name: 'rollcall_database_answers',
    help: '1 where the database told how far the audit log is, 0 where it did not answer; the other figures of the audit log and of credentials are missing then.',
    registers: [registry],
    async collect() {
      this.set((await reader.current()) === undefined ? 0 : 1);
    },
  });
  gauge(
    'rollcall_audit_unnumbered_entries',
    'Entries that are committed and have no position.',
    [],
    (own, { unnumbered }) => own.set(unnumbered.count),
  );
  gauge(
    'rollcall_audit_unnumbered_seconds',
    'For how long the first of them has waited.',
    [],
    (own, { unnumbered, at }) => own.set(secondsSince(unnumbered.since, at)),
  );
  gauge(
    'rollcall_audit_unsealed_entries',
    'Entries that have a position and are not sealed.',
    [],
    (own, { seal }) => own.set(seal.waiting),
  );
  gauge(
    'rollcall_audit_unsealed_seconds',
    'For how long the first of them has waited.',
    [],
    (own, { seal, at }) => own.set(secondsSince(seal.waitingSince, at)),
  );
  gauge(
    'rollcall_audit_undelivered_checkpoints',
    'Checkpoints that are not written down outside of the database, where that is asked for.',
    [],
    (own, { seal }) => own.set(seal.undelivered),
  );
  gauge(
    'rollcall_audit_undelivered_seconds',
    'For how long the first of them has waited.',
    [],
    (own, { seal, at }) => own.set(secondsSince(seal.undeliveredSince, at)),
  );
  gauge(
    'rollcall_audit_sink_behind_entries',
    'Entries that have not arrived at a sink.',
    ['sink'],
    (own, { sinks }) => {
      for (const { name, behind } of sinks) own.set({ sink: name }, behind);
    },
  );
  gauge(
    'rollcall_audit_sink_failing_seconds',
    'For how long a sink has taken nothing; 0 while it takes what comes.',
    ['sink'],
    (own, { sinks, at }) => {
      for (const { name, failure } of sinks) own.set({ sink: name }, secondsSince(failure?.since, at));
    },
  );
  gauge(
    'rollcall_deactivation_waves',
    'Open accounts whose directory took access away from many at once, and about which nobody has decided yet: those that only tell of it, and those where it is stopped.',
    ['brake'],
    (own, { waves: { told, stopped } }) => {
      own.set({ brake: 'tells' }, told - stopped);
      own.set({ brake: 'stops' }, stopped);
    },
  );
  gauge(
    'rollcall_credentials_ending',
    'API tokens that nothing takes over from, and SAML connections by their last certificate, that end within so many days, or ended in the last week.',
    ['kind', 'within_days'],
    (own, { ends, at }) => {
      for (const [kind, instants] of [
        ['token', ends.tokens],
        ['certificate', ends.certificates],
      ] as const)
        for (const days of daysAhead) {
          const until = instantPlus(at, days * dayMilliseconds);
          own.set({ kind, within_days: days }, instants.filter((end) => end <= until).length);
        }
    },
  );
}

const secondsSince = (since: Instant | undefined, at: Instant): number =>
  since === undefined ? 0 : Math.max(0, (Date.parse(at) - Date.parse(since)) / 1000);
