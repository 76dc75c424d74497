import { Button } from '@mantine/core';
import type { TemplateAnswer } from '../../../koa-admin/answers/template-answer.ts';
import { CardItem } from '../../card/card-list.tsx';
import { Moment } from '../../times/moment.tsx';
import { kindNames } from './group-words.ts';
import styles from './groups.module.css';

interface TemplateProps {
  readonly template: TemplateAnswer;
  /** Absent where the person may not. */
  readonly remove?: (id: string) => void;
}

/** A template: of whose values it makes groups, and of whom. */
export function Template({ template, remove }: TemplateProps) {
  const { id, attribute, namePattern, kind, includesDeactivated, createdAt } = template;
  return (
    <CardItem title={namePattern} heading="h2">
      <p className={styles.about}>
        {kindNames[kind]}, a group for every value of <code>{attribute}</code>
        {includesDeactivated && ', deactivated people included'}. Made <Moment at={createdAt} />.
      </p>
      {remove && (
        <div>
          <Button size="xs" variant="default" onClick={() => remove(id)}>
            Remove…
          </Button>
        </div>
      )}
    </CardItem>
  );
}
