import { beforeAll, describe, expect, test } from 'vitest';
import { SyslogSink } from '../../../src/adapters/audit-log/sinks/syslog-sink.ts';
import { sinkFormats } from '../../../src/adapters/entry-formats/sink-formats.ts';
import { type Certificate, makeCertificate } from '../../conformance-sso/certificate.ts';
import { entriesFrom, entryAt } from '../../support/entries.ts';
import { SyslogReceiver } from '../../support/syslog-receiver.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

let localhost: Certificate;

beforeAll(() => {
  localhost = makeCertificate(temporaryFolder(), 'localhost');
});

const numbers = (first: number, last: number) => entriesFrom(first, last).map(({ position }) => position);

describe.each(['TCP', 'TLS'])('over %s', (transport) => {
  const begin = async () => {
    const { certificate: cert, key } = localhost;
    const receiver = await new SyslogReceiver(transport === 'TLS' ? { cert, key } : undefined).start();
    const tls = transport === 'TLS' ? { ca: cert } : undefined;
    const make = () => new SyslogSink(sinkFormats.jsonl, { ...receiver.address, tls });
    return { receiver, make };
  };

  test('a message says in RFC 5424 what the entry says', async () => {
    const { receiver, make } = await begin();
    const sink = make();
    await sink.open(0);
    const entries = [
      entryAt(1),
      entryAt(2, {
        action: 'ReviseAgent',
        requestId: 'q"]\\',
        refusal: { code: 'agentNotFound', message: 'x' },
      }),
    ];
    await sink.write(entries);
    expect(await sink.settle()).toBe(2);
    expect(receiver.received).toMatchObject([
      {
        priority: 110,
        timestamp: '2026-11-23T12:00:00.000Z',
        application: 'rollcall',
        messageId: 'AgentUpdated',
        data: { position: '1', accountId: entries[0]?.accountId, requestId: 'request-1' },
      },
      { priority: 108, messageId: 'ReviseAgent', data: { position: '2', requestId: 'q\\"\\]\\\\' } },
    ]);
    expect(receiver.received.map(({ text }) => JSON.parse(text))).toEqual(entries);
    await receiver.kill();
  });

  test('an entry that is too large comes without its changes, and says so', async () => {
    const { receiver, make } = await begin();
    const sink = make();
    await sink.open(0);
    const leftOut = [{ path: 'members', message: 'y'.repeat(70_000) }];
    const refusal = { code: 'partsLeftOut', message: 'This stayed as it was.', leftOut } as const;
    await sink.write([
      ...[entryAt(1, { changes: [{ path: 'x', to: 'y'.repeat(70_000) }] }), entryAt(2)],
      entryAt(3, { refusal }),
    ]);
    await sink.settle();
    expect(
      receiver.received.map(({ data, text }) => [data.changes, JSON.parse(text).changes.length]),
    ).toEqual([
      ['leftOut', 0],
      [undefined, 1],
      ['leftOut', 0],
    ]);
    expect(JSON.parse(receiver.received[2]?.text ?? '').refusal).toEqual({ ...refusal, leftOut: [] });
    await receiver.kill();
  });

  test('entries have arrived once the receiver has read them, and no earlier', async () => {
    const { receiver, make } = await begin();
    const sink = make();
    await sink.open(0);
    expect(await sink.write(entriesFrom(1, 3))).toBe(0);
    expect(await sink.settle()).toBe(3);
    expect(await sink.settle()).toBe(3);
    expect(await sink.write(entriesFrom(4, 5))).toBe(3);
    expect(await sink.settle()).toBe(5);
    expect(receiver.positions).toEqual(numbers(1, 5));
    await receiver.kill();
  });

  test('what a receiver that is killed has not read is sent again', async () => {
    const { receiver, make } = await begin();
    const sink = make();
    await sink.open(0);
    await sink.write(entriesFrom(1, 3));
    expect(await sink.settle()).toBe(3);
    receiver.hang();
    await sink.write(entriesFrom(4, 6));
    await receiver.kill();
    await expect(sink.settle()).rejects.toThrow(
      /^The receiver t(cp|ls):\/\/localhost:\d+ did not take entries: /,
    );
    await expect(sink.write(entriesFrom(4, 6))).rejects.toThrow('ECONNREFUSED');
    await receiver.start();
    // What is remembered is what is known to have arrived.
    expect(await sink.open(3)).toBe(3);
    await sink.write(entriesFrom(4, 6));
    expect(await sink.settle()).toBe(6);
    expect(receiver.positions).toEqual(numbers(1, 6));
    await receiver.kill();
  });

  test('what a process that is killed has sent is sent again by the next, and told by its position', async () => {
    const { receiver, make } = await begin();
    const killed = make();
    await killed.open(0);
    await killed.write(entriesFrom(1, 3));
    await killed.close();
    const next = make();
    await next.open(0);
    await next.write(entriesFrom(1, 4));
    expect(await next.settle()).toBe(4);
    expect([...new Set(receiver.positions)].toSorted()).toEqual(numbers(1, 4));
    await receiver.kill();
  });
});

test('a receiver whose certificate nobody knows gets nothing', async () => {
  const { certificate: cert, key } = localhost;
  const receiver = await new SyslogReceiver({ cert, key }).start();
  const sink = new SyslogSink(sinkFormats.jsonl, { ...receiver.address, tls: {} });
  await sink.open(0);
  await expect(sink.write(entriesFrom(1, 1))).rejects.toThrow(
    'did not take entries: self-signed certificate',
  );
  expect(receiver.received).toEqual([]);
  await receiver.kill();
});
