import { beforeAll, expect, test } from 'vitest';
import type { Application } from '../../../src/application/application.ts';
import type { Caller, Requester } from '../../../src/application/ports/caller.ts';
import { apiTokenId } from '../../../src/domain/shared/identifiers.ts';
import { applicationOn } from '../../support/application-on.ts';
import { sqlite } from '../../support/databases.ts';
import { stageOn } from '../../support/open-storage.ts';
import { callerIn } from '../../support/stored-agents.ts';
import { nobody } from '../in-the-journal/filled-account.ts';

const stage = stageOn(sqlite);
let application: Application;
let caller: Caller;
let text: string;
beforeAll(async () => {
  application = applicationOn(stage().storage);
  caller = callerIn((await application.openAccount(callerIn(), { name: 'Acme' })).state.id);
  text = (await application.issueToken(caller, { name: 'Okta' })).text;
});

const anonymous: Requester = { principal: { kind: 'anonymous' }, source: '203.0.113.7', requestId: 'r-1' };
const authenticate = (presented?: string) => application.authenticateToken(anonymous, { text: presented });

test('none was given', async () => {
  await expect(authenticate()).rejects.toMatchObject({
    code: 'tokenUnknown',
    message: 'No API token was given.',
  });
});

test('what was given is none, or not whole', async () => {
  await expect(authenticate(text)).resolves.toMatchObject({ accountId: caller.accountId });
  const changed = text.at(-5) === 'A' ? 'B' : 'A';
  for (const wrong of [
    ...['', ' ', text.slice(0, -1), `${text}A`, ` ${text}`, `${text}\n`, text.toUpperCase()],
    ...[text.replace('rollcall_', ''), text.replace('rollcall_', 'rollcall-'), text.slice(0, 41)],
    ...[
      text.slice(0, -5) + changed + text.slice(-4),
      text.replaceAll(/_[0-9a-f]{32}_/g, `_${'0'.repeat(32)}_`),
    ],
  ]) {
    await expect(authenticate(wrong)).rejects.toMatchObject({
      code: 'tokenUnknown',
      message: 'The API token is not valid. Check that it was copied whole, or create a new one.',
    });
  }
});

test('a token that is not there is neither rotated nor revoked, and the journal says which', async () => {
  const id = apiTokenId(nobody);
  const refused = { code: 'tokenNotFound', message: `There is no API token "${nobody}" in this account.` };
  for (const [action, change] of [
    ['RotateToken', () => application.rotateToken(caller, { id })],
    ['RevokeToken', () => application.revokeToken(caller, { id })],
  ] as const) {
    await expect(change()).rejects.toMatchObject(refused);
    const [entry] = await application.readAuditLog(caller, { limit: 1 });
    expect(entry).toMatchObject({ action, target: { type: 'token', id }, refusal: refused });
  }
});
