import { type Command, Option } from 'commander';
import type { Application } from '../../../application/application.ts';
import type { Caller } from '../../../application/ports/caller.ts';
import type { Scalar } from '../../../criteria/field.ts';
import type { KnownProfileAttribute } from '../../../domain/profile-attribute/known-profile-attribute.ts';
import type { ProfileAttributeDeclaration } from '../../../domain/profile-attribute/profile-attribute-declaration.ts';
import { details, table } from '../aligned-text.ts';
import { chooseAccount } from '../choose-account.ts';
import type { Installation } from '../installation.ts';
import { OperatorError } from '../operator-error.ts';
import type { Outcome } from '../output.ts';
import { accountOption, runVerb, type VerbOptions, verb } from '../verb.ts';

type AttributeOptions = VerbOptions & { account?: string };
type DeclareOptions = AttributeOptions & {
  type?: keyof typeof types;
  list?: true;
  allow?: readonly string[];
  required?: true;
  displayName?: string;
  description?: string;
};

const types = { string: 'string', number: 'number', boolean: 'boolean', date: 'instant' } as const;

export function addAttributeVerbs(program: Command, installation: Installation): void {
  const attribute = program
    .command('attribute')
    .description('Custom profile attributes: what Okta sends inside profile');

  verb(attribute, 'list', 'list the custom attributes that the account has')
    .addOption(accountOption())
    .action((options: AttributeOptions) =>
      runVerb(installation, options, async (session) => {
        const caller = await chooseAccount(session, options.account);
        return listOutcome(await session.application.listProfileAttributes(caller));
      }),
    );

  verb(attribute, 'show <name>', 'show an attribute, how many agents have it, and its most common values')
    .addOption(accountOption())
    .action((name: string, options: AttributeOptions) =>
      runVerb(installation, options, async (session) => {
        const caller = await chooseAccount(session, options.account);
        const described = await session.application.describeProfileAttribute(caller, { name: bare(name) });
        const { attribute: shown, agents, commonValues } = described;
        const values = commonValues.map((one) => [JSON.stringify(one.value), one.agents]);
        return {
          document: { ...shown, agents, commonValues },
          text: `${detailsOf(shown)}${details({ agents })}\n${table(['VALUE', 'AGENTS'], values)}`,
        };
      }),
    );

  verb(attribute, 'declare <name>', 'say what values an attribute may have; values that agents have stay')
    .addOption(accountOption())
    .addOption(
      new Option('--type <type>', 'of its values; any where it is not said').choices(Object.keys(types)),
    )
    .option('--list', 'its values are lists of that type')
    .option('--allow <values...>', 'the only values that it may have')
    .option('--required', 'every agent must have it')
    .option('--display-name <text>', 'its name for people')
    .option('--description <text>', 'what it is for')
    .action((name: string, options: DeclareOptions) =>
      runVerb(installation, options, async (session) => {
        const caller = await chooseAccount(session, options.account);
        const declaring = { name: bare(name), declaration: declarationOf(options) };
        return outcomeOf(await session.application.declareProfileAttribute(caller, declaring));
      }),
    );

  const addNamed = (
    usage: string,
    summary: string,
    work: (application: Application, caller: Caller, name: string) => Promise<KnownProfileAttribute>,
  ) =>
    verb(attribute, `${usage} <name>`, summary)
      .addOption(accountOption())
      .action((name: string, options: AttributeOptions) =>
        runVerb(installation, options, async (session) => {
          const caller = await chooseAccount(session, options.account);
          return outcomeOf(await work(session.application, caller, bare(name)));
        }),
      );

  addNamed('undeclare', 'take back what was declared', ({ declareProfileAttribute }, caller, name) =>
    declareProfileAttribute(caller, { name, declaration: null }),
  );
  const retire =
    (retired: boolean) =>
    ({ retireProfileAttribute }: Application, caller: Caller, name: string) =>
      retireProfileAttribute(caller, { name, retired });
  addNamed('retire', 'take an attribute out of use; its values are kept', retire(true));
  addNamed('reinstate', 'bring a retired attribute back', retire(false));

  verb(attribute, 'rename <name> <new-name>', 'give an attribute another name, and move its values there')
    .addOption(accountOption())
    .action((name: string, newName: string, options: AttributeOptions) =>
      runVerb(installation, options, async (session) => {
        const caller = await chooseAccount(session, options.account);
        const [from, to] = [bare(name), bare(newName)];
        const agents = await session.application.renameProfileAttribute(caller, { from, to });
        const text = `profile.${from} is profile.${to} now; ${agents} agents had it. Whatever still comes under the old name is kept under the new one.\n`;
        return { document: { from, to, agents }, text };
      }),
    );
}

/** People write it either way. */
const bare = (name: string): string => name.replace(/^profile\./i, '');

function declarationOf({ type, list, allow, ...rest }: DeclareOptions): ProfileAttributeDeclaration {
  const { required, displayName, description } = rest;
  if (list && type === undefined) {
    throw new OperatorError(
      'typeMissing',
      'Say of what type the values in the lists are: --list --type string',
    );
  }
  const allowedValues = allow?.map((text) => scalarOf(text, type));
  return {
    ...{ type: type && types[type], multiValued: list, allowedValues },
    ...{ required, displayName, description },
  };
}

function scalarOf(text: string, type: DeclareOptions['type']): Scalar {
  if (type === 'number' && text.trim() !== '' && !Number.isNaN(Number(text))) return Number(text);
  if (type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}

function typeOf({ types: seen, multiValued, declaration }: KnownProfileAttribute): string {
  const declared = declaration?.type === undefined ? undefined : [declaration.type];
  const isList = declared === undefined ? multiValued : declaration?.multiValued;
  const names = (declared ?? seen).map((type) => (type === 'instant' ? 'date' : type)).join(' or ') || 'any';
  return isList ? `list of ${names}s` : names;
}

function statusOf({ retiredAt, renamedTo, declaration }: KnownProfileAttribute): string {
  if (renamedTo !== undefined) return `renamed to ${renamedTo}`;
  if (retiredAt !== undefined) return 'retired';
  return declaration === undefined ? 'seen' : 'declared';
}

const listOutcome = (known: readonly KnownProfileAttribute[]): Outcome => ({
  document: known,
  text: table(
    ['NAME', 'TYPE', 'STATUS', 'FIRST SEEN', 'LAST SEEN'],
    known.map((one) => [`profile.${one.name}`, typeOf(one), statusOf(one), one.firstSeenAt, one.lastSeenAt]),
  ),
});

const outcomeOf = (known: KnownProfileAttribute): Outcome => ({ document: known, text: detailsOf(known) });

function detailsOf(known: KnownProfileAttribute): string {
  const { name, firstSeenAt, lastSeenAt, declaration = {} } = known;
  const { displayName, description, allowedValues, required } = declaration;
  return details({
    name: `profile.${name}`,
    type: typeOf(known),
    status: statusOf(known),
    'display name': displayName,
    description,
    'allowed values': allowedValues?.map((value) => JSON.stringify(value)).join(', ') ?? 'any',
    required: required ? 'yes' : 'no',
    'first seen': firstSeenAt ?? 'never',
    'last seen': lastSeenAt ?? 'never',
  });
}
