import { pino } from 'pino';
import { expect, test, vi } from 'vitest';
import { LoggingUseCaseObserver } from '../../../src/adapters/node-runtime/logging-use-case-observer.ts';

const trace = { traceId: '4bf92f3577b34da6a3ce929d0e0e4736', spanId: '00f067aa0ba902b7', traceFlags: 1 };

function observer() {
  const lines: Record<string, unknown>[] = [];
  const logger = pino({ level: 'debug' }, { write: (line: string) => void lines.push(JSON.parse(line)) });
  return { lines, began: (name: string) => new LoggingUseCaseObserver(logger).began(name, { trace }) };
}

test('a use case is logged with its name, how long it took and how it ended', () => {
  const { lines, began } = observer();
  began('ReviseAgent').ended({ kind: 'refused', code: 'agentNotFound' });
  began('ReadAgent').ended({ kind: 'done' });
  began('ReadAgent').ended({ kind: 'failed', error: new Error('ada@example.com') });
  expect(lines).toMatchObject([
    { level: 20, useCase: 'ReviseAgent', outcome: 'refused', code: 'agentNotFound' },
    { level: 20, useCase: 'ReadAgent', outcome: 'done' },
    { level: 20, useCase: 'ReadAgent', outcome: 'failed' },
  ]);
  for (const { milliseconds, traceId } of lines) {
    expect(milliseconds).toBeTypeOf('number');
    expect(traceId).toBe(trace.traceId);
  }
  expect(JSON.stringify(lines)).not.toContain('ada@');
});

test.each([
  [9_999, 20],
  [10_000, 20],
  [10_001, 40],
])('one that took %i ms is logged at level %i', (milliseconds, level) => {
  vi.useFakeTimers({ toFake: ['performance'] });
  try {
    const { lines, began } = observer();
    const observed = began('ListAgents');
    vi.advanceTimersByTime(milliseconds);
    observed.ended({ kind: 'done' });
    expect(lines).toMatchObject([{ level, milliseconds }]);
  } finally {
    vi.useRealTimers();
  }
});
