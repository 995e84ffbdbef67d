// XML of unknown origin as a stream of events: entities of its own are never opened, no piece is endless, names without their prefixes.
import { SaxesParser } from 'saxes';
import { UnreadableFile } from './unreadable-file.js';
import { damagedWorkbook } from './zip-archive.js';

export type XmlEvent =
  | { eventType: 'opentag'; value: { name: string; attributes: Record<string, string>; isSelfClosing: boolean } }
  | { eventType: 'text'; value: string }
  | { eventType: 'closetag'; value: { name: string } };

/** No honest cell or tag is longer: until then a parser must hold it. */
const heldCharacters = 1_048_576;

/** The events of each piece together. Throws UnreadableFile for what is no XML, is cut off, or is no UTF-8. */
export async function* xmlEvents(pieces: AsyncIterable<Buffer>): AsyncGenerator<readonly XmlEvent[]> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const parser = new SaxesParser();
  let events: XmlEvent[] = [];
  let held = 0;
  parser.on('opentag', ({ name, attributes, isSelfClosing }) => { events.push({ eventType: 'opentag', value: { name: localName(name), attributes, isSelfClosing } }); });
  parser.on('text', (text) => { events.push({ eventType: 'text', value: text }); });
  parser.on('closetag', ({ name }) => { events.push({ eventType: 'closetag', value: { name: localName(name) } }); });
  parser.on('error', (error) => { throw error; });
  try {
    for await (const piece of pieces) {
      // Decoded here, because a character may be cut between two pieces.
      const text = decoder.decode(piece, { stream: true });
      held += text.length;
      if (held > heldCharacters) throw damagedWorkbook();
      parser.write(text);
      if (events.length === 0) continue;
      held = 0;
      yield events;
      events = [];
    }
    parser.write(decoder.decode()).close();
    if (events.length > 0) yield events;
  } catch (error) {
    // What else is thrown here is the parser's or the decoder's word about the text.
    throw error instanceof UnreadableFile ? error : damagedWorkbook();
  }
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
