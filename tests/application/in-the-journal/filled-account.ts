import type { Caller } from '../../../src/application/ports/caller.ts';
import type { Role } from '../../../src/domain/role/role.ts';
import { agentId } from '../../../src/domain/shared/identifiers.ts';
import { later } from '../../support/agents.ts';
import { applicationOn } from '../../support/application-on.ts';
import { loggedRequest, writeRequests } from '../../support/logged-requests.ts';
import { LogoutSender } from '../../support/logout-sender.ts';
import type { Stage } from '../../support/open-storage.ts';
import { madeKeyPair } from '../../support/saml-metadata.ts';
import { callerIn } from '../../support/stored-agents.ts';

export type FilledAccount = Awaited<ReturnType<typeof filledAccount>>;

/** Nothing has this id. */
export const nobody = agentId('0199d2a0-0000-7000-8000-ffffffffffff');

const pair = madeKeyPair();

/** An account that has one of everything. */
export async function filledAccount({ storage, url }: Stage) {
  const application = applicationOn(storage);
  const ssoIssuer = 'https://acme.okta.example';
  const { id: account } = (await application.openAccount(callerIn(), { name: 'Acme', ssoIssuer })).state;
  const caller = callerIn(account);
  const provision = async (userName: string, active: boolean, profile = {}) => {
    const desired = { userName, active, profile };
    return (await application.provisionAgent(caller, { desired })).agent.state.id;
  };
  const [adaId, bob] = [
    await provision('ada@example.com', true, { team: 'Red', level: 'Gold' }),
    await provision('bob@example.com', false),
  ];
  const manual = await application.createGroup(caller, {
    desired: { displayName: 'By hand' },
    members: [adaId],
  });
  const { group: ruled } = await application.createRuleGroup(caller, {
    desired: { displayName: 'By rule' },
    rule: { text: 'userName pr and profile.team pr' },
  });
  const revise = () => ({ text: 'active eq true' });
  await application.changeGroupRule(caller, { id: ruled.state.id, revise });
  const [changed] = await application.readAuditLog(caller, { limit: 1 });
  const issued = await application.issueToken(caller, { name: 'Okta' });
  const { id: token, name } = issued.token.state;
  await application.declareProfileAttribute(caller, { name: 'level', declaration: { type: 'string' } });
  const { template } = await application.createGroupTemplate(caller, {
    attribute: 'profile.level',
    namePattern: 'Level {value}',
  });
  const sightings = [{ with: 'agents', name: 'shoe', times: 2, example: '42', lastSentAt: later }] as const;
  await application.noteUnkeptAttributes(caller, { sightings });
  const okta = new LogoutSender(undefined, undefined, pair);
  const saml = { name: 'Okta', metadataXml: okta.metadataXml() };
  const connection = (await application.addSsoConnection(caller, saml)).state.id;
  const logged = loggedRequest(account);
  await writeRequests(storage.requestStore, [logged]);
  const [request] = (await application.listRequests(caller, { limit: 1 })).requests;
  if (request === undefined) throw new Error('There is no request.');
  const asked = { action: 'deactivate', ids: [bob] } as const;
  const job = (await application.startAgentJob(caller, asked)).state.id;
  const speakingFor = (agent?: typeof adaId): Caller => ({
    ...caller,
    principal: { kind: 'token', id: token, name, agentId: agent },
  });
  const signedIn = (role: Role): Caller => ({
    ...caller,
    principal: { kind: 'person', agentId: adaId, name: 'ada@example.com', role },
  });
  return {
    application,
    /** The use cases on another connection to the database. */
    applicationOn,
    caller,
    storage,
    url,
    speakingFor,
    signedIn,
    directory: speakingFor(),
    provider: { ...caller, principal: { kind: 'identityProvider', id: connection, name: 'Okta' } } as Caller,
    anonymous: { principal: { kind: 'anonymous' }, source: '203.0.113.7', requestId: 'r-1' } as const,
    ...{ ada: adaId, bob, hand: manual.group.state.id, ruled: ruled.state.id, template: template.state.id },
    ...{ connection, okta, job },
    request: { at: request.at, id: request.id },
    ...{ token, tokenText: issued.text, ruleChangedAt: changed?.position ?? 0 },
  };
}
