import type { Command } from 'commander';
import type { CheckpointKey } from '../../../application/ports/audit-seal.ts';
import type { LogVerification } from '../../../application/ports/audit-verification.ts';
import { serviceAccountId } from '../../../application/ports/caller.ts';
import { table } from '../aligned-text.ts';
import { erasedValuesText } from '../audit/erased-values-text.ts';
import { notesIn, verifiersIn } from '../audit/evidence-files.ts';
import { verifyExport } from '../audit/verify-export.ts';
import type { Installation } from '../installation.ts';
import { OperatorError } from '../operator-error.ts';
import type { Outcome } from '../output.ts';
import { Progress } from '../progress.ts';
import { print, runVerb, type Session, type VerbOptions, verb } from '../verb.ts';

interface VerifyOptions extends VerbOptions {
  readonly export?: string;
  readonly publicKey?: string;
  readonly checkpoints?: string;
  readonly archive?: string;
}

/** Adds the verbs about the seal of the audit log to those about the audit log. */
export function addSealVerbs(audit: Command, installation: Installation): void {
  verb(audit, 'seal', 'seal the entries of all accounts up to now, as the service does each minute').action(
    (options: VerbOptions) => runVerb(installation, options, seal),
  );
  verb(
    audit,
    'archive',
    'write entries that are older than their accounts keep them to the archive, and take those out that were written before',
  ).action((options: VerbOptions) => runVerb(installation, options, archive));
  verb(
    audit,
    'verify',
    'hold the audit log of all accounts against its signed checkpoints; with --export a file, with no database',
  )
    .option(
      '--export <file>',
      'an export with proofs, or a proof of deprovisioning; - for standard input. It needs --public-key',
    )
    .option(
      '--public-key <file>',
      'believe only the keys in this file, as "audit key list --json" has them or one a line',
    )
    .option(
      '--checkpoints <file>',
      'checkpoints that were kept elsewhere, one behind the other; - for standard input',
    )
    .option('--archive <folder>', 'verify the files of this folder of archives as well')
    .action(async (options: VerifyOptions) => {
      if (options.export === undefined)
        return runVerb(installation, options, (session) => verify(session, options));
      const { publicKey } = options;
      if (publicKey === undefined)
        throw new OperatorError(
          'publicKeyMissing',
          'An export proves itself only with a key from elsewhere. Give --public-key with a file of what this prints where the log is kept: rollcall audit public-key',
        );
      const verifier = await installation.exportVerifier();
      return print(await verifyExport(verifier, options.export, publicKey), options);
    });
  verb(
    audit,
    'public-key',
    'print the keys by which exports and checkpoints are verified, for a file on another machine',
  ).action((options: VerbOptions) => runVerb(installation, options, publicKeys));
  const key = audit.command('key').description('The keys by which checkpoints of the audit log are signed');
  verb(key, 'list', 'list the keys, the oldest first').action((options: VerbOptions) =>
    runVerb(installation, options, list),
  );
  verb(
    key,
    'rotate',
    'sign with a new key from now on; what older ones have signed goes on verifying',
  ).action((options: VerbOptions) => runVerb(installation, options, rotate));
}

async function seal({ application, operator }: Session): Promise<Outcome> {
  const sealed = await application.sealAuditLog(operator);
  return { document: { sealed }, text: `${sealed} entries are sealed.\n` };
}

async function archive({ application, operator }: Session): Promise<Outcome> {
  const { archived, pruned } = await application.archiveAuditLog(operator);
  const text = `${archived} entries were archived, and ${pruned} that were archived an hour ago or earlier have left the database.\n`;
  return { document: { archived, pruned }, text };
}

async function verify(
  { application, operator }: Session,
  { publicKey, checkpoints, archive }: VerifyOptions,
): Promise<Outcome> {
  const verifiers = publicKey === undefined ? undefined : await verifiersIn(publicKey);
  const notes = checkpoints === undefined ? undefined : notesIn(checkpoints);
  let all = 0;
  const progress = new Progress((done) => `${done} of ${all} entries are verified …`);
  const report = (done: number, size: number) => {
    all = size;
    progress.report(done);
  };
  try {
    const verification = await application.verifyAuditLog(operator, { verifiers, notes, archive, report });
    return {
      document: verification,
      text: verificationText(verification),
      failed: verification.fault !== undefined,
    };
  } finally {
    progress.end();
  }
}

function verificationText({
  entries,
  archived,
  erased,
  checkpoints,
  checkpointsOutside,
  unsealed,
  fault,
}: LogVerification): string {
  if (fault !== undefined)
    return `${fault.message}\nUp to position ${entries} the audit log is as it was sealed.\n`;
  if (checkpoints === 0) return `Nothing is sealed yet. ${unsealed} entries wait for it.\n`;
  const outside = checkpointsOutside === 0 ? 'none' : String(checkpointsOutside);
  const pruned = archived === undefined ? '' : ` ${archived} of them are in the archive alone.`;
  const gone = erased === undefined ? '' : ` ${erasedValuesText(erased)}`;
  return `${entries} entries are as they were sealed, by ${checkpoints} checkpoints in the database and ${outside} outside of it.${pruned}${gone} ${unsealed} more are not sealed yet.\n`;
}

async function publicKeys({ application, operator }: Session): Promise<Outcome> {
  // The first one is made with the first checkpoint.
  await application.sealAuditLog(operator);
  const verifiers = (await application.listCheckpointKeys({ ...operator, accountId: serviceAccountId })).map(
    ({ verifier }) => verifier,
  );
  return { document: verifiers, text: verifiers.map((verifier) => `${verifier}\n`).join('') };
}

async function list({ application, operator }: Session): Promise<Outcome> {
  const keys = await application.listCheckpointKeys({ ...operator, accountId: serviceAccountId });
  const rows = keys.map(({ verifier, madeAt, signs }) => [verifier, madeAt, signs ? 'signs' : 'verifies']);
  return { document: keys, text: table(['KEY', 'MADE', 'USE'], rows) };
}

async function rotate({ application, operator }: Session): Promise<Outcome> {
  const key: CheckpointKey = await application.rotateCheckpointKey(operator);
  return {
    document: key,
    text: `Checkpoints are signed with ${key.verifier} from now on. Give it to whoever verifies them.\n`,
  };
}
