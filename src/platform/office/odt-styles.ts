import { odfLanguage, odfPicture, odfRoot } from './odf.ts';
import { xml } from './package.ts';
import { type OfficeJob, PAGE, TEXT_WIDTH, WORDS } from './set.ts';

const FONT = 'Carlito';

/** Width of every column of every table, and that rows stay whole; widths in hundredths of a millimetre. */
export const columnStyles = (tables: readonly (readonly number[])[]): string =>
  '<style:style style:name="Row" style:family="table-row"><style:table-row-properties fo:keep-together="always"/></style:style>' +
  (['Head', 'Body', 'Total'] as const).map(cellStyle).join('') +
  tables
    .map(
      (widths, at) =>
        `<style:style style:name="Table${at + 1}" style:family="table"><style:table-properties style:width="${TEXT_WIDTH}mm" table:align="margins" fo:margin-bottom="2mm"/></style:style>` +
        widths
          .map(
            (width, column) =>
              `<style:style style:name="Table${at + 1}.${column + 1}" style:family="table-column"><style:table-column-properties style:column-width="${(width / 100).toFixed(2)}mm"/></style:style>`,
          )
          .join(''),
    )
    .join('');

const style = (name: string, paragraph: string, text = '', more = ''): string =>
  `<style:style style:name="${name}" style:display-name="${name.replaceAll('_20_', ' ')}" style:family="paragraph"${name === 'Standard' ? '' : ' style:parent-style-name="Standard"'}${more}><style:paragraph-properties ${paragraph}/><style:text-properties ${text}/></style:style>`;

const margins = (top: number, bottom: number) => `fo:margin-top="${top}mm" fo:margin-bottom="${bottom}mm"`;
const QUIET = 'fo:color="#4d5268"';
const BOLD = 'fo:font-weight="bold"';

/** Styles under the names LibreOffice itself uses, page, head and foot. */
export function odtStyles(job: OfficeJob): string {
  const { colour } = job.brand;
  const heading = (level: 1 | 2 | 3, size: number, top: number) =>
    style(
      `Heading_20_${level}`,
      `${margins(top, 2)} fo:keep-with-next="always"`,
      `fo:font-size="${size}pt" ${BOLD} fo:color="${colour}"`,
      ` style:next-style-name="Standard" style:default-outline-level="${level}"`,
    );
  const cells = (['Head', 'Body', 'Total'] as const)
    .flatMap((how) => (['left', 'right'] as const).map((side) => cellText(how, side)))
    .join('');
  return odfRoot(
    'office:document-styles',
    `<office:styles><style:default-style style:family="paragraph"><style:paragraph-properties fo:hyphenation-ladder-count="2"/><style:text-properties style:font-name="${FONT}" fo:font-family="${FONT}" fo:font-size="10.5pt" ${odfLanguage(job.document.locale)} fo:hyphenate="true" fo:hyphenation-remain-char-count="3" fo:hyphenation-push-char-count="3"/></style:default-style>` +
      style('Standard', `${margins(0, 1.6)} fo:line-height="110%"`) +
      style('Title', margins(0, 1), `fo:font-size="22pt" ${BOLD} fo:color="${colour}"`) +
      style('Subtitle', margins(0, 2), `fo:font-size="13pt" ${QUIET}`) +
      style('Fact', margins(0, 0)) +
      heading(1, 15, 3.2) +
      heading(2, 12.5, 3) +
      heading(3, 11, 2.2) +
      style('Kept', `${margins(0, 1)} fo:line-height="110%" fo:keep-with-next="always"`) +
      style('List', margins(0, 0.3)) +
      style('ListKept', `${margins(0, 1)} fo:keep-with-next="always"`) +
      style('Caption', `${margins(1.6, 1)} fo:keep-with-next="always"`, `fo:font-size="9.5pt" ${BOLD}`) +
      style('Callout', `${margins(2, 2)} fo:padding-left="2.5mm" fo:border-left="2pt solid ${colour}"`) +
      style('Source', margins(0.3, 1.4), `fo:font-size="8.5pt" ${QUIET}`) +
      style('ContentsTitle', margins(6, 2), BOLD) +
      style('Contents', margins(1, 0.5)) +
      style('Contents2', `${margins(0, 0.5)} fo:margin-left="7mm"`) +
      style('Gap', margins(0, 1), 'fo:font-size="4pt"') +
      style('Break', 'fo:break-before="page"') +
      style('Header', `${margins(0, 0)}`, `fo:font-size="8.5pt" ${QUIET} fo:hyphenate="false"`) +
      cells +
      `<style:style style:name="Strong" style:family="text"><style:text-properties ${BOLD}/></style:style>` +
      outlineStyle() +
      listStyles() +
      '</office:styles>' +
      `<office:automatic-styles>${pageLayout()}${lineTabs()}</office:automatic-styles>` +
      `<office:master-styles>${masterPage(job)}</office:master-styles>`,
  );
}

const cellText = (how: 'Head' | 'Body' | 'Total', side: 'left' | 'right'): string =>
  style(
    `${how}${side === 'left' ? 'Left' : 'Right'}`,
    `${margins(0, 0)} fo:line-height="100%" fo:text-align="${side === 'left' ? 'start' : 'end'}"`,
    `fo:font-size="9pt"${how === 'Body' ? '' : ` ${BOLD}`}`,
  );

const outlineStyle = (): string =>
  `<text:outline-style style:name="Outline">${[1, 2, 3].map((level) => `<text:outline-level-style text:level="${level}" style:num-format=""/>`).join('')}</text:outline-style>`;

function listStyles(): string {
  const place =
    '<style:list-level-properties text:list-level-position-and-space-mode="label-alignment"><style:list-level-label-alignment text:label-followed-by="listtab" fo:margin-left="7mm" fo:text-indent="-7mm" text:list-tab-stop-position="7mm"/></style:list-level-properties>';
  return (
    `<text:list-style style:name="Bullets"><text:list-level-style-bullet text:level="1" text:bullet-char="•">${place}</text:list-level-style-bullet></text:list-style>` +
    `<text:list-style style:name="Numbers"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix=".">${place}</text:list-level-style-number></text:list-style>`
  );
}

const cellStyle = (how: 'Head' | 'Body' | 'Total'): string => {
  const top = how === 'Total' ? '0.8pt solid #171a2b' : how === 'Head' ? '0.6pt solid #171a2b' : 'none';
  const bottom = how === 'Body' ? '0.4pt solid #d5d8e3' : '0.8pt solid #171a2b';
  return `<style:style style:name="Cell${how}" style:family="table-cell"><style:table-cell-properties fo:padding="0.7mm" fo:padding-left="1.2mm" fo:padding-right="1.2mm" fo:border-top="${top}" fo:border-bottom="${bottom}" fo:border-left="none" fo:border-right="none"${how === 'Head' ? ' fo:background-color="#eef1f8"' : ''}/></style:style>`;
};

/** What stands between head, text and foot counts as part of head and foot. */
const pageLayout = (): string => {
  const { width, height, left, right, top, bottom } = PAGE;
  return `<style:page-layout style:name="Page"><style:page-layout-properties fo:page-width="${width}mm" fo:page-height="${height}mm" style:print-orientation="portrait" fo:margin-top="11mm" fo:margin-bottom="11mm" fo:margin-left="${left}mm" fo:margin-right="${right}mm"/><style:header-style><style:header-footer-properties fo:min-height="${top - 15}mm" fo:margin-bottom="4mm"/></style:header-style><style:footer-style><style:header-footer-properties fo:min-height="${bottom - 15}mm" fo:margin-top="4mm"/></style:footer-style></style:page-layout>`;
};

/** Head and foot: what stands at the left, a tab, what stands at the right. */
const lineTabs = (): string =>
  `<style:style style:name="Line" style:family="paragraph" style:parent-style-name="Header"><style:paragraph-properties><style:tab-stops><style:tab-stop style:position="${TEXT_WIDTH}mm" style:type="right"/></style:tab-stops></style:paragraph-properties></style:style>`;

function masterPage({ document, brand }: OfficeJob): string {
  const { page, of, arms } = WORDS[document.locale];
  const height = 11;
  const picture = brand.arms
    ? odfPicture(
        'Pictures/arms.png',
        'arms',
        { width: (height * brand.arms.width) / brand.arms.height, height },
        { title: arms, alt: `${arms} ${brand.town}` },
      )
    : '';
  const line = [brand.town, brand.headline].filter((part) => part !== '').join(' · ');
  const right = `<text:span text:style-name="Strong">${xml(document.mark || document.title)}</text:span>`;
  return (
    `<style:master-page style:name="Standard" style:page-layout-name="Page"><style:header><text:p text:style-name="Line">${picture}${picture ? '<text:s/>' : ''}${xml(line)}<text:tab/>${right}</text:p></style:header>` +
    `<style:footer><text:p text:style-name="Line">${xml(brand.footline)}<text:tab/>${page} <text:page-number text:select-page="current">1</text:page-number> ${of} <text:page-count>1</text:page-count></text:p></style:footer></style:master-page>`
  );
}
