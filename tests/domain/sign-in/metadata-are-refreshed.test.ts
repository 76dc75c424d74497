import { describe, expect, test } from 'vitest';
import { endsSoon, isToldBetween } from '../../../src/domain/shared/expiry-warnings.ts';
import { type Instant, instantPlus } from '../../../src/domain/shared/instant.ts';
import { certificatesEnd } from '../../../src/domain/sign-in/signing-certificate.ts';
import { samlProvider } from '../../../src/domain/sign-in/sso-provider.ts';
import { later, noon } from '../../support/agents.ts';
import { addedConnection, certificate, metadata, providers } from '../../support/sso-connections.ts';

const day = 86_400_000;

describe('metadata that are read again', () => {
  test('are no event where they say the same, and one where a certificate is added', () => {
    const { state: connection } = addedConnection();
    expect(connection.refresh(metadata(), later).events).toEqual([]);
    const certificates = [certificate('aa'), certificate('bb')];
    const { state, events } = connection.refresh(metadata({ certificates }), later);
    expect(events).toMatchObject([
      {
        type: 'SsoMetadataRefreshed',
        changes: [{ path: 'certificates', from: ['aa'], to: ['aa', 'bb'] }],
      },
    ]);
    expect(state.state.provider).toMatchObject({ certificates, metadataUrl: providers.saml.metadataUrl });
  });

  test('leave what was read before where they cannot be, which is told once', () => {
    const failed = addedConnection().state.failRefresh('It answered 503.', later);
    expect(failed.events).toMatchObject([
      { type: 'SsoMetadataNotRefreshed', changes: [{ path: 'refreshFailure', to: 'It answered 503.' }] },
    ]);
    expect(failed.state.state.provider).toMatchObject({
      certificates: providers.saml.certificates,
      refreshFailure: { since: later, reason: 'It answered 503.' },
    });
    expect(failed.state.failRefresh('It answered 500.', later).events).toEqual([]);
    const recovered = failed.state.refresh(metadata(), later);
    expect(recovered.events).toMatchObject([{ type: 'SsoMetadataRefreshed' }]);
    expect(recovered.state.state.provider).toEqual(providers.saml);
  });

  test('do not concern other kinds', () => {
    for (const provider of [providers.oidc, providers.elsewhere]) {
      const { state: connection } = addedConnection(provider);
      expect(connection.checkDueAt).toBeUndefined();
      expect(connection.refresh(metadata(), later).events).toEqual([]);
      expect(connection.failRefresh('x', later).events).toEqual([]);
    }
  });

  test('are due after a day, and after an hour where they could not be read', () => {
    const { state: connection } = addedConnection();
    expect(connection.checkDueAt).toBe(instantPlus(noon, day));
    expect(connection.checked(later).checkDueAt).toBe(instantPlus(later, day));
    const failing = connection.failRefresh('x', later).state.checked(later);
    expect(failing.checkDueAt).toBe(instantPlus(later, 3_600_000));
  });

  test('that are given anew are due a day later', () => {
    const provider = samlProvider(metadata({ issuer: 'http://www.okta.com/exk2' }));
    const { state } = addedConnection().state.change({ provider }, later);
    expect([state.state.checkedAt, state.checkDueAt]).toEqual([later, instantPlus(later, day)]);
    expect(addedConnection().state.change({ name: 'X' }, later).state.state.checkedAt).toBe(noon);
    expect(addedConnection().state.change({ provider: providers.saml }, later).events).toEqual([]);
  });

  test('keep a reason of 300 characters at most', () => {
    const { state } = addedConnection().state.failRefresh('x'.repeat(301), later);
    expect(state.state.provider).toMatchObject({ refreshFailure: { reason: 'x'.repeat(300) } });
  });
});

describe('certificates', () => {
  const end = noon;
  const daysAhead = (days: number): Instant => instantPlus(end, -days * day);

  test('end when the last of them does', () => {
    const [soon, late] = ['2027-01-01T00:00:00.000Z', '2030-01-01T00:00:00.000Z'];
    expect(certificatesEnd([certificate('aa', late), certificate('bb', soon)])).toBe(late);
    expect(certificatesEnd([])).toBeUndefined();
  });

  test('end soon from 30 days ahead on', () => {
    expect(endsSoon(end, daysAhead(31))).toBe(false);
    expect(endsSoon(end, daysAhead(30))).toBe(true);
    expect(endsSoon(end, instantPlus(end, 1))).toBe(true);
  });

  test.each([30, 14, 7, 1, 0])('are told of %d days ahead, once', (days) => {
    const told = daysAhead(days);
    const [justBefore, justAfter] = [instantPlus(told, -1), instantPlus(told, 1)];
    expect(isToldBetween(end, justBefore, told)).toBe(true);
    expect(isToldBetween(end, justBefore, justAfter)).toBe(true);
    expect(isToldBetween(end, told, justAfter)).toBe(false);
  });

  test.each([31, 20, 10, 3])('are not told of %d days ahead', (days) => {
    expect(isToldBetween(end, daysAhead(days), instantPlus(daysAhead(days), day / 2))).toBe(false);
  });
});
