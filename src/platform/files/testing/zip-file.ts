import { crc32, deflateRawSync } from 'node:zlib';

/** One entry of an archive; `claims` is what the headers say of its size when they lie. */
export interface ZipEntry {
  name: string;
  content: Buffer | string;
  stored?: boolean;
  claims?: number;
  encrypted?: boolean;
}

/** An archive as office programs write them, or as somebody with bad intent would. */
export function zipFile(entries: readonly ZipEntry[]): Buffer<ArrayBuffer> {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, stored = false, claims, encrypted = false } of entries) {
    const plain = Buffer.from(content);
    const packed = stored ? plain : deflateRawSync(plain, { level: 9 });
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(encrypted ? 1 : 0, 2);
    fields.writeUInt16LE(stored ? 0 : 8, 4);
    fields.writeUInt32LE(crc32(plain), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(claims ?? plain.length, 18);
    fields.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([u32(0x04034b50), fields, Buffer.from(name), packed]);
    const central = Buffer.concat([
      u32(0x02014b50),
      Buffer.from([20, 0]),
      fields,
      Buffer.alloc(10),
      u32(offset),
      Buffer.from(name),
    ]);
    bodies.push(local);
    directory.push(central);
    offset += local.length;
  }
  const length = directory.reduce((sum, part) => sum + part.length, 0);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, ...directory, end]);
}

function u32(value: number): Buffer<ArrayBuffer> {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

const OOXML = {
  docx: ['word/document.xml', 'wordprocessingml.document'],
  xlsx: ['xl/workbook.xml', 'spreadsheetml.sheet'],
  pptx: ['ppt/presentation.xml', 'presentationml.presentation'],
} as const;

/** A small document of Microsoft's formats, with more entries on request. */
export function officeFile(kind: keyof typeof OOXML, more: readonly ZipEntry[] = []): Buffer<ArrayBuffer> {
  const [part, type] = OOXML[kind];
  return zipFile([
    {
      name: '[Content_Types].xml',
      content: `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/${part}" ContentType="application/vnd.openxmlformats-officedocument.${type}.main+xml"/></Types>`,
    },
    { name: part, content: '<?xml version="1.0"?><x>Grüße aus Tannau</x>' },
    ...more,
  ]);
}

/** A small document of the open document formats. */
export const openDocument = (kind: 'text' | 'spreadsheet' | 'presentation'): Buffer<ArrayBuffer> =>
  zipFile([
    { name: 'mimetype', content: `application/vnd.oasis.opendocument.${kind}`, stored: true },
    { name: 'content.xml', content: '<?xml version="1.0"?><x>Grüße aus Tannau</x>' },
  ]);
