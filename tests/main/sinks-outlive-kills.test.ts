import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { SyslogReceiver } from '../support/syslog-receiver.ts';
import { freshInstallation } from './installation.ts';

/** Of entries that stand one after the other, each once. */
const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);

test('a service that is killed again and again sends each entry to the file once, and to syslog without a gap', async () => {
  const receiver = await new SyslogReceiver().start();
  const { host, port } = receiver.address;
  const installation = freshInstallation({
    ROLLCALL_AUDIT_FILE: 'audit.jsonl',
    ROLLCALL_AUDIT_SYSLOG: `tcp://${host}:${port}`,
  });
  const { folder, json, run, start, provision } = installation;
  await json('account', 'create', '--name', 'Acme', '--sso-issuer', 'https://acme.okta.example');
  const positions = () => {
    const lines = readFileSync(`${folder}/audit.jsonl`, 'utf8').split('\n').slice(0, -1);
    return lines.map((line) => Number(JSON.parse(line).position));
  };
  for (const round of [1, 2]) {
    const serving = start('serve');
    await serving.address();
    await provision(...Array.from({ length: 10 }, (_, index) => `agent-${round}-${index}@example.com`));
    while ((positions().at(-1) ?? 0) < round * 10) await pause(20);
    serving.signal('SIGKILL');
    await serving.ended();
  }
  const serving = start('serve');
  await serving.address();
  const [newest] = await json('audit', 'tail', '--limit', '1');
  // The receiver may have all of them from a service that was killed before it knew that they had arrived.
  const remembered = expect.poll(async () => (await run('doctor')).stdout);
  await remembered.toContain('✓ audit file      audit.jsonl has every entry');
  await remembered.toContain(`✓ audit syslog    tcp://localhost:${port} has every entry`);
  await serving.stop();
  expect(positions()).toEqual(upTo(newest.position));
  expect([...new Set(receiver.positions)].toSorted((left, right) => left - right)).toEqual(
    upTo(newest.position),
  );
  await receiver.kill();
});

test.each([
  ['ROLLCALL_AUDIT_FILE', 'nowhere/audit.jsonl', 'its folder cannot be written'],
  ['ROLLCALL_AUDIT_FILE', 'data', 'data is a folder'],
  ['ROLLCALL_AUDIT_SYSLOG', 'syslog.example.com', 'It must be "tls://host:port" or "tcp://host:port".'],
])('%s=%s keeps the service from starting, in a sentence', async (variable, value, message) => {
  const { run } = freshInstallation({ [variable]: value });
  const { code, stderr } = await run('serve');
  expect([code, stderr]).toEqual([1, expect.stringContaining(message)]);
  expect((await run('doctor')).stdout).toContain(message);
});

test('doctor tells that nothing arrives, and why', async () => {
  const gone = await new SyslogReceiver().start();
  const { port } = gone.address;
  await gone.kill();
  const { json, run, start } = freshInstallation({ ROLLCALL_AUDIT_SYSLOG: `tcp://localhost:${port}` });
  await json('account', 'create', '--name', 'Acme', '--sso-issuer', 'https://acme.okta.example');
  expect((await run('doctor')).stdout).toContain(`nothing has gone to tcp://localhost:${port} yet`);
  const serving = start('serve');
  await serving.written(/The audit log does not go to its syslog/);
  await serving.stop();
  const { code, stdout } = await run('doctor');
  expect([code, stdout]).toEqual([
    1,
    expect.stringMatching(/nothing arrives at tcp:.*, and \d+ entries wait\. The receiver/),
  ]);
});
