import { AppConfig } from '../../config/app-config.ts';
import { configFileVariable } from '../../config/load-app-config.ts';
import { type Setting, settings } from '../../config/setting.ts';

const defaults: Record<string, unknown> = { ...new AppConfig() };
const defaultOf = ({ property }: Setting): string => String(defaults[property] ?? '');

/** `config/.env.example`: every setting with its default, commented out. */
export function configurationExample(): string {
  const entries = settings.map((setting) => {
    const { variable, meaning, expected } = setting;
    return `# ${meaning}\n# Must be ${expected}.\n# ${variable}=${defaultOf(setting)}\n`;
  });
  return `# Settings of Rollcall. Copy this file to config/.env and change what differs; environment variables win.\n# Written by \`npm run reference\`.\n\n${entries.join('\n')}`;
}

/** `docs/reference/configuration.md`. */
export function configurationReference(): string {
  const rows = settings.map((setting) => {
    const { variable, meaning, expected } = setting;
    const fallback = defaultOf(setting);
    return `| \`${variable}\` | ${fallback === '' ? 'none' : `\`${fallback}\``} | ${meaning} Must be ${expected}. |`;
  });
  return `<!-- Written by \`npm run reference\` from config/app-config.ts. -->
# Configuration

Settings are environment variables, or lines \`NAME=value\` of the file \`config/.env\` (another one with
\`${configFileVariable}\`); the environment wins, and an empty value counts as none. All of them are checked at start:
mistakes, unknown names that begin with \`ROLLCALL_\` among them, are listed together, each with what it should be.

| Variable | Default | Meaning |
|---|---|---|
${rows.join('\n')}
`;
}
