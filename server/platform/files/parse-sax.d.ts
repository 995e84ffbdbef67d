// The XML reader inside of exceljs (saxes), the one part of it that is asked for directly; it brings no types.
declare module 'exceljs/lib/utils/parse-sax.js' {
  export type XmlEvent =
    | { eventType: 'opentag'; value: { name: string; attributes: Record<string, string>; isSelfClosing: boolean } }
    | { eventType: 'text'; value: string }
    | { eventType: 'closetag'; value: { name: string } };
  /** The events of each piece of text together. */
  export default function parseSax(texts: AsyncIterable<string>): AsyncIterable<XmlEvent[]>;
}
