import { setTimeout as pause } from 'node:timers/promises';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { LinesTogether } from '../../../src/adapters/node-runtime/lines-together.ts';

function logger() {
  const written: string[] = [];
  const lines = new LinesTogether((text) => void written.push(text));
  const messages = () => written.map((text) => [...text.matchAll(/"msg":"([^"]+)"/g)].map(([, msg]) => msg));
  return { log: pino({ level: 'debug' }, lines), lines, written, messages };
}

test('lines that tell of nothing bad are written together a moment later, in their order', async () => {
  const { log, messages } = logger();
  log.info('first');
  log.debug('second');
  expect(messages()).toEqual([]);
  await expect.poll(messages).toEqual([['first', 'second']]);
  log.info('third');
  await expect.poll(messages).toEqual([['first', 'second'], ['third']]);
});

test.each(['warn', 'error', 'fatal'] as const)(
  'a line of level %s is written before the call returns, behind those that wait',
  async (level) => {
    const { log, messages } = logger();
    log.info('before');
    log[level]('bad');
    expect(messages()).toEqual([['before', 'bad']]);
    await pause(100);
    expect(messages()).toHaveLength(1);
  },
);

test('many lines wait for no moment, and what still waits is written when it is asked for', () => {
  const { log, lines, written } = logger();
  for (let line = 0; line < 300; line++) log.info('x'.repeat(100));
  expect(written.length).toBeGreaterThanOrEqual(1);
  lines.flush();
  lines.flush();
  expect(written.join('').split('\n')).toHaveLength(301);
  expect(Math.max(...written.map(({ length }) => length))).toBeLessThan(17_000);
});
