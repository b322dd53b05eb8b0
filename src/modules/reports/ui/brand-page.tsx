import { useState } from 'react';
import { listPath } from '#kernel/paths';
import { problemOf, RecordForm, useReadAnew, useRecord, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Button, ButtonLink } from '#ui-kit/button';
import { Checkbox } from '#ui-kit/choices';
import { TextField } from '#ui-kit/fields';
import { FileField } from '#ui-kit/file-field';
import { Form } from '#ui-kit/form';
import { Notice } from '#ui-kit/notice';
import { Page, Prose, Section, Stack } from '#ui-kit/page';
import { Skeleton } from '#ui-kit/skeleton';
import { toast } from '#ui-kit/toast';
import { blocks, originText, touchedBlocks } from './block-words.ts';
import { documents } from './words.ts';

type Look = Awaited<ReturnType<typeof documents.brand>>;
type Purpose = 'arms' | 'template';
interface Value {
  colour: string;
  headline: string;
  footline: string;
}
const formValue = ({ colour, headline, footline }: Look): Value => ({ colour, headline, footline });

/** The look of the town on its documents: colour, lines, arms, own text document. */
export function BrandPage() {
  const town = useTown();
  const { data, error } = useRecord(['documents', town, 'brand'], () => documents.brand({ town }));
  const back = { href: listPath(town, 'report'), label: m.reports_title() };
  return (
    <Page title={m.reports_brand()} lead={m.reports_brand_lead()} width="text" back={back}>
      {error && <Notice tone="danger" title={problemOf(error)?.text ?? m.reports_unreachable()} />}
      {!error && !data && <Skeleton lines={6} />}
      {data && !data.may.edit && <Notice tone="info" title={m.reports_brand_only_editors()} />}
      {data?.may.edit && (
        <Stack>
          <Colours look={data} />
          <BrandFile
            purpose="arms"
            title={m.reports_arms()}
            text={m.reports_arms_text()}
            accept="image/png,image/jpeg,image/webp"
            name={data.arms}
          />
          <BrandFile
            purpose="template"
            look={data}
            title={m.reports_template()}
            text={m.reports_template_text({
              places: '{{titel}}, {{untertitel}}, {{gemeinde}}, {{angaben}}, {{kennzeichnung}}, {{inhalt}}',
            })}
            accept=".docx"
            name={data.template}
          />
        </Stack>
      )}
    </Page>
  );
}

function Colours({ look }: { look: Look }) {
  const town = useTown();
  const save = useSave(documents.saveBrand, [['documents', town]]);
  return (
    <Section title={m.reports_colours()}>
      <RecordForm<Value>
        key={look.version}
        draftKey="document-brand"
        initial={formValue(look)}
        stored={{
          version: look.version,
          read: async () => {
            const now = await documents.brand({ town });
            return { version: now.version, value: formValue(now) };
          },
        }}
        submit={m.reports_save_brand()}
        save={(value, _key, version) => save.mutateAsync({ input: { town, ...value, version } })}
        onSaved={() => toast(m.reports_brand_saved())}
      >
        {(value, change) => (
          <>
            <TextField
              name="colour"
              label={m.reports_colour()}
              help={m.reports_colour_help()}
              value={value.colour}
              onChange={(colour) => change({ colour })}
            />
            <TextField
              name="headline"
              label={m.reports_headline()}
              help={m.reports_headline_help()}
              optional
              value={value.headline}
              onChange={(headline) => change({ headline })}
            />
            <TextField
              name="footline"
              label={m.reports_footline()}
              help={m.reports_footline_help()}
              optional
              value={value.footline}
              onChange={(footline) => change({ footline })}
            />
          </>
        )}
      </RecordForm>
    </Section>
  );
}

interface BrandFileProps {
  purpose: Purpose;
  title: string;
  text: string;
  accept: string;
  /** Of the file that is there; null where there is none. */
  name: string | null;
  /** Of the template: whose it is. */
  look?: Look;
}

function BrandFile({ purpose, title, text, accept, name, look }: BrandFileProps) {
  const town = useTown();
  const readAnew = useReadAnew();
  const [file, setFile] = useState<File | null>(null);
  const [based, setBased] = useState(false);
  const [problem, setProblem] = useState<string>();
  const remove = useSave(documents.removeBrandFile, [['documents', town]]);
  const send = async () => {
    if (!file) return setProblem(m.reports_choose_file());
    const query = `purpose=${purpose}${based ? '&based=1' : ''}`;
    const refused = await upload(town, query, file);
    setProblem(refused ?? undefined);
    if (refused) return;
    toast(m.reports_file_kept({ name: file.name }));
    await readAnew();
  };
  return (
    <Section title={title}>
      <Stack>
        <Prose text={text} />
        {name && (
          <div className="k-actions">
            <span>{m.reports_file_there({ name })}</span>
            <Button
              small
              busy={remove.isPending}
              aria-label={m.reports_file_remove_named({ title })}
              onClick={() => void remove.mutateAsync({ input: { town, purpose } })}
            >
              {m.reports_file_remove()}
            </Button>
          </div>
        )}
        {name && look && <TemplateOrigin look={look} />}
        {purpose === 'template' && (
          <p className="k-actions">
            {name && (
              <ButtonLink
                icon="download"
                small
                href={`/api/v1/towns/${town}/document-files?which=own`}
                download
              >
                {m.reports_template_own()}
              </ButtonLink>
            )}
            <ButtonLink icon="download" small href={`/api/v1/towns/${town}/document-files`} download>
              {m.reports_sample()}
            </ButtonLink>
          </p>
        )}
        <Form onSubmit={send} submit={m.reports_file_send()} problem={problem}>
          <FileField name={`files-${purpose}`} label={title} accept={accept} onChange={setFile} />
          {look?.templateOrigin && (
            <Checkbox
              name="based"
              label={m.reports_template_based({ name: look.templateOrigin.name })}
              value={based}
              onChange={setBased}
            />
          )}
        </Form>
      </Stack>
    </Section>
  );
}

/** Whose template it is; an own one can be released to other towns. */
function TemplateOrigin({ look }: { look: Look }) {
  const town = useTown();
  const { templateOrigin: origin, templateReleased: released } = look;
  const save = useSave(blocks.releaseTemplate, touchedBlocks(town));
  if (origin) return <p className="k-help">{originText(origin)}</p>;
  return (
    <Stack>
      <p className="k-help">{released ? m.reports_template_released() : m.reports_template_not_released()}</p>
      <Button
        small
        busy={save.isPending}
        onClick={() =>
          void save
            .mutateAsync({ input: { town, released: !released } })
            .catch((error: unknown) =>
              toast(problemOf(error)?.text ?? m.reports_unreachable(), { tone: 'danger' }),
            )
        }
      >
        {released ? m.reports_template_unrelease() : m.reports_template_release()}
      </Button>
    </Stack>
  );
}

/** The reason why it was refused; null when it is kept. */
async function upload(town: string, query: string, file: File): Promise<string | null> {
  const body = new FormData();
  body.append('files', file, file.name);
  const path = `/api/v1/towns/${encodeURIComponent(town)}/document-files?${query}`;
  const answer = await fetch(path, { method: 'POST', body }).catch(() => null);
  if (answer?.ok) return null;
  const said = (await answer?.json().catch(() => null)) as { text?: string } | null;
  return said?.text ?? m.reports_unreachable();
}
