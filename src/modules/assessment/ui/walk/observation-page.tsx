import { useState } from 'react';
import { m } from '#texts';
import { RadioGroup } from '#ui-kit/choices';
import { confirm } from '#ui-kit/dialog';
import { EmptyState } from '#ui-kit/empty-state';
import { Select, TextArea, TextField } from '#ui-kit/fields';
import { type Fault, Form } from '#ui-kit/form';
import { Notice } from '#ui-kit/notice';
import { Skeleton } from '#ui-kit/skeleton';
import { emptySketch } from '../../domain/sketch.ts';
import { SEVERITY_OPTIONS } from '../severity.ts';
import { captureObservation, newId } from './capture.ts';
import { captured, deviceState, owner } from './device.ts';
import type { LocalObservation, Model, Room } from './model.ts';
import { at, goTo, local, useModel, View } from './parts.tsx';
import { PhotoField } from './photo-field.tsx';
import { SketchField } from './sketch-field.tsx';
import { DeviceFull, type ObservationBody, type Walk } from './store.ts';
import { type Drafted, useDraft } from './use-draft.ts';

interface Wish {
  /** The observation to change; null = a new one. */
  id: string | null;
  roomId: string;
  /** The point of a checklist it comes from. */
  point: string;
}

export function ObservationPage(wish: Wish) {
  const known = useModel();
  const observation = known?.model.observations.find(({ id }) => id === wish.id);
  if (!known || (wish.id && !observation))
    return (
      <View title={m.assessment_observation()} back={at()}>
        <EmptyState icon="note" title={m.assessment_walk_observation_gone()} why="" />
      </View>
    );
  if (!known.walk.engagementId)
    return (
      <View title={m.assessment_observation()} back={at()}>
        <EmptyState icon="week" title={m.assessment_no_week()} why={m.assessment_no_week_why()} />
      </View>
    );
  return <ObservationForm {...wish} walk={known.walk} model={known.model} observation={observation} />;
}

/** What a new observation begins with: the room, and the point with its words. */
function begin({ walk, wish }: { walk: Walk; wish: Wish }): Drafted {
  const [listKey, code] = wish.point.split('.');
  const point = walk.checklists.find(({ key }) => key === listKey)?.points.find((one) => one.code === code);
  return {
    value: {
      engagementId: walk.engagementId ?? '',
      roomId: wish.roomId || null,
      statement: point ? `${local(point.title)}: ` : '',
      severity: 2,
      seenBy: deviceState().person?.name ?? '',
      seenAt: null,
      point: point ? wish.point : '',
      planFileId: null,
      sketch: emptySketch(),
    },
    photos: [],
  };
}

interface FormProps extends Wish {
  walk: Walk;
  model: Model;
  observation: LocalObservation | undefined;
}

function ObservationForm({ walk, observation, ...wish }: FormProps) {
  const key = `${owner()} ${observation?.id ?? `new ${wish.roomId} ${wish.point}`}`;
  const { content, kept, change, addPhoto, removePhoto, end, touched } = useDraft(key, () =>
    observation ? { value: observation.body, photos: [] } : begin({ walk, wish }),
  );
  const [faults, setFaults] = useState<Fault[]>([]);
  const [full, setFull] = useState(false);
  const title = observation ? m.assessment_walk_change() : m.assessment_observation_create();
  const room = walk.rooms.find(({ id }) => id === content?.value.roomId);
  const after = room ? ['raum', room.id] : [];
  if (!content) return <Skeleton lines={5} />;
  const save = async () => {
    const { value, photos } = content;
    if (!value.statement.trim())
      return setFaults([{ path: 'statement', text: m.assessment_walk_statement_missing() }]);
    await end(false);
    try {
      await captureObservation(owner(), {
        id: observation?.id ?? newId(),
        body: { ...value, seenAt: value.seenAt ?? new Date().toISOString() },
        photos,
        row: observation?.row,
        draft: key,
      });
    } catch (error) {
      if (!(error instanceof DeviceFull)) throw error;
      return setFull(true);
    }
    captured();
    goTo(...after);
  };
  const leave = async () => {
    const sure = () =>
      confirm({
        title: m.assessment_walk_drop_title(),
        text: <p>{content.value.statement}</p>,
        action: m.assessment_walk_discard(),
        danger: true,
      });
    if (touched() && !(await sure())) return;
    await end(true);
    goTo(...after);
  };
  return (
    <View title={title} back={at()}>
      {(full || !kept) && (
        <Notice tone="danger" live title={m.assessment_walk_full()}>
          <p>{m.assessment_walk_full_form()}</p>
        </Notice>
      )}
      <Form
        submit={m.assessment_walk_keep()}
        faults={faults}
        reason={walk.mayCapture ? undefined : m.assessment_only_editors()}
        onSubmit={save}
        onCancel={() => void leave()}
      >
        <Fields walk={walk} room={room} value={content.value} change={change} />
        <PhotoField
          photos={content.photos}
          sent={observation?.photos.sent ?? 0}
          waiting={observation?.photos.waiting.length ?? 0}
          onAdd={addPhoto}
          onRemove={(id) => void removePhoto(id)}
        />
        <SketchField
          plans={walk.sites.find(({ id }) => id === room?.siteId)?.plans ?? []}
          planFileId={content.value.planFileId}
          sketch={content.value.sketch}
          onChange={change}
        />
      </Form>
    </View>
  );
}

interface FieldsProps {
  walk: Walk;
  room: Room | undefined;
  value: ObservationBody;
  change: (part: Partial<ObservationBody>) => void;
}

function Fields({ walk, room, value, change }: FieldsProps) {
  const siteName = (id: string) => walk.sites.find((site) => site.id === id)?.name ?? '';
  return (
    <>
      <Select
        name="roomId"
        label={m.assessment_room()}
        optional
        none={m.assessment_no_room()}
        options={walk.rooms.map(({ id, name, siteId }) => ({
          value: id,
          label: name,
          group: siteName(siteId),
        }))}
        value={value.roomId ?? ''}
        onChange={(roomId) => {
          const site = walk.rooms.find(({ id }) => id === roomId)?.siteId;
          // A sketch lies on a plan of the site the room belongs to.
          change({
            roomId: roomId || null,
            ...(site === room?.siteId ? {} : { planFileId: null, sketch: emptySketch() }),
          });
        }}
      />
      <TextArea
        name="statement"
        label={m.assessment_observation()}
        help={m.assessment_observation_help()}
        rows={3}
        maxLength={4000}
        value={value.statement}
        onChange={(statement) => change({ statement })}
      />
      <div className="w-severity">
        <RadioGroup
          name="severity"
          label={m.assessment_severity()}
          options={SEVERITY_OPTIONS()}
          value={String(value.severity)}
          onChange={(severity) => change({ severity: Number(severity) })}
        />
      </div>
      <TextField
        name="seenBy"
        label={m.assessment_seen_by()}
        optional
        maxLength={200}
        value={value.seenBy}
        onChange={(seenBy) => change({ seenBy })}
      />
    </>
  );
}
