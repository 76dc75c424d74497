import { randomUUID } from 'node:crypto';
import type { AppConfig } from '../../config/app-config.ts';
import type { Application } from '../../src/application/application.ts';
import type { Requester } from '../../src/application/ports/caller.ts';
import { applicationOn } from './application-on.ts';
import type { Stage } from './open-storage.ts';
import { StoredAgents } from './stored-agents.ts';

/** Whoever runs the service. */
export const operator: Requester = {
  principal: { kind: 'operator', name: 'test' },
  source: 'command line',
  requestId: randomUUID(),
};

/** A database with agents of two accounts, whose entries are sealed in two steps. */
export async function sealedLog(
  stage: Stage,
  { entries, settings }: { readonly entries: number; readonly settings?: Partial<AppConfig> },
): Promise<Application> {
  const application = applicationOn(stage.storage, { settings });
  const accounts = [new StoredAgents(stage.storage), new StoredAgents(stage.storage)];
  for (let entry = 0; entry < entries; entry += 1) {
    await accounts[entry % 2]?.provision({ displayName: `Ada ${entry}` });
    if (entry === Math.floor(entries / 2)) await application.sealAuditLog(operator);
  }
  await application.sealAuditLog(operator);
  return application;
}
