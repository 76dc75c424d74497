import { createConfig, lintFromString } from '@redocly/openapi-core';
import { expect, test } from 'vitest';
import { openApiDocument } from '../../../src/adapters/koa-admin/openapi/document.ts';
import { operations } from '../../../src/adapters/koa-admin/operations/index.ts';
import { statusOfCodes } from '../../../src/adapters/koa-admin/problem-details.ts';
import { ScimClient } from '../../support/scim-client.ts';
import { serverOn } from '../../support/start-server.ts';

const server = serverOn();

test('a linter finds nothing wrong with the document', async () => {
  const config = await createConfig({ extends: ['recommended-strict'] });
  const source = JSON.stringify(openApiDocument(operations));
  const problems = await lintFromString({ source, absoluteRef: 'openapi.json', config });
  expect(problems.map(({ ruleId, message, location }) => [ruleId, message, location[0]?.pointer])).toEqual(
    [],
  );
});

test('the document and the page that shows it can be read without credentials', async () => {
  const client = new ScimClient(server().baseUrl('/api/v1'), {});
  const document = await client.get('/openapi.json');
  expect(document).toMatchObject({ status: 200, body: { openapi: '3.1.0' } });
  const page = await fetch(server().baseUrl('/api/v1/'));
  expect(page.status).toBe(200);
  expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/);
  const html = await page.text();
  for (const id of Object.keys(operations)) expect(html).toContain(`id="${id}"`);
  // The type of a problem leads to its code.
  for (const code of Object.keys(statusOfCodes)) expect(html).toContain(`id="${code}"`);
  expect(html).not.toMatch(/<(?:script|img|link|iframe)|src=|url\(|href="(?![#/])/);
});

test('every answer of an operation is described, and every property says what it is', () => {
  const { paths = {}, components = {} } = openApiDocument(operations);
  const described = JSON.stringify({ paths, components });
  const references = [...described.matchAll(/"\$ref":"#\/components\/(\w+)\/(\w+)"/g)];
  expect(references.length).toBeGreaterThan(50);
  for (const [, kind = '', name = ''] of references)
    expect([name, Object.hasOwn(components[kind as 'schemas'] ?? {}, name)]).toEqual([name, true]);
});
