import type { Command } from 'commander';
import { stringify } from 'yaml';
import type { AccountConfiguration } from '../../../application/configuration/configuration/account-configuration.ts';
import type { ConfigurationChange } from '../../../application/configuration/configuration/configuration-change.ts';
import { DomainError } from '../../../domain/shared/domain-error.ts';
import { accountVerb } from '../account-verb.ts';
import { configurationChangeDocument, configurationChangeText } from '../configuration/configuration-text.ts';
import { YamlFile } from '../configuration/yaml-file.ts';
import { errorMessage } from '../error-message.ts';
import type { Installation } from '../installation.ts';
import { OperatorError } from '../operator-error.ts';
import { readInput } from '../read-input.ts';
import { useCasesOf } from '../use-cases-of.ts';

export function addConfigurationVerbs(program: Command, installation: Installation): void {
  for (const add of [apply, exportConfiguration]) add(program, installation);
}

const apply = accountVerb<{ readonly dryRun?: true }>({
  usage: 'apply <file>',
  summary:
    'bring an account to what a file of YAML or JSON says, or "-" for standard input; what it does not say stays',
  options: (command) => command.option('--dry-run', 'change nothing, and tell what would change'),
  run: async (session, { dryRun }, file: string) => {
    const yaml = YamlFile.parse(file === '-' ? 'standard input' : file, await readInput(file));
    const { applyConfiguration } = useCasesOf(session, { dryRun });
    const applied = applyConfiguration(session.caller, yaml.value as AccountConfiguration);
    const changes = await applied.catch((error: unknown) => {
      throw placed(error, yaml);
    });
    return {
      document: { dryRun: dryRun ?? false, changes: changes.map(configurationChangeDocument) },
      text: `${changes.map(configurationChangeText).join('\n')}${conclusion(changes, dryRun)}`,
    };
  },
});

function conclusion(changes: readonly ConfigurationChange[], dryRun?: true): string {
  if (changes.length === 0) return 'The account is as the file says.\n';
  const count = changes.length === 1 ? '1 change' : `${changes.length} changes`;
  return `\n${count}${dryRun ? ' would be made; none was' : ''}.\n`;
}

/** The refusal with the line of the file, where it is about a part of it. */
function placed(error: unknown, yaml: YamlFile): unknown {
  if (!(error instanceof DomainError)) return error;
  const { path, attribute } = error.details;
  const ofInput = error.code === 'inputInvalid' ? (attribute ?? '') : undefined;
  const named = typeof path === 'string' ? path : ofInput;
  if (named === undefined) return error;
  const place = yaml.placeOf(named);
  return new OperatorError(error.code, `Nothing is changed. ${place}: ${errorMessage(error)}`);
}

const exportConfiguration = accountVerb({
  usage: 'export-configuration',
  summary: 'write what people here have decided of an account as a file that apply takes',
  run: async ({ application, caller }) => {
    const document = await application.readConfiguration(caller);
    return { document, text: stringify(document, { lineWidth: 0, aliasDuplicateObjects: false }) };
  },
});
