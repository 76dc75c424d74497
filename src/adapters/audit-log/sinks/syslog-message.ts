import type { RecordedJournalEntry } from '../../../application/ports/event-feed.ts';
import type { SinkFormat } from '../../entry-formats/sink-formats.ts';

/** RFC 5424 section 6.2.1: the facility `log audit`, and the severities `warning` and `informational`. */
const facility = 13;
const [warning, informational] = [4, 6];

/** Receivers take 8 KiB at least (RFC 5425 section 4.3.1), and the usual ones as much as this. */
const bytesMax = 65_536;

/**
 * A message of RFC 5424, with its length in front (octet counting, RFC 6587 section 3.4.1 and RFC 5425 section 4.3). Its MSGID is what
 * happened; `position` in its structured data tells a message that comes twice. Of an entry that is too large the changes, and the
 * parts that were not carried out, are left out, which the structured data say.
 */
export function syslogFrame(entry: RecordedJournalEntry, format: SinkFormat, hostName: string): string {
  const whole = messageOf(entry, format, hostName);
  const message =
    whole.length <= bytesMax ? whole : messageOf(withoutChanges(entry), format, hostName, 'leftOut');
  return `${message.length} ${message}`;
}

const withoutChanges = ({ refusal, ...entry }: RecordedJournalEntry): RecordedJournalEntry => ({
  ...entry,
  changes: [],
  refusal: refusal && { ...refusal, leftOut: refusal.leftOut && [] },
});

function messageOf(
  entry: RecordedJournalEntry,
  format: SinkFormat,
  hostName: string,
  changes?: 'leftOut',
): string {
  const { at, action, refusal, position, accountId, requestId } = entry;
  const priority = facility * 8 + (refusal === undefined ? informational : warning);
  const data = Object.entries({ position: String(position), accountId, requestId, changes })
    .flatMap(([name, value]) => (value === undefined ? [] : [` ${name}="${quotable(value)}"`]))
    .join('');
  // 32473 stands for whoever has no number of its own (RFC 5612).
  return `<${priority}>1 ${at} ${named(hostName, 255)} rollcall - ${named(action, 32)} [entry@32473${data}] ${ascii(format.lineOf(entry).trimEnd())}`;
}

/** Printable ASCII without blanks, as the header has its fields; `-` for nothing. */
const named = (text: string, charactersMax: number): string =>
  text.replace(/[^!-~]/g, '').slice(0, charactersMax) || '-';

/** RFC 5424 section 6.3.3. */
const quotable = (text: string): string => ascii(text.replace(/["\\\]]/g, '\\$&'));

/** JSON in ASCII means the same, and needs no byte order mark, which RFC 5424 asks of UTF-8 and few receivers take away. */
const ascii = (text: string): string =>
  text.replace(/[^ -~]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
