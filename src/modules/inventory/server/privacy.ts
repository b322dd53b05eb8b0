import type { Marks } from '#platform/privacy/marks';

/**
 * What machines tell of themselves. Names of machines and volumes are given by people; products, versions, serial numbers
 * and addresses are not. Who works on a machine is dropped before anything is stored.
 */
export const inventoryTables: Readonly<Record<string, Marks>> = {
  machine: { none: ['uuid'] },
  machine_agent: { text: ['device'], none: ['program'] },
  machine_detail: {
    text: ['name'],
    none: ['layer', 'section', 'vendor', 'version', 'serial', 'mac', 'address'],
  },
  machine_section: { none: ['layer', 'section', 'source', 'digest'] },
  item_trace: { text: ['value'], none: ['field', 'source'] },
  agent_refusal: { text: ['device'], none: ['uuid', 'reason', 'address'] },
};
