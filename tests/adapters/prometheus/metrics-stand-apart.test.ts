import { request } from 'node:http';
import { expect, test } from 'vitest';
import { sqlite } from '../../support/databases.ts';
import { serverOn, TestServer } from '../../support/start-server.ts';

const server = serverOn(sqlite, { metricsListen: '127.0.0.1:0' });

const ask = (port: number | undefined, path: string, method = 'GET'): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path, method }, (answer) => {
      answer.resume();
      answer.once('end', () => resolve(answer.statusCode));
    });
    asked.once('error', reject);
    asked.end();
  });

test('metrics are told at their own address alone', async () => {
  expect(await ask(server().metricsPort, '/metrics')).toBe(200);
  expect(await ask(server().port, '/metrics')).toBe(404);
});

test('nothing else is told there, and nothing is changed', async () => {
  for (const path of ['/', '/scim/v2/Users', '/metrics/x'])
    expect(await ask(server().metricsPort, path)).toBe(404);
  expect(await ask(server().metricsPort, '/metrics?x=1', 'HEAD')).toBe(200);
  expect(await ask(server().metricsPort, '/metrics', 'POST')).toBe(405);
});

test('where nobody asks for them, nothing listens', async () => {
  const silent = await TestServer.start(await sqlite.freshUrl());
  expect(silent.metricsPort).toBeUndefined();
  await silent.stop();
});

test('they are told while the database is away, and say so', async () => {
  const away = await TestServer.start('mysql://nobody@127.0.0.1:9/nothing', { metricsListen: '127.0.0.1:0' });
  const answer = await fetch(`http://127.0.0.1:${away.metricsPort}/metrics`);
  const text = await answer.text();
  expect(text).toContain('\nrollcall_database_answers 0\n');
  expect(text).not.toMatch(/^rollcall_audit_unsealed_entries/m);
  expect(text).not.toMatch(/^rollcall_credentials_ending\{/m);
  await away.stop();
});
