import type { Command, Option } from 'commander';

/** `docs/reference/command-line.md`, from the verbs as they are. */
export function commandLineReference(program: Command): string {
  return `<!-- Written by \`npm run reference\` from src/adapters/command-line. -->
# Command line

Every verb acts on the database that the [configuration](configuration.md) names. With \`--json\` it prints one JSON
document on standard output, and errors as \`{"error":{"code","message"}}\` on standard error (\`audit export\` and
\`audit tail --follow\` print one document a line, \`serve\` its log). Exit codes: 0 done, 1 failed, 2 called wrongly.

What is named may be named by its id, and besides: an account by its name, an agent by its userName or externalId, a group
or a token by its name, a template by its attribute. Where several are meant, the error lists their ids. \`rollcall help\`
followed by a verb, or the verb followed by \`--help\`, shows what the verb takes; \`rollcall --version\` tells the version.
Only \`serve\` and \`migrate\` make an embedded database where there is none.

${verbsOf(program, '').map(section).join('\n')}`;
}

interface Verb {
  readonly name: string;
  readonly command: Command;
}

const verbsOf = (parent: Command, prefix: string): Verb[] =>
  parent.commands.flatMap((command) => {
    const name = `${prefix}${command.name()}`;
    return command.commands.length > 0 ? verbsOf(command, `${name} `) : [{ name, command }];
  });

function section({ name, command }: Verb): string {
  const heading = `## rollcall ${name}\n\n\`rollcall ${name} ${command.usage()}\`: ${command.description()}.\n`;
  const options = command.options.filter(({ long }) => long !== '--json').map(row);
  return options.length === 0
    ? heading
    : `${heading}\n| Option | Meaning |\n|---|---|\n${options.join('\n')}\n`;
}

function row({ flags, description, mandatory, defaultValue }: Option): string {
  const fallback = defaultValue === undefined ? '' : `; ${defaultValue} where it is not said`;
  return `| \`${flags}\` | ${description}${mandatory ? '; must be said' : fallback} |`;
}
