import { randomUUID } from 'node:crypto';
import { type Requester, serviceAccountId } from '../../../application/ports/caller.ts';
import { entryOfEvent } from '../../../application/ports/journal-entry.ts';
import type { LogConnection } from '../../../application/ports/log-connections.ts';
import type { AccountEvent } from '../../../domain/account/account-events.ts';
import type { Instant } from '../../../domain/shared/instant.ts';
import { appendOfService } from '../sql-event-log.ts';

interface RotatedKey {
  /** By what checkpoints were verified so far, and by what those to come are. */
  readonly from: string;
  readonly to: string;
  readonly at: Instant;
  /** Absent where a process started with another key in its configuration. */
  readonly requester?: Requester;
}

/** The log of the service itself says who had another key sign, in the transaction that keeps it. */
export async function tellOfKey(
  connection: LogConnection,
  { from, to, at, requester = itself() }: RotatedKey,
): Promise<void> {
  const event: AccountEvent = {
    type: 'CheckpointKeyRotated',
    accountId: serviceAccountId,
    at,
    target: { type: 'account', id: serviceAccountId, name: 'Rollcall' },
    changes: [{ path: 'checkpointKey', from, to }],
  };
  await appendOfService(connection, entryOfEvent({ ...requester, accountId: serviceAccountId }, event));
}

const itself = (): Requester => ({
  principal: { kind: 'service', name: 'Rollcall' },
  source: 'in process',
  requestId: randomUUID(),
});
