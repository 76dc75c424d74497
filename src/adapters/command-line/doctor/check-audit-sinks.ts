import { type AuditSinkState, auditSinkNames } from '../../../application/ports/audit-sinks.ts';
import type { InstallationSettings } from '../installation.ts';
import { type Check, doubtful, fine, wrong } from './check.ts';

/** So many are sent in a few seconds. */
const behindMax = 1000;

/** What keeps the service from starting, and others not. */
export function checkSinkSettings({
  auditSinksMistake,
}: Pick<InstallationSettings, 'auditSinksMistake'>): readonly Check[] {
  if (auditSinksMistake === undefined) return [];
  const mend = 'The service does not start so. Correct the setting, or give the service the right.';
  return [wrong('audit sinks', auditSinksMistake, mend)];
}

/** Whether the audit log arrives where the configuration has it go. */
export function checkAuditSinks(
  { auditSinks }: Pick<InstallationSettings, 'auditSinks'>,
  states: readonly AuditSinkState[],
): readonly Check[] {
  return auditSinkNames.flatMap((name) => {
    const address = auditSinks[name];
    if (address === undefined) return [];
    const state = states.find((known) => known.name === name);
    return [checkSink(`audit ${name}`, address, state)];
  });
}

function checkSink(name: string, address: string, state: AuditSinkState | undefined): Check {
  if (state === undefined)
    return doubtful(name, `nothing has gone to ${address} yet`, 'Start the service: rollcall serve');
  const { behind, failure } = state;
  if (failure !== undefined) {
    const found = `since ${failure.since} nothing arrives at ${address}, and ${behind} entries wait. ${failure.reason}`;
    return wrong(name, found, 'Mend that. Nothing is lost meanwhile, and the service goes on by itself.');
  }
  if (behind > behindMax) {
    const mend = 'Look again in a minute. If it grows, see that the service runs.';
    return doubtful(name, `${behind} entries have not arrived at ${address} yet`, mend);
  }
  return fine(name, behind === 0 ? `${address} has every entry` : `${address} is ${behind} entries behind`);
}
