import { type Status, StatusBadge } from './badge.tsx';

export interface Task {
  title: string;
  hint?: string;
  /** Without an address the task cannot start yet; say why in `hint`. */
  href?: string;
  /** Leave it out for finished tasks, so that open work stands out: `done` shows plain text. */
  status?: Status;
  done?: string;
}

/** What is to do, in order; the whole line is the link. */
export function TaskList({ tasks }: { tasks: Task[] }) {
  return (
    <ul className="k-tasks">
      {tasks.map(({ title, hint, href, status, done }) => (
        <li key={title}>
          <p>
            {href ? <a href={href}>{title}</a> : <span className="k-muted">{title}</span>}
            {hint && <small>{hint}</small>}
          </p>
          {status && <StatusBadge status={status} />}
          {done && <span>{done}</span>}
        </li>
      ))}
    </ul>
  );
}
