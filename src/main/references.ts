import { configurationExample, configurationReference } from '../../config/configuration-reference.ts';
import { commandLineReference } from '../adapters/command-line/command-line-reference.ts';
import { rollcallProgram } from '../adapters/command-line/program.ts';
import { thisInstallation } from './this-installation.ts';

/** What `npm run reference` writes: files that say what the code says, and may not differ from it. */
export const references = (): readonly { readonly path: string; readonly text: string }[] => [
  { path: 'config/.env.example', text: configurationExample() },
  { path: 'docs/reference/configuration.md', text: configurationReference() },
  { path: 'docs/reference/command-line.md', text: commandLineReference(rollcallProgram(thisInstallation)) },
];
