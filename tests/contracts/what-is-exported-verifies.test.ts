import { beforeAll, expect, test } from 'vitest';
import { OfflineExportVerifier } from '../../src/adapters/audit-log/export/offline-export-verifier.ts';
import type { Application } from '../../src/application/application.ts';
import { deprovisioningSummary } from '../../src/application/audit/deprovisioning/deprovisioning-summary.ts';
import type { AuditLogFilter } from '../../src/application/audit/filter/audit-log-filter.ts';
import type { Caller } from '../../src/application/ports/caller.ts';
import type { AgentId } from '../../src/domain/shared/identifiers.ts';
import { applicationOn } from '../support/application-on.ts';
import { onEachDatabase } from '../support/databases.ts';
import { lasting, outputsShown } from '../support/guide-outputs.ts';
import { stageOn } from '../support/open-storage.ts';
import { operator } from '../support/sealed-log.ts';
import { callerIn } from '../support/stored-agents.ts';

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

onEachDatabase('what leaves the database', (product) => {
  const stage = stageOn(product);
  let application: Application;
  let acme: Caller;
  let other: Caller;
  let ada: AgentId;

  const verify = async (text: string) => {
    const keys = await application.listCheckpointKeys(acme);
    const publicKeys = keys.map(({ verifier }) => verifier).join('\n');
    return new OfflineExportVerifier().verify(bytesOf(text), publicKeys);
  };
  const exported = async (caller: Caller, filter: AuditLogFilter = {}) => {
    let written = '';
    const write = async (text: string) => {
      written += text;
    };
    await application.proveAuditLog(caller, { ...filter, write });
    return written;
  };

  beforeAll(async () => {
    application = applicationOn(stage().storage);
    const openAccount = async (name: string) => {
      const ssoIssuer = 'https://acme.okta.example';
      return callerIn((await application.openAccount(operator, { name, ssoIssuer })).state.id);
    };
    [acme, other] = [await openAccount('Acme'), await openAccount('Other')];
    const provision = async (caller: Caller, userName: string) => {
      const directory = { roles: [{ value: 'manager' }] };
      const desired = { userName, active: true, profile: { team: 'Red' }, directory };
      return (await application.provisionAgent(caller, { desired })).agent.state.id;
    };
    ada = await provision(acme, 'ada@example.com');
    for (let number = 0; number < 300; number += 1) {
      await provision(number % 3 === 0 ? acme : other, `agent-${number}@example.com`);
      if (number === 100) await application.sealAuditLog(operator);
    }
    await application.createGroup(acme, { desired: { displayName: 'By hand' }, members: [ada] });
    await application.createRuleGroup(acme, {
      desired: { displayName: 'Engineering' },
      rule: { text: 'active eq true and profile.team eq "Red"' },
    });
    const browser = { address: '203.0.113.7', browser: 'Firefox' };
    await application.beginSession(acme, { agentId: ada, connection: 'Okta', ...browser });
    const { token } = await application.issueToken(acme, { name: 'Okta' });
    const directory = { kind: 'token', id: token.state.id, name: 'Okta' } as const;
    await application.reviseAgent(
      { ...acme, requestId: 'deactivation', principal: directory },
      { id: ada, revise: (agent) => ({ ...agent.desired(), active: false }) },
    );
  });

  test('of two accounts verifies for each, whole', async () => {
    const [ours, theirs] = [await verify(await exported(acme)), await verify(await exported(other))];
    expect(ours).toMatchObject({ accountId: acme.accountId, isComplete: true });
    expect(theirs).toMatchObject({ accountId: other.accountId, isComplete: true, size: ours.size });
    const service = await verify(
      await exported({ ...acme, accountId: other.accountId }, { action: 'AccountOpened' }),
    );
    expect(service).toMatchObject({ entries: 1, isComplete: false });
    expect(ours.entries).toBeGreaterThan(100);
    expect(theirs.entries).toBe(202);
  });

  test('tells nothing of the other account', async () => {
    const text = await exported(other);
    expect(text).toContain('agent-1@example.com');
    for (const secret of ['ada@example.com', 'Engineering', acme.accountId])
      expect(text).not.toContain(secret);
  });

  test('of somebody who was made inactive proves when access ended', async () => {
    const document = await application.proveDeprovisioning(acme, { id: ada });
    const { proof } = await verify(JSON.stringify(document));
    expect(proof?.agentId).toBe(ada);
    expect(proof?.summary).toEqual(deprovisioningSummary(proof?.entries ?? []));
    const said = proof?.summary.join('\n');
    expect(said).toMatch(/ada@example\.com was made inactive by the directory, with the token Okta\./);
    expect(said).toMatch(/ada@example\.com left the group Engineering, since its rule holds no longer\./);
    expect(said).toMatch(/A session of ada@example\.com had begun\./);
    expect(said).toMatch(/The session of ada@example\.com ended, since the person may not enter any more\./);
    // The last line tells of the file.
    const shown = (outputsShown('Prove that somebody is out')[0] ?? '').split('\n').slice(0, -2);
    expect(lasting(said ?? '').split('\n')).toEqual(shown.map(lasting));
  });

  test('of somebody who is removed says which groups lost the member', async () => {
    await application.removeAgent({ ...acme, requestId: 'removal' }, { id: ada });
    const { proof } = await verify(JSON.stringify(await application.proveDeprovisioning(acme, { id: ada })));
    const said = proof?.summary.join('\n');
    expect(said).toMatch(/ada@example\.com was removed by the service test\./);
    expect(said).toMatch(/The group By hand lost the member\./);
  });
});
