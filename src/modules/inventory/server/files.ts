import { fileHome } from '#platform/files/home';
import { inventoryContract as contract } from '../contract.ts';
import { item } from './kinds.ts';

export const itemFiles = fileHome(contract.files, { ...item, kind: 'item' });
