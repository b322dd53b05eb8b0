export const ITEM_KINDS = [
  'server',
  'client',
  'mobile',
  'network',
  'printer',
  'telephony',
  'application',
  'procedure',
  'service',
  'citizen_service',
  'line',
  'room_equipment',
  'contract',
  'other',
] as const;
export type ItemKind = (typeof ITEM_KINDS)[number];
