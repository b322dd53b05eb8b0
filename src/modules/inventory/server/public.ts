export { agentRoutes, isAgentAddress } from './agent/agent-route.ts';
export { itemFiles } from './files.ts';
export { importItems } from './import-items.ts';
export { importAgentReports, importScans } from './import-reports.ts';
export { inventoryItemExists } from './item.read.ts';
export * as inventoryKinds from './kinds.ts';
export { inventoryTables } from './privacy.ts';
export { inventoryRoutes } from './routes.ts';
export type { InventoryTables } from './tables.ts';
