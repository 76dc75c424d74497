import { ask } from '../../api/ask.ts';
import { useChange } from '../../api/use-change.ts';

interface Ending {
  readonly method: 'DELETE' | 'POST';
  /** Below the API. */
  readonly path: string;
}

/** Ends sessions. */
export const useEnding = () =>
  useChange(({ method, path }: Ending) => ask(path, { method, body: method === 'POST' ? {} : undefined }));
