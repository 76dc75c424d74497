import { validateSync } from 'class-validator';
import { closest } from 'fastest-levenshtein';
import { AppConfig } from './app-config.ts';
import { readConfigFile } from './read-config-file.ts';
import { type Setting, settings } from './setting.ts';

const prefix = 'ROLLCALL_';
export const configFileVariable = 'ROLLCALL_CONFIG_FILE';

type Variables = Readonly<Record<string, string | undefined>>;
interface Given {
  readonly text: string;
  /** Where it was said, for messages. */
  readonly source: string;
}

/** Where settings are said; what comes later wins. */
export interface ConfigSources {
  /** A file of `NAME=value` lines that may be there. The variable `ROLLCALL_CONFIG_FILE` names one that must, in its place. */
  readonly file?: string;
  readonly environment: Variables;
  /** What a program says itself, by the names of the properties. */
  readonly options?: Partial<AppConfig>;
}

/** All mistakes of a configuration at once, one a line, each with what it should be. */
export class ConfigurationInvalid extends Error {
  override readonly name = 'ConfigurationInvalid';

  constructor(readonly mistakes: readonly string[]) {
    super(`The configuration is not valid:\n${mistakes.map((mistake) => `- ${mistake}`).join('\n')}`);
  }
}

/** Of all that is said of the database. @throws Error that says what is wrong with it, without what is secret. */
type Check = (config: AppConfig) => unknown;

/**
 * The configuration as its sources say it; an empty value counts as none.
 *
 * @param checkDatabase - who opens the database reads its address; no other reading of it can agree with that.
 * @throws ConfigurationInvalid
 */
export function loadAppConfig(checkDatabase: Check, sources: ConfigSources): AppConfig {
  const { environment, options = {} } = sources;
  const named = environment[configFileVariable] || undefined;
  const file = named ?? sources.file;
  const given = new Map([
    ...givenBy(file === undefined ? {} : variablesIn(file, file === named), String(file)),
    ...givenBy(environment, 'the environment'),
    ...givenBy(variablesOf(options), 'the options'),
  ]);
  given.delete(configFileVariable);
  const config = Object.assign(new AppConfig(), valuesOf(given));
  const wrong = new Map(
    validateSync(config).map(({ property }) => [property, undefined as string | undefined]),
  );
  const reason = reasonAgainst(config, checkDatabase);
  if (reason !== undefined) wrong.set('databaseUrl', reason);
  const mistakes = [
    ...settings
      .filter(({ property, variable }) => wrong.has(property) && isReadable(given.get(variable)?.text))
      .map((setting) => wrongValue(setting, given, wrong.get(setting.property))),
    ...unknownVariables(given),
    ...unreadableVariables(given),
  ];
  if (mistakes.length > 0) throw new ConfigurationInvalid(mistakes);
  return config;
}

function reasonAgainst(config: AppConfig, check: Check): string | undefined {
  try {
    check(config);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function variablesIn(file: string, mustExist: boolean): Variables {
  try {
    return readConfigFile(file);
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (missing && !mustExist) return {};
    const reason = error instanceof Error ? error.message : String(error);
    const subject = mustExist ? configFileVariable : file;
    throw new ConfigurationInvalid([
      `${subject} must ${mustExist ? 'name' : 'be'} a readable file: ${reason}.`,
    ]);
  }
}

/** Of a property that is none, its name stays what it is, and is told to be no setting. */
const variablesOf = (options: Partial<AppConfig>): Variables =>
  Object.fromEntries(
    Object.entries(options).map(([name, value]) => [
      settings.find(({ property }) => property === name)?.variable ?? prefix + name,
      value === undefined ? undefined : String(value),
    ]),
  );

function* givenBy(variables: Variables, source: string): Iterable<[string, Given]> {
  for (const [name, text] of Object.entries(variables)) {
    if (name.startsWith(prefix) && text !== undefined && text !== '') yield [name, { text, source }];
  }
}

function valuesOf(given: ReadonlyMap<string, Given>): Record<string, unknown> {
  const defaults: Record<string, unknown> = { ...new AppConfig() };
  const values: Record<string, unknown> = {};
  for (const { property, variable } of settings) {
    const text = given.get(variable)?.text;
    if (text !== undefined) values[property] = parsedAs(typeof defaults[property], text);
  }
  return values;
}

/** A text that does not read as the type stays a text, which validation then refuses. */
function parsedAs(type: string, text: string): unknown {
  if (type === 'number' && /^\d{1,15}$/.test(text)) return Number(text);
  if (type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}

function wrongValue(
  { variable, expected, secret }: Setting,
  given: ReadonlyMap<string, Given>,
  reason = `It must be ${expected}.`,
): string {
  const { text = '', source = '' } = given.get(variable) ?? {};
  return `${variable} is ${JSON.stringify(shownValue(text, secret))} in ${source}. ${reason}`;
}

function shownValue(text: string, secret: Setting['secret']): string {
  if (secret === 'value') return '…';
  // A password may stand anywhere in an address that does not parse.
  if (secret === 'password' && !text.startsWith('sqlite:')) {
    return text.replace(/^([a-z]{1,10}:\/\/)?.*$/s, '$1…');
  }
  return text;
}

function unknownVariables(given: ReadonlyMap<string, Given>): string[] {
  const known = [...settings.map(({ variable }) => variable), configFileVariable];
  return [...given]
    .filter(([name]) => !known.includes(name))
    .map(
      ([name, { source }]) =>
        `${name} in ${source} is no setting; did you mean ${closest(name, known)}? All are in docs/reference/configuration.md.`,
    );
}

/** Of bytes that are no UTF-8 Node.js leaves this sign only, in the environment as elsewhere. */
const isReadable = (text = ''): boolean => !text.includes('\uFFFD');

const unreadableVariables = (given: ReadonlyMap<string, Given>): string[] =>
  [...given]
    .filter(([, { text }]) => !isReadable(text))
    .map(([name, { source }]) => `${name} in ${source} has bytes that are no UTF-8 text. Set it anew.`);
