// XML of unknown origin as a stream of events: entities of its own are never opened, no piece is endless, names without their prefixes.
import parseSax, { type XmlEvent } from 'exceljs/lib/utils/parse-sax.js';
import { UnreadableFile } from './unreadable-file.js';
import { damagedWorkbook } from './zip-archive.js';

/** No honest cell or tag is longer: until then a parser must hold it. */
const heldCharacters = 1_048_576;

export async function* xmlEvents(pieces: AsyncIterable<Buffer>): AsyncGenerator<readonly XmlEvent[]> {
  let held = 0;
  const texts = (async function* () {
    const decoder = new TextDecoder('utf-8', { fatal: true });
    for await (const piece of pieces) {
      // Decoded here, because a character may be cut between two pieces.
      const text = decoder.decode(piece, { stream: true });
      held += text.length;
      if (held > heldCharacters) throw damagedWorkbook();
      yield text;
    }
    decoder.decode();
  })();
  try {
    for await (const events of parseSax(texts)) {
      if (events.length > 0) held = 0;
      for (const event of events) if (event.eventType !== 'text') event.value.name = event.value.name.slice(event.value.name.indexOf(':') + 1);
      yield events;
    }
  } catch (error) {
    // What else is thrown here is the parser's or the decoder's word about the text.
    throw error instanceof UnreadableFile ? error : damagedWorkbook();
  }
}

export type { XmlEvent };
