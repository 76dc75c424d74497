import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { FileSink } from '../../src/adapters/audit-log/sinks/file-sink.ts';
import { SinkFeed } from '../../src/adapters/audit-log/sinks/sink-feed.ts';
import { SinkPositions } from '../../src/adapters/audit-log/sinks/sink-positions.ts';
import { SyslogSink } from '../../src/adapters/audit-log/sinks/syslog-sink.ts';
import { SqlJournalOrder } from '../../src/adapters/audit-log/sql-journal-order.ts';
import { SqlNumberedEntries } from '../../src/adapters/audit-log/sql-numbered-entries.ts';
import { sinkFormats } from '../../src/adapters/entry-formats/sink-formats.ts';
import { DomainError } from '../../src/domain/shared/domain-error.ts';
import { instantPlus } from '../../src/domain/shared/instant.ts';
import { clockAt, later } from '../support/agents.ts';
import { onEachDatabase } from '../support/databases.ts';
import { recordRefusal, stageOn } from '../support/open-storage.ts';
import { callerIn } from '../support/stored-agents.ts';
import { SyslogReceiver } from '../support/syslog-receiver.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const muchLater = instantPlus(later, 60_000);
const pauses = { idle: 20, troubled: 20, heartbeat: 100 };

onEachDatabase('the audit log goes', (product) => {
  const stage = stageOn(product);
  const complaints: string[] = [];
  const log = {
    warn: (message: string) => complaints.push(message),
    error: (message: string, error: unknown) => complaints.push(`${message}: ${(error as Error).message}`),
  };

  const entries = () => new SqlNumberedEntries(stage().storage.logConnections);
  const positions = (clock = clockAt(later)) =>
    new SinkPositions(stage().storage.logConnections, entries(), clock);

  /** Refusals in accounts of their own. */
  async function record(count: number): Promise<void> {
    for (let made = 0; made < count; made++)
      await recordRefusal(
        stage().storage,
        callerIn(),
        { action: 'Test' },
        new DomainError('agentNotFound', 'x'),
      );
    await new SqlJournalOrder(stage().storage.logConnections).upToNow();
  }

  function running(feed: SinkFeed) {
    const stopping = new AbortController();
    const ended = feed.run(stopping.signal);
    return async () => {
      stopping.abort();
      await ended;
    };
  }

  const arrived = async (name: string) =>
    (await positions().states()).find((state) => state.name === name)?.position ?? 0;

  async function allArrived(name: string): Promise<number> {
    const last = await entries().last();
    while ((await arrived(name)) < last) await pause(20);
    return last;
  }

  test('to a file that two processes would write, each entry once', async () => {
    const path = join(temporaryFolder(), 'audit.jsonl');
    const feedOf = (holder: string) => {
      const sink = new FileSink(sinkFormats.jsonl, { path, bytesMax: 1_000_000, kept: 1 });
      return running(new SinkFeed('file', sink, entries(), positions(), log, holder, pauses));
    };
    const stopFirst = feedOf('first');
    const stopSecond = feedOf('second');
    await record(20);
    await allArrived('file');
    await stopFirst();
    await record(10);
    const last = await allArrived('file');
    await stopSecond();
    const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line).position)).toEqual(
      Array.from({ length: last }, (_, index) => index + 1),
    );
    expect(await positions().states()).toEqual([{ name: 'file', position: last, behind: 0 }]);
    expect(complaints).toEqual([]);
  });

  test('to a file by another process where one has died with it in hand', async () => {
    const died = positions(clockAt(later));
    const remembered = await arrived('file');
    expect(await died.take('file', 'died')).toBe(remembered);
    expect(await positions(clockAt(later)).take('file', 'next')).toBeUndefined();
    expect(await positions(clockAt(muchLater)).take('file', 'next')).toBe(remembered);
    await expect(died.advance('file', 'died', 1_000)).rejects.toThrow('Another process sends the entries.');
    await positions(clockAt(later)).giveBack('file', 'next');
  });

  test('to no file that is ahead of it, which is told', async () => {
    const path = join(temporaryFolder(), 'audit.jsonl');
    writeFileSync(path, '{"position":1000000}\n');
    const sink = new FileSink(sinkFormats.jsonl, { path, bytesMax: 1_000_000, kept: 1 });
    const stop = running(new SinkFeed('file', sink, entries(), positions(), log, 'ahead', pauses));
    while (complaints.length === 0) await pause(20);
    await stop();
    const last = await entries().last();
    const reason = `The file has entries up to position 1000000, and the audit log ends at ${last}: it is that of another database, or this one was restored from an older backup. Move what the file has away and keep it, or name another one.`;
    expect(complaints).toEqual([`The audit log does not go to its file: ${reason}`]);
    expect(await positions().states()).toMatchObject([{ failure: { since: later, reason } }]);
    complaints.length = 0;
  });

  test('to a syslog receiver that is away for a while, without a gap', async () => {
    const receiver = await new SyslogReceiver().start();
    const sink = new SyslogSink(sinkFormats.jsonl, receiver.address);
    const stop = running(new SinkFeed('syslog', sink, entries(), positions(), log, 'only', pauses));
    await allArrived('syslog');
    await receiver.kill();
    await record(5);
    while (complaints.length === 0) await pause(20);
    await receiver.start();
    const last = await allArrived('syslog');
    await stop();
    expect([...new Set(receiver.positions)]).toEqual(Array.from({ length: last }, (_, index) => index + 1));
    expect(complaints).toEqual([
      expect.stringMatching(
        /^The audit log does not go to its syslog: The receiver tcp:.* did not take entries: /,
      ),
      'The audit log goes to its syslog again',
    ]);
    await receiver.kill();
  });
});
