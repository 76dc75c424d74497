import { useNavigate, useSearch } from '@tanstack/react-router';
import { addressOf } from '../../api/ask.ts';
import { useMayDo } from '../../api/caller.ts';
import { LiveSwitch } from '../../live/live-switch.tsx';
import { PageHead } from '../../page-head/page-head.tsx';
import { Permitted } from '../../states/permitted.tsx';
import styles from './activity.module.css';
import { ActivityFilterForm } from './activity-filter-form.tsx';
import { type ActivitySearch, activitySearch } from './activity-search.ts';
import { AuditLog, entryFilterOf } from './audit-log.tsx';
import { RequestLog, requestFilterOf } from './request-log.tsx';

/** What happened, and why? */
export function Activity() {
  const { log, open, ...filter } = useSearch({ from: '/activity' });
  const navigate = useNavigate({ from: '/activity' });
  const mayDo = useMayDo();
  // What a log does not know is gone once it is shown.
  const show = (changed: ActivitySearch) =>
    void navigate({ search: (shown) => activitySearch({ ...shown, ...changed }), replace: true });
  const setOpen = (opened: ActivitySearch['open']) => show({ open: opened });
  const showsRequests = log === 'requests';
  const permission = showsRequests ? 'requests:read' : 'auditLog:read';
  return (
    <>
      <PageHead title="Activity" question="What happened, and why?">
        <LiveSwitch />
        {mayDo(permission) && (
          <a
            className={styles.export}
            href={
              showsRequests
                ? addressOf('requests/export', { ...requestFilterOf(filter), format: 'csv' })
                : addressOf('audit-log/export', { ...entryFilterOf(filter), format: 'csv' })
            }
            download
          >
            Export
          </a>
        )}
      </PageHead>
      <Permitted anyOf={[permission]}>
        <ActivityFilterForm
          showsRequests={showsRequests}
          filter={filter}
          change={(changed) => show({ open: undefined, ...changed })}
        />
        {showsRequests ? (
          <RequestLog filter={filter} open={open} setOpen={setOpen} />
        ) : (
          <AuditLog filter={filter} open={open} setOpen={setOpen} />
        )}
      </Permitted>
    </>
  );
}
