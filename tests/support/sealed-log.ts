import { randomUUID } from 'node:crypto';
import type { AppConfig } from '../../config/app-config.ts';
import type { Application } from '../../src/application/application.ts';
import { type Caller, type Requester, serviceAccountId } from '../../src/application/ports/caller.ts';
import { applicationOn } from './application-on.ts';
import { numbered, type Stage } from './open-storage.ts';
import { callerIn, provisioning } from './stored-agents.ts';

/** Whoever runs the service. */
export const operator: Requester = {
  principal: { kind: 'operator', name: 'test' },
  source: 'command line',
  requestId: randomUUID(),
};

/** The same, who reads what belongs to no account. */
export const reader: Caller = { ...operator, accountId: serviceAccountId };

/** Has the audit log get so many entries with a position, of a new account. */
export async function writeEntries({ storage }: Stage, count: number): Promise<void> {
  const caller = callerIn();
  const changes = Array.from({ length: count }, () => provisioning(caller));
  for (let start = 0; start < count; start += 500) {
    const some = changes.slice(start, start + 500);
    await storage.unitOfWork.transact(caller, (scope) => scope.agents.storeProvisioned(some));
  }
  await numbered(storage);
}

/** Entries of several accounts, sealed after each part. */
export async function sealedLog(
  stage: Stage,
  parts: readonly number[],
  settings: Partial<AppConfig> = {},
): Promise<Application> {
  const application = applicationOn(stage.storage, { settings });
  for (const part of parts) {
    await writeEntries(stage, part);
    await application.sealAuditLog(operator);
  }
  return application;
}
