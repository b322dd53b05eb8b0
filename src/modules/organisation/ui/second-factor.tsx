import { useState } from 'react';
import { problemOf, useSave } from '#platform/client';
import { m } from '#texts';
import { Button } from '#ui-kit/button';
import { Dialog } from '#ui-kit/dialog';
import { TextField } from '#ui-kit/fields';
import { type Fault, Form } from '#ui-kit/form';
import { Notice } from '#ui-kit/notice';
import { Section } from '#ui-kit/page';
import { toast } from '#ui-kit/toast';
import { organisation } from './clients.ts';
import { ShownOnce } from './shown-once.tsx';

type State = Awaited<ReturnType<typeof organisation.account>>['secondFactor'];
type Prepared = Awaited<ReturnType<typeof organisation.prepareSecondFactor>>;

const FEW = 3;
const ACCOUNT = [['account']];

/** The second factor of whoever is signed in: off, being set up, on. */
export function SecondFactor({ state }: { state: State }) {
  const [open, setOpen] = useState<'begin' | 'end'>();
  const close = () => setOpen(undefined);
  return (
    <Section
      title={m.organisation_factor()}
      actions={
        <Button onClick={() => setOpen(state.on ? 'end' : 'begin')}>
          {state.on ? m.organisation_factor_end() : m.organisation_factor_begin()}
        </Button>
      }
    >
      <p>
        {state.on ? m.organisation_factor_on({ count: state.recoveryCodes }) : m.organisation_factor_off()}
      </p>
      {state.on && state.recoveryCodes < FEW && <Notice tone="warning" title={m.organisation_factor_few()} />}
      <SetUpDialog open={open === 'begin'} onClose={close} />
      <EndDialog open={open === 'end'} onClose={close} />
    </Section>
  );
}

interface DialogProps {
  open: boolean;
  onClose: () => void;
}

/** Password, then secret and code, then the recovery codes, once. */
function SetUpDialog({ open, onClose }: DialogProps) {
  const [prepared, setPrepared] = useState<Prepared>();
  const [codes, setCodes] = useState<string[]>();
  const close = () => {
    setPrepared(undefined);
    setCodes(undefined);
    onClose();
  };
  const prepare = useSave((input: { password: string }) => organisation.prepareSecondFactor(input), []);
  const confirm = useSave((input: { code: string }) => organisation.confirmSecondFactor(input), ACCOUNT);
  return (
    <Dialog open={open} onClose={close} title={m.organisation_factor_begin()} wide>
      {codes ? (
        <ShownOnce
          label={m.organisation_factor_codes()}
          secret={codes.join('\n')}
          title={m.organisation_factor_made()}
          text={m.organisation_factor_codes_text()}
          onClose={close}
        />
      ) : prepared ? (
        <SecretForm
          field="code"
          label={m.organisation_factor_code()}
          help={m.organisation_factor_code_help()}
          autoComplete="one-time-code"
          submit={m.organisation_factor_confirm()}
          onCancel={close}
          send={async (code) => setCodes((await confirm.mutateAsync({ input: { code } })).recoveryCodes)}
        >
          <Secret prepared={prepared} />
        </SecretForm>
      ) : (
        <PasswordForm
          submit={m.organisation_factor_next()}
          onCancel={close}
          send={async (password) => setPrepared(await prepare.mutateAsync({ input: { password } }))}
        />
      )}
    </Dialog>
  );
}

function Secret({ prepared }: { prepared: Prepared }) {
  return (
    <>
      <p>{m.organisation_factor_scan()}</p>
      <img
        src={`data:image/svg+xml,${encodeURIComponent(prepared.picture)}`}
        alt={m.organisation_factor_picture()}
        width={200}
        height={200}
      />
      <TextField
        name="secret"
        label={m.organisation_factor_secret()}
        readOnly
        value={prepared.secret}
        onChange={() => undefined}
      />
    </>
  );
}

function EndDialog({ open, onClose }: DialogProps) {
  const end = useSave((input: { password: string }) => organisation.dropSecondFactor(input), ACCOUNT);
  return (
    <Dialog open={open} onClose={onClose} title={m.organisation_factor_end()}>
      <p>{m.organisation_factor_end_text()}</p>
      <PasswordForm
        submit={m.organisation_factor_end()}
        onCancel={onClose}
        send={async (password) => {
          await end.mutateAsync({ input: { password } });
          toast(m.organisation_factor_ended());
          onClose();
        }}
      />
    </Dialog>
  );
}

interface AskProps {
  submit: string;
  onCancel: () => void;
  send: (value: string) => Promise<void>;
}

const PasswordForm = (props: AskProps) => (
  <SecretForm
    {...props}
    field="password"
    label={m.organisation_password_current()}
    type="password"
    autoComplete="current-password"
  />
);

interface SecretFormProps extends AskProps {
  field: 'password' | 'code';
  label: string;
  help?: string;
  type?: 'password';
  autoComplete: 'current-password' | 'one-time-code';
  children?: React.ReactNode;
}

/** One field that is kept in no draft. */
function SecretForm({ field, submit, onCancel, send, children, ...text }: SecretFormProps) {
  const [value, setValue] = useState('');
  const [faults, setFaults] = useState<Fault[]>([]);
  const [problem, setProblem] = useState<string>();
  const sendIt = async () => {
    try {
      await send(value);
    } catch (error) {
      const refused = problemOf(error);
      setFaults([...(refused?.fields ?? [])]);
      setProblem(refused?.fields.length ? undefined : (refused?.text ?? m.organisation_unreachable()));
    }
  };
  return (
    <Form onSubmit={sendIt} faults={faults} problem={problem} submit={submit} onCancel={onCancel}>
      {children}
      <TextField name={field} value={value} onChange={setValue} {...text} />
    </Form>
  );
}
