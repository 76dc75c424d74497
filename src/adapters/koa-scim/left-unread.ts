import type { LeftOut } from '../../application/ports/journal-entry.ts';
import type { UnreadPart } from '../../scim/parts/partly-read.ts';

/** What could not be read of a request, for the journal. */
export function leaveOutUnread(unread: readonly UnreadPart[], leaveOut: (part: LeftOut) => void): void {
  for (const { path, error } of unread)
    leaveOut({ path: path === '' ? undefined : path, message: error.detail });
}
