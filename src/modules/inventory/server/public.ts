export { itemFiles } from './files.ts';
export { inventoryItemExists } from './item.read.ts';
export * as inventoryKinds from './kinds.ts';
export { inventoryRoutes } from './routes.ts';
export type { InventoryTables } from './tables.ts';
