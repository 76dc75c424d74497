// Another service of the same process calls the use cases directly, without HTTP.
// Run it: node docs/examples/internal-service.ts sqlite:data/example.db
import { agentFields, DomainError, equals, openRollcall } from 'rollcall';

const say = (line: string) => process.stdout.write(`${line}\n`);

const rollcall = await openRollcall({ serviceName: 'staffing', databaseUrl: process.argv[2] });
try {
  const account = await rollcall.openAccount(rollcall.requester(), {
    name: 'Acme',
    ssoIssuer: 'https://acme.okta.example',
  });
  const caller = rollcall.caller(account.state.id);

  const { agent: ada } = await rollcall.provisionAgent(caller, {
    desired: {
      userName: 'ada@example.com',
      active: true,
      name: { givenName: 'Ada', familyName: 'Lovelace' },
      profile: { location: 'London' },
    },
  });
  say(`provisioned ${ada.state.userName} at version ${ada.state.version}`);

  const revised = await rollcall.reviseAgent(caller, {
    id: ada.state.id,
    revise: (current) => {
      const desired = current.desired();
      return { ...desired, profile: { ...desired.profile, location: 'Ockham' } };
    },
  });
  say(`revised ${revised.agent.state.userName} to version ${revised.agent.state.version}`);

  const refusal = await rollcall
    .reviseAgent(caller, {
      id: ada.state.id,
      revise: (current) => ({ ...current.desired(), userName: 'countess@example.com' }),
    })
    .catch((error: unknown) => error);
  if (refusal instanceof DomainError) say(`refused with ${refusal.code}`);

  const page = await rollcall.listAgents(caller, {
    criteria: equals(agentFields.userName, 'ADA@example.com'),
  });
  say(`found ${page.total}`);

  await rollcall.deactivateAgent(caller, { id: ada.state.id });

  const { entries } = await rollcall.followAuditLog(caller, { after: 0 });
  for (const { action, refusal, changes } of entries) {
    say(
      `audit: ${action}${refusal ? ' refused' : ''} ${changes.map(({ path }) => path).join(' ')}`.trimEnd(),
    );
  }
} finally {
  await rollcall.close();
}
