import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { pipeline, Transform } from 'node:stream';
import { type CsvError, parse } from 'csv-parse';
import type { Encoding, FileFormat } from './format.ts';
import { type Cell, UnreadableFile } from './kind.ts';
import { sheetRowsPath, unpackSheet } from './sheet.ts';

/** One row of a file; `row` counts as a spreadsheet does. */
export interface SourceRow {
  row: number;
  cells: readonly Cell[];
}

export interface RowSource {
  format: FileFormat;
  /** Rows to come, headings and empty ones included; an estimate where cells hold line breaks. */
  rows: number;
  read(): AsyncIterable<SourceRow>;
}

/** A cell of 10 MB is told as too long; beyond this the rest of the file is one cell, mostly for a missing quote. */
const LONGEST_ROW = 12_000_000;
const MOST_COLUMNS = 1_000;

/** Opens a file for reading from its beginning, as often as needed; a spreadsheet is unpacked beside it once. */
export async function openRows(path: string, format: FileFormat): Promise<RowSource> {
  if (format.is === 'csv')
    return { format, rows: format.lines + 1, read: () => limited(readCsv(path, format)) };
  const { rows } = await unpackSheet(path);
  return { format, rows, read: () => limited(readUnpacked(sheetRowsPath(path))) };
}

async function* limited(rows: AsyncIterable<SourceRow>): AsyncIterable<SourceRow> {
  for await (const one of rows) {
    if (one.cells.length > MOST_COLUMNS)
      throw new UnreadableFile('file_too_many_columns', { max: MOST_COLUMNS }, one.row);
    yield one;
  }
}

async function* readUnpacked(path: string): AsyncIterable<SourceRow> {
  let row = 0;
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
    row++;
    yield { row, cells: JSON.parse(line) as Cell[] };
  }
}

/** Bytes in any encoding -> text. */
const decoded = (encoding: Encoding): Transform => {
  const decoder = new TextDecoder(encoding);
  return new Transform({
    transform: (chunk: Buffer, _encoding, done) => done(null, decoder.decode(chunk, { stream: true })),
    flush: (done) => done(null, decoder.decode()),
  });
};

async function* readCsv(path: string, format: FileFormat & { is: 'csv' }): AsyncIterable<SourceRow> {
  const parser = parse({
    bom: true,
    delimiter: format.delimiter,
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: LONGEST_ROW,
  });
  // The parser passes on what goes wrong before it; nothing is left to do here.
  pipeline(createReadStream(path), decoded(format.encoding), parser, () => undefined);
  let row = 0;
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      if (row === 0 && /^sep=.?$/i.test(cells[0] ?? '') && cells.length <= 2) continue;
      row++;
      yield { row, cells };
    }
  } catch (error) {
    throw unreadable(error as CsvError, row + 1);
  }
}

function unreadable(error: CsvError, row: number): unknown {
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') return new UnreadableFile('file_quote_open', { row }, row);
  if (error.code === 'CSV_MAX_RECORD_SIZE')
    return new UnreadableFile('file_row_too_large', { row, max: LONGEST_ROW / 1_000_000 }, row);
  if (error.code?.startsWith('CSV_')) return new UnreadableFile('file_not_csv', { row }, row);
  return error;
}
