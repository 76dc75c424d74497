import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { openRollcall } from '../../src/main/in-process.ts';
import { sqlite } from '../support/databases.ts';
import { Scraped } from '../support/scraped.ts';
import { traceReceiver } from '../support/trace-receiver.ts';
import { freshInstallation, type RollcallProcess } from './installation.ts';

const metricsPort = async (serving: RollcallProcess): Promise<number> =>
  Number((await serving.written(/"port":(\d+),"msg":"metrics are told"/))[1]);

test('a service tells its metrics and sends its traces, and does both to the end', async () => {
  const receiver = await traceReceiver();
  const { start } = freshInstallation({
    ROLLCALL_METRICS_LISTEN: '127.0.0.1:0',
    ROLLCALL_TRACES_URL: receiver.url,
    ROLLCALL_TRACES_PERCENT: '100',
  });
  const serving = start('serve', '--first-account');
  const port = await metricsPort(serving);
  await serving.written(/rollcall_[0-9a-f]{32}_[\w-]{43}/);
  await fetch(`${await serving.address()}/scim/v2/Users`);
  const scraped = await Scraped.from(port);
  expect(scraped.value('rollcall_http_requests_total', { status: 401 })).toBe(1);
  expect(scraped.value('rollcall_journal_entries_total', { action: 'AccountOpened' })).toBe(1);
  expect((await serving.stop()).code).toBe(0);
  receiver.close();
  const names = receiver.spans.map(({ name }) => name);
  expect(names).toContain('GET {/api/v1}/scim/v2/Users');
  expect(names).toContain('OpenFirstAccount');
});

test('another service that calls it in its own process is measured and traced as well, until it closes', async () => {
  const receiver = await traceReceiver();
  const lines: string[] = [];
  const logger = pino({}, { write: (line: string) => void lines.push(line) });
  const opened = { serviceName: 'staffing', databaseUrl: await sqlite.freshUrl(), logger };
  const measured = { metricsListen: '127.0.0.1:0', tracesUrl: receiver.url, tracesPercent: 100 };
  const rollcall = await openRollcall({ ...opened, ...measured });
  const port = Number(/"port":(\d+),"msg":"metrics are told"/.exec(lines.join(''))?.[1]);
  try {
    await rollcall.openAccount(rollcall.requester(), { name: 'Acme' });
    const scraped = await Scraped.from(port);
    const done = { use_case: 'OpenAccount', outcome: 'done' };
    expect(scraped.value('rollcall_use_case_seconds_count', done)).toBe(1);
    expect(scraped.value('rollcall_database_answers')).toBe(1);
    const second = openRollcall({ ...opened, metricsListen: `127.0.0.1:${port}` });
    await expect(second).rejects.toThrow(`The address 127.0.0.1:${port} is in use.`);
  } finally {
    await rollcall.close();
  }
  receiver.close();
  expect(receiver.spans.map(({ name }) => name)).toContain('OpenAccount');
  await expect(Scraped.from(port)).rejects.toThrow();
});

test('entries that a sink does not take are told, and for how long', async () => {
  const { folder, start } = freshInstallation({
    ROLLCALL_METRICS_LISTEN: '127.0.0.1:0',
    ROLLCALL_AUDIT_FILE: 'audit.jsonl',
  });
  // Whatever has a last line that is no entry is somebody else's, and stays as it is.
  writeFileSync(join(folder, 'audit.jsonl'), 'this is no entry\n');
  const serving = start('serve', '--first-account');
  const port = await metricsPort(serving);
  await serving.written(/rollcall_[0-9a-f]{32}_[\w-]{43}/);
  const sink = { sink: 'file' };
  await expect
    .poll(async () => (await Scraped.from(port)).value('rollcall_audit_sink_failing_seconds', sink))
    .toBeGreaterThan(0);
  expect((await Scraped.from(port)).value('rollcall_audit_sink_behind_entries', sink)).toBeGreaterThan(2);
  await serving.stop();
});

test('an address that something else listens at keeps the service from starting, in a sentence', async () => {
  const first = freshInstallation({ ROLLCALL_METRICS_LISTEN: '127.0.0.1:0' });
  const serving = first.start('serve');
  const port = await metricsPort(serving);
  const second = freshInstallation({ ROLLCALL_METRICS_LISTEN: `127.0.0.1:${port}` });
  const { code, stderr } = await second.run('serve');
  expect(code).toBe(1);
  expect(stderr).toContain(
    `The address 127.0.0.1:${port} is in use. Stop what listens there, or choose another port with ROLLCALL_METRICS_LISTEN.`,
  );
  await serving.stop();
});

test.each([
  ['ROLLCALL_METRICS_LISTEN', '9464'],
  ['ROLLCALL_METRICS_LISTEN', '127.0.0.1:65536'],
  ['ROLLCALL_METRICS_LISTEN', 'http://127.0.0.1:9464'],
  ['ROLLCALL_TRACES_URL', '127.0.0.1:4318'],
  ['ROLLCALL_TRACES_PERCENT', '101'],
])('%s=%s keeps it from starting as well', async (variable, value) => {
  const { code, stderr } = await freshInstallation({ [variable]: value }).run('serve');
  expect(code).toBe(1);
  expect(stderr).toContain(`${variable} is "${value}" in the environment. It must be `);
});
