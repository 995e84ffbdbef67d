// Workbooks that go out to be filled in and come back: what is only read is locked, what leads back is hidden, choices are offered.
import { cellStyles, letters, widthOf, workbookOf, xmlText } from './workbook-file.js';

export interface FormColumn {
  heading: string;
  /** What may be read, what is for the way back, and what is filled in. */
  kind: 'READ' | 'HIDDEN' | 'TEXT' | 'NUMBER';
  /** What is offered to choose from; other values may be written too. */
  choices: readonly string[];
  /** Told beside the cell while it is filled in. */
  hint: string | null;
}

/** Where people write what they like, in several lines. */
const freeTextWidth = 48;

/** The lock keeps from slips of the hand and has no password: what comes back is checked in any case. */
export function workbookForm(name: string, columns: readonly FormColumn[], pages: AsyncIterable<readonly (readonly (string | number | null)[])[]>): AsyncGenerator<Buffer> {
  const styles = { READ: cellStyles.text, HIDDEN: cellStyles.text, TEXT: cellStyles.filledText, NUMBER: cellStyles.filledNumber } as const;
  return workbookOf(name, {
    columns: columns.map(({ heading, kind, choices }) => ({ heading, style: styles[kind], isHidden: kind === 'HIDDEN', width: kind === 'TEXT' && choices.length === 0 ? freeTextWidth : widthOf(heading) })),
    closing: (lastLine) => `<sheetProtection sheet="1" objects="1" scenarios="1" formatColumns="0" formatRows="0"/>${validations(columns, Math.max(2, lastLine))}`,
  }, pages);
}

// As long as the format allows.
const formulaMaximum = 255;
const hintMaximum = 250;

function validations(columns: readonly FormColumn[], lastLine: number): string {
  const rules = columns.flatMap(({ choices, hint }, place) => {
    if (choices.length === 0 && hint === null) return [];
    const list = choices.join(',');
    const isList = list !== '' && list.length <= formulaMaximum;
    const prompt = hint === null ? '' : ` prompt="${xmlText([...hint].slice(0, hintMaximum).join(''))}"`;
    return [`<dataValidation${isList ? ' type="list"' : ''} allowBlank="1" showInputMessage="1" showErrorMessage="0"${prompt} sqref="${letters(place)}2:${letters(place)}${lastLine}">${isList ? `<formula1>"${xmlText(list)}"</formula1>` : ''}</dataValidation>`];
  });
  return rules.length === 0 ? '' : `<dataValidations count="${rules.length}">${rules.join('')}</dataValidations>`;
}
