import { m } from '#texts';
import { Button } from '#ui-kit/button';
import { Checkbox, RadioGroup } from '#ui-kit/choices';
import { TextArea, TextField } from '#ui-kit/fields';
import { FormRow } from '#ui-kit/form';
import type { DirectorySettings } from '../contract.ts';
import { OPEN_LDAP, USUAL } from './words.ts';

export interface FieldsProps {
  value: DirectorySettings;
  change: (part: Partial<DirectorySettings>) => void;
}

/** Where the directory is and who reads it. */
export function WhereFields({ value, change }: FieldsProps) {
  return (
    <>
      <Checkbox
        name="on"
        label={m.directory_on()}
        help={m.directory_on_help()}
        value={value.on}
        onChange={(on) => change({ on })}
      />
      <TextField
        name="url"
        label={m.directory_url()}
        help={m.directory_url_help()}
        autoComplete="off"
        value={value.url}
        onChange={(url) => change({ url })}
      />
      {!value.url.startsWith('ldaps:') && (
        <Checkbox
          name="startTls"
          label={m.directory_start_tls()}
          help={m.directory_start_tls_help()}
          value={value.startTls}
          onChange={(startTls) => change({ startTls })}
        />
      )}
      <TextArea
        name="caPem"
        label={m.directory_ca()}
        help={m.directory_ca_help()}
        optional
        rows={3}
        value={value.caPem}
        onChange={(caPem) => change({ caPem })}
      />
      <TextField
        name="base"
        label={m.directory_base()}
        help={m.directory_base_help()}
        autoComplete="off"
        value={value.base}
        onChange={(base) => change({ base })}
      />
      <TextField
        name="bindDn"
        label={m.directory_bind()}
        help={m.directory_bind_help()}
        autoComplete="off"
        value={value.bindDn}
        onChange={(bindDn) => change({ bindDn })}
      />
    </>
  );
}

/** How people and groups are recognised in it. */
export function HowFields({ value, change }: FieldsProps) {
  return (
    <>
      <div className="k-actions">
        <Button small onClick={() => change(usual(USUAL))}>
          {m.directory_usual_ad()}
        </Button>
        <Button small onClick={() => change(usual({ ...USUAL, ...OPEN_LDAP }))}>
          {m.directory_usual_openldap()}
        </Button>
      </div>
      <TextField
        name="userFilter"
        label={m.directory_filter()}
        help={m.directory_filter_help({ place: '{login}' })}
        autoComplete="off"
        value={value.userFilter}
        onChange={(userFilter) => change({ userFilter })}
      />
      <FormRow>
        <TextField
          name="loginAttribute"
          label={m.directory_login_attribute()}
          value={value.loginAttribute}
          onChange={(loginAttribute) => change({ loginAttribute })}
        />
        <TextField
          name="nameAttribute"
          label={m.directory_name_attribute()}
          value={value.nameAttribute}
          onChange={(nameAttribute) => change({ nameAttribute })}
        />
        <TextField
          name="mailAttribute"
          label={m.directory_mail_attribute()}
          value={value.mailAttribute}
          onChange={(mailAttribute) => change({ mailAttribute })}
        />
      </FormRow>
      <FormRow>
        <TextField
          name="groupBase"
          label={m.directory_group_base()}
          help={m.directory_group_base_help()}
          optional
          value={value.groupBase}
          onChange={(groupBase) => change({ groupBase })}
        />
        <TextField
          name="memberAttribute"
          label={m.directory_member_attribute()}
          value={value.memberAttribute}
          onChange={(memberAttribute) => change({ memberAttribute })}
        />
      </FormRow>
      <RadioGroup
        name="nested"
        label={m.directory_nested()}
        options={[
          { value: 'chain', label: m.directory_nested_chain(), help: m.directory_nested_chain_help() },
          { value: 'walk', label: m.directory_nested_walk(), help: m.directory_nested_walk_help() },
          { value: 'none', label: m.directory_nested_none() },
        ]}
        value={value.nested}
        onChange={(nested) => change({ nested: nested as DirectorySettings['nested'] })}
      />
      <Checkbox
        name="adopt"
        label={m.directory_adopt()}
        help={m.directory_adopt_help()}
        value={value.adopt}
        onChange={(adopt) => change({ adopt })}
      />
    </>
  );
}

const usual = ({
  userFilter,
  loginAttribute,
  nameAttribute,
  mailAttribute,
  memberAttribute,
  nested,
}: DirectorySettings): Partial<DirectorySettings> => ({
  userFilter,
  loginAttribute,
  nameAttribute,
  mailAttribute,
  memberAttribute,
  nested,
});
