import { useState } from 'react';
import { listPath } from '#kernel/paths';
import { problemOf, useAddress, useSession, useTown } from '#platform/client';
import { m } from '#texts';
import { TextField } from '#ui-kit/fields';
import { type Fault, Form } from '#ui-kit/form';
import { Page } from '#ui-kit/page';
import { toast } from '#ui-kit/toast';
import { organisation } from './clients.ts';

const BLANK = { current: '', next: '' };

/** The own password; a draft of it is kept nowhere. */
export function PasswordPage() {
  const town = useTown();
  const { go } = useAddress();
  const login = useSession()?.user.login ?? '';
  const [value, setValue] = useState(BLANK);
  const [faults, setFaults] = useState<Fault[]>([]);
  const [problem, setProblem] = useState<string>();
  const home = listPath(town, 'overview');
  const save = async () => {
    try {
      await organisation.changePassword(value);
      toast(m.organisation_password_changed());
      go(home);
    } catch (error) {
      const refused = problemOf(error);
      setFaults([...(refused?.fields ?? [])]);
      setProblem(refused?.fields.length ? undefined : (refused?.text ?? m.organisation_unreachable()));
    }
  };
  return (
    <Page title={m.organisation_password()} lead={m.organisation_password_lead()} width="text">
      <Form
        onSubmit={save}
        faults={faults}
        problem={problem}
        submit={m.organisation_password_change()}
        cancelHref={home}
      >
        <input type="hidden" name="login" autoComplete="username" value={login} />
        <TextField
          name="current"
          label={m.organisation_password_current()}
          type="password"
          autoComplete="current-password"
          value={value.current}
          onChange={(current) => setValue({ ...value, current })}
        />
        <TextField
          name="next"
          label={m.organisation_password_next()}
          help={m.organisation_password_help()}
          type="password"
          autoComplete="new-password"
          value={value.next}
          onChange={(next) => setValue({ ...value, next })}
        />
      </Form>
    </Page>
  );
}
