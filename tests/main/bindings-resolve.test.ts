import { afterAll, expect, test } from 'vitest';
import { AppConfig } from '../../config/app-config.ts';
import { SchemaGate } from '../../src/adapters/koa-http/schema-gate.ts';
import { HttpServer } from '../../src/adapters/koa-http/server.ts';
import { createLogger } from '../../src/adapters/node-runtime/logger.ts';
import { bindings } from '../../src/main/bindings.ts';
import { buildContainer, resolve } from '../../src/main/container.ts';
import { httpModule } from '../../src/main/modules/http-module.ts';
import { sqlite } from '../support/databases.ts';

const config = Object.assign(new AppConfig(), { databaseUrl: await sqlite.freshUrl() });
const container = buildContainer(config, createLogger('silent', 'stderr'), httpModule());
afterAll(() => resolve(container, bindings.storage).close());

test.each(Object.entries(bindings))('%s resolves, to the same each time', (_name, binding) => {
  const resolved = resolve<unknown>(container, binding);
  expect(resolved).toBeTypeOf('object');
  expect(resolve<unknown>(container, binding)).toBe(resolved);
});

test('the server and its gate resolve', () => {
  expect(resolve(container, HttpServer)).toBeInstanceOf(HttpServer);
  expect(resolve(container, SchemaGate)).toBeInstanceOf(SchemaGate);
});
