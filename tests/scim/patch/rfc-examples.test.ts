import { expect, test } from 'vitest';
import { applyPatch } from '../../../src/scim/patch/apply-patch.ts';
import { readPatchRequest } from '../../../src/scim/patch/read-patch-request.ts';
import { finished } from '../finished.ts';
import { gadget, gadgetResourceType, patchUrn } from '../resources.ts';
import { patchedUser } from './patches.ts';

// The RFC's examples are of groups and their members; a gadget has parts.
const babs = { display: 'Babs Jensen', $ref: 'https://example.com/v2/Users/2819c223', value: '2819c223' };
const james = { display: 'James Smith', $ref: 'https://example.com/v2/Users/08e1d05d', value: '08e1d05d' };

function parts(before: object[], ...operations: object[]) {
  const request = finished(readPatchRequest({ schemas: [patchUrn], Operations: operations }));
  return finished(applyPatch(gadgetResourceType, gadget({ parts: before }), request)).parts;
}

test('RFC 7644 section 3.5.2.1: a member is added', () => {
  expect(parts([james], { op: 'add', path: 'parts', value: [babs] })).toEqual([james, babs]);
});

test('RFC 7644 section 3.5.2.1: attributes are added without a path', () => {
  const value = { emails: [{ value: 'babs@jensen.org', type: 'home' }], nickname: 'Babs' };

  expect(patchedUser({}, { op: 'add', value })).toEqual({
    emails: [{ value: 'babs@jensen.org', type: 'home' }],
    nickName: 'Babs',
  });
});

test('RFC 7644 section 3.5.2.2: one member is removed', () => {
  expect(parts([babs, james], { op: 'remove', path: 'parts[value eq "2819c223"]' })).toEqual([james]);
});

test('RFC 7644 section 3.5.2.2: all members are removed', () => {
  expect(parts([babs, james], { op: 'remove', path: 'parts' })).toBeUndefined();
});

test('RFC 7644 section 3.5.2.2: values that match a filter are removed', () => {
  const emails = [
    { value: 'a@example.com', type: 'work' },
    { value: 'a@example.com', type: 'home' },
    { value: 'a@example.org', type: 'work' },
  ];
  const path = 'emails[type eq "work" and value ew "example.com"]';

  expect(patchedUser({ emails }, { op: 'remove', path })).toEqual({ emails: emails.slice(1) });
});

test('RFC 7644 section 3.5.2.2: one member is removed and another added', () => {
  const removed = { op: 'remove', path: 'parts[value eq "2819c223"]' };

  expect(parts([babs], removed, { op: 'add', path: 'parts', value: [james] })).toEqual([james]);
});

test('RFC 7644 section 3.5.2.3: all members are replaced', () => {
  expect(parts([babs], { op: 'replace', path: 'parts', value: [james] })).toEqual([james]);
});

const work = { type: 'work', streetAddress: '100 Universal City Plaza', locality: 'Hollywood', region: 'CA' };
const home = { type: 'home', streetAddress: '456 Hollywood Blvd', locality: 'Hollywood' };

test('RFC 7644 section 3.5.2.3: the value that matches is replaced whole', () => {
  const value = { type: 'work', streetAddress: '911 Universal City Plaza' };
  const operation = { op: 'replace', path: 'addresses[type eq "work"]', value };

  expect(patchedUser({ addresses: [work, home] }, operation)).toEqual({ addresses: [value, home] });
});

test('RFC 7644 section 3.5.2.3: a sub-attribute of the value that matches is replaced', () => {
  const path = 'addresses[type eq "work"].streetAddress';
  const operation = { op: 'replace', path, value: '1010 Broadway Ave' };

  expect(patchedUser({ addresses: [work, home] }, operation)).toEqual({
    addresses: [{ ...work, streetAddress: '1010 Broadway Ave' }, home],
  });
});

test('RFC 7644 section 3.5.2.3: attributes are replaced without a path', () => {
  const emails = [
    { value: 'bjensen@example.com', type: 'work', primary: true },
    { value: 'babs@jensen.org', type: 'home' },
  ];
  const before = { emails: [{ value: 'old@example.com' }], nickName: 'B', title: 'Tour Guide' };

  expect(patchedUser(before, { op: 'replace', value: { emails, nickname: 'Babs' } })).toEqual({
    emails,
    nickName: 'Babs',
    title: 'Tour Guide',
  });
});
