import { afterAll, expect, test } from 'vitest';
import { AppConfig } from '../../config/app-config.ts';
import { HttpServer } from '../../src/adapters/koa-http/server.ts';
import { bindings } from '../../src/main/bindings.ts';
import { buildContainer, resolve } from '../../src/main/container.ts';
import { createLogger } from '../../src/main/logger.ts';
import { httpModule } from '../../src/main/modules/http-module.ts';
import { SchemaGate } from '../../src/main/schema-gate.ts';
import { sqlite } from '../support/databases.ts';

const config = Object.assign(new AppConfig(), { databaseUrl: await sqlite.freshUrl() });
const container = buildContainer(config, createLogger('silent', 'stderr'), httpModule);
afterAll(() => resolve(container, bindings.storage).close());

test.each(Object.entries(bindings))('%s resolves, to the same each time', (_name, binding) => {
  const resolved = resolve<unknown>(container, binding);
  expect(resolved).toBeTypeOf('object');
  expect(resolve<unknown>(container, binding)).toBe(resolved);
});

test('each use case resolves, and so do the server and its gate', () => {
  const provisioning = resolve(container, bindings.provisioning);
  for (const [name, useCase] of Object.entries(provisioning)) {
    expect(useCase.constructor.name).toBe(name.charAt(0).toUpperCase() + name.slice(1));
    expect(useCase.execute).toBeTypeOf('function');
  }
  expect(resolve(container, HttpServer)).toBeInstanceOf(HttpServer);
  expect(resolve(container, SchemaGate)).toBeInstanceOf(SchemaGate);
});
