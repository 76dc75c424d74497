import { writeFileSync } from 'node:fs';
import { references } from './references.ts';

for (const { path, text } of references()) writeFileSync(path, text);
