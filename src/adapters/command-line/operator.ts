import { randomUUID } from 'node:crypto';
import { userInfo } from 'node:os';
import type { Requester } from '../../application/ports/caller.ts';

/** Who runs this invocation, as the audit log names them. */
export function operator(): Requester {
  return {
    principal: { kind: 'operator', name: systemUser() },
    source: 'command line',
    requestId: randomUUID(),
  };
}

function systemUser(): string {
  try {
    return userInfo().username;
  } catch {
    // Containers run with numbers that no user has.
    return `uid ${process.getuid?.() ?? 'unknown'}`;
  }
}
