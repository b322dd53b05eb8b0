import type { Summary } from '#kernel/route';

/** The permission matrix as the app registered it from all contracts at start. */
export interface PermissionLine {
  name: string;
  method: string;
  path: string;
  summary: Summary;
  tag: string;
  may: string[];
}

let lines: PermissionLine[] = [];

export function registerPermissions(all: PermissionLine[]): void {
  lines = all;
}
export const permissionLines = (): PermissionLine[] => lines;
