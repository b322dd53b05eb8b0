import { BULLETS } from './docx-body.ts';
import { XML_HEAD } from './package.ts';
import { TEXT_WIDTH } from './set.ts';

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
// Found on most machines; what is missing is replaced by a like one.
const FONT = 'Calibri';

const style = (id: string, name: string, paragraph: string, run: string, more = ''): string =>
  `<w:style w:type="paragraph" w:styleId="${id}"${id === 'Normal' ? ' w:default="1"' : ''}><w:name w:val="${name}"/>${id === 'Normal' ? '' : '<w:basedOn w:val="Normal"/>'}${more}<w:qFormat/><w:pPr>${paragraph}</w:pPr><w:rPr>${run}</w:rPr></w:style>`;

const spacing = (before: number, after: number) => `<w:spacing w:before="${before}" w:after="${after}"/>`;
const size = (half: number) => `<w:sz w:val="${half}"/>`;
const next = '<w:next w:val="Normal"/>';

/** Styles under the names every word processor knows; headings in the colour of the town (`#rrggbb`). */
export function stylesXml(colour: string, language: string): string {
  const ink = `<w:color w:val="${colour.slice(1)}"/>`;
  const quiet = '<w:color w:val="4D5268"/>';
  const heading = (level: 1 | 2 | 3, half: number, before: number) =>
    style(
      `Heading${level}`,
      `heading ${level}`,
      `<w:keepNext/>${spacing(before, 100)}<w:outlineLvl w:val="${level - 1}"/>`,
      `<w:b/>${ink}${size(half)}`,
      next,
    );
  const right = Math.round((TEXT_WIDTH / 25.4) * 1440);
  const tab = `<w:tabs><w:tab w:val="right" w:pos="${right}"/></w:tabs>${spacing(0, 0)}`;
  return (
    `${XML_HEAD}<w:styles ${W}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="${FONT}" w:hAnsi="${FONT}" w:cs="${FONT}"/>${size(21)}<w:lang w:val="${language}"/></w:rPr></w:rPrDefault>` +
    `<w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>` +
    style('Normal', 'Normal', '', '') +
    style('Title', 'Title', spacing(0, 60), `<w:b/>${ink}${size(44)}`, next) +
    style('Subtitle', 'Subtitle', spacing(0, 200), `${quiet}${size(26)}`, next) +
    heading(1, 30, 280) +
    heading(2, 25, 240) +
    heading(3, 22, 180) +
    style('ListParagraph', 'List Paragraph', `${spacing(0, 60)}<w:contextualSpacing/>`, '') +
    style('Caption', 'caption', `<w:keepNext/>${spacing(160, 80)}`, `<w:b/>${size(19)}`, next) +
    style(
      'Callout',
      'Callout',
      `<w:pBdr><w:left w:val="single" w:sz="18" w:space="8" w:color="${colour.slice(1)}"/></w:pBdr>${spacing(120, 120)}`,
      '',
    ) +
    style('SourceLine', 'Source', spacing(40, 120), `${quiet}${size(17)}`) +
    style('Header', 'header', tab, `${quiet}${size(17)}`) +
    style('Footer', 'footer', tab, `${quiet}${size(17)}`) +
    tableStyle() +
    '</w:styles>'
  );
}

const tableStyle = (): string =>
  '<w:style w:type="table" w:styleId="SollstandTable"><w:name w:val="Sollstand Table"/><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr><w:rPr><w:sz w:val="18"/></w:rPr>' +
  '<w:tblPr><w:tblBorders><w:top w:val="single" w:sz="6" w:color="171A2B"/><w:bottom w:val="single" w:sz="6" w:color="171A2B"/><w:insideH w:val="single" w:sz="4" w:color="D5D8E3"/></w:tblBorders><w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="70" w:type="dxa"/><w:bottom w:w="40" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar></w:tblPr>' +
  '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr><w:tcBorders><w:bottom w:val="single" w:sz="8" w:color="171A2B"/></w:tcBorders><w:shd w:val="clear" w:color="auto" w:fill="EEF1F8"/></w:tcPr></w:tblStylePr></w:style>';

const level = (format: string, text: string): string =>
  `<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="397" w:hanging="397"/></w:pPr></w:lvl>`;

/** What `numberingXml` holds, for a file that has numbering of its own: first the abstract ones, then the lists. */
export function numberingParts(lists: number): { abstract: string; lists: string } {
  const abstract = (id: number, of: string) =>
    `<w:abstractNum w:abstractNumId="${id}"><w:multiLevelType w:val="singleLevel"/>${of}</w:abstractNum>`;
  const restarted = Array.from(
    { length: lists },
    (_, at) =>
      `<w:num w:numId="${BULLETS + at + 1}"><w:abstractNumId w:val="9002"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>`,
  );
  return {
    abstract: abstract(9001, level('bullet', '•')) + abstract(9002, level('decimal', '%1.')),
    lists: `<w:num w:numId="${BULLETS}"><w:abstractNumId w:val="9001"/></w:num>${restarted.join('')}`,
  };
}

export const numberingXml = (lists: number): string => {
  const parts = numberingParts(lists);
  return `${XML_HEAD}<w:numbering ${W}>${parts.abstract}${parts.lists}</w:numbering>`;
};
