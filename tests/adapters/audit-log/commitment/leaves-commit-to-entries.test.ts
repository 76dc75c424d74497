import { createHash, createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  accountTag,
  leafData,
  leafDataBytes,
} from '../../../../src/adapters/audit-log/commitment/leaf-data.ts';
import type { RecordedJournalEntry } from '../../../../src/application/ports/event-feed.ts';
import { accountId, apiTokenId } from '../../../../src/domain/shared/identifiers.ts';
import type { Instant } from '../../../../src/domain/shared/instant.ts';

const salt = Buffer.alloc(16, 7);
const entry: RecordedJournalEntry = {
  position: 42,
  at: '2026-11-26T06:00:00.000Z' as Instant,
  accountId: accountId('8d7c3f52-4a8e-4d0e-9a50-0f4f6f0c2a11'),
  principal: { kind: 'token', id: apiTokenId('t1'), name: 'Okta' },
  source: '203.0.113.7',
  requestId: 'r1',
  action: 'AgentUpdated',
  target: { type: 'agent', id: 'a1', name: 'ada@example.com' },
  changes: [{ path: 'urn:x:User:a/b~c', from: true, to: [{ value: 'Ada', __order: 1.5 }, null] }],
};

const hmac = (key: Buffer, text: string) => createHmac('sha256', key).update(text).digest();

describe('the leaf of an entry', () => {
  it('is the tag of the account, and the hash of what the entry says with each value salted', () => {
    const salted = (pointer: string, json: string) =>
      JSON.stringify(hmac(hmac(salt, pointer), json).toString('base64'));
    const said =
      `{"accountId":"8d7c3f52-4a8e-4d0e-9a50-0f4f6f0c2a11","action":"AgentUpdated","at":"2026-11-26T06:00:00.000Z",` +
      `"changes":[{"from":true,"path":"urn:x:User:a/b~c","to":[{"__order":${salted('/changes/0/to/0/__order', '1.5')},` +
      `"value":${salted('/changes/0/to/0/value', '"Ada"')}},null]}],"position":42,` +
      `"principal":{"id":${salted('/principal/id', '"t1"')},"kind":"token","name":${salted('/principal/name', '"Okta"')}},` +
      `"requestId":${salted('/requestId', '"r1"')},"source":${salted('/source', '"203.0.113.7"')},` +
      `"target":{"id":${salted('/target/id', '"a1"')},"name":${salted('/target/name', '"ada@example.com"')},"type":"agent"},` +
      `"version":1}`;
    const data = leafData(entry, { salt });
    expect(data).toHaveLength(leafDataBytes);
    expect(data.subarray(0, 32)).toEqual(accountTag(entry.accountId));
    expect(data.subarray(32)).toEqual(createHash('sha256').update(said).digest());
  });

  it.each<[string, Partial<RecordedJournalEntry>]>([
    ['position', { position: 43 }],
    ['time', { at: '2026-11-26T06:00:00.001Z' as Instant }],
    ['source', { source: '203.0.113.8' }],
    ['target', { target: { type: 'agent', id: 'a1', name: 'ada@example.org' } }],
    ['truth value', { changes: [{ path: 'active', from: false }] }],
    ['refusal', { refusal: { code: 'agentNotFound', message: 'There is none.' } }],
  ])('is another one with another %s', (_, other) => {
    expect(leafData({ ...entry, ...other }, { salt })).not.toEqual(leafData(entry, { salt }));
  });

  it('is another one where a value stands in the place of null that nothing opens', () => {
    const salted = [
      '/principal/id',
      '/principal/name',
      '/requestId',
      '/source',
      '/target/id',
      '/target/name',
    ];
    const pointers = [...salted, '/changes/0/to/0/__order', '/changes/0/to/0/value'];
    const salts = Object.fromEntries(
      pointers.map((pointer) => [pointer, hmac(salt, pointer).toString('base64')]),
    );
    const opening = { salts, hashes: {} };
    expect(leafData(entry, opening)).toEqual(leafData(entry, { salt }));
    const changes = [{ ...entry.changes[0], to: [{ value: 'Ada', __order: 1.5 }, 'Eve'] }];
    expect(leafData({ ...entry, changes } as RecordedJournalEntry, opening)).not.toEqual(
      leafData(entry, { salt }),
    );
  });

  it('exists for text that RFC 8785 refuses, and for members of any name', () => {
    const changes = [{ path: '\ud800', to: JSON.parse('{"__proto__": "\\ud800", "\\udc00": 1}') }];
    const data = leafData({ ...entry, changes }, { salt });
    const without = [{ path: '\ud800', to: JSON.parse('{"\\udc00": 1}') }];
    expect(data).not.toEqual(leafData({ ...entry, changes: without }, { salt }));
  });
});
