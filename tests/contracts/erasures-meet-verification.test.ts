import { beforeAll, expect, test } from 'vitest';
import { OfflineExportVerifier } from '../../src/adapters/audit-log/export/offline-export-verifier.ts';
import type { Application } from '../../src/application/application.ts';
import { deprovisioningSummary } from '../../src/application/audit/deprovisioning/deprovisioning-summary.ts';
import type { Caller } from '../../src/application/ports/caller.ts';
import type { LogConnections } from '../../src/application/ports/log-connections.ts';
import { agentId } from '../../src/domain/shared/identifiers.ts';
import { applicationOn } from '../support/application-on.ts';
import { onEachDatabase } from '../support/databases.ts';
import { stageOn } from '../support/open-storage.ts';
import { operator } from '../support/sealed-log.ts';
import { callerIn } from '../support/stored-agents.ts';

const members = 40;

onEachDatabase('an erasure between two statements', (product) => {
  const stage = stageOn(product);
  let application: Application;
  /** The same, with somebody erased before each statement that reads the journal or what opens it. */
  let interrupted: Application;
  let owner: Caller;
  let proofOf = agentId('');
  let left: string[] = [];
  let late: string[] = [];
  /** Before which statements somebody is erased. */
  let before = /sealed_entries|FROM journal /;
  let erased = 0;

  const eraseNext = async () => {
    const id = left.pop();
    if (id === undefined) return;
    await application.eraseAgent(owner, { id: agentId(id), reason: 'Asked for by letter' });
    erased += 1;
  };
  const erasing = (connections: LogConnections): LogConnections => ({
    haveOneWriter: connections.haveOneWriter,
    transact: connections.transact.bind(connections),
    read: (work, deadline) =>
      connections.read(
        (connection) =>
          work({
            ...connection,
            rows: async <Row>(...statement: Parameters<typeof connection.rows>) => {
              if (before.test(statement[0])) await eraseNext();
              return connection.rows<Row>(...statement);
            },
          }),
        deadline,
      ),
  });

  beforeAll(async () => {
    const { storage } = stage();
    application = applicationOn(storage);
    interrupted = applicationOn({ ...storage, logConnections: erasing(storage.logConnections) });
    const account = await application.openAccount(operator, {
      name: 'Acme',
      ssoIssuer: 'https://acme.okta.example',
    });
    const caller = callerIn(account.state.id);
    owner = { ...caller, principal: { kind: 'person', name: 'owner@example.com', role: 'owner' } };
    const ids = await Promise.all(
      Array.from({ length: members }, async (_, number) => {
        const desired = { userName: `agent-${number}@example.com`, active: true };
        return (await application.provisionAgent(caller, { desired })).agent.state.id;
      }),
    );
    // One entry names all of them, and so is erased from again and again.
    await application.createGroup(caller, { desired: { displayName: 'Everybody' }, members: ids });
    [proofOf = agentId('')] = ids;
    await application.deactivateAgent(caller, { id: proofOf, reason: 'Has left' });
    await application.sealAuditLog(operator);
    late = ids.slice(1, 4);
    left = ids.slice(4);
  });

  test('is no fault of the log', async () => {
    const { fault } = await interrupted.verifyAuditLog(operator, {});
    expect(erased).toBeGreaterThan(2);
    expect(fault).toBeUndefined();
  });

  test('leaves a proof and an export as they have to be', async () => {
    const verify = async (text: string) => {
      const keys = await application.listCheckpointKeys(owner);
      const verifier = new OfflineExportVerifier();
      return verifier.verify(bytesOf(text), keys.map(({ verifier }) => verifier).join('\n'));
    };
    let exported = '';
    const write = async (text: string) => {
      exported += text;
    };
    // The entries have been read by then.
    before = /sealed_entries WHERE position IN/;
    left = late;
    const erasedBefore = erased;
    await interrupted.proveAuditLog(owner, { write });
    expect(erased).toBeGreaterThan(erasedBefore);
    expect(await verify(exported)).toMatchObject({ isComplete: true });
    left = [proofOf];
    const { proof } = await verify(
      JSON.stringify(await interrupted.proveDeprovisioning(owner, { id: proofOf })),
    );
    expect(left).toEqual([]);
    expect(proof?.agentId).toBe(proofOf);
    expect(proof?.summary).toEqual(deprovisioningSummary(proof?.entries ?? []));
  });
});

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}
