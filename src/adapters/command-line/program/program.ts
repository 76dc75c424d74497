import { Command } from 'commander';
import type { Installation } from '../installation.ts';
import { addAccountVerbs } from '../verbs/account-verbs.ts';
import { addAgentVerbs } from '../verbs/agent-verbs.ts';
import { addAttributeVerbs } from '../verbs/attribute-verbs.ts';
import { addAuditVerbs } from '../verbs/audit-verbs.ts';
import { addBackupVerbs } from '../verbs/backup-verbs.ts';
import { addBrakeVerbs } from '../verbs/brake-verbs.ts';
import { addConfigurationVerbs } from '../verbs/configuration-verbs.ts';
import { addDemoVerb } from '../verbs/demo-verb.ts';
import { addDoctorVerb } from '../verbs/doctor-verb.ts';
import { addGroupVerbs } from '../verbs/group-verbs.ts';
import { addMigrateVerb } from '../verbs/migrate-verb.ts';
import { addOwnerVerbs } from '../verbs/owner-verbs.ts';
import { addRequestVerbs } from '../verbs/request-verbs.ts';
import { addRoleVerbs } from '../verbs/role-verbs.ts';
import { addServeVerb } from '../verbs/serve-verb.ts';
import { addSessionVerbs } from '../verbs/session-verbs.ts';
import { addSignInLinkVerb } from '../verbs/sign-in-link-verb.ts';
import { addSsoVerbs } from '../verbs/sso-verbs.ts';
import { addTemplateVerbs } from '../verbs/template-verbs.ts';
import { addTokenVerbs } from '../verbs/token-verbs.ts';

/** The command line `rollcall` with all its verbs. */
export function rollcallProgram(installation: Installation): Command {
  const program = new Command('rollcall')
    .description('SCIM 2.0 provisioning: whoever Okta assigns becomes an agent')
    .version(installation.version, '--version', 'show the version')
    .helpCommand('help [verb...]', 'show what a verb does, or which verbs there are')
    .exitOverride()
    // Whoever runs the program tells of errors, as text or as JSON.
    .configureOutput({ outputError: () => {} });
  addServeVerb(program, installation);
  addMigrateVerb(program, installation);
  addBackupVerbs(program, installation);
  addAccountVerbs(program, installation);
  addOwnerVerbs(program, installation);
  addBrakeVerbs(program, installation);
  addRoleVerbs(program, installation);
  addSessionVerbs(program, installation);
  addSsoVerbs(program, installation);
  addSignInLinkVerb(program, installation);
  addTokenVerbs(program, installation);
  addAgentVerbs(program, installation);
  addAttributeVerbs(program, installation);
  addGroupVerbs(program, installation);
  addTemplateVerbs(program, installation);
  addConfigurationVerbs(program, installation);
  addAuditVerbs(program, installation);
  addRequestVerbs(program, installation);
  addDoctorVerb(program, installation);
  addDemoVerb(program, installation);
  return program;
}
