import { XML_HEAD } from './package.ts';
import { inkOn } from './set.ts';
import { AREA, SLIDE } from './slides.ts';

export const NAMES =
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"';
const FONT = 'Calibri';
const emu = (mm: number): number => Math.round(mm * 36_000);

const GROUP = '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>';

const place = (x: number, y: number, width: number, height: number): string =>
  `<p:spPr><a:xfrm><a:off x="${emu(x)}" y="${emu(y)}"/><a:ext cx="${emu(width)}" cy="${emu(height)}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>`;

const shape = (id: number, type: string, where: string, body: string, list = ''): string =>
  `<p:sp><p:nvSpPr><p:cNvPr id="${id}" name="${type}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="${type}"${type === 'title' || type === 'ctrTitle' ? '' : ' idx="1"'}/></p:nvPr></p:nvSpPr>${where}<p:txBody><a:bodyPr lIns="0" rIns="0" tIns="0" bIns="0" ${body}/><a:lstStyle>${list}</a:lstStyle><a:p><a:endParaRPr/></a:p></p:txBody></p:sp>`;

const TITLE = place(SLIDE.side, 12, AREA.width, 18);
const BODY = place(SLIDE.side, SLIDE.top, AREA.width, AREA.height);

/** The master: where title and body stand and how they look. */
export function masterXml(): string {
  const body =
    '<a:lvl1pPr marL="252000" indent="-252000"><a:spcBef><a:spcPts val="900"/></a:spcBef><a:buFont typeface="Arial"/><a:buChar char="•"/><a:defRPr sz="2000"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill><a:latin typeface="+mn-lt"/></a:defRPr></a:lvl1pPr>';
  return (
    `${XML_HEAD}<p:sldMaster ${NAMES}><p:cSld><p:bg><p:bgPr><a:solidFill><a:schemeClr val="bg1"/></a:solidFill><a:effectLst/></p:bgPr></p:bg><p:spTree>${GROUP}${shape(2, 'title', TITLE, 'anchor="ctr"')}${shape(3, 'body', BODY, '')}</p:spTree></p:cSld>` +
    '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>' +
    '<p:sldLayoutIdLst><p:sldLayoutId id="2147483649" r:id="rId1"/><p:sldLayoutId id="2147483650" r:id="rId2"/></p:sldLayoutIdLst>' +
    '<p:txStyles><p:titleStyle><a:lvl1pPr algn="l"><a:defRPr sz="2800" b="1"><a:solidFill><a:schemeClr val="accent1"/></a:solidFill><a:latin typeface="+mj-lt"/></a:defRPr></a:lvl1pPr></p:titleStyle>' +
    `<p:bodyStyle>${body}</p:bodyStyle><p:otherStyle><a:lvl1pPr><a:defRPr sz="1400"/></a:lvl1pPr></p:otherStyle></p:txStyles></p:sldMaster>`
  );
}

/** The first slide on the colour of the town, all others on white. */
export function layoutXml(type: 'title' | 'obj', colour: string): string {
  const ink = inkOn(colour).slice(1).toUpperCase();
  const list = (size: number, bold: string) =>
    `<a:lvl1pPr marL="0" indent="0" algn="l"><a:buNone/><a:defRPr sz="${size}"${bold}><a:solidFill><a:srgbClr val="${ink}"/></a:solidFill></a:defRPr></a:lvl1pPr>`;
  const content =
    type === 'title'
      ? `<p:bg><p:bgPr><a:solidFill><a:schemeClr val="accent1"/></a:solidFill><a:effectLst/></p:bgPr></p:bg><p:spTree>${GROUP}${shape(2, 'ctrTitle', place(SLIDE.side, 66, AREA.width, 44), 'anchor="b"', list(3600, ' b="1"'))}${shape(3, 'subTitle', place(SLIDE.side, 116, AREA.width, 24), '', list(2000, ''))}</p:spTree>`
      : `<p:spTree>${GROUP}${shape(2, 'title', TITLE, 'anchor="ctr"')}${shape(3, 'body', BODY, '')}</p:spTree>`;
  return `${XML_HEAD}<p:sldLayout ${NAMES} type="${type}" preserve="1"><p:cSld name="${type}">${content}</p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>`;
}

export function themeXml(colour: string): string {
  const own = (name: string, value: string) => `<a:${name}><a:srgbClr val="${value}"/></a:${name}>`;
  const accent = colour.slice(1).toUpperCase();
  const fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>';
  const line = '<a:ln w="6350"><a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:ln>';
  const effect = '<a:effectStyle><a:effectLst/></a:effectStyle>';
  const font = `<a:latin typeface="${FONT}"/><a:ea typeface=""/><a:cs typeface=""/>`;
  return (
    `${XML_HEAD}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Sollstand"><a:themeElements><a:clrScheme name="Sollstand">` +
    own('dk1', '171A2B') +
    own('lt1', 'FFFFFF') +
    own('dk2', '4D5268') +
    own('lt2', 'EEF1F8') +
    own('accent1', accent) +
    ['A8320A', '4D5268', '6E8BC6', 'D5D8E3', '171A2B']
      .map((value, at) => own(`accent${at + 2}`, value))
      .join('') +
    own('hlink', accent) +
    own('folHlink', '4D5268') +
    `</a:clrScheme><a:fontScheme name="Sollstand"><a:majorFont>${font}</a:majorFont><a:minorFont>${font}</a:minorFont></a:fontScheme>` +
    `<a:fmtScheme name="Sollstand"><a:fillStyleLst>${fill.repeat(3)}</a:fillStyleLst><a:lnStyleLst>${line.repeat(3)}</a:lnStyleLst><a:effectStyleLst>${effect.repeat(3)}</a:effectStyleLst><a:bgFillStyleLst>${fill.repeat(3)}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>`
  );
}
