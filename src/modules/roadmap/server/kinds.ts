import { noPersonalData, type RecordKind } from '#platform/records';

export const yearFrame: RecordKind = { privacy: noPersonalData({}), table: 'year_frame', kind: 'year_frame' };
export const roleTime: RecordKind = {
  privacy: noPersonalData({ text: ['note'], none: ['role', 'from_quarter', 'until_quarter'] }),
  table: 'role_time',
  kind: 'role_time',
};
export const planCondition: RecordKind = {
  privacy: noPersonalData({ text: ['note'], none: ['kind', 'quarter'] }),
  table: 'plan_condition',
  kind: 'plan_condition',
};
export const measureWay: RecordKind = {
  privacy: noPersonalData({ text: ['name', 'note'] }),
  table: 'measure_way',
  kind: 'measure_way',
};
export const roadmapBaseline: RecordKind = {
  privacy: {
    personal: ['set_by'],
    keepYears: 5,
    marks: { name: ['set_by'], text: ['name'], none: ['places'] },
  },
  table: 'roadmap_baseline',
  kind: 'roadmap_baseline',
};
export const roadmapPlan: RecordKind = {
  privacy: noPersonalData({ text: ['name'], none: ['what', 'basis', 'state', 'phase', 'result'] }),
  table: 'roadmap_plan',
  kind: 'roadmap_plan',
};
