import type { Fn } from '#kernel/functions';
import { m } from '#texts';

const WORDS: Record<Fn, () => string> = {
  mayor: m.function_mayor,
  council: m.function_council,
  treasury: m.function_treasury,
  head_of_it: m.function_head_of_it,
  desk: m.function_desk,
  provider: m.function_provider,
  isb: m.function_isb,
  dsb: m.function_dsb,
  internal_audit: m.function_internal_audit,
  staff_council: m.function_staff_council,
  office_staff: m.function_office_staff,
  employee: m.function_employee,
  consultant: m.function_consultant,
  administrator: m.function_administrator,
};

export const functionWord = (fn: Fn): string => WORDS[fn]();
