import { expect, test } from 'vitest';
import { clientAddress } from '../../../src/adapters/koa-http/client-address.ts';
import type { HttpMiddleware } from '../../../src/adapters/koa-http/request-state.ts';
import { serving } from './serving.ts';

const tellAddress: HttpMiddleware = (context) => {
  context.body = clientAddress(context);
};

async function addressSeen(forwardedFor: string | undefined, trustProxy: boolean): Promise<string> {
  const running = await serving(tellAddress, { trustProxy });
  try {
    return (await running.ask('/', { headers: forwardedFor ? { 'X-Forwarded-For': forwardedFor } : {} }))
      .text;
  } finally {
    await running.server.stop();
  }
}

test.each([
  ['the last hop, which the proxy wrote', '203.0.113.9, 198.51.100.7', '198.51.100.7'],
  ['the last of three hops', '192.0.2.1, 203.0.113.9,198.51.100.7', '198.51.100.7'],
  ['one hop', '2001:db8::1', '2001:db8::1'],
  ['an IPv4 address with its port', '203.0.113.9, 198.51.100.7:51234', '198.51.100.7'],
  ['an IPv6 address with its port', '[2001:db8::1]:51234', '2001:db8::1'],
  ['an IPv6 address in brackets', '[2001:db8::1]', '2001:db8::1'],
  ['an IPv4 address that came by IPv6', '::FFFF:198.51.100.7', '198.51.100.7'],
  ['the connection where the proxy says nothing', undefined, '127.0.0.1'],
  ['the connection where the proxy says what is no address', '<script>', '127.0.0.1'],
])('behind a trusted proxy the address is %s', async (_, forwardedFor, address) => {
  expect(await addressSeen(forwardedFor, true)).toBe(address);
});

test('without one, what clients claim does not count', async () => {
  expect(await addressSeen('198.51.100.7', false)).toBe('127.0.0.1');
});
