import { type Command, Option } from 'commander';
import type { ProfileAttributeDeclaration } from '../../../domain/profile-attribute/profile-attribute-declaration.ts';
import { type AccountSession, type AddVerb, accountVerb } from '../account-verb.ts';
import { details, table } from '../aligned-text.ts';
import {
  attributeDetails,
  attributeOutcome,
  attributesOutcome,
  goingOn,
  pastAttributesOutcome,
} from '../attribute-text.ts';
import { type AtOption, atOption } from '../audit/at-option.ts';
import { bareName, type DeclaredType, declaredTypes, scalarOf } from '../declared-type.ts';
import { errorMessage } from '../error-message.ts';
import { attributeRows } from '../import/attribute-rows.ts';
import { readCsvLines } from '../import/csv-lines.ts';
import { type ImportOptions, importFile, withImportOptions } from '../import/import-file.ts';
import type { Installation } from '../installation.ts';
import { OperatorError } from '../operator-error.ts';
import { Progress } from '../progress.ts';
import { useCasesOf } from '../use-cases-of.ts';

export function addAttributeVerbs(program: Command, installation: Installation): void {
  const attribute = program
    .command('attribute')
    .description('Custom profile attributes: what Okta sends inside profile');
  for (const add of [
    list,
    show,
    declare,
    undeclare,
    importAttributes,
    retire(true),
    retire(false),
    rename,
    forget,
  ]) {
    add(attribute, installation);
  }
}

const list = accountVerb<AtOption>({
  usage: 'list',
  summary: 'list the custom attributes that the account has, and what was sent and is not kept',
  options: (command) => command.addOption(atOption()),
  run: async ({ application, caller }, { at }) => {
    const known = await application.listProfileAttributes(caller, { at });
    if (at !== undefined) return pastAttributesOutcome(known);
    const renamed = known.filter(({ renamedTo }) => renamedTo !== undefined);
    const unfinished = new Map<string, number>();
    for (const { name } of renamed) {
      unfinished.set(name, (await application.describeProfileAttribute(caller, { name })).agentsToMove);
    }
    const unkept = await application.listUnkeptAttributes(caller);
    return attributesOutcome(known, unfinished, unkept, caller.accountId);
  },
});

const show = accountVerb({
  usage: 'show <name>',
  summary: 'show an attribute, how many agents have it, and its most common values',
  run: async ({ application, caller }, _, name: string) => {
    const described = await application.describeProfileAttribute(caller, { name: bareName(name) });
    const { attribute, agents, agentsToMove, commonValues } = described;
    const values = commonValues.map((one) => [JSON.stringify(one.value), one.agents]);
    const unfinished = {
      'still to be moved': `${agentsToMove} agents; to go on: ${goingOn(attribute, caller.accountId)}`,
    };
    const counts = details({ agents, ...(agentsToMove > 0 && unfinished) });
    return {
      document: { ...attribute, agents, agentsToMove, commonValues },
      text: `${attributeDetails(attribute)}${counts}\n${table(['VALUE', 'AGENTS'], values)}`,
    };
  },
});

interface DeclareOptions {
  readonly type?: DeclaredType;
  readonly list?: true;
  readonly allow?: readonly string[];
  readonly required?: true;
  readonly confidential?: true;
  readonly displayName?: string;
  readonly description?: string;
}

const declare = accountVerb<DeclareOptions>({
  usage: 'declare <name>',
  summary: 'say what values an attribute may have; values that agents have stay',
  options: (command) =>
    command
      .addOption(
        new Option('--type <type>', 'of its values; any where it is not said').choices(
          Object.keys(declaredTypes),
        ),
      )
      .option('--list', 'its values are lists of that type')
      .option('--allow <values...>', 'the only values that it may have')
      .option('--required', 'every agent must have it')
      .option('--confidential', 'audit log, request log and messages have none of its values')
      .option('--display-name <text>', 'its name for people')
      .option('--description <text>', 'what it is for'),
  run: async ({ application, caller }, options, name: string) => {
    const declaring = { name: bareName(name), declaration: declarationOf(options) };
    return attributeOutcome(await application.declareProfileAttribute(caller, declaring));
  },
});

const undeclare = accountVerb({
  usage: 'undeclare <name>',
  summary: 'take back what was declared',
  run: async ({ application, caller }, _, name: string) =>
    attributeOutcome(
      await application.declareProfileAttribute(caller, { name: bareName(name), declaration: null }),
    ),
});

const importAttributes = accountVerb<ImportOptions>({
  usage: 'import <file>',
  summary:
    'declare attributes from a file of CSV, or "-" for standard input, with the columns name,type,list,allowed,required,confidential,displayName,description; allowed values have | between them',
  options: withImportOptions,
  run: (session, options, file: string) =>
    importFile(
      file,
      {
        noun: 'attribute',
        readLines: (bytes) => readCsvLines(bytes, attributeRows),
        importItems: (rows) => useCasesOf(session, options).importProfileAttributes(session.caller, { rows }),
        aboutOf: ({ name }) => ({ name }),
        twice: 'inputInvalid',
      },
      options,
    ),
});

const retire = (retired: boolean): AddVerb =>
  accountVerb({
    usage: `${retired ? 'retire' : 'reinstate'} <name>`,
    summary: retired ? 'take an attribute out of use; its values are kept' : 'bring a retired attribute back',
    run: async ({ application, caller }, _, name: string) =>
      attributeOutcome(await application.retireProfileAttribute(caller, { name: bareName(name), retired })),
  });

const rename = accountVerb({
  usage: 'rename <name> <new-name>',
  summary: 'give an attribute another name, and move its values there',
  run: async (session, _, name: string, newName: string) => {
    const [from, to] = [bareName(name), bareName(newName)];
    const agents = await renameWithProgress(session, from, to);
    const text = `profile.${from} is profile.${to} now; ${agents} agents had it. Whatever still comes under the old name is kept under the new one.\n`;
    return { document: { from, to, agents }, text };
  },
});

async function renameWithProgress({ application, caller }: AccountSession, from: string, to: string) {
  // Where there is no such attribute, the refused renaming says so.
  const all = await application.describeProfileAttribute(caller, { name: from }).then(
    ({ agents }) => ` of ${agents}`,
    () => '',
  );
  const progress = new Progress((moved) => `${moved}${all} agents are moved …`);
  let done = 0;
  const tell = (moved: number) => {
    done = moved;
    progress.report(moved);
  };
  try {
    return await application.renameProfileAttribute(caller, { from, to, progress: tell });
  } catch (error) {
    if (done === 0) throw error;
    const message = `${done}${all} agents are moved, and the rest is not: ${errorMessage(error)} To go on, run the same again.`;
    throw new OperatorError('renameUnfinished', message);
  } finally {
    progress.end();
  }
}

const forget = accountVerb({
  usage: 'forget <name>',
  summary: 'forget that an attribute was sent and not kept, as when the mapping in Okta was mended',
  run: async ({ application, caller }, _, name: string) => {
    await application.forgetUnkeptAttribute(caller, { name });
    return {
      document: { name, status: 'forgotten' },
      text: `${name} is forgotten. Should it come again, it is listed again.\n`,
    };
  },
});

function declarationOf({ type, list, allow, ...rest }: DeclareOptions): ProfileAttributeDeclaration {
  const { required, confidential, displayName, description } = rest;
  if (list && type === undefined) {
    throw new OperatorError(
      'typeMissing',
      'Say of what type the values in the lists are: --list --type string',
    );
  }
  const allowedValues = allow?.map((text) => scalarOf(text, type));
  return {
    ...{ type: type && declaredTypes[type], multiValued: list, allowedValues },
    ...{ required, confidential, displayName, description },
  };
}
