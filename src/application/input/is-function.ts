import { Satisfies } from './satisfies.ts';

/** What the function answers is checked when it has answered: `UseCaseContext.check`. */
export const IsFunction = () => Satisfies('must be a function', (value) => typeof value === 'function');
