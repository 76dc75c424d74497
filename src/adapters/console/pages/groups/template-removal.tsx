import type { TemplateAnswer } from '../../../koa-admin/answers/template-answer.ts';
import { ask } from '../../api/ask.ts';
import { useChange } from '../../api/use-change.ts';
import { TypedConfirmation } from '../../confirmation/typed-confirmation.tsx';

interface TemplateRemovalProps {
  readonly template: TemplateAnswer;
  readonly close: () => Promise<void>;
}

/** Removes a template, once somebody has typed how its groups are called. */
export function TemplateRemoval({ template: { id, namePattern }, close }: TemplateRemovalProps) {
  const remove = useChange(async () => {
    await ask(`group-templates/${id}`, { method: 'DELETE' });
    // Before what is shown is asked for again, since the template is gone.
    await close();
  });
  return (
    <TypedConfirmation
      title="Remove the template?"
      name={namePattern}
      action="Remove"
      change={remove}
      cancel={() => void close()}
    >
      <p>All groups that it made end with it. Their members stay.</p>
    </TypedConfirmation>
  );
}
